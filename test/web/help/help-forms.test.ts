import { describe, expect, it } from 'vitest';
import { helpRoutes } from '../../../shared/contract/help.ts';
import { helpActs } from '../../../shared/domain/help/mediation.ts';
import { actBody, emptyAct, wordless } from '../../../web/help/act-form.ts';
import { whoOf } from '../../../web/help/happened.ts';
import { emptyRequest, requestBody } from '../../../web/help/request-entry.ts';

const typed = {
  text: '已电话联系双方。',
  both: { zh: '工资于月底付清。', en: 'The wage is paid by the end of the month.' },
  outcome: 'referred',
  referredTo: '样例仲裁委员会',
  on: '2026-12-01',
  place: 'online',
  session: '2',
} as const;

describe('the forms of a request for help', () => {
  it('send every act as the interface takes it', () => {
    for (const act of helpActs) {
      const { success, error } = helpRoutes.actOnHelp.body.safeParse(actBody(act, typed, 3));
      expect(success, `${act}: ${error?.message}`).toBe(true);
    }
  });

  it('accept the terms that were read, not whichever stand', () => {
    expect(actBody('accept', typed, 3)).toEqual({ act: 'accept', terms: 3 });
  });

  it('leave out words that may be left out, and whom a matter was referred to where it was not', () => {
    expect(actBody('leave', emptyAct, undefined)).toEqual({ act: 'leave' });
    expect(actBody('close', { ...typed, outcome: 'solved', text: ' ' }, undefined)).toEqual({
      act: 'close',
      outcome: 'solved',
    });
  });

  it('refuse an act whose words are missing, at the field that lacks them', () => {
    for (const act of helpActs.filter((one) => !wordless.includes(one) && one !== 'decline' && one !== 'leave')) {
      expect(helpRoutes.actOnHelp.body.safeParse(actBody(act, emptyAct, undefined)).success, act).toBe(false);
    }
  });

  it('name the other party of a dispute alone', () => {
    const entry = {
      ...emptyRequest,
      topic: 'wages',
      description: '工资拖欠两个月',
      name: '例一',
      otherName: '样例公司',
      otherEmail: ' office@sample.example ',
    };
    const dispute = requestBody({ ...entry, kind: 'dispute' }, 'en');
    expect(helpRoutes.requestHelp.body.parse(dispute)).toMatchObject({
      kind: 'dispute',
      language: 'en',
      otherParty: { name: '样例公司', email: 'office@sample.example' },
    });
    const guidance = requestBody({ ...entry, kind: 'guidance', language: 'zh' }, 'en');
    expect(helpRoutes.requestHelp.body.parse(guidance)).toEqual({
      kind: 'guidance',
      topic: 'wages',
      description: '工资拖欠两个月',
      language: 'zh',
    });
  });

  it('call the reader you, and nobody else', () => {
    expect(whoOf({ as: 'requester' }, 'requester')).toBe('you');
    expect(whoOf({ as: 'requester' }, 'other-party')).toBe('requester');
    expect(whoOf({ as: 'office' }, 'handler')).toBe('office');
  });
});
