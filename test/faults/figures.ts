/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Figures one under another. */
export function printFigures(title: string, figures: Readonly<Record<string, string | number>>): void {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  console.log(`\n${title}`);
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(width)}  ${value}`);
}

/** What was found, one line each; says how many there were when they are too many to read. */
export function printFindings(findings: readonly string[], most = 40): void {
  for (const finding of findings.slice(0, most)) console.log(`  FOUND ${finding}`);
  if (findings.length > most) console.log(`  and ${findings.length - most} more`);
}
