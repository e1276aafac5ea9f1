import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { publicationView } from '../../shared/contract/policies.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { draftPolicies } from '../../shared/zone/draft-policies.ts';
import { digestsOf, isUnchanged } from '../../shared/zone/published-policy.ts';

type Publication = z.output<typeof publicationView>;

/** A file of the repository that a publication becomes, and what is left to be written by hand. */
export type TakenIn = { files: { path: string; content: string }[]; remaining: string[] };

/** The name of a policy as a name of TypeScript: `points-2027` becomes `points2027`. */
const variable = (id: string): string => {
  const name = id.replace(/[^a-z0-9]+([a-z0-9])?/gi, (_, letter: string | undefined) => (letter ?? '').toUpperCase());
  return /^[a-z]/i.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : `policy${name}`;
};

const moduleOf = (
  { draft, revision, authors, approvedBy, publishedAt, sha256 }: Publication,
  the: { type: string; from: string; name: string; policy: unknown },
) => `import type { ${the.type} } from '${the.from}';

/**
 * Draft ${draft}, revision ${revision}: written by ${authors.join(', ')}, approved by ${approvedBy}, published ${publishedAt.slice(0, 10)}.
 * SHA-256 of the publication: ${sha256}
 */
export const ${the.name}: ${the.type} = ${JSON.stringify(the.policy, null, 2)};
`;

/**
 * Checks a publication and makes of it what the repository takes in. Anything that was changed on the way, whatever is
 * wrong with the policy and a name that is taken already are refused.
 * @param content of the file, JSON
 * @returns every problem of the file, in words
 */
export function takeIn(content: string): Result<TakenIn, string[]> {
  let read: unknown;
  try {
    read = JSON.parse(content);
  } catch {
    return failure(['the file is not JSON']);
  }
  const parsed = z.strictObject(publicationView.shape).safeParse(read);
  if (!parsed.success) {
    return failure(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`));
  }
  const the = parsed.data;
  if (!isUnchanged(read as Record<string, unknown>)) {
    return failure(['sha256: the file is not what was published']);
  }
  const { points, locality, authors, approvedBy, effectiveFrom, digests, replaces } = the;
  const policies = { points, locality };
  const tried = draftPolicies(policies);
  const problems = [
    ...(tried.ok ? [] : tried.error.map(({ path, text }) => `${path}: ${text.en}`)),
    ...(JSON.stringify(digestsOf(policies)) === JSON.stringify(digests)
      ? []
      : ['digests: are not those of the policy']),
    ...(authors.includes(approvedBy) ? ['approvedBy: is one of the authors'] : []),
    ...(points && points.effectiveFrom !== effectiveFrom ? ['points.effectiveFrom: is another day'] : []),
  ];
  if (problems.length > 0) return failure(problems);

  const taken: TakenIn = { files: [], remaining: [] };
  if (points) {
    const name = variable(points.id);
    const file = points.id.toLowerCase();
    const from = '../../domain/scoring/points-policy.ts';
    taken.files.push({
      path: `shared/policy/points/${file}.ts`,
      content: moduleOf(the, { type: 'PointsPolicy', from, name, policy: points }),
    });
    taken.remaining.push(
      `shared/policy/points/index.ts: import { ${name} } from './${file}.ts' and add [${name}.id]: ${name}`,
      `infra/zones/${the.zone}.ts: policy.points = '${points.id}', and in policy.formerPoints { points: '${replaces.points}', until: '${replaces.until}', source: … }`,
    );
  }
  if (locality) {
    const name = variable(`${locality.id}-${locality.version}`);
    const file = `${locality.id}-${locality.version}`.toLowerCase();
    const from = '../../domain/scoring/routes-policy.ts';
    taken.files.push({
      path: `shared/policy/routes/${file}.ts`,
      content: moduleOf(the, { type: 'Locality', from, name, policy: locality }),
    });
    taken.remaining.push(
      `shared/policy/routes/localities.ts: ${locality.id} becomes ${name} of './${file}.ts'`,
      `shared/policy/routes/index.ts: formerRoutes takes ${replaces.locality} with until '${replaces.until}'`,
    );
  }
  taken.remaining.push(
    'test/shared/policy/published.json: the fingerprint that test/shared/policy/published.test.ts names',
    `deploy before ${effectiveFrom}; the page of the draft then says "ahead", and from that day on "in force"`,
  );
  return success(taken);
}

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** `npm run take-in -- <publication.json>`: writes the policy's file and says what is left to do. */
export function takeInto(folder: string, file: string): Result<string[], string[]> {
  const taken = takeIn(readFileSync(file, 'utf8'));
  if (!taken.ok) return taken;
  const { files, remaining } = taken.value;
  const there = files.filter(({ path }) => existsSync(join(folder, path)));
  if (there.length > 0) return failure(there.map(({ path }) => `${path} exists already`));
  for (const { path, content } of files) writeFileSync(join(folder, path), content);
  return success([...files.map(({ path }) => `written: ${path}`), ...remaining.map((line) => `left to do: ${line}`)]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file] = process.argv;
  const outcome = file ? takeInto(repository, file) : failure(['usage: npm run take-in -- <publication.json>']);
  for (const line of outcome.ok ? outcome.value : outcome.error) console.log(line);
  process.exitCode = outcome.ok ? 0 : 1;
}
