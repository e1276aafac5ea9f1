export const standings = ['A', 'B', 'C', 'open'] as const;
export type Standing = (typeof standings)[number];
export type Move = { from: Standing; to: Standing; cases: number };

type End = { standing: Standing; cases: number; top: number; height: number };
type Flow = {
  before: End[];
  after: End[];
  bands: (Move & { fromTop: number; toTop: number; height: number })[];
};

const gap = 14;

/**
 * Where a picture of cases that go from one category to another puts everything: on the left where they are, on the
 * right where they would be, as thick as there are cases.
 */
export function flowOf(moves: readonly Move[], height: number): Flow {
  const order = (standing: Standing) => standings.indexOf(standing);
  const total = moves.reduce((sum, { cases }) => sum + cases, 0);
  const endsOf = (side: 'from' | 'to'): End[] => {
    const present = standings.filter((standing) => moves.some((move) => move[side] === standing));
    const scale = total > 0 ? (height - gap * (standings.length - 1)) / total : 0;
    let top = 0;
    return present.map((standing) => {
      const cases = moves.filter((move) => move[side] === standing).reduce((sum, move) => sum + move.cases, 0);
      const end = { standing, cases, top, height: cases * scale };
      top += end.height + gap;
      return end;
    });
  };
  const before = endsOf('from');
  const after = endsOf('to');
  const used = new Map<string, number>();
  const place = (side: 'from' | 'to', ends: readonly End[], move: Move, thick: number): number => {
    const key = `${side} ${move[side]}`;
    const already = used.get(key) ?? 0;
    used.set(key, already + thick);
    return (ends.find(({ standing }) => standing === move[side])?.top ?? 0) + already;
  };
  const bands = [...moves]
    .sort((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to))
    .map((move) => {
      const end = before.find(({ standing }) => standing === move.from);
      const thick = end && end.cases > 0 ? (end.height * move.cases) / end.cases : 0;
      return {
        ...move,
        fromTop: place('from', before, move, thick),
        toTop: place('to', after, move, thick),
        height: thick,
      };
    });
  return { before, after, bands };
}
