import { describe, expect, it } from 'vitest';
import { inspect } from '../../../functions/documents/inspect/inspect.ts';
import { sampleCase, sampleCaseNames } from '../../../infra/samples/cases.ts';
import { passportCheckDigit, passportZone } from '../../../infra/samples/passport-zone.ts';
import { sampleDocument } from '../../../infra/samples/sample-document.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { employerRegistration } from '../../../shared/contract/employer-details.ts';
import { applicantForm, postForm } from '../../../shared/contract/intake.ts';
import { assessmentFacts } from '../../../shared/contract/scoring.ts';
import { gaps } from '../../../shared/domain/checklist/checklist.ts';
import { formGaps } from '../../../shared/domain/checklist/form-gaps.ts';
import { judge } from '../../../shared/domain/documents/judge.ts';
import { rulesFor } from '../../../shared/domain/documents/rules.ts';
import { isCreditCode } from '../../../shared/domain/employer/credit-code.ts';
import { materialOf } from '../../../shared/domain/procedure/procedure.ts';
import { assess } from '../../../shared/domain/scoring/assess.ts';
import { pointsPolicy } from '../../../shared/policy/points/index.ts';
import { procedure, procedures } from '../../../shared/policy/procedures/index.ts';
import { newPermit } from '../../../shared/policy/procedures/new-permit.ts';
import { imagePolicy } from '../../../shared/policy/procedures/photo.ts';
import { routesIn } from '../../../shared/policy/routes/index.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';

const today = '2026-11-22';
const zone = zoneSchema.parse(etown);

describe.each(sampleCaseNames)('the sample case %s', (name) => {
  const the = sampleCase(name, today);

  it('fits the contract and has a true credit code', () => {
    expect(employerRegistration.safeParse(the.employer).error).toBeUndefined();
    expect(applicantForm.safeParse(the.form.applicant).error).toBeUndefined();
    expect(postForm.safeParse(the.form.post).error).toBeUndefined();
    expect(assessmentFacts.safeParse(the.form.facts).error).toBeUndefined();
    expect(isCreditCode(the.employer.unifiedSocialCreditCode)).toBe(true);
  });

  it('is plainly invented', () => {
    expect(the.form.applicant.nationality).toBe('UTO');
    expect(the.form.applicant.passport.issuingState).toBe('UTO');
    expect(the.employer.name.zh).toContain('样例');
  });

  it('scores as it says in the interim table', () => {
    const policy = pointsPolicy('interim-2017');
    if (!policy) throw new Error('the interim table is gone');
    const facts = { ...the.form.facts, birthDate: the.form.applicant.birthDate };
    const assessed = assess(policy, routesIn('beijing'), facts, today);
    expect(assessed).toMatchObject({
      ok: true,
      value: { total: the.expected.total, category: the.expected.category, route: the.expected.route },
    });
  });

  it('has no gap once its documents are in', () => {
    const { category, route } = the.expected;
    const { entry, facts, commitments, answers } = the.form;
    const documents = the.documents.map((kind) => ({ kind, state: 'accepted' as const }));
    expect(gaps(newPermit, { category, route, entry, facts, commitments, answers, documents })).toEqual([]);
    const rules = { procedure: newPermit, zone, today, employerLicenceValidTo: the.employer.licenceValidTo };
    expect(formGaps(the.form, rules)).toEqual([]);
  });

  it('has documents that E-Town accepts, marked as samples', async () => {
    for (const kind of the.documents) {
      const { bytes, contentType } = await sampleDocument(kind, the);
      const material = materialOf(newPermit, kind);
      if (!material) throw new Error(`no material ${kind}`);
      const findings = await inspect(bytes, { contentType, photo: kind === 'photo' });
      expect(judge(findings, rulesFor(material, zone.policy, imagePolicy)), kind).toEqual([]);
      if (contentType === 'application/pdf') expect(Buffer.from(bytes).includes('SAMPLE'), kind).toBe(true);
    }
  });
});

describe('a sample contract', () => {
  it('begins in a month, or on the day that is asked for', () => {
    expect(sampleCase('etown-b', today).form.post).toMatchObject({
      contractFrom: '2026-12-22',
      contractTo: '2029-12-21',
    });
    const early = sampleCase('etown-b', today, { contractFrom: today });
    expect(early.form.post).toMatchObject({ contractFrom: today, contractTo: '2029-11-21' });
  });
});

describe('sample documents', () => {
  it('are the same bytes for the same case', async () => {
    const the = sampleCase('etown-b', today);
    for (const kind of ['photo', 'passport', 'contract']) {
      const [first, again] = [await sampleDocument(kind, the), await sampleDocument(kind, the)];
      expect(Buffer.from(first.bytes).equals(Buffer.from(again.bytes)), kind).toBe(true);
    }
  });

  it('are drawn for every material of the procedure', async () => {
    const the = sampleCase('category-a', today);
    for (const { kind } of newPermit.materials) {
      const { bytes, contentType } = await sampleDocument(kind, the);
      expect((await inspect(bytes, { contentType })).readable, kind).toBe(true);
    }
  });

  it.each(procedures.map(({ id }) => id))('are drawn for every material of %s', async (id) => {
    const the = sampleCase('etown-b', today);
    for (const { kind } of procedure(id)?.materials ?? []) {
      const { bytes, contentType } = await sampleDocument(kind, the, id);
      expect((await inspect(bytes, { contentType })).readable, kind).toBe(true);
    }
    expect(procedure(id)?.materials.length).toBeGreaterThan(0);
  });

  it('are not drawn for what no procedure asks for', async () => {
    await expect(sampleDocument('tax-record', sampleCase('etown-b', today))).rejects.toThrow('tax-record');
  });
});

describe("the passport's machine-readable zone", () => {
  it('agrees with the specimen of ICAO Doc 9303', () => {
    expect(passportCheckDigit('L898902C3')).toBe('6');
    expect(passportCheckDigit('740812')).toBe('2');
    const [first, second] = passportZone({
      issuingState: 'UTO',
      nationality: 'UTO',
      familyName: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      number: 'L898902C3',
      birthDate: '1974-08-12',
      sex: 'F',
      expiresOn: '2012-04-15',
    });
    expect(first).toBe('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<');
    expect(second.slice(0, 28)).toBe('L898902C36UTO7408122F1204159');
    expect(second).toHaveLength(44);
  });
});
