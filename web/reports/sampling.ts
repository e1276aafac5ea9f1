export type Wanted = {
  month: string;
  /** `zone`: the share that the zone sets. */
  how: 'zone' | 'size' | 'percent';
  many: string;
  procedure: string;
  category: '' | 'A' | 'B' | 'C';
  greenChannel: boolean;
  /** Subjects of those who may look, one a line or separated by commas. */
  officers: string;
};

/** Names as somebody types or pastes them: by line, comma or semicolon; each once. */
export const namesIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\n,;，；、]+/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

/** What is sent to draw a sample. */
export function drawing({ month, how, many, procedure, category, greenChannel, officers }: Wanted) {
  const names = namesIn(officers);
  return {
    month,
    ...(how === 'size' ? { size: Number(many) } : {}),
    ...(how === 'percent' ? { percent: Number(many) } : {}),
    ...(procedure ? { procedure } : {}),
    ...(category ? { category } : {}),
    ...(greenChannel ? { greenChannel: true as const } : {}),
    ...(names.length > 0 ? { officers: names } : {}),
  };
}

type Draw = {
  month: string;
  seed: string;
  listHash: string;
  listed: number;
  strata: readonly { stratum: string; listed: number; drawn: number }[];
  cases: readonly { applicationId: string; lot: number }[];
  list?: readonly { id: string; stratum: string }[] | undefined;
};

/** Everything that makes a draw again, as a file for somebody outside. */
export const drawFile = ({ month, seed, listHash, listed, strata, cases, list = [] }: Draw): string =>
  `${JSON.stringify({ month, seed, listHash, listed, strata, drawn: cases.map(({ applicationId, lot }) => ({ id: applicationId, lot })), list }, null, 2)}\n`;
