import { checkCharacter, signs } from '../check-character.ts';

/**
 * Internal scheme for the lifetime code (一人一码): 18 characters, `GP`, 15 random characters and a check character
 * as in GB 32100. The official composition was never published, so this never claims to be it;
 * an external 18-character number can be carried in its place.
 */
export function lifetimeCode(random15: Uint8Array): string {
  if (random15.length !== 15) throw new Error('a lifetime code needs 15 random bytes');
  const body = `GP${Array.from(random15, (byte) => signs[byte % 31]).join('')}`;
  return body + checkCharacter(body);
}

/** True when the text has the form and check character of our own lifetime codes. */
export function isLifetimeCode(code: string): boolean {
  return /^GP[0-9A-HJ-NP-RTUWXY]{16}$/.test(code) && checkCharacter(code.slice(0, 17)) === code[17];
}
