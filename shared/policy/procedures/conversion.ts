import type { Material, Procedure } from '../../domain/procedure/procedure.ts';
import { nationalRoutes } from '../routes/national.ts';
import { categoryEvidence } from './category-evidence.ts';
import { identity, passportEnd, post, scored } from './fields.ts';
import { papers } from './papers.ts';
import {
  applicationForm,
  contract,
  highestDegree,
  passportThatRuns,
  photo,
  visaOrResidence,
  workExperience,
} from './person-materials.ts';
import { always, guide } from './sources.ts';

const parallel =
  'Old and new certificates side by side, converted at the next extension: 外专发〔2017〕40号; http://en.hkuws.com/new-china-work-visa-requirements-for-foreigners (secondary). The papers are not published';

/** Who was judged for the old certificate commits instead of proving the same again. */
const byCommitment = {
  when: always,
  exceptWhen: [],
  source:
    'Beijing, first permit of a holder of the old certificate: commitment for credentials, http://www.globaltimes.cn/content/1053545.shtml (2017-06-26)',
  placeholder: true,
} as const satisfies Material['commitment'];

const unproved = (material: Material): Material => ({ ...material, placeholder: true });

/** An old Foreign Expert Certificate or Employment Permit becomes a permit with the person's first lifetime code. */
export const conversion: Procedure = {
  id: 'conversion',
  version: '2017-04-01',
  title: { zh: '旧证换发外国人工作许可', en: "Conversion of an old certificate into a Foreigner's Work Permit" },
  source: parallel,
  effectiveFrom: '2017-04-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [{ when: {}, from: 'score' }],
  permit: { kind: 'none-in-force', source: parallel, placeholder: true },
  minimumAge: nationalRoutes.minimumAge,
  passportRuns: { when: always, source: `${guide} section 3, item g, said of new permits`, placeholder: true },
  converts: {
    type: 'certificateType',
    number: 'certificateNumber',
    expiresOn: 'certificateExpiresOn',
    source: `${parallel}. That it ends by the conversion, and that one which has expired is not converted, is for the authority to settle`,
    placeholder: true,
  },
  fields: [...identity, ...passportEnd, ...post, ...scored()],
  questions: [
    {
      id: 'certificateType',
      label: { zh: '旧证种类', en: 'Kind of the old certificate' },
      reason: { zh: '两种旧证合并为外国人工作许可。', en: 'Two old certificates were merged into one permit.' },
      answer: {
        kind: 'choice',
        several: false,
        options: [
          { value: 'expert', label: { zh: '外国专家证', en: 'Foreign Expert Certificate' } },
          { value: 'employment', label: { zh: '外国人就业证', en: 'Employment Permit for Foreigners' } },
        ],
      },
      askedWhen: always,
      required: true,
      source: '审改办函〔2015〕95号: both certificates are merged',
      placeholder: false,
    },
    {
      id: 'certificateNumber',
      label: { zh: '旧证编号', en: 'Number of the old certificate' },
      reason: { zh: '用以查找原来的登记。', en: 'By it the earlier record is found.' },
      answer: { kind: 'line', maximum: 40 },
      askedWhen: always,
      required: true,
      source: parallel,
      placeholder: true,
    },
    {
      id: 'certificateAuthority',
      label: { zh: '旧证签发机关', en: 'Authority that issued the old certificate' },
      reason: { zh: '用以向原签发机关核实。', en: 'So that it can be asked about the certificate.' },
      answer: { kind: 'line', maximum: 80 },
      askedWhen: always,
      required: true,
      source: parallel,
      placeholder: true,
    },
    {
      id: 'certificateExpiresOn',
      label: { zh: '旧证有效期至', en: 'Last day of the old certificate' },
      reason: {
        zh: '旧证在到期前继续有效，到期延续时换发。',
        en: 'It stays good until its last day and is converted when it would be extended.',
      },
      answer: { kind: 'day' },
      askedWhen: always,
      required: true,
      source: parallel,
      placeholder: true,
    },
  ],
  materials: [
    unproved(applicationForm({ zh: '外国人工作许可换发申请表', en: 'Application form for the conversion' }, parallel)),
    unproved(photo),
    unproved(passportThatRuns),
    unproved(contract),
    {
      kind: 'old-certificate',
      label: { zh: '外国专家证或外国人就业证', en: 'The old certificate' },
      reason: {
        zh: '换发以旧证为依据。',
        en: 'The conversion rests on it.',
      },
      contentTypes: papers,
      several: true,
      requiredWhen: always,
      source: parallel,
      placeholder: true,
    },
    {
      ...unproved(visaOrResidence),
      label: { zh: '有效居留许可页', en: 'Page of the valid residence permit' },
      reason: {
        zh: '持旧证的人已在中国工作和居留，请提供现有的居留许可页。',
        en: 'Who holds an old certificate works and lives in China already; this is the page of the present residence permit.',
      },
    },
    { ...unproved(workExperience), commitment: byCommitment, supplyLater: undefined },
    { ...unproved(highestDegree), commitment: byCommitment, supplyLater: undefined },
    ...categoryEvidence.map(unproved),
  ],
  decidedBy: ['decider'],
  effect: 'grant-permit',
  letters: [],
};
