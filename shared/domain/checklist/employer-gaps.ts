import type { Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import type { Deficiency } from './checklist.ts';

/** How an employer stands in the register of employers. */
export type EmployerStanding = {
  status: 'declared' | 'registered';
  /** Who holds its credit code: itself, somebody who only declared it first, or somebody who is registered under it. */
  code: 'own' | 'declared-by-another' | 'registered-by-another';
};

const path = 'employer.registration';

const gap = (code: string, text: Text, remedy: Text): Deficiency[] => [{ path, code, text, remedy }];

const ofAnother = () =>
  gap(
    'code-of-another',
    {
      zh: '该统一社会信用代码已由另一方完成注册。',
      en: 'Somebody else is registered under this credit code.',
    },
    {
      zh: '如果这是贵单位的代码，请携营业执照联系经办窗口核实。',
      en: 'If it is your organisation’s code, bring the business licence to the office.',
    },
  );

const notRegistered = () =>
  gap(
    'not-registered',
    {
      zh: '用人单位尚未完成注册，不能为外国人提交申请。',
      en: 'The employer is not registered yet, so nothing can be submitted for a foreigner.',
    },
    {
      zh: '请先提交“用人单位注册”申请；审核通过后，本申请的草稿可以直接提交。',
      en: 'Apply for the registration of the employer first; once it is granted this draft can be submitted as it is.',
    },
  );

const already = () =>
  gap(
    'already-registered',
    { zh: '用人单位已完成注册，无须再次注册。', en: 'The employer is registered already.' },
    {
      zh: '信息有变化的，请办理“用人单位信息变更”。',
      en: 'If something has changed, apply for a change of what is registered.',
    },
  );

const nothingToChange = () =>
  gap(
    'not-registered',
    {
      zh: '用人单位尚未完成注册，没有可变更的注册信息。',
      en: 'The employer is not registered, so there is nothing to change.',
    },
    {
      zh: '未注册的信息可以直接修改；请提交“用人单位注册”申请。',
      en: 'What was only declared can be edited directly; apply for the registration.',
    },
  );

/**
 * What keeps an application from being submitted because of how its employer stands in the register. Codes:
 * `code-of-another`, `not-registered`, `already-registered`.
 * @param zone whether an application about a foreigner needs an employer whose registration was reviewed
 */
export function employerGaps(
  { effect, concerns }: Pick<Procedure, 'effect' | 'concerns'>,
  { status, code }: EmployerStanding,
  zone: { before: 'submission' | 'never' },
): Deficiency[] {
  if (code === 'registered-by-another') return ofAnother();
  if (effect === 'confirm-employer') return status === 'registered' ? already() : [];
  if (concerns === 'employer') return status === 'registered' ? [] : nothingToChange();
  if (status === 'registered') return [];
  // Two entries of one organisation would be two employers to the rule of one open application.
  return zone.before === 'submission' || code === 'declared-by-another' ? notRegistered() : [];
}
