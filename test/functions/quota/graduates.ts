import type { ZoneFile } from '../../../shared/zone/zone.ts';
import type { Answer, Office, Who } from '../../office/office.ts';
import { graduate, submitted } from '../../office/walk.ts';

export const reason = { zh: '按上级下达的年度指标调整', en: 'As the yearly allotment says' };
export const group = 'quota-managed';
export const thisYear = `/api/quotas/2026/${group}`;

/** A zone with so many places a year. */
export const places = (perYear: number): Partial<ZoneFile> => ({
  quotas: [
    {
      group,
      label: { zh: '配额人员', en: 'Under quota' },
      perYear,
      validFrom: '2023-11-01',
      source: 'invented for a test',
      placeholder: true,
    },
  ],
});

let people = 0;

/** The graduate of the samples as somebody whom the register does not know yet. */
export function somebody(sample = graduate): typeof graduate {
  people += 1;
  const letters = [...String(people).padStart(4, '0')].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');
  const { applicant } = sample.form;
  return {
    ...sample,
    form: {
      ...sample.form,
      applicant: {
        ...applicant,
        familyName: `${applicant.familyName} ${letters}`,
        email: `graduate${people}@applicant.example`,
        passport: { ...applicant.passport, number: `U${String(people).padStart(7, '0')}` },
      },
    },
  };
}

/** The application of one more graduate, waiting for preliminary review. */
export const waiting = (office: Office, employerId: string, sample = graduate): Promise<string> =>
  submitted(office, employerId, 'employer', somebody(sample));

export const accept = (office: Office, id: string, who: Who = 'front'): Promise<Answer> =>
  office.ask(who, `POST /api/applications/${id}/preliminary-review`, { body: { decision: 'accept' } });

export const ledger = async (office: Office, year = 2026) =>
  (await office.ask('supervisor', `GET /api/quotas/${year}/${group}`)).body;

/** Size, reserved, confirmed and free places, in this order. */
export const figures = async (office: Office, year = 2026): Promise<number[]> => {
  const { size, reserved, confirmed, free } = await ledger(office, year);
  return [size, reserved, confirmed, free];
};
