import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedZone, startZone } from '../../../infra/demo/open-zone.ts';
import { declareEmployer, draftApplication } from '../../../infra/demo/walk-case.ts';
import { caller, signIn } from '../../../infra/demo/zone-client.ts';
import { makeEnvironment } from '../../../infra/python-tools/virtual-environment.ts';
import { sampleCase } from '../../../infra/samples/cases.ts';
import { type Role, roles } from '../../../shared/domain/access/roles.ts';
import { isLong, seed } from '../form.ts';
import { exceptions } from './exceptions.ts';
import { forTheFuzzer, fuzz } from './schemathesis.ts';

const requirements = join(dirname(fileURLToPath(import.meta.url)), 'requirements.txt');
const environment = makeEnvironment('schemathesis', requirements);
if (!environment.ok) {
  console.log(
    'attacks: schemathesis was NOT run: it needs Python from 3.10 on with its venv module, and there is none here. Nobody outside of the project tried the interface.',
  );
}

/** Who asks: somebody with every role sees most; in the long form also each role by itself, and nobody. */
const senders: [name: string, has: readonly Role[]][] = [
  ['somebody with every role', roles],
  ...(isLong ? roles.map((role): [string, readonly Role[]] => [`somebody who is ${role} only`, [role]]) : []),
  ...(isLong ? [['nobody', []] satisfies [string, readonly Role[]]] : []),
];

describe.skipIf(!environment.ok)(
  'a fuzzer from outside finds no answer that the description of the interface does not announce',
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'greenpath-zone-'));
    let zone: StartedZone;
    let document: object;
    let operations: number;
    const occurred = new Set<string>();

    beforeAll(async () => {
      zone = await startZone({ directory, zone: 'demo' });
      const everyone = await signIn(zone.url, roles, 'everyone');
      const { body: profile } = await everyone.ask('GET', '/api/zone');
      const sample = sampleCase('etown-b', profile.today);
      const employer = await declareEmployer(everyone, sample);
      const application = await draftApplication(everyone, employer, sample);
      const { body } = await caller(zone.url).ask('GET', '/api/openapi.json');
      operations = Object.values(body.paths as object).flatMap((path) => Object.keys(path)).length;
      document = forTheFuzzer(body, {
        '/api/applications/{id}': { id: application },
        '/api/employers/{id}': { id: employer },
      });
    });
    afterAll(async () => {
      await zone?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    test.each(senders)('asked by %s', async (name, has) => {
      if (!environment.ok) throw new Error('there is no Python');
      const sender = has.length > 0 ? await signIn(zone.url, has, 'everyone') : undefined;
      const fuzzed = await fuzz(join(environment.value.bin, 'st'), {
        document,
        url: zone.url,
        accessToken: sender?.accessToken,
        seed,
        phases: isLong ? 'coverage,fuzzing' : 'fuzzing',
        examples: isLong ? 20 : 3,
        seconds: isLong ? 900 : 180,
      });
      const found = fuzzed.failures.flatMap(({ code, title, operations: at }) =>
        at.map((operation) => ({ code, title, operation })),
      );
      const explained = ({ code, operation }: { code: string; operation: string }) =>
        exceptions.find((one) => one.code === code && one.operation === operation);
      for (const one of found) if (explained(one)) occurred.add(`${one.code} ${one.operation}`);
      const left = found.filter((one) => !explained(one));
      console.log(
        `attacks: schemathesis as ${name}: ${fuzzed.operations.tested} of ${operations} operations, ${fuzzed.test_cases.generated} requests, findings = ${left.length} (seed ${seed})`,
      );
      expect(left, fuzzed.said).toEqual([]);
      expect(fuzzed.errors, fuzzed.said).toEqual([]);
      expect(fuzzed.operations).toEqual({ total: operations, tested: operations });
    });

    test.runIf(isLong)('every exception from that still occurs', () => {
      const gone = exceptions.filter(({ code, operation }) => !occurred.has(`${code} ${operation}`));
      expect(gone).toEqual([]);
    });
  },
);
