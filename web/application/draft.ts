import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import type { Entered } from './entries.ts';

export type Application = Answer<'readApplication'>;
export type Form = Application['form'];
/** What was typed and is not with the zone yet, by the path of its field, as it was typed. */
export type Changes = Readonly<Record<string, unknown>>;
/** Reads what stands in a field. */
export type Reader = (path: string, given: unknown) => Entered;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Whether two values of a form say the same; nothing, null and a missing field are one. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other || (one ?? null) === (other ?? null)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => same(value, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]));
}

/** What stands in a form at a path. */
export const valueAt = (form: Form, path: string): unknown =>
  path.split('.').reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), form);

/** What a field shows: what was typed, or what the zone has. */
export const shownAt = (form: Form, changes: Changes, path: string): unknown =>
  Object.hasOwn(changes, path) ? changes[path] : valueAt(form, path);

/** Every path at which a form holds a value; a list is one value. */
export function pathsOf(form: unknown, within = ''): string[] {
  if (!isObject(form)) return within === '' ? [] : [within];
  return Object.entries(form).flatMap(([key, value]) =>
    value === undefined ? [] : pathsOf(value, within === '' ? key : `${within}.${key}`),
  );
}

/** Parts of the employer that the zone takes whole or not at all, with what each must hold. */
const wholes: Readonly<Record<string, { needed: readonly string[]; more: readonly string[] }>> = {
  'employer.name': { needed: ['zh'], more: ['en'] },
  'employer.handler': { needed: ['name', 'phone'], more: [] },
};
const wholeOf = (path: string): string | undefined => Object.keys(wholes).find((part) => path.startsWith(`${part}.`));

/** Of an employer nothing can be taken away that a register needs; these may be empty. */
const mayBeEmpty: readonly string[] = ['employer.industry', 'employer.industrySection', 'employer.licenceValidTo'];
const cannotBeEmpty = (path: string): boolean => path.startsWith('employer.') && !mayBeEmpty.includes(path);

const set = (target: Json, path: string, value: unknown): void => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let part = target;
  for (const key of keys) {
    const next = isObject(part[key]) ? part[key] : {};
    part[key] = next;
    part = next;
  }
  part[last] = value;
};

export type Patch = {
  /** What is sent: an RFC 7396 merge patch. */
  body: Json;
  /** What of the changes is in it. */
  sent: Changes;
  /** What cannot be sent as it stands, and why. */
  wrong: Readonly<Record<string, Text>>;
};

const needed: Text = { zh: '请填写此项。', en: 'Please fill this in.' };

/**
 * The part of the changes that the zone can take now; the rest waits and says why.
 * @param held paths that are not sent: a clash that nobody has decided, a value that the zone refused
 */
export function patchOf(form: Form, changes: Changes, read: Reader, held: readonly string[] = []): Patch {
  const body: Json = {};
  const sent: Record<string, unknown> = {};
  const wrongs: Record<string, Text> = {};
  const parts = new Set<string>();
  for (const [path, given] of Object.entries(changes)) {
    const entered = read(path, given);
    if ('wrong' in entered) {
      wrongs[path] = entered.wrong;
      continue;
    }
    const whole = wholeOf(path);
    if (entered.value === null && cannotBeEmpty(path) && path !== 'employer.name.en') {
      wrongs[path] = needed;
      continue;
    }
    if (held.includes(path)) continue;
    if (whole) {
      parts.add(whole);
      continue;
    }
    set(body, path, entered.value);
    sent[path] = given;
  }
  for (const part of parts) {
    const { needed: must = [], more = [] } = wholes[part] ?? {};
    const value: Json = {};
    for (const key of [...must, ...more]) {
      const entered = read(`${part}.${key}`, shownAt(form, changes, `${part}.${key}`));
      if ('value' in entered && entered.value !== null) value[key] = entered.value;
    }
    if (must.some((key) => value[key] === undefined)) continue;
    if ([...must, ...more].some((key) => held.includes(`${part}.${key}`) || wrongs[`${part}.${key}`])) continue;
    set(body, part, value);
    for (const path of Object.keys(changes)) if (path.startsWith(`${part}.`)) sent[path] = changes[path];
  }
  return { body, sent, wrong: wrongs };
}

/** What is left to save once something was saved: what was typed since stays. */
export const withoutSent = (changes: Changes, sent: Changes): Changes =>
  Object.fromEntries(
    Object.entries(changes).filter(([path, given]) => !Object.hasOwn(sent, path) || !same(given, sent[path])),
  );

/** The same field was changed here and elsewhere. */
export type Clash = { path: string; mine: unknown; theirs: unknown };

/**
 * Carries changes over to a form that was changed elsewhere meanwhile. What only one side changed holds; what both made
 * the same is settled; what both made different is for a person to decide.
 * @returns `taken`: what was changed elsewhere and not here
 */
export function rebase(
  before: Form,
  now: Form,
  changes: Changes,
  read: Reader,
): { changes: Changes; clashes: Clash[]; taken: string[] } {
  const kept: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  for (const [path, given] of Object.entries(changes)) {
    const theirs = valueAt(now, path);
    const entered = read(path, given);
    if ('value' in entered && same(entered.value, theirs)) continue;
    kept[path] = given;
    if (!same(valueAt(before, path), theirs)) clashes.push({ path, mine: given, theirs });
  }
  const taken = [...new Set([...pathsOf(before), ...pathsOf(now)])].filter(
    (path) => !Object.hasOwn(changes, path) && !same(valueAt(before, path), valueAt(now, path)),
  );
  return { changes: kept, clashes, taken };
}
