/** The two languages in which everything is said. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** One statement in both languages. */
export type Text = Readonly<Record<Language, string>>;
