import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import qrcode from 'qrcode-generator';
import { Bench } from 'tinybench';
import { digitsOf, tokenFrom, tokenLink, tokenText } from '../../shared/credential/carriers.ts';
import { prepare, seal } from '../../shared/credential/encode.ts';
import { encodeStatusList, type StatusValue } from '../../shared/credential/status-list.ts';
import { verifyToken } from '../../shared/credential/verify.ts';
import { holder, longNamedHolder, newIssuer, today } from '../shared/credential/issuer.ts';

const issuer = await newIssuer();
const token = issuer.issue(holder);
const link = tokenLink('permit.etown.example', token);
const given = { zone: 'etown', keys: [issuer.jwk], at: today };

function versionOf(bytes: Uint8Array, level: 'M' | 'Q'): string {
  const qr = qrcode(0, level);
  qr.addData('https://permit.etown.example/#', 'Byte');
  qr.addData(digitsOf(bytes), 'Numeric');
  qr.make();
  return `v${(qr.getModuleCount() - 17) / 4}`;
}

console.log('token                              bytes   QR M   QR Q   link  FW1:');
for (const [name, claims] of [
  ['a name of usual length', holder],
  ['62 letters and 7 hanzi', longNamedHolder],
] as const) {
  const made = issuer.issue(claims);
  const sizes = [made.length, versionOf(made, 'M'), versionOf(made, 'Q')];
  const characters = [tokenLink('permit.etown.example', made).length, tokenText(made).length];
  console.log(name.padEnd(32), ...[...sizes, ...characters].map((value) => String(value).padStart(6)));
}

const entries = Array.from({ length: 2 ** 20 }, (_, position) => position)
  .filter((position) => (createHash('md5').update(String(position)).digest()[0] ?? 0) < 2.56)
  .map((position): [number, StatusValue] => [position, 1]);
const started = performance.now();
const { lst } = encodeStatusList(entries);
const packing = performance.now() - started;
console.log(
  `\nstatus list, 2^20 entries, ${entries.length} revoked: ${lst.length} bytes, packed in ${packing.toFixed(0)} ms`,
);

const signature = issuer.sign(prepare(holder, issuer.id).toBeSigned);
const bench = new Bench({ time: 1000 })
  .add('encode: claims to token, signature given', () => seal(prepare(holder, issuer.id), signature))
  .add('issue: the same with a local signature', () => issuer.issue(holder))
  .add('verify offline: token', () => verifyToken(token, given))
  .add('verify offline: from the link', async () => {
    const read = tokenFrom(link);
    if (!read.ok || (await verifyToken(read.value, given)).verdict !== 'valid') throw new Error('not valid');
  })
  .add('refuse: a byte changed', () => verifyToken(token.with(60, 0), given));
await bench.run();
console.log('\n                                              a second     median µs');
for (const { name, result } of bench.tasks) {
  if (result.state !== 'completed') throw new Error(`${name} did not complete`);
  const [second, median] = [result.throughput.mean.toFixed(0), (result.latency.p50 * 1000).toFixed(0)];
  console.log(name.padEnd(42), second.padStart(11), median.padStart(13));
}

const folder = mkdtempSync(join(tmpdir(), 'verification-'));
try {
  const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node24', minify: true } as const;
  const root = new URL('../../', import.meta.url).pathname;
  await build({
    ...common,
    absWorkingDir: root,
    mainFields: ['module', 'main'],
    entryPoints: ['functions/verification/handler.ts'],
    outfile: join(folder, 'index.js'),
    logLevel: 'silent',
  });
  writeFileSync(join(folder, 'empty.js'), 'exports.handler = async () => ({ statusCode: 200 });');
  writeFileSync(join(folder, 'zone.json'), JSON.stringify({ id: 'etown', timeZone: 'Asia/Shanghai' }));
  const environment = Object.fromEntries(
    ['TABLE_NAME', 'DOCUMENTS_BUCKET', 'URL_SUFFIX', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(
      (name) => [name, 'bench'],
    ),
  );
  const script = (file: string) =>
    `const t = process.hrtime.bigint(); require(${JSON.stringify(join(folder, file))}); console.log(Number(process.hrtime.bigint() - t) / 1e6)`;
  const once = (file: string) => {
    const begun = performance.now();
    const run = spawnSync(process.execPath, ['-e', script(file)], {
      env: { ...environment, LAMBDA_TASK_ROOT: folder },
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return { load: Number(run.stdout), process: performance.now() - begun };
  };
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]?.toFixed(1);
  const runs = Array.from({ length: 21 }, () => ({ empty: once('empty.js'), verification: once('index.js') }));
  console.log('\nfunction (21 fresh processes, median)      load ms   process ms');
  for (const name of ['empty', 'verification'] as const) {
    const load = median(runs.map((run) => run[name].load));
    const whole = median(runs.map((run) => run[name].process));
    console.log(name.padEnd(40), String(load).padStart(9), String(whole).padStart(12));
  }
} finally {
  rmSync(folder, { recursive: true });
}
