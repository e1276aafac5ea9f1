/** The words of a post's title: Latin and other written words, and runs of Chinese characters, which has no spaces. */
export type PostWords = { words: readonly string[]; runs: readonly string[] };

const han = /^\p{Script=Han}+$/u;

/** Case, accents and width make no difference to a search. */
const comparable = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC')
    .toLowerCase();

/** The words of a title or of what somebody looks for, each once. */
export function postWords(text: string): PostWords {
  const found = comparable(text).match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
  const each = [...new Set<string>(found)];
  return { words: each.filter((one) => !han.test(one)), runs: each.filter((one) => han.test(one)) };
}

/** Characters, not halves of surrogate pairs. */
const characters = (text: string): string[] => [...text];

const prefixLength = 3;
const prefixOf = (word: string): string => characters(word).slice(0, prefixLength).join('');

const pairsOf = (run: string): string[] => {
  const each = characters(run);
  return each.slice(1).map((character, index) => `${each[index]}${character}`);
};

/** Under what a title is filed: the first three letters of each word, and every two neighbouring Chinese characters. */
export function postKeys(title: string): string[] {
  const { words, runs } = postWords(title);
  return [...new Set([...words.map(prefixOf), ...runs.flatMap(pairsOf)])];
}

/** Where the titles are filed among which all that a search can find stand; undefined where it names nothing to look for. */
export function searchKey(wanted: string): string | undefined {
  const { words, runs } = postWords(wanted);
  const [longest] = [...words, ...runs.filter((run) => characters(run).length > 1)].sort(
    (a, b) => characters(b).length - characters(a).length,
  );
  if (longest === undefined) return undefined;
  return han.test(longest) ? characters(longest).slice(0, 2).join('') : prefixOf(longest);
}

/** Whether a search can be answered: it names a word, and no Chinese character stands alone, which is everywhere. */
export const isSearchable = (wanted: string): boolean =>
  searchKey(wanted) !== undefined && postWords(wanted).runs.every((run) => characters(run).length > 1);

/**
 * Whether a title has every word that is looked for: Chinese as it stands inside the title, a word of three letters and
 * more by how it begins, a shorter one as a whole.
 */
export function hasPostWords(title: string, wanted: string): boolean {
  const own = postWords(title);
  const { words, runs } = postWords(wanted);
  return (
    runs.every((run) => own.runs.some((one) => one.includes(run))) &&
    words.every((word) =>
      own.words.some((one) => (characters(word).length < prefixLength ? one === word : one.startsWith(word))),
    )
  );
}
