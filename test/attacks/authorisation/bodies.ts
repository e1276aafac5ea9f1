import fc from 'fast-check';
import type { Route } from '../../../shared/contract/route.ts';
import { written } from '../../functions/policies/drafts-of-policies.ts';
import { engineer } from '../../office/walk.ts';
import { schemaOf, shaped } from '../from-contract.ts';
import type { Named } from './cast.ts';

const why = { zh: '演练', en: 'For a rehearsal' };

/** What is sent where something fitting lets the request come to its end. */
const fitting: Readonly<Record<string, object>> = {
  saveApplication: { entry: 'inside-china' },
  addDocument: { kind: 'contract', contentType: 'application/pdf', bytes: 1000 },
  decidePreliminaryReview: { decision: 'accept' },
  recommend: {
    recommendation: 'return',
    deficiencies: [{ path: 'post.duties', code: 'unclear', text: { zh: '请写明', en: 'Please say more' } }],
  },
  conclude: { decision: 'approve' },
  pauseApplication: { kind: 'hearing', announcement: why, until: '2026-12-31' },
  extendTime: { workingDays: 1, reason: why },
  replyToIntention: { text: '请予重新考虑' },
  reviewAgain: { reason: '再看一次' },
  reopenApplication: { basis: 'office-error', reason: why },
  moveApplication: { to: 2, reason: why },
  previewLetter: { decision: 'return', deficiencies: [{ path: 'post.duties', code: 'unclear', text: why }] },
  restoreDelegation: { reason: why },
  reinstateRole: { role: 'front-officer', reason: why },

  updateEmployer: { handler: { name: '样新', phone: '010-00000007' } },
  inviteHandler: { name: '样友', phone: '010-00000006', email: 'friend@employer.example', reason: '工作需要' },
  suspendPermit: { reason: why },
  revokePermit: { reason: why },
  stateResidence: { validTo: '2027-06-30' },
  handleInquiry: { act: 'claim' },
  endRole: { role: 'front-officer', reason: why },
  recordLeave: { role: 'front-officer', from: '2026-12-01', to: '2026-12-02', coveredBy: 'front-li', reason: 'leave' },
  assignWindows: { windows: [1], reason: 'duty roster' },
  suspendDelegation: { reason: why },
  requestOfMyData: { kind: 'explanation' },
  decideCreditMatter: { outcome: 'granted', reason: why },
  reissueMerchantCard: { identitySeen: true, reason: why },
  suspendMerchantCard: { reason: why },
  endMerchantCard: { reason: why },
  noteMerchantCardStay: { kind: 'visa', until: '2027-03-01', reason: why },
  changePartner: { perMinute: 500, reason: why },
  revokePartnerKey: { reason: why },
  moveVisit: { day: '2026-11-25', from: '09:00' },
  verifyCertificate: { type: 'expert', number: 'F-2016-00042' },
  findCertificates: { number: 'F-2016-00042' },
  revokeCertificate: { reason: '登记有误' },
  proposeOnDataRequest: { outcome: 'refused', answer: why },
  logConsultation: { kind: 'consultation', topic: 'materials', on: '2026-11-23', employerName: '样例', attendees: 2 },
  closeTraining: { state: 'cancelled' },
  createPolicyDraft: written(),
  savePolicyDraft: written(),
};

/** A query where one is needed. */
const queries: Readonly<Record<string, Record<string, string>>> = {
  listSamples: { month: '2026-11' },
  listReadings: { day: '2026-11-23' },
  readHelpStatistics: { month: '2026-11' },
  readGuide: { procedure: 'new-permit' },
  listCertificates: { month: '2026-11' },
  readPartnerUses: { month: '2026-11' },
};

/** Where what is asked about stands in the body. */
const naming: Readonly<Record<string, (named: Named) => object>> = {
  openCreditMatter: ({ says, record = 'x' }) =>
    says === 'listing'
      ? { kind: 'listing', list: 'black', reason: why }
      : { kind: 'objection', record, reason: '不符' },
  actOnHelp: ({ says }) => ({ act: says }),
  followInquiry: ({ code }) => ({ code }),
  followApplication: ({ receiptNumber, code }) => ({ receiptNumber, code }),
  createApplication: ({ id }) => ({ ...engineer.form, employerId: id }),
  takeSeats: ({ employerId }) => ({ employerId, seats: 1 }),
  bookVisit: ({ id }) => ({ applications: [id], day: '2026-11-25', from: '10:00' }),
  requestHelp: ({ id }) => ({
    kind: 'guidance',
    topic: 'permit',
    description: 'How?',
    language: 'en',
    about: { applicationId: id },
  }),
};

/** The office asks for the visits of a day, parties for theirs; lists may be narrowed to an employer. */
export function queryFor({ name }: Route, office: boolean, { says, id }: Named): Record<string, string> | undefined {
  if (name === 'listVisits' && office) return { day: '2026-11-24' };
  return says === 'of that employer' && id ? { employerId: id } : queries[name];
}

const drawn = new Map<string, unknown>();

/** A body that the contract takes, drawn by a seed and once for each route. */
function drawnFor({ name, body }: Route, seed: number): unknown {
  if (body && !drawn.has(name)) {
    const values = fc.sample(
      shaped(schemaOf(body), () => ['x1']),
      { seed, numRuns: 100 },
    );
    drawn.set(
      name,
      values.find((value) => body.safeParse(value).success),
    );
  }
  return drawn.get(name);
}

/** What is sent to a route: what names the object, what lets the request come to its end, or what the contract takes. */
export function bodyFor(route: Route, seed: number, named: Named): unknown {
  const name = naming[route.name];
  if (name) return name(named);
  if (!route.body || fitting[route.name]) return fitting[route.name];
  return route.bodyOptional ? undefined : drawnFor(route, seed);
}
