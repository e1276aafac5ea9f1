import { afterEach, beforeEach, expect, test } from 'vitest';
import { practiceCode } from '../../../shared/records/practice.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { register } from '../../office/walk.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** A question and an answer of usual length. */
const question = 'Does my degree need an Apostille, and where do I get one? '.repeat(4);
const words = {
  zh: '国外学位须经认证或办理附加证明书。'.repeat(4),
  en: 'A foreign degree needs an Apostille. '.repeat(4),
};
const asked = { topic: 'materials', question, language: 'en' };

test('asking the desk and answering cost what docs/access-patterns.md says', async () => {
  let id = '';
  const asking = await office.cost(async () => {
    const { body } = await office.ask('employer', 'POST /api/inquiries', { body: asked });
    id = body.id;
  });
  const answering = await office.cost(async () => {
    await office.ask('front', `POST /api/inquiries/${id}/handle`, { body: { act: 'answer', words } });
  });
  expect([asking.transaction, asking.all]).toEqual([9, 10]);
  expect(answering.transaction).toBe(7);
});

test('logging a consultation, taking seats and marking an attempt cost what docs/access-patterns.md says', async () => {
  const employerId = await register(office);
  const logging = await office.cost(async () => {
    const body = { kind: 'consultation', topic: 'employer', on: '2026-11-23', employerId, attendees: 1 };
    await office.ask('front', 'POST /api/consultations', { body });
  });
  const { body: attempt } = await office.ask('back', `POST /api/practice/${practiceCode('plain-approval')}/attempts`);
  const marking = await office.cost(async () => {
    await office.ask('back', `POST /api/practice-attempts/${attempt.id}`, { body: { decision: 'approve' } });
  });
  expect([logging.transaction, marking.transaction]).toEqual([4, 4]);
});
