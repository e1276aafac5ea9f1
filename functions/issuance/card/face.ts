import type { Language, Text } from '../../../shared/domain/text.ts';
import type { Day } from '../../../shared/domain/time.ts';

export type Category = 'A' | 'B' | 'C';

/** Everything that stands on a permit card, and nothing else: no passport number, birth date, salary or points. */
export type CardFace = {
  zone: Text;
  /** The authority in whose name the permit was granted. */
  authority: Text;
  number: string;
  category: Category;
  /** As the passport prints it. */
  name: string;
  chineseName?: string;
  nationality: { code: string; name: Text };
  sex: 'F' | 'M' | 'X';
  employer: { zh: string; en?: string };
  post: string;
  validFrom: Day;
  validTo: Day;
  issuedOn: Day;
  /** JPEG. What it tells about camera or place is removed before it is printed. */
  photo: Uint8Array;
  /** The credential as a link: `https://<host>/#<digits>`. */
  qrLink: { host: string; digits: string };
  /** Prints 样本 SAMPLE on both faces. */
  rehearsal: boolean;
  /** The language that stands first. */
  language: Language;
};
