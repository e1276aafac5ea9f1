import { routeGroups } from '../../shared/contract/offered.ts';
import type { Line, ObjectName, Officer, Party } from './who-may.ts';
import { whoMay } from './who-may.ts';

const columns: readonly (readonly [Party | Officer, string])[] = [
  ['handler', 'handler'],
  ['applicant', 'applicant'],
  ['front', 'front'],
  ['back', 'back'],
  ['decider', 'decider'],
  ['supervisor', 'supervisor'],
  ['inspector', 'auditor'],
  ['admin', 'admin'],
];

const objects: Readonly<Partial<Record<ObjectName, string>>> = {
  nothing: '',
  list: '',
  draft: 'a draft',
  filed: 'a case in preliminary review',
  inReview: 'a case in review',
  inConclusion: 'a case in conclusion',
  announced: 'a case with an announced refusal',
  refused: 'a withdrawn case',
  issued: 'a case with its permit',
  draftDocument: 'a paper of a draft',
  document: 'a paper of a filed case',
  receipt: 'a receipt with its code',
  question: 'an inquiry with its code',
  seats: 'seats for an employer',
  agreed: 'a settled dispute',
  help: 'a dispute',
  person: 'credit of a person',
  enterprise: 'credit of an enterprise',
  matter: 'an open matter of credit',
  record: 'a record of credit',
  employer: 'an employer',
  invitation: 'an invitation',
  inquiry: 'an inquiry',
  effect: 'an effect',
  import: 'an import',
  attempt: 'an attempt at practice',
  practice: 'a practice case',
  undelivered: 'an undelivered notice',
  sampled: 'a case of a sample',
  dataRequest: 'a request about data',
  policyDraft: 'a draft of a policy',
  partnerKey: 'a key of a partner',
};

const has = (list: readonly string[] | undefined, one: string): boolean => (list ?? []).includes(one);

function cell(line: Line, one: Party | Officer): string {
  if (has(line.own, one)) return 'own';
  if (has(line.any, one)) return line.atWindow ? 'all ¹' : 'all';
  if (has(line.sees, one)) return '403 ²';
  return has(line.hidden, one) ? '404' : '';
}

const to = { open: 'everybody', known: 'everybody who names number and code', partner: 'partners, by signature' };

function row(method: string, path: string, line: Line): string {
  const about = [objects[line.about] ?? `a ${line.about}`, line.says ? `*${line.says}*` : '']
    .filter(Boolean)
    .join(', ');
  const cells = line.to ? [to[line.to], ...columns.slice(1).map(() => '')] : columns.map(([one]) => cell(line, one));
  return `| ${method} \`${path}\` | ${about} | ${cells.join(' | ')} | ${line.why}${line.evenEnded ? ' ³' : ''}${line.otherwise ? ' ⁴' : ''} |`;
}

/** The page that tells who may do what, from the table that the attack tests hold the interface against. */
export function whoMayPage(): string {
  const sections = routeGroups.flatMap(({ by, routes }) => [
    `## ${by}`,
    '',
    `| Route | About | ${columns.map(([, title]) => title).join(' | ')} | Why |`,
    `|---|---|${columns.map(() => '---|').join('')}---|`,
    ...Object.values(routes).flatMap(({ name, method, path }) =>
      (whoMay[name] ?? []).map((line) => row(method, path, line)),
    ),
    '',
  ]);
  return [
    '# Who may do what',
    '',
    'Written by `npm run docs` from `infra/docs/who-may.ts`; a test compares. `npm run test:attacks` asks every route as',
    'every persona about its own object, another’s and one that never was, and holds each answer against this table. What the rules are',
    'comes from the law and the design, never from what the code does; each difference was looked into, see [attacks](attacks.md).',
    '',
    '- **own**: theirs alone. Another’s is answered like one that never was: 404, the same to the last character. Of a list: nothing but',
    '  their own. A paper, a letter or a handler of another, named in something of one’s own, is 404 too.',
    '- **all**: everybody’s. What never was is 404. ¹ An officer who belongs to other service windows is answered 403.',
    '- **403 ²**: they may look at it, but not do this; 404 where it is not theirs or never was.',
    '- **404**: they find nothing here, whatever there is.',
    '- *empty*: 403, whatever there is. Who signed in without any role is answered so everywhere but where everybody may.',
    '',
    'For everybody: who is not signed in is answered 401; who holds an officer’s role without a second factor 403 (`second-factor-needed`);',
    'an officer whose roles have ended 403 (`role-ended`), also where there is nothing, except ³. ⁴ What is named stands in the body or the query: where',
    'it is not theirs the answer is 400 or an empty list, as for what never was. A handler who was removed has nothing any more. Leave takes no right away.',
    'A refusal changes nothing in the table (a reading by an officer is recorded) and tells nothing of the object.',
    '',
    ...sections,
  ].join('\n');
}
