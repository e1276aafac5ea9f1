import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemSize } from '../../../infra/local/dynamodb/capacity.ts';
import { pauseKinds } from '../../../shared/domain/application/pauses.ts';
import { officerStages, stages } from '../../../shared/domain/application/transitions.ts';
import { instantOf } from '../../../shared/domain/time.ts';
import { type Head, queuePlace } from '../../../shared/records/application.ts';
import { headOf, packedExecution, packedHead } from '../../../shared/records/head-item.ts';
import { keys } from '../../../shared/records/keys.ts';

const id = 'x'.repeat(24);
const at = '2026-11-24T15:59:59.999Z';
const code = 'GP0000000000000008';
const subject = 'a1b2c3d4-1234-4123-8123-a1b2c3d4e5f6';

const item = (head: Head) => ({ ...keys.application(head.id), ...packedHead(head), ...queuePlace(head) });
const bytes = (head: Head) => itemSize(marshall(item(head), { removeUndefinedValues: true }) as never);

/** What every case has in the end, with the longest names and the subjects that identity providers give. */
const plain = {
  id,
  version: 123,
  formRevision: 40,
  stage: 'conclusion',
  procedure: 'cancellation',
  employerId: 'e'.repeat(24),
  employerName: '虚'.repeat(30),
  createdAt: at,
  updatedAt: at,
  round: 3,
  events: 99,
  chain: 'h'.repeat(43),
  // The longest id that a zone may have.
  receiptNumber: 'ABCDEFGHIJKLMNO-20261123-XXXXXXXX',
  serviceWindow: 13,
  applicantName: `${'Ü'.repeat(13)}${'U'.repeat(26)}`,
  category: 'A',
  personId: code,
  submittedAt: at,
  acceptedAt: at,
  stageStartedAt: at,
  dueAt: at,
  promisedOn: '2026-11-24',
  ahead: 24,
  provisional: true,
  late: true,
  claimedBy: subject,
  reviewedBy: subject,
  acceptance: 12,
  review: 13,
  execution: `${id}-3-o12-r1`,
  requests: ['a', 'b', 'c'].map((sign) => sign.repeat(18)),
} as const satisfies Head;

/** Everything that can come together in one case: returned, supplemented, heard, extended, reopened, paused again. */
const heard = {
  ...plain,
  filedAt: at,
  receivedAt: at,
  pause: { since: at, kind: 'expert-review', until: '2026-12-24', event: 98 },
  paused: 12,
  extended: 10,
  changed: 14,
  intention: 15,
  replied: 16,
  notice: 17,
  formerReview: 9,
} as const satisfies Head;

describe('a head in the table stays below 1 KB, so that a change of stage costs two write units', () => {
  test.each<[string, Head]>([
    ['a plain case', plain],
    ['an extension that the law may grant', { ...heard, permit: code, permitTo: '2026-12-31', deemsAt: at }],
    ['a case under quota', { ...heard, category: 'C', ahead: undefined, quota: '2026#C-graduates#0000001' } as Head],
    [
      'a case that the law accepted, with people of the same name',
      { ...heard, stage: 'review', deemsAt: at, reviewedBy: undefined, possiblySame: [code, code] } as Head,
    ],
    [
      'a case that was reopened, before anybody accepted it',
      {
        ...heard,
        stage: 'preliminary-review',
        deemsAt: at,
        permit: code,
        permitTo: '2026-12-31',
        pause: undefined,
        acceptedAt: undefined,
        reviewedBy: undefined,
      } as Head,
    ],
    [
      'a case with the delegating authority',
      {
        ...heard,
        stage: 'with-delegating-authority',
        referredFrom: 'refusal-announced',
        referral: 19,
        deemsAt: at,
        permit: code,
        permitTo: '2026-12-31',
        dueAt: undefined,
        claimedBy: undefined,
      } as Head,
    ],
  ])('%s', (_, head) => {
    expect(bytes(head)).toBeLessThan(1024);
  });
});

describe('a head that was packed', () => {
  test('is the same when it is read, from the table and from what its index holds', () => {
    const { serviceWindow: _, ...ofNoWindow } = plain;
    const copied = { ...plain, receiptNumber: 'COPY-7' };
    for (const head of [
      plain,
      heard,
      { ...heard, permit: code },
      { ...plain, permit: 'GP1111111111111116' },
      ofNoWindow,
      copied,
    ]) {
      expect(headOf(item(head))).toEqual(head);
    }
    const { dueAt, stage } = packedHead(plain) as { dueAt: number; stage: string };
    const line = { ...keys.application(id), queuePk: 'QUEUE#conclusion', queueSk: `${at}#${id}`, stage, dueAt };
    expect(headOf(line)).toEqual({ id, stage: 'conclusion', dueAt: at });
    expect(headOf({ ...line, queuePk: 'QUEUE#conclusion#13' })).toEqual({
      id,
      stage: 'conclusion',
      dueAt: at,
      serviceWindow: 13,
    });
  });

  test('is the same whatever its instants, pauses and marks are', () => {
    const instant = fc.integer({ min: 0, max: Date.parse('2099-12-31') }).map(instantOf);
    const pause = fc.record(
      {
        since: instant,
        kind: fc.constantFrom(...pauseKinds),
        until: fc.constant('2026-12-24'),
        event: fc.integer({ min: 1, max: 9999 }),
      },
      { requiredKeys: ['since', 'kind'] },
    );
    const requests = fc.array(fc.stringMatching(/^[\w-]{18}$/), { minLength: 1, maxLength: 3 });
    const changes = fc.record(
      {
        filedAt: instant,
        receivedAt: instant,
        deemsAt: instant,
        permitTo: fc.constantFrom('2026-01-31', '2099-12-31'),
        returnedFrom: fc.constantFrom(...officerStages),
        referredFrom: fc.constantFrom(...stages),
        pause,
        requests,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(instant, changes, (createdAt, more) => {
        const head = { ...plain, createdAt, ...more } as Head;
        expect(headOf(item(head))).toEqual(head);
      }),
    );
  });

  test('names its execution without its id, and keeps a name that has none', () => {
    expect(packedExecution(id, `${id}-1-r2`)).toBe('-1-r2');
    expect(packedExecution(id, 'another-1')).toBe('another-1');
    expect(headOf({ ...keys.application(id), execution: 'another-1' })).toEqual({ id, execution: 'another-1' });
  });
});
