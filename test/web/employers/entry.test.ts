import { describe, expect, it } from 'vitest';
import { employerChange, employerRegistration } from '../../../shared/contract/employer-details.ts';
import { changeOf, type EmployerEntry, emptyEntry, registrationOf } from '../../../web/employers/entry.ts';

const full: EmployerEntry = {
  nameZh: '样例有限公司',
  nameEn: 'Sample Co., Ltd.',
  code: '91110302GREENW000K',
  term: 'endless',
  licenceValidTo: '',
  address: '样例路1号',
  industry: '',
  industrySection: 'C',
  legalRepresentative: '范例',
  handlerName: '样经办',
  handlerPhone: ' 010-00001000 ',
};

describe('the form of an employer', () => {
  it('is what the interface takes', () => {
    expect(employerRegistration.parse(registrationOf(full))).toEqual({
      name: { zh: '样例有限公司', en: 'Sample Co., Ltd.' },
      unifiedSocialCreditCode: '91110302GREENW000K',
      licenceValidTo: null,
      address: '样例路1号',
      industrySection: 'C',
      legalRepresentative: '范例',
      handler: { name: '样经办', phone: '010-00001000' },
    });
  });

  it('leaves out a licence whose end was not stated, so that the zone asks for it, and does not call it endless', () => {
    expect(registrationOf({ ...full, term: '' })).not.toHaveProperty('licenceValidTo');
    expect(registrationOf({ ...full, term: 'until' })).not.toHaveProperty('licenceValidTo');
    expect(registrationOf({ ...full, term: 'until', licenceValidTo: '2030-01-31' })).toMatchObject({
      licenceValidTo: '2030-01-31',
    });
  });

  it('begins with nothing, and everything that is missing is refused at its own field', () => {
    const { error } = employerRegistration.safeParse(registrationOf(emptyEntry));
    const paths = error?.issues.map(({ path }) => path.join('.'));
    expect(new Set(paths)).toEqual(
      new Set([
        'name.zh',
        'unifiedSocialCreditCode',
        'licenceValidTo',
        'address',
        'legalRepresentative',
        'handler.name',
        'handler.phone',
      ]),
    );
  });

  it('takes away what was emptied when it is changed, and never sends the credit code again', () => {
    const change = changeOf({ ...full, industrySection: '' });
    expect(change).toMatchObject({ industry: null, industrySection: null });
    expect(change).not.toHaveProperty('unifiedSocialCreditCode');
    expect(employerChange.safeParse(change).success).toBe(true);
  });
});
