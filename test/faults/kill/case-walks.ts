import { evidenceOf } from '../../../infra/demo/walk-case.ts';
import type { Answer, Caller } from '../../../infra/demo/zone-client.ts';
import { type SampleCase, type SampleCaseName, sampleCase } from '../../../infra/samples/cases.ts';
import { freshApplicant } from '../../../infra/samples/fresh-applicant.ts';
import type { EventType } from '../../../shared/domain/application/events.ts';
import { checkCharacter } from '../../../shared/domain/check-character.ts';
import { addDays, type Day } from '../../../shared/domain/time.ts';
import { sampleFile } from '../../zone/cast.ts';
import type { Draw } from '../draw.ts';
import type { Ledger } from './ledger.ts';
import { GaveUp, type Stubborn } from './stubborn-caller.ts';

/** Everybody who acts while the zone dies. */
export type Actors = {
  employers: { handler: Stubborn; employerId: string; sample: SampleCase }[];
  front: Stubborn;
  back: Stubborn;
  decider: Stubborn;
};

/** How a case goes; each ends by itself but for one whose client walks away. */
export type Course =
  | 'granted'
  | 'returned-early'
  | 'returned-late'
  | 'refused'
  | 'withdrawn'
  | 'recalled'
  | 'cancelled'
  | 'extended'
  | 'abandoned';

const courses: readonly (readonly [Course, number])[] = [
  ['granted', 30],
  ['returned-early', 14],
  ['returned-late', 10],
  ['refused', 10],
  ['withdrawn', 8],
  ['recalled', 6],
  ['cancelled', 8],
  ['extended', 8],
  ['abandoned', 10],
];
const samples: readonly (readonly [SampleCaseName, number])[] = [
  ['etown-b', 5],
  ['category-a', 2],
  ['category-c-graduate', 4],
];

const text = { zh: '请补充说明（演练）', en: 'Please explain (rehearsal)' };
const deficiency = { path: 'post.duties', code: 'unclear', text };
const reason = { code: 'not-qualified', rule: 'Administrative Licensing Law art. 38', text };

/** A write whose answer is not the expected one ends the walk; the ledger has kept what was said. */
class WalkEnded extends Error {
  override name = 'WalkEnded';
}

async function good(asked: Promise<Answer>): Promise<Answer['body']> {
  const answer = await asked;
  if (answer.status >= 300) throw new WalkEnded(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Asks until a case has got where it goes by itself; the sweeper may be needed, so it takes a while. */
async function awaitStage(
  who: Stubborn,
  id: string,
  stage: string,
  sweep: () => Promise<void>,
): Promise<Answer['body']> {
  for (let look = 0; look < 400; look++) {
    const body = await good(who.ask('GET', `/api/applications/${id}`));
    if (body.stage === stage) return body;
    if (look % 40 === 39) await sweep();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new WalkEnded(`${id} does not reach ${stage}`);
}

/** Gives an application every paper that its checklist misses, over a store that dies as well. */
export async function uploadMissing(who: Stubborn, id: string, procedure: string, sample: SampleCase): Promise<void> {
  const { checklist } = await good(who.ask('GET', `/api/applications/${id}`));
  for (const { kind, state } of checklist as { kind: string; state: string }[]) {
    if (state !== 'missing') continue;
    const file = await sampleFile(kind, sample, procedure);
    const path = `/api/applications/${id}/documents`;
    const { documentId, upload } = await good(
      who.ask('POST', path, {
        body: { kind, contentType: file.contentType, fileName: file.fileName, bytes: file.bytes.length },
      }),
    );
    await who.post(upload, file.bytes, file.contentType);
    const done = await good(who.ask('POST', `${path}/${documentId}/complete`));
    if (done.state !== 'accepted') throw new WalkEnded(`${kind} is ${done.state}: ${JSON.stringify(done.problems)}`);
  }
}

type Asks = Pick<Caller, 'ask'>;

const act = (who: Asks, id: string, action: string, body?: object) =>
  good(who.ask('POST', `/api/applications/${id}/${action}`, body ? { body } : {}));

async function accept(front: Asks, id: string): Promise<void> {
  const { possiblySamePerson } = await good(front.ask('GET', `/api/applications/${id}`));
  const person = possiblySamePerson?.length ? { person: 'new' } : {};
  await act(front, id, 'preliminary-review', { decision: 'accept', ...person });
}

async function recommend(back: Asks, id: string): Promise<void> {
  const read = await good(back.ask('GET', `/api/applications/${id}`));
  await act(back, id, 'review', { recommendation: 'approve', evidence: evidenceOf(read) });
}

const rewrite = (who: Stubborn, id: string) =>
  good(
    who.ask('PATCH', `/api/applications/${id}`, { body: { post: { duties: '光学系统设计与检测 Optical design' } } }),
  );

/** An employer whom nobody knows yet, in the register after its own procedure. */
export async function registeredEmployer(
  handler: Stubborn,
  officers: Pick<Actors, 'front' | 'back' | 'decider'>,
  number: number,
  today: Day,
  sweep: () => Promise<void>,
): Promise<Actors['employers'][number]> {
  const base = sampleCase('etown-b', today, { contractFrom: today });
  const code = `91110302FAULT${String(number).padStart(4, '0')}`;
  const employer = { ...base.employer, unifiedSocialCreditCode: code + checkCharacter(code) };
  const sample = { ...base, employer };
  const { id: employerId } = await good(handler.ask('POST', '/api/employers', { body: employer }));
  const procedure = 'employer-registration';
  const body = { procedure, employerId, answers: { sectorLicence: 'no' } };
  const { id } = await good(handler.ask('POST', '/api/applications', { body }));
  await uploadMissing(handler, id, procedure, sample);
  await act(handler, id, 'submit');
  await accept(officers.front, id);
  await recommend(officers.back, id);
  await act(officers.decider, id, 'conclude', { decision: 'approve' });
  await awaitStage(handler, id, 'completed', sweep);
  return { handler, employerId, sample };
}

/** Where a case that somebody walked away from stands is found out afterwards. */
export type Walked = { id: string; course: Course; procedure: string; employer: number };

/** Walks cases until told to stop; what a walk ends with is told by its course and judged afterwards by the ledger. */
export function caseWalker(given: {
  actors: Actors;
  ledger: Ledger;
  draw: Draw;
  today: Day;
  sweep: () => Promise<void>;
  /** A number that no other applicant has. */
  next: () => number;
}): () => Promise<Walked[]> {
  const { actors, ledger, draw, today, sweep, next } = given;
  const { front, back, decider } = actors;

  const begun = async (
    index: number,
    name: SampleCaseName,
    contractTo?: Day,
  ): Promise<{ id: string; sample: SampleCase }> => {
    const employer = actors.employers[index];
    if (!employer) throw new Error('no such employer');
    const sample = freshApplicant(sampleCase(name, today, { contractFrom: today }), String(next()));
    const { form } = sample;
    const post = contractTo ? { ...form.post, contractTo } : form.post;
    const { procedure, entry, applicant, facts, commitments, answers } = form;
    const { handler, employerId } = employer;
    const { id } = await good(
      handler.ask('POST', '/api/applications', { body: { procedure, employerId, entry, applicant } }),
    );
    await good(handler.ask('PATCH', `/api/applications/${id}`, { body: { post, facts, commitments, answers } }));
    await uploadMissing(handler, id, procedure, sample);
    return { id, sample };
  };

  const decide = async (handler: Stubborn, id: string, ends: 'issued' | 'completed', by: Asks = decider) => {
    await act(by, id, 'conclude', { decision: 'approve' });
    return awaitStage(handler, id, ends, sweep);
  };

  /** A further procedure on a permit, from its beginning to its effect. */
  const further = async (index: number, procedure: string, sample: SampleCase, body: object): Promise<Walked> => {
    const handler = actors.employers[index]?.handler;
    if (!handler) throw new Error('no such employer');
    const { id } = await good(handler.ask('POST', '/api/applications', { body: { procedure, ...body } }));
    await uploadMissing(handler, id, procedure, sample);
    await act(handler, id, 'submit');
    await accept(front, id);
    await recommend(back, id);
    await decide(handler, id, procedure === 'extension' ? 'issued' : 'completed');
    return { id, course: 'granted', procedure, employer: index };
  };

  return async () => {
    const index = draw.between(0, actors.employers.length - 1);
    const handler = actors.employers[index]?.handler;
    if (!handler) throw new Error('no such employer');
    const course = draw.weighted(courses);
    const givesUpAt = course === 'abandoned' ? draw.between(0, 4) : -1;
    const walked: Walked[] = [];
    try {
      const contractTo = course === 'extended' ? addDays(today, 110) : undefined;
      const { id, sample } = await begun(index, course === 'extended' ? 'etown-b' : draw.weighted(samples), contractTo);
      walked.push({ id, course, procedure: 'new-permit', employer: index });
      /** Who does what next; the one who gives up never hears whether it happened. */
      const turn = (step: number, who: Stubborn, event: EventType): Asks => {
        if (step !== givesUpAt) return who;
        ledger.abandoned.set(id, event);
        return who.quitting;
      };
      await act(turn(0, handler, 'submitted'), id, 'submit');
      if (course === 'recalled') {
        await act(handler, id, 'recall');
        await rewrite(handler, id);
        await act(handler, id, 'submit');
      }
      if (course === 'returned-early') {
        await act(front, id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] });
        await rewrite(handler, id);
        await act(handler, id, 'submit');
      }
      await accept(turn(1, front, 'accepted'), id);
      if (course === 'returned-late') {
        await act(back, id, 'review', { recommendation: 'return', deficiencies: [deficiency] });
        await rewrite(handler, id);
        await act(handler, id, 'submit');
      }
      if (course === 'withdrawn') {
        await act(handler, id, 'withdraw');
        return walked;
      }
      await recommend(turn(2, back, 'reviewed'), id);
      if (course === 'refused') {
        await act(decider, id, 'conclude', { decision: 'announce-refusal', reasons: [reason] });
        await act(handler, id, 'reply', { text: '请予重新考虑。Please consider it once more.' });
        await act(decider, id, 'conclude', { decision: 'refuse', reasons: [reason] });
        return walked;
      }
      if (givesUpAt === 4) await act(turn(4, handler, 'withdrawn'), id, 'withdraw');
      const { permitNumber } = await decide(handler, id, 'issued', turn(3, decider, 'approved'));
      if (course === 'cancelled') {
        const answers = { reason: 'resigned', endedOn: today, salaryProof: 'no-commitment' };
        walked.push(await further(index, 'cancellation', sample, { permitNumber, answers }));
      }
      if (course === 'extended') {
        const permit = await good(handler.ask('GET', `/api/permits/${permitNumber}`));
        const post = { contractFrom: addDays(permit.validTo, 1), contractTo: addDays(permit.validTo, 300) };
        const body = { permitNumber, answers: { salaryCommitted: 'no' }, post };
        walked.push(await further(index, 'extension', sample, body));
      }
    } catch (error) {
      if (error instanceof GaveUp) return walked;
      ledger.wrong.push(`a case that was to be ${course} (${walked[0]?.id ?? 'not begun'}): ${String(error)}`);
    }
    return walked;
  };
}
