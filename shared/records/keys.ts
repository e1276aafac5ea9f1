/**
 * Every key of the table. docs/access-patterns.md tells which question each one answers; change both together.
 */
export const keys = {
  application: (id: string) => ({ pk: `APPLICATION#${id}`, sk: 'HEAD' }),
  form: (id: string) => ({ pk: `APPLICATION#${id}`, sk: 'FORM' }),
  submittedForm: (id: string) => ({ pk: `APPLICATION#${id}`, sk: 'SUBMITTED' }),
  task: (id: string) => ({ pk: `APPLICATION#${id}`, sk: 'TASK' }),
  letterhead: (id: string, mark: string) => ({ pk: `APPLICATION#${id}`, sk: `LETTERHEAD#${mark}` }),
  event: (id: string, sequence: number) => ({
    pk: `APPLICATION#${id}`,
    sk: `EVENT#${String(sequence).padStart(6, '0')}`,
  }),
  document: (id: string, documentId: string) => ({ pk: `APPLICATION#${id}`, sk: `DOCUMENT#${documentId}` }),
  openCase: (person: string, employerId: string, procedure: string) => ({
    pk: `OPEN#${person}#${employerId}#${procedure}`,
    sk: 'OPEN',
  }),
  employer: (id: string) => ({ pk: `EMPLOYER#${id}`, sk: 'EMPLOYER' }),
  employerApplication: (employerId: string, createdAt: string, id: string) => ({
    pk: `EMPLOYER#${employerId}`,
    sk: `APPLICATION#${createdAt}#${id}`,
  }),
  creditCode: (code: string) => ({ pk: `CREDITCODE#${code}`, sk: 'EMPLOYER' }),
  /** An employer that was declared under the code, whether it holds it or not. */
  creditCodeClaim: (code: string, employerId: string) => ({ pk: `CREDITCODE#${code}`, sk: `DECLARED#${employerId}` }),
  handlers: (employerId: string) => ({ pk: `EMPLOYER#${employerId}`, sk: 'HANDLERS' }),
  handlerEvent: (employerId: string, version: number) => ({
    pk: `EMPLOYER#${employerId}`,
    sk: `HANDLERS#${String(version).padStart(6, '0')}`,
  }),
  invitation: (emailHash: string, employerId: string) => ({ pk: `INVITED#${emailHash}`, sk: `EMPLOYER#${employerId}` }),
  handler: (subject: string, employerId: string) => ({ pk: `HANDLER#${subject}`, sk: `EMPLOYER#${employerId}` }),
  applicantApplication: (emailHash: string, createdAt: string, id: string) => ({
    pk: `APPLICANT#${emailHash}`,
    sk: `APPLICATION#${createdAt}#${id}`,
  }),
  person: (personId: string) => ({ pk: `PERSON#${personId}`, sk: 'PERSON' }),
  personName: (personId: string, identityHash: string) => ({
    pk: `PERSON#${personId}`,
    sk: `IDENTITY#${identityHash}`,
  }),
  passport: (hash: string, identityHash: string) => ({ pk: `PASSPORT#${hash}`, sk: `IDENTITY#${identityHash}` }),
  outbox: (shard: number, dueAt: string, id: string) => ({ pk: `OUTBOX#${shard}`, sk: `${dueAt}#${id}` }),
  parked: (dueAt: string, id: string) => ({ pk: 'PARKED', sk: `${dueAt}#${id}` }),
  permit: (number: string) => ({ pk: `PERMIT#${number}`, sk: 'PERMIT' }),
  /** The record of an earlier token: one period can have several, and no two tokens have one place in the list. */
  permitPeriod: (number: string, period: number, statusIndex: number) => ({
    pk: `PERMIT#${number}`,
    sk: `PERIOD#${String(period).padStart(3, '0')}#${String(statusIndex).padStart(8, '0')}`,
  }),
  /** That something ends on a day, for its reminders; and until when a holder's residence permit runs. */
  ending: (day: string, ending: string, number: string) => ({ pk: `ENDING#${day}`, sk: `${ending}#${number}` }),
  residence: (number: string) => ({ pk: `PERMIT#${number}`, sk: 'RESIDENCE' }),
  /** The last day whose reminders were all given. */
  reminded: () => ({ pk: 'REMINDERS', sk: 'REMINDED' }),
  permitEvent: (number: string, sequence: number) => ({
    pk: `PERMIT#${number}`,
    sk: `EVENT#${String(sequence).padStart(6, '0')}`,
  }),
  statusIndex: (list: string, index: number) => ({
    pk: `STATUSINDEX#${list}#${String(index).padStart(7, '0')}`,
    sk: 'INDEX',
  }),
  status: (list: string, index: number) => ({ pk: `STATUS#${list}`, sk: String(index).padStart(7, '0') }),
  statusList: (list: string) => ({ pk: `STATUSLIST#${list}`, sk: 'LIST' }),
  statusListChanges: (list: string) => ({ pk: `STATUSLIST#${list}`, sk: 'CHANGES' }),
  /** A merchant card as partners may ask about it: what it opens, and nothing about its holder. */
  card: (number: string) => ({ pk: `CARD#${number}`, sk: 'CARD' }),
  /** What each token of a card says of its holder, and what happened to the card. */
  cardToken: (number: string, statusIndex: number) => ({
    pk: `CARDRECORD#${number}`,
    sk: `TOKEN#${String(statusIndex).padStart(8, '0')}`,
  }),
  cardEvent: (number: string, sequence: number) => ({
    pk: `CARDRECORD#${number}`,
    sk: `EVENT#${String(sequence).padStart(6, '0')}`,
  }),
  cardOfPerson: (personId: string) => ({ pk: `PERSON#${personId}`, sk: 'MERCHANTCARD' }),
  /** Who may ask about cards, and what became of each of them. */
  partner: (id: string) => ({ pk: 'PARTNERS', sk: `PARTNER#${id}` }),
  partnerEvent: (id: string, sequence: number) => ({
    pk: 'PARTNERS',
    sk: `EVENT#${id}#${String(sequence).padStart(6, '0')}`,
  }),
  /** How often a partner asked: within a minute of a day, on a whole day, and of its quota of the day. */
  partnerMinute: (id: string, day: string, minute: string, shard: number) => ({
    pk: `PARTNERUSES#${id}#${day}`,
    sk: `MINUTE#${minute}#${String(shard).padStart(3, '0')}`,
  }),
  partnerDay: (id: string, day: string) => ({ pk: `PARTNERUSES#${id}`, sk: `DAY#${day}` }),
  partnerSpent: (id: string, day: string) => ({ pk: `PARTNERUSES#${id}#${day}`, sk: 'SPENT' }),
  publicKey: (kid: string) => ({ pk: 'KEYS', sk: `KEY#${kid}` }),
  /** What every decision asks first: whether the delegation stands, and whose role has ended. */
  standing: () => ({ pk: 'OFFICE', sk: 'STANDING' }),
  /** What happened to the office itself; an officer's role that ended; who is away until when. */
  officeEvent: (sequence: number) => ({ pk: 'OFFICE', sk: `EVENT#${String(sequence).padStart(6, '0')}` }),
  staffRole: (subject: string, role: string) => ({ pk: 'OFFICE', sk: `ROLE#${role}#${subject}` }),
  leave: (to: string, id: string) => ({ pk: 'OFFICE', sk: `LEAVE#${to}#${id}` }),
  /** To which service windows an officer belongs. */
  staffWindows: (subject: string) => ({ pk: 'OFFICE', sk: `WINDOWS#${subject}` }),
  /** A year and group of the quota: its size, every decision about it, and its numbered places. */
  quotaSize: (year: number, group: string) => ({ pk: `QUOTA#${year}#${group}`, sk: 'SIZE' }),
  quotaChange: (year: number, group: string, change: number) => ({
    pk: `QUOTA#${year}#${group}`,
    sk: `CHANGE#${String(change).padStart(5, '0')}`,
  }),
  quotaPlace: (year: number, group: string, number: number) => ({
    pk: `QUOTA#${year}#${group}`,
    sk: `PLACE#${String(number).padStart(7, '0')}`,
  }),
  /** An import with the pages of its problems; all imports, those to be worked on, and whose turn it is; known files. */
  import: (id: string) => ({ pk: `IMPORT#${id}`, sk: 'IMPORT' }),
  importProblems: (id: string, check: number, page: number) => ({
    pk: `IMPORT#${id}`,
    sk: `PROBLEMS#${String(check).padStart(4, '0')}#${String(page).padStart(6, '0')}`,
  }),
  importEntry: (createdAt: string, id: string) => ({ pk: 'IMPORTS', sk: `LIST#${createdAt}#${id}` }),
  importWork: (startedAt: string, id: string) => ({ pk: 'IMPORTS', sk: `WORK#${startedAt}#${id}` }),
  importTurn: (kind: string) => ({ pk: 'IMPORTS', sk: `TURN#${kind}` }),
  importFile: (kind: string, sha256: string) => ({ pk: `IMPORTFILE#${sha256}`, sk: kind }),
  /** What somebody was told; when its delivery is tried again; what could not be delivered. */
  inbox: (inbox: string, at: string, mark: string) => ({ pk: `INBOX#${inbox}`, sk: `${at}#${mark}` }),
  redelivery: (dueAt: string, mark: string) => ({ pk: 'REDELIVERY', sk: `${dueAt}#${mark}` }),
  undelivered: (at: string, mark: string) => ({ pk: 'UNDELIVERED', sk: `${at}#${mark}` }),
  /** The credit of a person or an enterprise: how it stands, what happened to it, what an import reported of it. */
  creditAccount: (subject: string) => ({ pk: `CREDIT#${subject}`, sk: 'ACCOUNT' }),
  creditEvent: (subject: string, sequence: number) => ({
    pk: `CREDIT#${subject}`,
    sk: `EVENT#${String(sequence).padStart(6, '0')}`,
  }),
  creditReport: (subject: string, id: string) => ({ pk: `CREDIT#${subject}`, sk: `REPORT#${id}` }),
  /** What waits for a second officer, by the day on which it is due; who stands on which list. */
  creditMatter: (dueOn: string, subject: string, id: string) => ({
    pk: 'CREDITMATTERS',
    sk: `${dueOn}#${subject}#${id}`,
  }),
  creditListing: (list: string, subject: string) => ({ pk: 'CREDITLISTS', sk: `${list}#${subject}` }),
  /** An old certificate by type and number, how it ended, its corrections, and those issued on a passport. */
  certificate: (id: string) => ({ pk: `CERTIFICATE#${id}`, sk: 'CERTIFICATE' }),
  certificateEnd: (id: string) => ({ pk: `CERTIFICATE#${id}`, sk: 'END' }),
  certificateEvent: (id: string, version: number) => ({
    pk: `CERTIFICATE#${id}`,
    sk: `EVENT#${String(version).padStart(6, '0')}`,
  }),
  certificateOfPassport: (passportHash: string, id: string) => ({ pk: `CERTIFICATEPASSPORT#${passportHash}`, sk: id }),
  reading: (day: string, at: string, id: string) => ({ pk: `READ#${day}`, sk: `${at}#${id}` }),
  /** An inquiry and what was said about it, in order. */
  inquiry: (id: string) => ({ pk: `INQUIRY#${id}`, sk: 'INQUIRY' }),
  inquiryMessage: (id: string, sequence: number) => ({
    pk: `INQUIRY#${id}`,
    sk: `MESSAGE#${String(sequence).padStart(4, '0')}`,
  }),
  /** What the bulletin counts: one line for each inquiry of a month (YYYY-MM in the zone's time zone). */
  inquiryOfMonth: (month: string, at: string, id: string) => ({ pk: `INQUIRIES#${month}`, sk: `${at}#${id}` }),
  /** The inquiries of somebody who asked while signed in. */
  ownInquiry: (subjectHash: string, at: string, id: string) => ({ pk: `ASKED#${subjectHash}`, sk: `${at}#${id}` }),
  /** How many inquiries came from one address in an hour. */
  askedFrom: (addressHash: string, hour: string) => ({ pk: `ASKEDFROM#${addressHash}`, sk: hour }),
  standardAnswer: (topic: string, id: string) => ({ pk: 'STANDARDANSWERS', sk: `CURRENT#${topic}#${id}` }),
  standardAnswerVersion: (id: string, version: number) => ({
    pk: 'STANDARDANSWERS',
    sk: `VERSION#${id}#${String(version).padStart(4, '0')}`,
  }),
  /** An employer that was advised or trained: by month, and under its credit code. */
  consultation: (month: string, on: string, id: string) => ({ pk: `CONSULTATIONS#${month}`, sk: `${on}#${id}` }),
  consultationOfEmployer: (creditCode: string, on: string, id: string) => ({
    pk: `CONSULTED#${creditCode}`,
    sk: `${on}#${id}`,
  }),
  training: (id: string) => ({ pk: `TRAINING#${id}`, sk: 'TRAINING' }),
  trainingSeats: (id: string, employerId: string) => ({ pk: `TRAINING#${id}`, sk: `EMPLOYER#${employerId}` }),
  trainingOnDay: (on: string, id: string) => ({ pk: 'TRAININGS', sk: `${on}#${id}` }),
  /** An officer's attempt at a practice case, and every one of a month that was marked. */
  practiceAttempt: (subjectHash: string, id: string) => ({ pk: `PRACTICE#${subjectHash}`, sk: id }),
  /** What an application told of the holder of a permit as a talent; that the holder objected to it. */
  talentProfile: (code: string, applicationId: string) => ({ pk: `TALENT#${code}`, sk: `PROFILE#${applicationId}` }),
  talentObjection: (code: string) => ({ pk: `TALENT#${code}`, sk: 'OBJECTION' }),
  /** A talent in one of the lists that searches go through, by the last day of the permit. */
  talentEntry: (list: string, validTo: string, code: string) => ({ pk: `TALENTS#${list}`, sk: `${validTo}#${code}` }),
  /** A visit; the day of its appointment with the place that it takes there; to whom it belongs. */
  visit: (id: string) => ({ pk: `VISIT#${id}`, sk: 'VISIT' }),
  visitPlace: (day: string, from: string, place: number) => ({
    pk: `VISITDAY#${day}`,
    sk: `${from}#${String(place).padStart(3, '0')}`,
  }),
  visitOfParty: (party: string, createdAt: string, id: string) => ({
    pk: `VISITOR#${party}`,
    sk: `${createdAt}#${id}`,
  }),
  /** Lock: an application is in one visit at a time. */
  visitOfApplication: (applicationId: string) => ({ pk: `VISITED#${applicationId}`, sk: 'VISIT' }),
  /** A request for help and what happened to it; those of a person or a verified address; a line of the month. */
  help: (id: string) => ({ pk: `HELP#${id}`, sk: 'HEAD' }),
  helpEvent: (id: string, sequence: number) => ({
    pk: `HELP#${id}`,
    sk: `EVENT#${String(sequence).padStart(6, '0')}`,
  }),
  helpOf: (party: string, at: string, id: string) => ({ pk: `HELPOF#${party}`, sk: `${at}#${id}` }),
  helpOfMonth: (month: string, at: string, id: string, what: string) => ({
    pk: `HELPMONTH#${month}`,
    sk: `${at}#${id}#${what}`,
  }),
  practiceOfMonth: (month: string, at: string, id: string) => ({ pk: `PRACTISED#${month}`, sk: `${at}#${id}` }),
  /** What statistics keep of a month (YYYY-MM in the zone's time zone), spread over a few partitions. */
  summary: (month: string, shard: number, place: string) => ({ pk: `SUMMARY#${month}#${shard}`, sk: place }),
  /** The months that were published, and every edition of their bulletins. */
  bulletin: (month: string) => ({ pk: 'BULLETINS', sk: `MONTH#${month}` }),
  bulletinEdition: (month: string, edition: number) => ({
    pk: 'BULLETINS',
    sk: `EDITION#${month}#${String(edition).padStart(3, '0')}`,
  }),
  /** What goes wrong most in a procedure, as the service guide shows it. */
  commonReturns: (procedure: string) => ({ pk: 'COMMONRETURNS', sk: procedure }),
  /** A draft of a policy, each content that it had, what was tried with it and what happened to it; all drafts. */
  policyDraft: (id: string) => ({ pk: `POLICYDRAFT#${id}`, sk: 'DRAFT' }),
  policyDraftRevision: (id: string, revision: number) => ({
    pk: `POLICYDRAFT#${id}`,
    sk: `REVISION#${String(revision).padStart(4, '0')}`,
  }),
  policyDraftRehearsal: (id: string, revision: number) => ({
    pk: `POLICYDRAFT#${id}`,
    sk: `REHEARSAL#${String(revision).padStart(4, '0')}`,
  }),
  policyDraftEvent: (id: string, sequence: number) => ({
    pk: `POLICYDRAFT#${id}`,
    sk: `EVENT#${String(sequence).padStart(6, '0')}`,
  }),
  policyDraftEntry: (createdAt: string, id: string) => ({ pk: 'POLICYDRAFTS', sk: `${createdAt}#${id}` }),
  /** A request about personal data, and what happened to it; those that wait or were decided; a person's own. */
  dataRequest: (id: string) => ({ pk: `DATAREQUEST#${id}`, sk: 'REQUEST' }),
  dataRequestEntry: (createdAt: string, id: string) => ({ pk: 'DATAREQUESTS', sk: `${createdAt}#${id}` }),
  dataRequestOf: (emailHash: string, createdAt: string, id: string) => ({
    pk: `DATAREQUESTOF#${emailHash}`,
    sk: `${createdAt}#${id}`,
  }),
  /** Every erasure in order, by keys alone; how far they were carried out; that something was erased. */
  erasure: (sequence: number) => ({ pk: 'ERASURES', sk: `EVENT#${String(sequence).padStart(8, '0')}` }),
  erasureStanding: () => ({ pk: 'ERASURES', sk: 'STANDING' }),
  erased: (what: string, id: string) => ({ pk: `ERASED#${what}#${id}`, sk: 'ERASED' }),
  /** A sample of the cases that ended in a month, and each case that was drawn. */
  sample: (month: string, id: string) => ({ pk: `SAMPLES#${month}`, sk: `SAMPLE#${id}` }),
  secondLook: (month: string, id: string, applicationId: string) => ({
    pk: `SAMPLES#${month}`,
    sk: `LOOK#${id}#${applicationId}`,
  }),
} as const;

/** Partition keys of the one index, `queue`: what is worked by due time or age, and who might be the same person. */
export const queueKeys = {
  /** Where a zone has service windows, each has a queue of its own for every stage that officers work. */
  stage: (stage: string, serviceWindow?: number) =>
    serviceWindow === undefined ? `QUEUE#${stage}` : `QUEUE#${stage}#${serviceWindow}`,
  identity: (hash: string) => `IDENTITY#${hash}`,
  /** Old certificates by the month in which they end. */
  certificates: (month: string) => `CERTIFICATES#${month}`,
  /** Inquiries that wait for an office of the desk. */
  desk: (office: string) => `DESK#${office}`,
  /** Requests for help that wait for the office. */
  help: (kind: string) => `HELPQUEUE#${kind}`,
} as const;

export const queueIndex = 'queue';
export const outboxShards = 4;
export const summaryShards = 4;
