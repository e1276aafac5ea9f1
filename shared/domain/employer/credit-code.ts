import { checkCharacter } from '../check-character.ts';

/** True for 18 signs of GB 32100-2015 whose last one is the right check character. Expects capitals. */
export function isCreditCode(code: string): boolean {
  return code.length === 18 && checkCharacter(code.slice(0, 17)) === code.slice(17);
}
