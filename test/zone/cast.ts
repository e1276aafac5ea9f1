import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { StartedZone } from '../../infra/demo/open-zone.ts';
import {
  acceptApplication,
  concludeApplication,
  declareEmployer,
  draftApplication,
  type Officers,
  registerEmployer,
  reviewApplication,
  submitApplication,
  uploadDocument,
} from '../../infra/demo/walk-case.ts';
import { type Caller, caller, signIn } from '../../infra/demo/zone-client.ts';
import { type SampleCase, type SampleCaseName, sampleCase } from '../../infra/samples/cases.ts';
import { freshApplicant } from '../../infra/samples/fresh-applicant.ts';
import { sampleDocument } from '../../infra/samples/sample-document.ts';
import type { Role } from '../../shared/domain/access/roles.ts';
import { checkCharacter } from '../../shared/domain/check-character.ts';
import { openZoneUnderTest } from './zone-under-test.ts';

/** A zone of its own with the people of a test. */
export type Cast = {
  zone: StartedZone;
  anyone: Caller;
  frontOfficer: Caller;
  backOfficer: Caller;
  decider: Caller;
  officers: Officers;
  /** Signs in once more: after a restart, or when the clock has moved past the end of a token. */
  signInAs: (persona: Role, account?: string) => Promise<Caller>;
  /** A token that the zone's own provider key signs, with claims that the provider would never give. */
  signedByProvider: (claims: JWTPayload) => Promise<string>;
  /** A new employer with its handler, registered as its procedure does it, and an applicant whom nobody knows yet. */
  party: (name?: SampleCaseName, roles?: readonly Role[], options?: { registered?: boolean }) => Promise<Party>;
  end: () => Promise<void>;
};

export type Party = {
  sample: SampleCase;
  handler: Caller;
  accessToken: string;
  account: string;
  employerId: string;
};

let parties = 0;

/** A sample whose employer and applicant nobody else has. */
function freshSample(name: SampleCaseName, today: string): SampleCase {
  const sample = sampleCase(name, today, { contractFrom: today });
  parties += 1;
  const number = String(parties).padStart(3, '0');
  const body = `91110302GREEN${number}0`;
  const employer = { ...sample.employer, unifiedSocialCreditCode: body + checkCharacter(body) };
  return freshApplicant({ ...sample, employer }, number);
}

/**
 * Starts a zone in an empty folder, with everybody whom a test needs: E-Town, or another of those whose templates were
 * made before the tests.
 */
export async function assemble(
  directory = mkdtempSync(join(tmpdir(), 'greenpath-zone-')),
  options: { zone?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<Cast> {
  const { zone: name = 'etown', environment = {} } = options;
  const zone = await openZoneUnderTest({ directory, zone: name, environment });
  const { url } = zone;
  const anyone = caller(url);
  const { body: profile } = await anyone.ask('GET', '/api/zone');
  const [frontOfficer, backOfficer, decider] = await Promise.all([
    signIn(url, 'front-officer'),
    signIn(url, 'back-officer'),
    signIn(url, 'decider'),
  ]);
  const officers: Officers = { frontOfficer, backOfficer, decider };
  return {
    zone,
    anyone,
    frontOfficer,
    backOfficer,
    decider,
    officers,
    signInAs: (persona, account) => signIn(url, persona, account),
    signedByProvider: (claims) => signWithProviderKey(join(directory, name), claims),
    party: async (name = 'etown-b', roles = ['employer'], { registered = true } = {}) => {
      const sample = freshSample(name, profile.today);
      const account = `handler${parties}`;
      const handler = await signIn(url, roles, account);
      const { accessToken } = handler;
      const employerId = await declareEmployer(handler, sample);
      if (registered) await registerEmployer(officers, handler, employerId, (kind, of) => sampleFile(kind, sample, of));
      return { sample, handler, accessToken, account, employerId };
    },
    end: async () => {
      await zone.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function signWithProviderKey(directory: string, claims: JWTPayload): Promise<string> {
  const database = new DatabaseSync(join(directory, 'zone.sqlite'), { readOnly: true });
  const row = database.prepare("select value from sign_in_secret where name like 'key %'").get();
  database.close();
  const jwk = JSON.parse(String(row?.value));
  return new SignJWT(claims).setProtectedHeader({ alg: jwk.alg, kid: jwk.kid }).sign(await importJWK(jwk));
}

const files = new Map<string, ReturnType<typeof sampleDocument>>();

/** A sample document, drawn once; nobody compares its words with the form. */
export function sampleFile(
  kind: string,
  sample: SampleCase,
  procedure: string = sample.form.procedure,
): ReturnType<typeof sampleDocument> {
  const key = `${sample.name} ${procedure} ${kind}`;
  const file = files.get(key) ?? sampleDocument(kind, sample, procedure);
  files.set(key, file);
  return file;
}

/** A draft with every document that the checklist asks for. */
export async function completeDraft({ sample, handler, employerId }: Party): Promise<string> {
  const id = await draftApplication(handler, employerId, sample);
  await Promise.all(
    sample.documents.map(async (kind) => uploadDocument(handler, id, kind, await sampleFile(kind, sample))),
  );
  return id;
}

export async function submitted(party: Party): Promise<string> {
  const id = await completeDraft(party);
  await submitApplication(party.handler, id);
  return id;
}

export async function accepted(cast: Cast, party: Party, begun?: string): Promise<string> {
  const id = begun ?? (await submitted(party));
  await acceptApplication(cast.frontOfficer, id);
  return id;
}

export async function reviewed(cast: Cast, party: Party, begun?: string): Promise<string> {
  const id = await accepted(cast, party, begun);
  await reviewApplication(cast.backOfficer, id);
  return id;
}

export async function concluded(cast: Cast, party: Party, begun?: string): Promise<string> {
  const id = await reviewed(cast, party, begun);
  await concludeApplication(cast.decider, id);
  return id;
}
