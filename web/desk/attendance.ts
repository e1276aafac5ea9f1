/** How many came from whom, as typed: empty and 0 mean that nobody came. */
export type Typed = Readonly<Record<string, string>>;

type Seat = { employerId: string; seats: number };

/** What a form of attendance begins with: everybody came for whom a seat was taken. */
export const everybody = (seats: readonly Seat[]): Typed =>
  Object.fromEntries(seats.map(({ employerId, seats: many }) => [employerId, String(many)]));

/** What is sent; a figure that is none is sent as it is, so that the zone says what is wrong with it. */
export const attended = (seats: readonly Seat[], typed: Typed): { employerId: string; attendees: number }[] =>
  seats.flatMap(({ employerId, seats: many }) => {
    const figure = (typed[employerId] ?? String(many)).trim();
    return figure === '' || Number(figure) === 0 ? [] : [{ employerId, attendees: Number(figure) }];
  });
