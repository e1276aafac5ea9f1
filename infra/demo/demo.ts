import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import qrcode from 'qrcode-generator';
import { tokenFrom } from '../../shared/credential/carriers.ts';
import { openStatusList, verifyToken } from '../../shared/credential/verify.ts';
import { sampleCase } from '../samples/cases.ts';
import { freshApplicant } from '../samples/fresh-applicant.ts';
import { sampleDocument } from '../samples/sample-document.ts';
import { openZone } from './open-zone.ts';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  declareEmployer,
  draftApplication,
  registerEmployer,
  reviewApplication,
  submitApplication,
  uploadDocument,
} from './walk-case.ts';
import { caller, signIn } from './zone-client.ts';

let steps = 0;
const began = performance.now();
const say = (text: string) => console.log(`       ${text}`);
const step = (zh: string, en: string) => {
  steps += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  console.log(`${seconds}s ${String(steps).padStart(2)}. ${en} · ${zh}`);
};

function showQr(text: string): void {
  const [link = '', digits = ''] = text.split(/(?<=#)/);
  const code = qrcode(0, 'M');
  code.addData(link, 'Byte');
  code.addData(digits, 'Numeric');
  code.make();
  console.log(code.createASCII(1, 2));
}

/**
 * One application of the E-Town zone from self-assessment to a verified permit, over HTTP like any client, against the
 * zone that runs on ZONE_URL or port 3000, or against one of its own that it stops again.
 */
async function walk(url: string): Promise<void> {
  const anyone = caller(url);
  const { body: zone } = await anyone.ask('GET', '/api/zone');
  step('读取本区服务信息', `The zone: ${zone.name.en}, ${zone.name.zh}`);
  const preliminary = zone.promises.find(({ stage }: { stage: string }) => stage === 'preliminary-review');
  const conclusion = zone.promises.find(({ stage }: { stage: string }) => stage === 'conclusion');
  say(`promises: preliminary review ${preliminary.promise} working day(s), conclusion ${conclusion.promise}`);

  // Somebody new each time: who holds a permit already cannot be given a second one.
  const sample = freshApplicant(
    sampleCase('etown-b', zone.today, { contractFrom: zone.today }),
    String(randomInt(10_000, 100_000)),
  );
  const { body: assessed } = await anyone.ask('POST', '/api/assessments', {
    body: { facts: { ...sample.form.facts, birthDate: sample.form.applicant.birthDate } },
  });
  step('自助评估', `Self-assessment: ${assessed.total} points, category ${assessed.category}`);
  for (const { text } of assessed.advice.slice(0, 2)) say(text.en);

  const employer = await signIn(url, 'employer');
  const [frontOfficer, backOfficer, decider] = await Promise.all([
    signIn(url, 'front-officer'),
    signIn(url, 'back-officer'),
    signIn(url, 'decider'),
  ]);
  const officers = { frontOfficer, backOfficer, decider };
  const employerId = await declareEmployer(employer, sample);
  await registerEmployer(officers, employer, employerId, (kind, of) => sampleDocument(kind, sample, of));
  step('用人单位注册', `Employer declared, reviewed and registered: ${sample.employer.name.en}`);

  const id = await draftApplication(employer, employerId, sample);
  step('填写申请', `Draft saved for ${sample.form.applicant.givenNames} ${sample.form.applicant.familyName}`);

  for (const kind of sample.documents) {
    const file = await sampleDocument(kind, sample);
    const { body: judged } = await uploadDocument(employer, id, kind, file);
    const verdict = judged.state === 'accepted' ? 'accepted' : `${judged.state}: ${judged.problems[0]?.text.en}`;
    say(`${kind.padEnd(22)} ${String(Math.ceil(file.bytes.length / 1024)).padStart(4)} KB  ${verdict}`);
  }
  step('上传材料', `${sample.documents.length} documents uploaded and judged at once`);

  const submitted = await submitApplication(employer, id);
  step('提交', `Submitted, receipt ${submitted.receiptNumber}`);
  say(`preliminary review due ${submitted.clock.dueAt}, decision promised by ${submitted.clock.promisedOn}`);

  await frontOfficer.ask('POST', `/api/applications/${id}/claim`);
  const accepted = await acceptApplication(frontOfficer, id);
  step('预审、受理', `Preliminary review passed, accepted; promised by ${accepted.clock.promisedOn}`);

  const reviewed = await reviewApplication(backOfficer, id);
  step('审查', `Reviewed by one officer: category ${reviewed.category}, every row proven by a document`);

  await concludeApplication(decider, id);
  step('决定', 'Concluded by another officer: approved');

  const { permitNumber } = await awaitStage(employer, id, 'issued');
  const { body: permit } = await employer.ask('GET', `/api/permits/${permitNumber}`);
  step('签发', `Permit ${permit.number}, ${permit.validFrom} to ${permit.validTo} (limit: ${permit.bindingLimit})`);

  mkdirSync('out', { recursive: true });
  for (const kind of ['svg', 'pdf', 'png']) {
    const bytes = await employer.fetchBytes(`/api/permits/${permitNumber}/card.${kind}`);
    writeFileSync(join('out', `card.${kind}`), bytes);
    say(`out/card.${kind}  ${Math.ceil(bytes.length / 1024)} KB`);
  }
  step('电子证件', 'The card lies in out/');
  showQr(permit.qr);

  const { body: online } = await anyone.ask('POST', '/api/verifications', { body: { token: permit.qr } });
  step('联网核验', `Online, as anybody: ${online.verdict}, ${online.maskedName}`);
  say(online.text.en);

  const { body: jwks } = await anyone.ask('GET', '/.well-known/jwks.json');
  const { body: listToken } = await anyone.ask('GET', '/api/status-lists/1');
  const list = await openStatusList(listToken, jwks.keys);
  const token = tokenFrom(permit.qr);
  if (!list || !token.ok) throw new Error('the status list or the token cannot be read');
  const offline = await verifyToken(token.value, {
    zone: zone.id,
    keys: jwks.keys,
    at: Date.parse(online.checkedAt),
    list,
  });
  step('离线核验', `Offline, with the zone's keys and status list: ${offline.verdict}`);
  if (online.verdict !== 'valid' || offline.verdict !== 'valid') throw new Error('the permit does not verify');
}

const zone = await openZone();
try {
  await walk(zone.url);
} finally {
  await zone.close();
}
