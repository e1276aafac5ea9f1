import type { Line, ObjectName, Officer, Party } from '../../../infra/docs/who-may.ts';
import type { Persona } from './cast.ts';

export const objectsAsked = ['own', 'another’s', 'unknown', 'mixed'] as const;
/** `mixed` is another's part (a paper, a letter, a handler) named in something of one's own; only these have parts. */
export const withParts: ReadonlySet<ObjectName> = new Set(['draftDocument', 'document', 'letter', 'handler', 'matter']);
export type Asked = (typeof objectsAsked)[number];

/** How a request is to be answered: it is let in, or refused with this problem and nothing else. */
export type Verdict =
  | 'let in'
  | 'not-signed-in'
  | 'signature-refused'
  | 'not-allowed'
  | 'role-ended'
  | 'second-factor-needed'
  | 'not-found'
  | 'invalid-request'
  | 'nothing';

/** Whether a line knows single objects; lists and what is the same for all have one cell. */
export const hasObjects = ({ about, to }: Line): boolean => to === 'known' || (about !== 'nothing' && about !== 'list');

const names = (list: readonly string[] | undefined, one: Party | Officer): boolean => (list ?? []).includes(one);

/** What belongs to nobody but the zone. */
const ofTheZone: ReadonlySet<ObjectName> = new Set(['training', 'practice']);

/** What the table says of one cell. */
export function expected(lines: readonly Line[], line: Line, persona: Persona, asked: Asked): Verdict {
  if (asked !== 'mixed') return verdictFor(lines, line, persona, asked);
  const whole = verdictFor(lines, line, persona, 'own');
  return whole === 'let in' ? 'not-found' : whole;
}

function verdictFor(lines: readonly Line[], line: Line, { stands }: Persona, asked: Asked): Verdict {
  const known = asked === 'own' || !hasObjects(line);
  if (line.to === 'open') return 'let in';
  if (line.to === 'known') return known ? 'let in' : 'not-found';
  if (line.to === 'partner') return stands.kind === 'partner' ? 'let in' : 'signature-refused';
  const staffed = lines.some(({ any, hidden, sees }) =>
    [...(any ?? []), ...(hidden ?? []), ...(sees ?? [])].some((one) => one !== 'handler' && one !== 'applicant'),
  );
  const absent = line.otherwise ?? 'not-found';
  if (stands.kind === 'no-role') return 'not-allowed';
  if (stands.kind === 'one-factor') return staffed ? 'second-factor-needed' : 'not-allowed';
  if (stands.kind === 'ended') return line.evenEnded ? 'let in' : staffed ? 'role-ended' : 'not-allowed';
  if (stands.kind !== 'office' && stands.kind !== 'party') return 'not-signed-in';
  const exists = asked !== 'unknown' || !hasObjects(line);
  if (names(line.hidden, stands.as)) return absent;
  if (stands.kind === 'office') {
    if (names(line.sees, stands.as)) return exists ? 'not-allowed' : absent;
    if (!names(line.any, stands.as)) return 'not-allowed';
    if (!exists) return absent;
    if (stands.elsewhere && line.about === 'attempt') return absent;
    return stands.elsewhere && line.atWindow ? 'not-allowed' : 'let in';
  }
  const mine =
    line.about === 'invitation'
      ? known && stands.invited === true
      : ofTheZone.has(line.about)
        ? exists
        : known && !stands.former;
  const theirs = mine || !hasObjects(line);
  if (names(line.own, stands.as)) return theirs ? 'let in' : absent;
  if (names(line.sees, stands.as)) return theirs ? 'not-allowed' : absent;
  return 'not-allowed';
}
