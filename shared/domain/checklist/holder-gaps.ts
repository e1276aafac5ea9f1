import { comparableEmail } from '../person/email.ts';
import { printedName } from '../person/name.ts';
import { partsAmended } from '../procedure/amends.ts';
import type { Circumstances, PermitPart, Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import type { Deficiency } from './checklist.ts';
import { type FieldPath, fieldLabels } from './field-labels.ts';
import type { ApplicationForm } from './form-gaps.ts';

/** A permit and its holder as the zone's records have them. */
export type HolderRecord = {
  /** As the permit prints it. */
  name: string;
  chineseName?: string;
  sex: string;
  nationality: string;
  post: string;
  birthDate?: string;
  /** What lets the holder see the permit and every application about it. */
  email?: string;
  passport?: { number?: string; issuingState?: string; expiresOn?: string };
};

type Compared = { path: FieldPath; part?: PermitPart; given: string | undefined; recorded: string | undefined };

/** What the form says beside what the records say; only the parts named here can be asked to change. */
function compared({ applicant, post }: ApplicationForm, record: HolderRecord): Compared[] {
  const { familyName, givenNames } = applicant ?? {};
  const name = familyName && printedName({ familyName, ...(givenNames ? { givenNames } : {}) });
  return [
    { path: 'applicant.familyName', part: 'name', given: name, recorded: record.name },
    { path: 'applicant.chineseName', part: 'name', given: applicant?.chineseName, recorded: record.chineseName ?? '' },
    { path: 'applicant.sex', part: 'name', given: applicant?.sex, recorded: record.sex },
    { path: 'applicant.nationality', part: 'passport', given: applicant?.nationality, recorded: record.nationality },
    { path: 'applicant.birthDate', given: applicant?.birthDate, recorded: record.birthDate },
    {
      path: 'applicant.passport.number',
      part: 'passport',
      given: applicant?.passport?.number,
      recorded: record.passport?.number,
    },
    {
      path: 'applicant.passport.issuingState',
      part: 'passport',
      given: applicant?.passport?.issuingState,
      recorded: record.passport?.issuingState,
    },
    // A permit runs no longer than its passport, so that its last day is no matter of typing.
    {
      path: 'applicant.passport.expiresOn',
      part: 'passport',
      given: applicant?.passport?.expiresOn,
      recorded: record.passport?.expiresOn,
    },
    // Left out it differs as well: without the address the holder sees neither the application nor, later, the permit.
    {
      path: 'applicant.email',
      given: comparableEmail(applicant?.email) ?? '',
      recorded: comparableEmail(record.email),
    },
    { path: 'post.title', part: 'post', given: post?.title, recorded: record.post },
  ];
}

const remedies: Record<'choose' | 'apply' | 'keep', Text> = {
  choose: {
    zh: '确有变化的，请在“变更内容”中勾选；否则请按许可上的信息更正。',
    en: 'If it did change, say so among what changes; otherwise correct it to what the permit says.',
  },
  apply: {
    zh: '确有变化的，请申请变更；否则请按许可上的信息更正。',
    en: 'If it did change, apply for a change; otherwise correct it to what the permit says.',
  },
  keep: {
    zh: '请按原登记信息更正；如登记有误，请联系经办窗口。',
    en: 'Correct it to what is on record; if the record is wrong, tell the office.',
  },
};

const emailDiffers: Pick<Deficiency, 'text' | 'remedy'> = {
  text: {
    zh: '“申请人电子邮箱”与登记的不一致：持证人凭该邮箱查看本人的许可和申请。',
    en: "Differs from what is on record: applicant's e-mail. It is what lets the holder see the permit and this application.",
  },
  remedy: {
    zh: '请填写原登记的邮箱；需要更换的，由持证人本人联系经办窗口。',
    en: "Enter the address on record; to change it, the holder asks the zone's window.",
  },
};

/** Effects for which the passport and post of the form do not matter: they take both from the permit as it is. */
const takesNothing: readonly Procedure['effect'][] = ['cancel-permit', 'reissue-permit'];

/**
 * Where the form says something else of the holder than the permit that the application concerns, without asking to
 * change it: nobody's permit is changed by a slip of the pen. Code: `differs-from-permit`.
 * @param record of the permit that the form names; what a form leaves out is not judged, but for the holder's e-mail
 */
export function holderGaps(
  procedure: Procedure,
  the: Circumstances,
  form: ApplicationForm,
  record: HolderRecord,
): Deficiency[] {
  const parts = partsAmended(procedure, the);
  const offered = (procedure.amends ?? []).map(({ part }) => part);
  const ignored: readonly PermitPart[] = takesNothing.includes(procedure.effect) ? ['passport', 'post'] : [];
  return compared(form, record)
    .filter(
      ({ given, recorded, part }) =>
        given !== undefined &&
        recorded !== undefined &&
        given !== recorded &&
        !(part && (parts.includes(part) || ignored.includes(part))),
    )
    .map(({ path, part }) => {
      const remedy = part && offered.includes(part) ? 'choose' : part ? 'apply' : 'keep';
      const label = fieldLabels[path];
      return {
        path,
        code: 'differs-from-permit',
        text: {
          zh: `“${label.zh}”与许可登记的不一致。`,
          en: `Differs from what the permit says: ${label.en}.`,
        },
        remedy: remedies[remedy],
        ...(path === 'applicant.email' ? emailDiffers : {}),
      };
    });
}
