export type Content = {
  name: string;
  nationality: string;
  birthDate: string;
  passportNumber: string;
  passportState: string;
  employerCode: string;
  employerName: string;
  authority: string;
  issuedOn: string;
  expiresOn: string;
};

const plain = [
  'name',
  'nationality',
  'birthDate',
  'employerCode',
  'employerName',
  'authority',
  'issuedOn',
  'expiresOn',
] as const;

type Correction = Partial<Record<(typeof plain)[number], string>> & {
  passport?: { number: string; issuingState: string };
};

/** What a correction changes: only what is written otherwise now. */
export function corrected(before: Content, now: Content): Correction {
  const changed = Object.fromEntries(
    plain.flatMap((part) => (now[part].trim() === before[part] ? [] : [[part, now[part].trim()]])),
  );
  const isOtherPassport =
    now.passportNumber.trim() !== before.passportNumber || now.passportState.trim() !== before.passportState;
  return {
    ...changed,
    ...(isOtherPassport
      ? { passport: { number: now.passportNumber.trim(), issuingState: now.passportState.trim().toUpperCase() } }
      : {}),
  };
}
