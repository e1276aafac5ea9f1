declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    letters: string,
    options: { noHinting?: boolean; keepFeatures?: string[]; dropTables?: string[]; preserveNameIds?: number[] },
  ): Promise<Uint8Array>;
}
