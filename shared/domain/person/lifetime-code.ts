const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Internal scheme for the lifetime code (一人一码): 18 characters, `GP`, 15 random characters and a check character
 * (ISO 7064 MOD 31-type, weights 3^i). The official composition was never published, so this never claims to be it;
 * an external 18-character number can be carried in its place.
 */
export function lifetimeCode(random15: Uint8Array): string {
  if (random15.length !== 15) throw new Error('a lifetime code needs 15 random bytes');
  const body = `GP${Array.from(random15, (byte) => digits[byte % 31]).join('')}`;
  return body + checkCharacter(body);
}

/** True when the text has the form and check character of our own lifetime codes. */
export function isLifetimeCode(code: string): boolean {
  return /^GP[0-9A-HJ-NP-RTUWXY]{16}$/.test(code) && checkCharacter(code.slice(0, 17)) === code[17];
}

function checkCharacter(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += Math.max(0, digits.indexOf(character)) * weight;
    weight = (weight * 3) % 31;
  }
  return digits[(31 - (sum % 31)) % 31] ?? '0';
}
