/** What a kind of partition holds of persons, how it is found for one, and how it goes or why it stays. */
export type Statement = { personal: false; because: string } | { personal: true; found: string; goes: string };

const none = (because: string): Statement => ({ personal: false, because });
const held = (found: string, goes: string): Statement => ({ personal: true, found, goes });

const withCase = 'erased with its case';
const withPerson = 'erased with the person, after the last case';
const byItself = 'expires by itself';

/**
 * One statement for every kind of partition of infra/records/cases.ts: a kind without one fails a test, so that nobody
 * keeps anything on people of which a copy and an erasure know nothing.
 */
export const personalDataStatements: Readonly<Record<string, Statement>> = {
  applications: held(
    'list of the applicant’s address; personId of the head',
    'by retention, a draft on request: content goes, events keep their place in the chain',
  ),
  openCases: held('person, employer and procedure in the key', 'gone with the end of the case'),
  employers: held(
    'not by an applicant: handlers are the employer’s people',
    `list entries are ${withCase}; handlers go when the employer removes them`,
  ),
  creditCodes: none('codes of enterprises'),
  handlers: held('subject of a handler', 'goes when the employer removes the handler'),
  invitations: held('fingerprint of the invited address', 'goes when the invitation is accepted or taken back'),
  applicants: held('fingerprint of the address', withCase),
  persons: held('lifetime code', 'stays: code and fingerprints, so that a code is never anybody else’s'),
  passports: held(
    'fingerprint of passport and identity',
    'stays with the register: it leads a person to the same code',
  ),
  outbox: none('ids of applications, until an effect is delivered'),
  parked: none('ids of applications, until an effect is delivered'),
  permits: held('lifetime code', `content ${withPerson}; number, dates and place in the status list stay`),
  cards: none('what a card opens and until when, nothing of its holder'),
  cardRecords: held('number of the card, which the person leads to', `content ${withPerson}`),
  partners: none('enterprises and their keys'),
  partnerUses: none('counts'),
  statusPlaces: none('places of a status list'),
  statuses: none('places of a status list'),
  statusLists: none('places of a status list'),
  publicKeys: none('keys'),
  quotas: none('numbers of places with ids of applications'),
  endings: none('days with numbers of permits; read once and past by the time a permit is erased'),
  reminders: none('a day'),
  talents: held('lifetime code', 'on request at once; otherwise expires with the permit'),
  talentLists: held('lifetime code in the sort key', 'on request at once; otherwise expires with the permit'),
  visits: held('list of the party; lock of the application', 'by retention, an ended visit on request'),
  visitDays: held('named by the visit', 'erased with its visit'),
  visitors: held('fingerprint of the party', 'erased with its visit'),
  visited: none('ids of application and visit'),
  inbox: held('fingerprint of account or address', `on request; otherwise ${byItself} after 400 days`),
  redeliveries: none('keys of notices'),
  undelivered: none('keys of notices, with ids'),
  certificates: held(
    'type and number of the old certificate',
    'stays: a register taken over from the old system; no rule was found that says until when',
  ),
  certificatePassports: held('fingerprint of the passport', 'stays with the register of old certificates'),
  certificatesByMonth: none('a key of the index'),
  imports: held('not by a person: problems of a file, by row', `${byItself} with the file`),
  importLists: none('ids'),
  importFiles: none('sums of files'),
  readings: held('id of what was read', `${byItself} after the zone’s readingsDays: a log that the law wants kept`),
  credits: held('lifetime code', withPerson),
  creditMatters: held('lifetime code in the sort key', 'gone when it is decided; nobody with an open matter is erased'),
  creditLists: held('lifetime code in the sort key', 'gone when somebody leaves the list; nobody on a list is erased'),
  office: held('not by an applicant: officers by account', 'stays: who decided in what role (Licensing Law)'),
  inquiries: held('list of the asker’s account', `an answered one on request; otherwise ${byItself}`),
  inquiriesByMonth: none('topic and channel'),
  ownInquiries: held('fingerprint of the account', 'erased with its inquiry'),
  askingAddresses: held('fingerprint of a network address', `${byItself} after two hours`),
  standardAnswers: none('texts of the office'),
  consultations: none('employers, with how many people came'),
  consultedEmployers: none('employers, with how many people came'),
  trainings: none('sessions and seats of employers'),
  trainingDays: none('days'),
  practice: held(
    'not by an applicant: fingerprint of an officer’s account',
    'stays with the office’s record of its staff',
  ),
  practiceByMonth: held('not by an applicant: marks of officers', 'stays with the office’s record of its staff'),
  help: held('list of account and address', 'by retention; on request where no other party has a part in it'),
  helpLists: held('fingerprint of account or address', 'erased with its request for help'),
  helpByMonth: none('kind, topic and outcome'),
  helpQueues: none('a key of the index'),
  desks: none('a key of the index'),
  summaries: none('what statistics keep of an event, by id; expires'),
  bulletins: none('published figures'),
  commonReturns: none('shares'),
  policyDrafts: none('policies and figures'),
  policyDraftLists: none('ids'),
  dataRequests: held(
    'list of the address; id',
    `${byItself} once it was answered and the zone’s closedCaseYears are over: proof that it was answered`,
  ),
  dataRequestLists: none('ids'),
  ownDataRequests: held('fingerprint of the address', 'leads nowhere once the request has expired'),
  erasures: none('keys of what was erased: the proof that it was'),
  erased: none('keys of what was erased'),
  samples: none('ids of closed cases and what a second look found'),
  queues: none('a key of the index'),
  identities: none('a key of the index'),
};
