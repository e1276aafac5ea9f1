import type { Item } from '../../../infra/local/dynamodb/table.ts';
import type { Head } from '../../../shared/records/application.ts';
import { headOf } from '../../../shared/records/head-item.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import { permitOf } from '../../../shared/records/permit.ts';
import { firstTemplate } from './people.ts';
import { plainItem } from './wire.ts';

/** Everything that the table holds of one person's case, or of one employer and its registration. */
export type Bundle = {
  kind: 'employer' | 'person';
  /** The items as they lie in the table, and each as JSON. */
  items: { item: Item; json: string }[];
  heads: Head[];
  permit?: Permit;
  employerId: string;
  /** The numbers of its employer and applicant in people.ts. */
  employer: number;
  applicant?: number;
  /** Stands in a queue, so that it keeps its dates. */
  isOpen: boolean;
  /** Takes a place of a quota. */
  takesPlace: boolean;
};

export const keyText = (item: Item, name: 'pk' | 'sk'): string => {
  const value = item[name];
  if (!value || !('S' in value)) throw new Error('every item has a key of texts');
  return value.S;
};

const digitsOf = (letters: string): number =>
  Number([...letters].map((letter) => 'ABCDEFGHJK'.indexOf(letter)).join(''));

/** The number of a person or employer whose six letters stand behind a word. */
function numberBehind(word: string, text: string): number | undefined {
  const letters = new RegExp(`${word}([A-HJK]{6})`).exec(text)?.[1];
  return letters === undefined ? undefined : digitsOf(letters);
}

/** Items of the whole zone, which no case takes along. */
const common = /^(KEYS|OFFICE|STATUSLIST|COMMONRETURNS|REMINDERS|BULLETINS|OUTBOX|PARKED|IMPORT|ASKEDFROM)/;

const openStages = ['preliminary-review', 'review', 'conclusion', 'returned', 'refusal-announced', 'draft'];

/**
 * Sorts the items of a table by whose they are. What belongs to nobody, such as keys of the zone, is left out.
 * @throws where an item with a name of a template in it belongs to nobody: the filling would lack it
 */
export function bundlesOf(items: readonly Item[]): Bundle[] {
  const heads: Head[] = [];
  const permits = new Map<string, Permit>();
  for (const item of items) {
    if (keyText(item, 'sk') === 'HEAD' && keyText(item, 'pk').startsWith('APPLICATION#')) {
      heads.push(headOf(plainItem(item)));
    }
    if (keyText(item, 'sk') === 'PERMIT') {
      const permit = permitOf(plainItem(item));
      permits.set(permit.number, permit);
    }
  }
  const bundles = new Map<string, Bundle>();
  const owners = new Map<string, Bundle>();
  const firms = new Map<string, Bundle>();
  for (const head of heads) {
    const { id, personId, employerId = '', procedure } = head;
    const isFirm = procedure === 'employer-registration';
    const name = isFirm ? employerId : (personId ?? id);
    const permit = personId === undefined ? undefined : permits.get(personId);
    const bundle: Bundle = bundles.get(name) ?? {
      kind: isFirm ? 'employer' : 'person',
      items: [],
      heads: [],
      employerId,
      employer: 0,
      isOpen: false,
      takesPlace: false,
      ...(permit ? { permit } : {}),
    };
    bundle.heads.push(head);
    bundle.isOpen ||= openStages.includes(head.stage);
    bundle.takesPlace ||= head.quota !== undefined;
    bundles.set(name, bundle);
    owners.set(id, bundle);
    if (personId) owners.set(personId, bundle);
    if (permit) owners.set(statusPlaceOf(permit), bundle);
    if (isFirm) firms.set(employerId, bundle);
  }
  for (const item of items) {
    const pk = keyText(item, 'pk');
    const json = JSON.stringify(item);
    if (common.test(pk) || (pk.startsWith('QUOTA#') && !keyText(item, 'sk').startsWith('PLACE#'))) continue;
    const words = json.split(/[^0-9A-Za-z]+/);
    const word = words.find((one) => owners.has(one));
    const owner = word === undefined ? firmOf(firms, words) : owners.get(word);
    if (owner) owner.items.push({ item, json });
    else if (/[A-HJK]{6}/.test(json)) throw new Error(`an item of a template belongs to nobody: ${pk.split('#')[0]}`);
  }
  for (const bundle of bundles.values()) {
    const whole = bundle.items.map(({ json }) => json).join();
    bundle.employer = numberBehind('样例', whole) ?? firstTemplate;
    if (bundle.kind === 'person') bundle.applicant = numberBehind('SPECIMEN ', whole);
  }
  return [...bundles.values()];
}

const firmOf = (firms: ReadonlyMap<string, Bundle>, words: readonly string[]): Bundle | undefined => {
  const word = words.find((one) => firms.has(one));
  return word === undefined ? undefined : firms.get(word);
};

/** The place of a permit's token in its list, as its keys have it. */
export const statusPlaceOf = ({ statusIndex }: Pick<Permit, 'statusIndex'>): string =>
  String(statusIndex).padStart(7, '0');
