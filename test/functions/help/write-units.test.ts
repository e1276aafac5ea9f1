import { afterEach, beforeEach, expect, test } from 'vitest';
import { yiwuHelp } from '../../../infra/zones/help.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ zone: { help: yiwuHelp } });
});
afterEach(() => office.close());

const terms = {
  zh: '房东于七日内退还押金的八成，双方就此再无争议。'.repeat(3),
  en: 'The landlord returns 80 % of the deposit within seven days, and nothing else is open. '.repeat(3),
};

test('a dispute costs at each step what docs/access-patterns.md says', async () => {
  const { email } = people.otherApplicant;
  let id = '';
  const spent: Record<string, number> = {};
  const costing = async (name: string, work: () => Promise<{ status: number }>) => {
    const { transaction } = await office.cost(async () => {
      const { status } = await work();
      expect([200, 201], name).toContain(status);
    });
    spent[name] = transaction;
  };
  await costing('request', async () => {
    const answer = await office.ask('applicant', 'POST /api/help-requests', {
      body: {
        kind: 'dispute',
        topic: 'housing',
        description: 'The deposit was not returned. '.repeat(8),
        language: 'en',
        name: 'SPECIMEN, ELENA MARIA',
        otherParty: { name: 'EXEMPLA, MARCO', email },
      },
    });
    id = answer.body.id;
    return answer;
  });
  const act = (who: keyof typeof people, body: { act: string }) =>
    costing(`${body.act} by ${who}`, () => office.ask(who, `POST /api/help-requests/${id}/act`, { body }));
  await act('front', { act: 'claim' });
  await act('front', { act: 'invite', summary: { zh: '租房押金的退还。', en: 'Return of a deposit.' } } as {
    act: string;
  });
  await act('otherApplicant', { act: 'consent' });
  await act('front', { act: 'propose', terms } as { act: string });
  await act('applicant', { act: 'accept', terms: 1 } as { act: string });
  await act('otherApplicant', { act: 'accept', terms: 1 } as { act: string });
  expect(spent).toEqual({
    request: 7,
    'claim by front': 7,
    'invite by front': 11,
    'consent by otherApplicant': 9,
    'propose by front': 9,
    'accept by applicant': 8,
    'accept by otherApplicant': 10,
  });
});
