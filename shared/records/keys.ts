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
  publicKey: (kid: string) => ({ pk: 'KEYS', sk: `KEY#${kid}` }),
  /** What every decision asks first: whether the delegation stands, and whose role has ended. */
  standing: () => ({ pk: 'OFFICE', sk: 'STANDING' }),
  /** What happened to the office itself; an officer's role that ended; who is away until when. */
  officeEvent: (sequence: number) => ({ pk: 'OFFICE', sk: `EVENT#${String(sequence).padStart(6, '0')}` }),
  staffRole: (subject: string, role: string) => ({ pk: 'OFFICE', sk: `ROLE#${role}#${subject}` }),
  leave: (to: string, id: string) => ({ pk: 'OFFICE', sk: `LEAVE#${to}#${id}` }),
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
  reading: (day: string, at: string, id: string) => ({ pk: `READ#${day}`, sk: `${at}#${id}` }),
} as const;

/** Partition keys of the one index, `queue`: what is worked by due time, and who might be the same person. */
export const queueKeys = {
  stage: (stage: string) => `QUEUE#${stage}`,
  identity: (hash: string) => `IDENTITY#${hash}`,
} as const;

export const queueIndex = 'queue';
export const outboxShards = 4;
