import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  evidenceOf,
  hearParty,
  reviewApplication,
  submitApplication,
  uploadDocument,
} from '../../infra/demo/walk-case.ts';
import { signIn } from '../../infra/demo/zone-client.ts';
import { accepted, assemble, type Cast, completeDraft, concluded, reviewed, sampleFile, submitted } from './cast.ts';
import { granted } from './permits.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.end());

const text = (zh: string, en: string) => ({ zh, en });

describe('an application in the E-Town zone', () => {
  test('goes from a draft to a permit that anybody can verify, with two officers and inside the promised days', async () => {
    const party = await cast.party();
    const id = await completeDraft(party);
    const sent = await submitApplication(party.handler, id);
    expect(sent).toMatchObject({ stage: 'preliminary-review', category: 'B', clock: { stage: 'preliminary-review' } });
    expect(sent.receiptNumber).toMatch(/^ETOWN-\d{8}-[0-9A-Z]{8}$/);

    const { body: queue } = await cast.frontOfficer.ask('GET', '/api/queues/preliminary-review');
    expect(queue.items.map((line: { id: string }) => line.id)).toContain(id);

    const taken = await acceptApplication(cast.frontOfficer, id);
    expect(taken).toMatchObject({ stage: 'review', clock: { stage: 'review', late: false } });
    const checked = await reviewApplication(cast.backOfficer, id);
    expect(checked).toMatchObject({ stage: 'conclusion', category: 'B' });
    expect(checked.clock.promisedOn).toBe(taken.clock.promisedOn);
    await concludeApplication(cast.decider, id);

    const issued = await awaitStage(party.handler, id, 'issued');
    const { body: permit } = await party.handler.ask('GET', `/api/permits/${issued.permitNumber}`);
    expect(permit).toMatchObject({ status: 'valid', category: 'B', bindingLimit: 'category', period: 1 });

    const { body: verification } = await cast.anyone.ask('POST', '/api/verifications', { body: { token: permit.qr } });
    expect(verification).toMatchObject({ verdict: 'valid', number: permit.number, category: 'B' });
    expect(verification.maskedName).not.toContain(party.sample.form.applicant.familyName);

    const { body: timeline } = await party.handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.map((event: { type: string }) => event.type)).toEqual([
      'created',
      'submitted',
      'accepted',
      'approved',
      'permit-issued',
    ]);
  });

  test('is returned once with everything that is wrong, mended, submitted again and accepted', async () => {
    const party = await cast.party();
    const id = await submitted(party);
    const deficiencies = [
      {
        path: 'document.contract',
        code: 'pages-missing',
        text: text('合同缺少签字盖章页', 'The contract lacks its signature page'),
        remedy: text('请上传完整合同', 'Upload the whole contract'),
      },
      { path: 'post.duties', code: 'unclear', text: text('岗位职责不明确', 'The duties are not clear') },
    ];
    const returned = await cast.frontOfficer.ask('POST', `/api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies },
    });
    expect(returned.status).toBe(200);

    const { body: seen } = await party.handler.ask('GET', `/api/applications/${id}`);
    expect(seen).toMatchObject({ stage: 'returned', deficiencies });
    expect(seen.clock).toBeUndefined();
    const { body: timeline } = await party.handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.at(-1)).toMatchObject({ type: 'returned', respondBy: seen.respondBy.on });
    expect(timeline.items.at(-1).text.zh).toContain(`请于 ${seen.respondBy.on} 前（含当日）补正`);
    expect(seen.next.map((next: { action: string }) => next.action)).toContain('submit');

    await uploadDocument(party.handler, id, 'contract', await sampleFile('contract', party.sample));
    await party.handler.ask('PATCH', `/api/applications/${id}`, { body: { post: { duties: 'Designs lenses.' } } });
    const again = await submitApplication(party.handler, id);
    expect(again).toMatchObject({ stage: 'preliminary-review', receiptNumber: seen.receiptNumber });
    expect(await acceptApplication(cast.frontOfficer, id)).toMatchObject({ stage: 'review' });
  });

  test('is refused with reasons and remedies once its party was heard, and the applicant may apply again', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    const reasons = [
      {
        code: 'post-not-needed',
        rule: '外国人在中国就业管理规定 第六条',
        text: text('岗位无特殊需要', 'The post has no special need'),
      },
    ];
    const bare = await cast.decider.ask('POST', `/api/applications/${id}/conclude`, { body: { decision: 'refuse' } });
    expect(bare.status).toBe(400);
    expect(bare.body.problems).toMatchObject([{ path: 'reasons', code: 'missing' }]);

    const refuse = () =>
      cast.decider.ask('POST', `/api/applications/${id}/conclude`, { body: { decision: 'refuse', reasons } });
    const unheard = await refuse();
    expect([unheard.status, unheard.body.type]).toEqual([422, 'urn:greenpath:problem:not-announced']);
    expect(await hearParty(cast.decider, party.handler, id, reasons)).toMatchObject({
      stage: 'conclusion',
      intention: { reasons },
      reply: { by: 'employer' },
    });
    const refused = await refuse();
    expect(refused.body).toMatchObject({ stage: 'refused', refusal: { reasons } });
    expect(refused.body.refusal.remedies.en).toMatch(/reconsideration/);
    expect(await submitted(party)).not.toBe(id);
  });

  test('cannot be concluded by the officer who reviewed it, even one who holds both roles', async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const both = await signIn(cast.zone.url, ['back-officer', 'decider'], 'both');
    await reviewApplication(both, id);
    const own = await both.ask('POST', `/api/applications/${id}/conclude`, { body: { decision: 'approve' } });
    expect(own.status).toBe(403);
    expect(own.body).toMatchObject({ type: 'urn:greenpath:problem:two-officers', current: { stage: 'conclusion' } });
    expect(own.body.current.next).toEqual([]);
    await concludeApplication(cast.decider, id);
  });

  test('shows the decider what the reviewer found, and the parties none of it', async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const { body: read } = await cast.backOfficer.ask('GET', `/api/applications/${id}`);
    const note = 'Employer telephoned; duties confirmed.';
    await cast.backOfficer.ask('POST', `/api/applications/${id}/review`, {
      body: { recommendation: 'approve', evidence: evidenceOf(read), note },
    });
    const { body: decided } = await cast.decider.ask('GET', `/api/applications/${id}`);
    expect(decided.review).toMatchObject({ recommendation: 'approve', note, score: { total: 62, category: 'B' } });
    expect(decided.review.evidence).toEqual(evidenceOf(read));
    const { body: seen } = await party.handler.ask('GET', `/api/applications/${id}`);
    const { body: timeline } = await party.handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(JSON.stringify([seen, timeline])).not.toContain('telephoned');
    expect([seen.review, seen.acceptance, seen.evidenceNeeded]).toEqual([undefined, undefined, undefined]);
  });

  test('can be approved against a recommendation to refuse only with a reason and the proof of every row', async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const { body: read } = await cast.backOfficer.ask('GET', `/api/applications/${id}`);
    const reasons = [
      { code: 'doubt', rule: '行政许可法 第三十四条', text: text('学历存疑', 'The degree is in doubt') },
    ];
    await cast.backOfficer.ask('POST', `/api/applications/${id}/review`, {
      body: { recommendation: 'refuse', reasons },
    });
    const path = `/api/applications/${id}/conclude`;
    const bare = await cast.decider.ask('POST', path, { body: { decision: 'approve' } });
    expect(bare.status).toBe(400);
    expect(bare.body.problems[0]).toMatchObject({ path: 'departure', code: 'not-recommended' });
    expect(bare.body.problems.length).toBe(1 + read.evidenceNeeded.length);
    const departing = { decision: 'approve', departure: 'The degree was confirmed by the university.' };
    const proven = await cast.decider.ask('POST', path, { body: { ...departing, evidence: evidenceOf(read) } });
    expect(proven.status).toBe(200);
  });

  test('whose category changes in review needs the papers of the new category before it can be approved', async () => {
    const party = await cast.party('category-a');
    const id = await accepted(cast, party);
    const { body: read } = await cast.backOfficer.ask('GET', `/api/applications/${id}`);
    expect(read.category).toBe('A');
    const corrections = [
      { item: 'hsk', value: 0, reason: 'The certificate is for somebody else.' },
      { item: 'distinctions', value: [], reason: 'The company is not among the five hundred.' },
      { item: 'workYears', value: 10, reason: 'Only ten years are proven.' },
    ];
    const path = `/api/applications/${id}/review`;
    const evidence = evidenceOf(read);
    const asApproval = await cast.backOfficer.ask('POST', path, {
      body: { recommendation: 'approve', evidence, corrections },
    });
    expect(asApproval.status).toBe(400);
    expect(asApproval.body.problems.map((found: { path: string }) => found.path)).toContain(
      'document.no-criminal-record',
    );

    const deficiencies = asApproval.body.problems.map(
      (found: { path: string; code: string; text: object; remedy: object }) => ({
        path: found.path,
        code: found.code,
        text: found.text,
        remedy: found.remedy,
      }),
    );
    const returned = await cast.backOfficer.ask('POST', path, { body: { recommendation: 'return', deficiencies } });
    expect(returned.body).toMatchObject({ stage: 'returned', deficiencies });
  });

  test('names in a refusal only documents that it has, and shows them', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    const { body: read } = await cast.decider.ask('GET', `/api/applications/${id}`);
    const reason = { code: 'scope', rule: '行政许可法 第三十八条', text: text('不符合条件', 'Conditions are not met') };
    const decide = (decision: string, documentId: string) =>
      cast.decider.ask('POST', `/api/applications/${id}/conclude`, {
        body: { decision, reasons: [{ ...reason, documentId }] },
      });
    const unknown = await decide('announce-refusal', 'no-such-document');
    expect([unknown.status, unknown.body.problems[0].path]).toEqual([400, 'reasons.0.documentId']);
    await hearParty(cast.decider, party.handler, id, [{ ...reason, documentId: read.documents[0].id }]);
    expect((await decide('refuse', 'no-such-document')).status).toBe(422);
    await decide('refuse', read.documents[0].id);
    const { body: seen } = await party.handler.ask('GET', `/api/applications/${id}`);
    expect(seen.refusal.reasons).toEqual([{ ...reason, documentId: read.documents[0].id }]);
  });

  test('is concluded once when two officers decide at the same moment; the other sees the present state', async () => {
    const party = await cast.party();
    const id = await reviewed(cast, party);
    const second = await signIn(cast.zone.url, 'decider', 'second');
    const body = {
      decision: 'refuse',
      reasons: [{ code: 'scope', rule: '行政许可法 第三十八条', text: text('不符合条件', 'Conditions are not met') }],
    };
    await hearParty(cast.decider, party.handler, id, body.reasons);
    const answers = await Promise.all([
      cast.decider.ask('POST', `/api/applications/${id}/conclude`, { body: { decision: 'approve' } }),
      second.ask('POST', `/api/applications/${id}/conclude`, { body }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200);
    const loser = answers.find(({ status }) => status === 409);
    expect(['approved', 'issued', 'refused']).toContain(winner?.body.stage);
    expect(loser?.body.current.stage).not.toBe('conclusion');
  });

  test('is submitted once however often the same request arrives', async () => {
    const party = await cast.party();
    const id = await completeDraft(party);
    const headers = { 'idempotency-key': 'the-same-click' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => party.handler.ask('POST', `/api/applications/${id}/submit`, { headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.receiptNumber)).size).toBe(1);
    const { body: timeline } = await party.handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.filter((event: { type: string }) => event.type === 'submitted')).toHaveLength(1);
  });

  test('needs the document that proves each row before approval can be recommended', async () => {
    const party = await cast.party();
    const id = await accepted(cast, party);
    const { body: read } = await cast.backOfficer.ask('GET', `/api/applications/${id}`);
    const [first, ...others] = evidenceOf(read);
    const answer = await cast.backOfficer.ask('POST', `/api/applications/${id}/review`, {
      body: { recommendation: 'approve', evidence: others },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([{ path: `evidence.${first?.item}`, code: 'evidence-missing' }]);
    const { body: unchanged } = await cast.backOfficer.ask('GET', `/api/applications/${id}`);
    expect(unchanged.version).toBe(read.version);
  });

  test('is the only open one of its person, employer and procedure', async () => {
    const party = await cast.party();
    const first = await submitted(party);
    const second = await completeDraft(party);
    const refused = await party.handler.ask('POST', `/api/applications/${second}/submit`);
    expect(refused.status).toBe(409);
    expect(refused.body.current).toEqual({ applicationId: first });
    await party.handler.ask('POST', `/api/applications/${first}/withdraw`);
    expect((await party.handler.ask('POST', `/api/applications/${second}/submit`)).status).toBe(200);
  });

  test('costs no more than eleven write units for each change of its stage', { tags: ['own-records'] }, async () => {
    const party = await cast.party();
    const costs: Record<string, number> = {};
    const measured = async <T>(name: string, change: () => Promise<T>) => {
      const before = (await cast.anyone.ask('GET', '/_local/usage')).body.table.operations;
      const result = await change();
      const after = (await cast.anyone.ask('GET', '/_local/usage')).body.table;
      const transactions = after.last
        .slice(-(after.operations - before))
        .filter(
          (cost: { operation: string; items: number }) => cost.operation === 'TransactWriteItems' && cost.items >= 3,
        );
      costs[name] = Math.max(...transactions.map((cost: { writeUnits: number }) => cost.writeUnits));
      return result;
    };
    const id = await completeDraft(party);
    await measured('submit', () => submitApplication(party.handler, id));
    await measured('accept', () => acceptApplication(cast.frontOfficer, id));
    await measured('review', () => reviewApplication(cast.backOfficer, id));
    await measured('conclude and issue', async () => {
      await concludeApplication(cast.decider, id);
      await awaitStage(party.handler, id, 'issued');
    });
    expect(Object.keys(costs)).toHaveLength(4);
    for (const [name, units] of Object.entries(costs)) {
      expect(units, name).toBeGreaterThanOrEqual(8);
      expect(units, name).toBeLessThanOrEqual(11);
    }
  });
});

describe('a permit', () => {
  test('answers suspended, valid again and revoked as officers decide, and an old code is never called forged', async () => {
    const party = await cast.party();
    const id = await concluded(cast, party);
    const { permitNumber } = await awaitStage(party.handler, id, 'issued');
    const { body: permit } = await party.handler.ask('GET', `/api/permits/${permitNumber}`);
    const verdict = async () =>
      (await cast.anyone.ask('POST', '/api/verifications', { body: { token: permit.qr } })).body.verdict;
    const change = (action: string, key?: string) =>
      cast.decider.ask('POST', `/api/permits/${permitNumber}/${action}`, {
        body: { reason: text('核查发现情况变化', 'An inspection found a change') },
        ...(key ? { headers: { 'idempotency-key': key } } : {}),
      });

    expect(await verdict()).toBe('valid');
    expect((await change('suspend', 'once')).body.status).toBe('suspended');
    expect(await change('suspend', 'once')).toMatchObject({ status: 200, body: { status: 'suspended' } });
    expect((await change('suspend')).status).toBe(409);
    expect(await verdict()).toBe('suspended');
    expect((await change('reinstate')).body.status).toBe('valid');
    expect(await verdict()).toBe('valid');

    // The permit is signed anew: the first code gives way to the new one.
    await granted(cast, party, 'reissue', { permitNumber, answers: { why: 'unreadable' } }, 'issued');
    expect(await verdict()).toBe('superseded');
    const { body: renewed } = await party.handler.ask('GET', `/api/permits/${permitNumber}`);
    expect(renewed).toMatchObject({ number: permitNumber, status: 'valid', period: 1 });

    expect((await change('revoke')).body.status).toBe('revoked');
    expect((await change('reinstate')).status).toBe(409);
    expect((await party.handler.ask('GET', `/api/permits/${permitNumber}/card.svg`)).status).toBe(409);

    // What was revoked does not come back unseen: the officers are shown it, and the decider has to say so.
    const again = await reviewed(cast, party);
    const { body: read } = await cast.decider.ask('GET', `/api/applications/${again}`);
    expect(read.presentPermit).toMatchObject({ number: permitNumber, status: 'revoked' });
    const path = `/api/applications/${again}/conclude`;
    const unseen = await cast.decider.ask('POST', path, { body: { decision: 'approve' } });
    expect(unseen.body.problems).toMatchObject([{ path: 'previousPermit', code: 'previous-permit' }]);
    await cast.decider.ask('POST', path, { body: { decision: 'approve', previousPermit: 'revoked' } });
    const third = await awaitStage(party.handler, again, 'issued');
    const { body: known } = await party.handler.ask('GET', `/api/permits/${third.permitNumber}`);
    expect([known.status, known.period]).toEqual(['valid', 2]);
    expect(known.history.map(({ act }: { act: string }) => act)).toEqual([
      'granted',
      'suspended',
      'reinstated',
      'reissued',
      'revoked',
      'granted',
    ]);
  });

  test('stays with its holder when somebody else gives the same passport number by mistake', async () => {
    const holder = await cast.party();
    const held = await concluded(cast, holder);
    const { permitNumber } = await awaitStage(holder.handler, held, 'issued');
    const mistaken = await cast.party('category-c');
    mistaken.sample.form.applicant.passport.number = holder.sample.form.applicant.passport.number;
    const id = await submitted(mistaken);
    const { body: read } = await cast.frontOfficer.ask('GET', `/api/applications/${id}`);
    expect(read.possiblySamePerson).toMatchObject([{ personId: permitNumber, permit: { number: permitNumber } }]);
    const unanswered = await cast.frontOfficer.ask('POST', `/api/applications/${id}/preliminary-review`, {
      body: { decision: 'accept' },
    });
    expect(unanswered.body.problems).toMatchObject([{ path: 'person', code: 'missing' }]);
    const other = await concluded(cast, mistaken, id);
    const { permitNumber: second } = await awaitStage(mistaken.handler, other, 'issued');
    expect(second).not.toBe(permitNumber);
    expect((await holder.handler.ask('GET', `/api/permits/${permitNumber}`)).body.status).toBe('valid');
  });

  test('is not given by officers to their own employer', async () => {
    const party = await cast.party('etown-b', ['employer', 'front-officer']);
    const id = await submitted(party);
    for (const [action, body] of [['claim'], ['preliminary-review', { decision: 'accept' }]] as const) {
      const refused = await party.handler.ask('POST', `/api/applications/${id}/${action}`, { body: body ?? {} });
      expect([action, refused.status]).toEqual([action, 403]);
    }
    expect(await acceptApplication(cast.frontOfficer, id)).toMatchObject({ stage: 'review' });
    await reviewApplication(cast.backOfficer, id);
    const { body: seen } = await party.handler.ask('GET', `/api/applications/${id}`);
    expect([seen.review, seen.acceptance, seen.evidenceNeeded]).toEqual([undefined, undefined, undefined]);
    const { body: timeline } = await party.handler.ask('GET', `/api/applications/${id}/timeline`);
    expect(timeline.items.map(({ type }: { type: string }) => type)).toEqual(['created', 'submitted', 'accepted']);
  });

  test('shows an inspector the whole record with the photo, and the reading is recorded first', async () => {
    const party = await cast.party();
    const id = await concluded(cast, party);
    const { permitNumber } = await awaitStage(party.handler, id, 'issued');
    const { body: permit } = await party.handler.ask('GET', `/api/permits/${permitNumber}`);
    const inspector = await signIn(cast.zone.url, 'inspector');
    const { body } = await inspector.ask('POST', '/api/verifications', { body: { token: permit.qr } });
    expect(body.record).toMatchObject({
      passport: { number: party.sample.form.applicant.passport.number, issuingState: 'UTO' },
      photoMatches: true,
    });
    const photo = await fetch(body.record.photoUrl);
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    const { body: asSeenByAnybody } = await cast.anyone.ask('POST', '/api/verifications', {
      body: { token: permit.qr },
    });
    expect(asSeenByAnybody.record).toBeUndefined();
  });
});
