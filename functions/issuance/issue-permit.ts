import { tokenPeriod } from '../../shared/credential/claims.ts';
import { prepare, seal } from '../../shared/credential/encode.ts';
import { placeOf } from '../../shared/credential/status-index.ts';
import type { Validity } from '../../shared/domain/application/validity.ts';
import { printedName } from '../../shared/domain/person/name.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  changeApplication,
  type Head,
  plain,
  readEvents,
  readForm,
  readHead,
  unlock,
} from '../../shared/records/application.ts';
import { readDocuments } from '../../shared/records/document.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  firstList,
  listChangedStep,
  type Permit,
  readPermit,
  reserveStatusIndex,
  statusStep,
} from '../../shared/records/permit.ts';
import { presentPerson } from '../../shared/records/person.ts';
import { absent, type Table, type TransactionStep } from '../../shared/records/table.ts';
import type { Step } from '../../shared/workflow/approval.ts';
import { issuingAuthority } from '../../shared/zone/issuing-authority.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { publishKey, type Signer } from './sign.ts';

type Given = { table: Table; signer: Signer; clock: Clock; zone: Zone; log: Log };

async function factsOf(given: Given, head: Head) {
  const [stored, employer, events, documents] = await Promise.all([
    readForm(given.table, head.id),
    readEmployer(given.table, head.employerId),
    readEvents(given.table, head.id),
    readDocuments(given.table, head.id),
  ]);
  const approval = events.findLast((event) => event.type === 'approved');
  const validity = approval?.data.validity as Validity | undefined;
  const acknowledged = approval?.data.previousPermit as Permit['status'] | undefined;
  const photo = documents.findLast((document) => document.kind === 'photo' && document.state === 'accepted');
  const applicant = stored?.form.applicant;
  const post = stored?.form.post;
  if (!applicant || !post?.title || !employer || !validity || !photo?.sha256 || !photo.versionId) {
    throw new Error('an approved application lacks what its permit needs');
  }
  return {
    applicant,
    post,
    employer,
    validity,
    acknowledged,
    photo: { ...photo, sha256: photo.sha256, versionId: photo.versionId },
  };
}

/**
 * Signs and issues the permit of an approved application, once: the number is the person's lifetime code, the token
 * is signed by KMS, and the permit, its event, the application's last stage and the open-case lock change together.
 * May be called again at any time; an application that is no longer approved is left alone.
 */
export const issuePermit =
  (given: Given) =>
  async ({ applicationId }: { applicationId: string }): Promise<Step> => {
    const { table, signer, clock, zone, log } = given;
    const head = await readHead(table, applicationId);
    if (head?.stage !== 'approved') return { stage: head?.stage ?? 'closed', seconds: 0 };
    const { applicant, post, employer, validity, photo, acknowledged } = await factsOf(given, head);
    const number = head.personId ? await presentPerson(table, head.personId) : undefined;
    const category = head.category;
    const { familyName, nationality, sex } = applicant;
    if (!number || !category || !familyName || !nationality || !sex) {
      throw new Error('an approved application lacks its person or category');
    }

    await publishKey(table, signer);
    const before = await readPermit(table, number);
    if (before && before.status !== 'valid' && before.status !== acknowledged) {
      throw new Error(`the permit of this person is ${before.status} and the decision did not know it`);
    }
    const statusIndex = await reserveStatusIndex(table, firstList, number);
    const name = printedName({ familyName, ...(applicant.givenNames ? { givenNames: applicant.givenNames } : {}) });
    const prepared = prepare(
      {
        zone: zone.id,
        number,
        ...tokenPeriod(zone.timeZone, validity.from, validity.to),
        name,
        ...(applicant.chineseName ? { chineseName: applicant.chineseName } : {}),
        nationality,
        sex,
        category,
        photoHash: new Uint8Array(Buffer.from(photo.sha256, 'hex').subarray(0, 16)),
        statusIndex,
      },
      (await signer.identity()).bytes,
    );
    const token = seal(prepared, await signer.sign(prepared.toBeSigned));
    const at = instantOf(clock.now());
    const permit: Permit = {
      number,
      status: 'valid',
      category,
      name,
      ...(applicant.chineseName ? { chineseName: applicant.chineseName } : {}),
      nationality,
      sex,
      employerId: employer.id,
      employerName: employer.name,
      post: post.title ?? '',
      authority: issuingAuthority(zone),
      validFrom: validity.from,
      validTo: validity.to,
      bindingLimit: validity.binding,
      issuedAt: at,
      applicationId,
      period: (before?.period ?? 0) + 1,
      statusIndex,
      token,
      photo: { key: photo.key, versionId: photo.versionId, hash: photo.sha256 },
      events: (before?.events ?? 0) + 1,
    };

    const permitStep: TransactionStep = {
      put: {
        Item: { ...keys.permit(number), ...permit },
        ...(before
          ? {
              ConditionExpression: 'events = :seen',
              ExpressionAttributeValues: { ':seen': before.events },
            }
          : absent),
      },
    };
    // The period before keeps its record and its place in the list says "superseded", so that its QR is not "forged".
    const superseding: TransactionStep[] = before
      ? [
          { put: { Item: { ...keys.permitPeriod(number, before.period), ...before } } },
          ...(before.status === 'revoked'
            ? []
            : [statusStep(placeOf(before.statusIndex).list, placeOf(before.statusIndex).position, 3)]),
          listChangedStep(placeOf(before.statusIndex).list),
        ]
      : [];
    const outcome = await changeApplication(table, clock, {
      head,
      transition: 'issue',
      event: { type: 'permit-issued', data: { permitNumber: number, validFrom: validity.from, validTo: validity.to } },
      set: { permitNumber: number, dueAt: undefined, late: undefined, claimedBy: undefined },
      by: { party: 'system' },
      also: plain(permitStep, ...unlock(head), ...superseding),
    });
    if (outcome.ok) {
      log.info('permit-issued', { applicationId, period: permit.period });
      return { stage: 'issued', seconds: 0 };
    }
    const present = await readHead(table, applicationId);
    if (present && present.stage !== 'approved') return { stage: present.stage, seconds: 0 };
    throw new Error('the permit changed while it was issued; the state machine tries again');
  };
