type Line = { dueAt: string; late: boolean; claimedBy?: string | undefined; pause?: unknown };

export type QueueFigures<L> = {
  /** How many were looked at. */
  many: number;
  late: number;
  mine: number;
  /** What to begin with: what I have already, then what nobody has, each by its place in the queue. */
  first: L[];
};

/**
 * What an officer has before them in a queue.
 * @param lines in the order of the queue
 * @param me the officer's subject
 */
export function queueFigures<L extends Line>(lines: readonly L[], me: string, most = 4): QueueFigures<L> {
  const running = lines.filter(({ pause }) => pause === undefined);
  const mine = running.filter(({ claimedBy }) => claimedBy === me);
  const free = running.filter(({ claimedBy }) => claimedBy === undefined);
  return {
    many: lines.length,
    late: lines.filter(({ late }) => late).length,
    mine: mine.length,
    first: [...mine, ...free].slice(0, most),
  };
}

type Leave = { subject: string; coveredBy: string; from: string; to: string; endedAt?: string | undefined };

/** Leave that concerns somebody on a day: their own, and of those for whom they stand in. */
export const leaveOf = <L extends Leave>(all: readonly L[], me: string, today: string): { own: L[]; covered: L[] } => {
  const present = all.filter(({ from, to, endedAt }) => from <= today && today <= to && endedAt === undefined);
  return {
    own: present.filter(({ subject }) => subject === me),
    covered: present.filter(({ coveredBy, subject }) => coveredBy === me && subject !== me),
  };
};
