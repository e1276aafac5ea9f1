import type { Day } from '../../shared/domain/time.ts';

const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check digit of ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1; `<` counts as 0. */
export function passportCheckDigit(field: string): string {
  const weights = [7, 3, 1];
  const sum = [...field].reduce(
    (total, sign, place) => total + Math.max(0, values.indexOf(sign)) * (weights[place % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}

const filled = (text: string, length: number) =>
  text
    .replace(/[^A-Z0-9]/g, '<')
    .padEnd(length, '<')
    .slice(0, length);
const sixDigits = (day: Day) => day.slice(2).replaceAll('-', '');
const checked = (field: string) => field + passportCheckDigit(field);

/** The two lines of 44 signs at the foot of a passport's data page (TD3, ICAO Doc 9303 part 4). */
export function passportZone(the: {
  issuingState: string;
  nationality: string;
  familyName: string;
  givenNames: string;
  number: string;
  birthDate: Day;
  sex: 'F' | 'M' | 'X';
  expiresOn: Day;
}): [string, string] {
  const name = `${filled(the.familyName, the.familyName.length)}<<${filled(the.givenNames, the.givenNames.length)}`;
  const number = checked(filled(the.number, 9));
  const birth = checked(sixDigits(the.birthDate));
  const expiry = checked(sixDigits(the.expiresOn));
  const optional = checked(filled('', 14));
  const sex = the.sex === 'X' ? '<' : the.sex;
  return [
    `P<${the.issuingState}${name}`.padEnd(44, '<').slice(0, 44),
    `${number}${the.nationality}${birth}${sex}${expiry}${optional}${passportCheckDigit(number + birth + expiry + optional)}`,
  ];
}
