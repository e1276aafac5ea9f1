import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { zoneProcedures } from '../../shared/domain/procedure/versions.ts';
import {
  deployedCredit,
  deployedProcedures,
  deployedScoring,
  deployedZone,
  environment,
} from '../../shared/environment.ts';
import { procedures } from '../../shared/policy/procedures/index.ts';
import { creditScoringOf } from '../../shared/zone/credit-rules.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { scoringOf } from '../../shared/zone/scoring.ts';
import { etownZone } from '../zone-rules.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a function names every variable that it misses in one message', () => {
  vi.stubEnv('TABLE_NAME', 'cases');
  vi.stubEnv('SIGNING_KEY_ID', '');
  expect(environment('TABLE_NAME')).toEqual({ TABLE_NAME: 'cases' });
  expect(() => environment('TABLE_NAME', 'SIGNING_KEY_ID', 'DOCUMENTS_BUCKET')).toThrow(
    'missing environment variables: SIGNING_KEY_ID, DOCUMENTS_BUCKET',
  );
});

test('a function reads its zone and the zone’s procedures from beside its code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'greenpath-'));
  try {
    await writeFile(join(folder, 'zone.json'), JSON.stringify(etownZone()));
    vi.stubEnv('LAMBDA_TASK_ROOT', folder);
    expect(deployedZone()).toEqual(etownZone());
    const versions = zoneProcedures(procedures, etownZone());
    await writeFile(join(folder, 'procedures.json'), JSON.stringify(versions));
    expect(deployedProcedures()).toEqual(JSON.parse(JSON.stringify(versions)));
    await writeFile(join(folder, 'scoring.json'), JSON.stringify(scoringOf(etownZone())));
    expect(deployedScoring()).toEqual(scoringOf(etownZone()));
    await writeFile(join(folder, 'credit.json'), JSON.stringify(creditScoringOf(etownZone())));
    expect(deployedCredit()).toBeNull();
    expect(deployedRules().procedureOn('extension', '2026-11-22')?.window?.opensDaysBefore).toBe(120);
  } finally {
    await rm(folder, { recursive: true });
  }
});
