import { parseArgs } from 'node:util';
import { BadCall, run } from '../audit/zone-option.ts';
import { smokeTest, type Target } from './checks.ts';

/** Plain HTTP is only for a zone on this machine. */
function addressOf(given: string | undefined): URL {
  if (given === undefined) throw new BadCall('usage: npm run smoke -- --url https://… [--zone NAME] [--token TOKEN]');
  if (!URL.canParse(given)) throw new BadCall(`--url ${given}: is no address`);
  const url = new URL(given);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) {
    throw new BadCall(`--url ${given}: must begin with https://`);
  }
  if (url.search || url.hash) throw new BadCall(`--url ${given}: ends with the path`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/**
 * `npm run smoke -- --url https://…`: the first thing after a deployment. Prints a table; ends with 1 when anything is
 * not as it should be. A token is better given as SMOKE_TOKEN, which no list of processes shows.
 */
await run(async () => {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, zone: { type: 'string' }, token: { type: 'string' } },
  });
  const token = values.token ?? process.env.SMOKE_TOKEN;
  const target: Target = {
    base: addressOf(values.url),
    ...(values.zone ? { zone: values.zone } : {}),
    ...(token ? { token } : {}),
  };
  const findings = await smokeTest(target);
  const width = Math.max(...findings.map(({ name }) => name.length));
  for (const { name, ok, found } of findings) console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${found}`);
  const failed = findings.filter(({ ok }) => !ok).length;
  console.log(
    failed === 0 ? `\nall ${findings.length} in order` : `\n${failed} of ${findings.length} are not in order`,
  );
  if (failed > 0) process.exitCode = 1;
});
