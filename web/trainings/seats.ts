/** Most seats that one employer may take in a session. */
const mostSeats = 20;

/**
 * How many seats an employer can choose from: none gives its seats back, and what it has already does not count as taken
 * by others.
 * @param own what the employer has now
 * @param left seats that nobody has
 */
export const seatChoices = (own: number, left: number): number[] =>
  Array.from({ length: Math.max(own, Math.min(mostSeats, own + Math.max(0, left))) + 1 }, (_, seats) => seats);
