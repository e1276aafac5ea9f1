import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from '../../../shared/records/application.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { asks, begunOn, issuedPermit } from '../../office/permits.ts';
import { read, register, steps, waitingIn } from '../../office/walk.ts';

let office: Office;
afterEach(() => office.close());

const act = (who: Who, id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
const codeOf = (answer: Answer) => [answer.status, answer.body.type?.replace('urn:greenpath:problem:', '')];

describe('a procedure whose category does not come from a score', () => {
  let id: string;
  beforeEach(async () => {
    office = await openOffice();
    const permit = await issuedPermit(office, await register(office));
    id = await begunOn(office, 'cancellation', permit.number, asks.cancellation);
    await steps.submit(office, id);
    await steps.accept(office, id);
  });

  test('is reviewed without a score, and the review shows none', async () => {
    const before = await read(office, 'back', id);
    expect([before.assessment, before.evidenceNeeded, before.category]).toEqual([undefined, undefined, 'B']);
    const answer = await act('back', id, 'review', { recommendation: 'approve' });
    expect([answer.status, answer.body.stage, answer.body.review.score]).toEqual([200, 'conclusion', undefined]);
    const event = (await readEvents(office.table, id)).at(-1);
    expect([event?.type, Object.keys(event?.data ?? {})]).toEqual(['reviewed', ['recommendation', 'clock']]);
  });

  test('has nothing to correct and nothing to prove: whoever tries is told both at once', async () => {
    const answer = await act('back', id, 'review', {
      recommendation: 'approve',
      corrections: [{ item: 'hsk', value: 0, reason: 'x' }],
      evidence: [{ item: 'hsk', documentId: 'none' }],
    });
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map(({ path }: { path: string }) => path)).toEqual(['corrections', 'evidence']);
  });

  test('is approved against the review with the reason alone', async () => {
    const text = { zh: '劳动争议未决', en: 'The dispute is not settled' };
    const reasons = [{ code: 'dispute', rule: '行政许可法 第七十条', text }];
    expect((await act('back', id, 'review', { recommendation: 'refuse', reasons })).status).toBe(200);
    const without = await act('decider', id, 'conclude', { decision: 'approve' });
    expect([without.status, without.body.problems]).toMatchObject([400, [{ path: 'departure' }]]);
    const departure = '仲裁裁决已生效';
    expect((await act('decider', id, 'conclude', { decision: 'approve', departure })).status).toBe(200);
    const event = (await readEvents(office.table, id)).at(-1);
    expect(event?.data).toMatchObject({ departure });
    expect(event?.data).not.toHaveProperty('validity');
  });
});

describe('a procedure that the zone has a supervisor conclude', () => {
  let id: string;
  beforeEach(async () => {
    office = await openOffice({
      zone: {
        procedures: [
          {
            procedure: 'new-permit',
            effectiveFrom: '2026-01-01',
            source: 'a test',
            changes: { decidedBy: ['supervisor'] },
          },
        ],
      },
    });
    id = await waitingIn(office, 'conclusion', await register(office));
  });

  test('is claimed, announced and approved by a supervisor', async () => {
    const { next } = await read(office, 'supervisor', id);
    expect(next.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['claim', 'approve', 'announce-refusal', 'pause']),
    );
    expect((await act('supervisor', id, 'claim')).status).toBe(200);
    expect((await act('supervisor', id, 'conclude', { decision: 'approve' })).status).toBe(200);
    await office.machine.settle();
    expect((await read(office, 'employer', id)).stage).toBe('issued');
  });

  test('is not concluded, claimed or paused by a decider', async () => {
    expect((await read(office, 'decider', id)).next).toEqual([]);
    expect(codeOf(await act('decider', id, 'claim'))).toEqual([403, 'not-allowed']);
    expect(codeOf(await act('decider', id, 'conclude', { decision: 'approve' }))).toEqual([403, 'not-allowed']);
    const announcement = { zh: '听证', en: 'A hearing' };
    const paused = await act('decider', id, 'pause', { kind: 'hearing', announcement, until: '2026-12-31' });
    expect(codeOf(paused)).toEqual([403, 'not-allowed']);
  });
});
