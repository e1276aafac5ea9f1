import { type FieldPath, fieldLabels } from '../checklist/field-labels.ts';
import type { Effect } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';

/** A field that nobody needs to fill in, and why it is there. */
export type OptionalField = { path: FieldPath; label: Text; reason: Text };

const reasons = {
  'applicant.languages': {
    zh: '选填。用于本区外国人才库，便于按语言提供服务；不填写不影响办理，审批不以此为依据。',
    en: 'Optional. For the zone’s database of foreign talents, so that people can be served in their languages. Leaving it out changes nothing: no decision rests on it.',
  },
  'employer.industrySection': {
    zh: '选填。按《国民经济行业分类》（GB/T 4754）填写门类字母，用于本区外国人才库；不填写不影响办理。',
    en: 'Optional. The letter of the section in the national classification of industries (GB/T 4754), for the zone’s database of foreign talents. Leaving it out changes nothing.',
  },
} as const satisfies Partial<Record<FieldPath, Text>>;

const fieldOf: Partial<Record<Effect, keyof typeof reasons>> = {
  'grant-permit': 'applicant.languages',
  'extend-permit': 'applicant.languages',
  'amend-permit': 'applicant.languages',
  'confirm-employer': 'employer.industrySection',
  'amend-employer': 'employer.industrySection',
};

const objecting: Text = {
  zh: '持证人可以随时要求退出人才库，不影响许可。',
  en: 'The holder can leave the database at any time; the permit is not affected.',
};

/**
 * What the service guide says of a procedure whose outcome goes into the database of talents: that the zone keeps it,
 * and which fields are only for it. Nothing for other procedures.
 */
export function talentsInGuide(
  effect: Effect,
  {
    notice,
    objection,
    source,
    placeholder,
  }: { notice: Text; objection: boolean; source: string; placeholder: boolean },
): { optionalFields?: OptionalField[]; kept?: { code: string; text: Text; source: string; placeholder: boolean }[] } {
  const path = fieldOf[effect];
  if (!path) return {};
  const told = path === 'applicant.languages';
  const origin = { source, placeholder };
  return {
    optionalFields: [{ path, label: fieldLabels[path], reason: reasons[path] }],
    ...(told
      ? {
          kept: [
            { code: 'talents', text: notice, ...origin },
            ...(objection ? [{ code: 'talents-objection', text: objecting, ...origin }] : []),
          ],
        }
      : {}),
  };
}
