import type { Given } from './questions.ts';
import { namesIn, regionOf } from './questions.ts';

/** Words that cannot name a zone in its module, and names that the module takes from elsewhere. */
const taken = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield categories nationalPolicy
  procedures quotaManaged untoldPlaces usualClassification usualClocks usualDesk usualSections usualStatistics
  usualTalents zoneFiles`.split(/\s+/),
);

/** The name of a zone in the code: `new-port` becomes `newPort`. */
export const variableOf = (id: string): string => {
  const name = id.replace(/-+([a-z0-9])?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase());
  return taken.has(name) ? `${name}Zone` : name;
};

const settle = 'for the authority to settle';

/**
 * The zone file as code, from answers that were checked. What the authority did not say stands as the usual figure of
 * `national.ts` or with `placeholder: true`. Its lines are as long as they come: a formatter breaks them.
 */
export function zoneModule(answers: Given): string {
  const said = (key: string): string => answers[key] ?? '';
  const word = (key: string) => JSON.stringify(said(key));
  const both = (key: string) => `{ zh: ${word(`${key}.zh`)}, en: ${word(`${key}.en`)} }`;
  const list = (key: string) => JSON.stringify(namesIn(said(key)));
  const optional = (key: string, line: string) => (said(key) === '' ? '' : line);
  const open = (what: string) => `source: ${JSON.stringify(`${what}: ${settle}`)}, placeholder: true`;
  const host = said('host').split('.').slice(1).join('.');
  const times = `from: ${word('opens')}, to: ${word('closes')}`;
  const region = regionOf(answers);
  const talents = said('talents') === 'yes';
  return `import type { ZoneFile } from '../../shared/zone/zone.ts';
import {
  nationalPolicy,
  quotaManaged,
  untoldPlaces,
  usualClassification,
  usualDesk,
  usualStatistics,${talents ? 'usualTalents,' : ''}
} from './national.ts';
import { usualClocks, usualSections } from './usual-sections.ts';

const procedures = ${list('procedures')};
const categories: ('A' | 'B' | 'C')[] = ${list('categories')};

/** ${said('name.en').replaceAll('*/', '')}. What nobody has settled yet is marked as a placeholder. */
export const ${variableOf(said('id'))}: ZoneFile = {
  id: ${word('id')},
  name: ${both('name')},
  authority: ${both('authority')},
  ${said('rehearsal') === 'yes' ? 'rehearsal: true,' : ''}
  region: ${JSON.stringify(region)},
  ${optional('account', `account: ${word('account')},`)}
  timeZone: 'Asia/Shanghai',
  verificationHost: ${word('host')},
  contact: {
    address: ${both('address')},
    phone: ${word('phone')},
    hours: [{ days: { zh: '周一至周五', en: 'Monday to Friday' }, ${times} }],
    source: 'Said by the authority when this file was made',
  },
  desk: usualDesk('Nothing is published about inquiries'),
  statistics: usualStatistics('Nothing is published about how cases are counted', { ${times}, source: 'Said by the authority when this file was made' }),
  delegation: {
    from: ${both('delegatedBy')},
    inNameOf: ${word('inNameOf')},
    procedures,
    categories,
    validFrom: ${word('validFrom')},
    ${optional('validTo', `validTo: ${word('validTo')},`)}
    ${said('instrument') === '' ? open('Instrument of the delegation') : `source: ${word('instrument')}`},
  },
  clocks: usualClocks(
    procedures,
    categories,
    { preliminaryReview: ${said('preliminaryReview')}, review: ${said('review')}, conclusion: ${said('conclusion')} },
    ${optional('promiseSource', `${word('promiseSource')},`)}
  ),
  quotas: [quotaManaged(${said('quota') || '0'}, ${word('validFrom')})],
  classification: usualClassification(untoldPlaces),
  policy: {
    ...nationalPolicy,
    points: ${word('points')},
    locality: ${word('locality')},
    validityMonths: {
      A: 60,
      B: 24,
      C: 12,
      ${open('As Beijing publishes them (A, B); C one year (secondary)')},
    },
    passportMinimumMonths: { months: 6, ${open('As Beijing publishes it')} },
    employerRegistration: {
      before: 'submission',
      source: 'The national system registers an employer before it applies for a foreigner',
    },
  },
  ${talents ? `talents: usualTalents(${JSON.stringify(`Kept from the first day on; who is listed and who searches is ${settle}`)}),` : ''}
  // Sign-in, notices, access, limits, reminders, retention and backup as in other zones; write a section below to differ.
  ...usualSections({ region: ${JSON.stringify(region)}, host: ${JSON.stringify(host)}, issuer: ${word('issuer')} }),
};
`;
}

/**
 * The list of zones with one more.
 * @throws when the list is not written as it is in infra/zones/index.ts
 */
export function withZone(index: string, id: string): string {
  const variable = variableOf(id);
  const imports = [...index.matchAll(/^import \{ .+ \} from '\.\/(.+)\.ts';$/gm)];
  const before = imports.find(([, file = '']) => file > id);
  const after = imports.at(-1);
  const list = /(zoneFiles: readonly ZoneFile\[\] = \[)([^\]]*)(\];)/;
  if (!after || !list.test(index)) throw new Error('infra/zones/index.ts does not list the zones as expected');
  const at = before ? before.index : after.index + after[0].length + 1;
  const line = `import { ${variable} } from './${id}.ts';\n`;
  return `${index.slice(0, at)}${line}${index.slice(at)}`.replace(
    list,
    (_, head: string, zones: string, tail: string) => `${head}${zones.trim().replace(/,$/, '')}, ${variable}${tail}`,
  );
}
