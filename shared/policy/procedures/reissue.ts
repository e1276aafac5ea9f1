import type { Procedure } from '../../domain/procedure/procedure.ts';
import { fields, identity } from './fields.ts';
import { applicationForm, passport } from './person-materials.ts';
import { always } from './sources.ts';

const notices =
  '"Reissue Electronic Work Permit" for holders of old cards, since 2024-12-01: https://yaliqi.com/new/429e92658ff148b39c536ea37be2264f, http://newsletter.cas.cn/wap/News_in_Brief/202504/t20250403_4587344.html (secondary)';

/** The present period signed anew, such as for who still holds a plastic card. */
export const reissue: Procedure = {
  id: 'reissue',
  version: '2024-12-01',
  title: { zh: '补发电子工作许可', en: 'Reissue of the electronic work permit' },
  source: `${notices}; loss notice and reissue of the card were removed that day`,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [{ when: {}, from: 'permit' }],
  permit: { kind: 'held', states: ['valid'], source: notices, placeholder: true },
  fields: [...fields(['permitNumber']), ...identity],
  questions: [
    {
      id: 'why',
      label: { zh: '补发原因', en: 'Why it is needed' },
      reason: {
        zh: '已取消实体卡挂失补办；旧卡在下次延期或变更前仍然有效，如需要电子工作许可可以补发。',
        en: 'Plastic cards are no longer reissued. An old card stays good until the next extension or change; an electronic permit can be had beside it.',
      },
      answer: {
        kind: 'choice',
        several: false,
        options: [
          {
            value: 'old-card',
            label: { zh: '持有旧卡，需要电子工作许可', en: 'An old card is held and the electronic permit is wanted' },
          },
          { value: 'lost-card', label: { zh: '旧卡遗失或损坏', en: 'The old card is lost or damaged' } },
          {
            value: 'unreadable',
            label: { zh: '电子许可无法打开或无法核验', en: 'The electronic permit cannot be opened or verified' },
          },
        ],
      },
      askedWhen: always,
      required: true,
      source: `${notices}; the third situation is ours`,
      placeholder: true,
    },
  ],
  materials: [
    {
      ...applicationForm({ zh: '补发电子工作许可申请表', en: 'Application form for the reissue' }, notices),
      placeholder: true,
    },
    { ...passport, source: `${notices}; the papers are not published`, placeholder: true },
  ],
  decidedBy: ['decider'],
  effect: 'reissue-permit',
  letters: [],
};
