import { createHash } from 'node:crypto';
import qrcode from 'qrcode-generator';
import { Bench } from 'tinybench';
import { encodeStatusList, type StatusValue } from '../../shared/credential/status-list.ts';
import { holder, longNamedHolder } from '../shared/credential/issuer.ts';
import { type Format, formats, linkOf, type QrPart, tokenOf } from './credential/formats.ts';
import { figure, type Run, type Section } from './report/section.ts';

/** The smallest version of a QR that holds some text; 40 is the largest there is. */
function versionOf(parts: readonly QrPart[], level: 'M' | 'Q'): number {
  const qr = qrcode(0, level);
  for (const { text, mode } of parts) qr.addData(text, mode);
  qr.make();
  return (qr.getModuleCount() - 17) / 4;
}

const isValid = async ({ isValid: check }: Format, text: string) => check(text);

/** How many of all texts with one bit changed are still called valid. */
async function acceptedChanges(bytes: Uint8Array, accepts: (changed: Uint8Array) => Promise<boolean>): Promise<number> {
  let accepted = 0;
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const at = bit >> 3;
    if (await accepts(bytes.with(at, (bytes[at] ?? 0) ^ (1 << (bit & 7))))) accepted += 1;
  }
  return accepted;
}

const asBytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

type Measured = {
  name: string;
  characters: number[];
  versions: number[];
  /** Of the bits of the scanned text. */
  accepted: number;
  bits: number;
};

async function measured(format: Format): Promise<Measured> {
  const usual = await format.issue(holder);
  const long = await format.issue(longNamedHolder);
  for (const text of [usual, long]) {
    if (!(await isValid(format, text))) throw new Error(`${format.name} does not accept its own credential`);
  }
  const address = usual.slice(0, format.carrierFrom);
  const carrier = asBytes(usual.slice(format.carrierFrom));
  const accepted = await acceptedChanges(carrier, (changed) => isValid(format, `${address}${asText(changed)}`));
  return {
    name: format.name,
    characters: [usual.length, long.length],
    versions: [usual, long].flatMap((text) => [versionOf(format.qr(text), 'M'), versionOf(format.qr(text), 'Q')]),
    accepted,
    bits: carrier.length * 8,
  };
}

/** The QR of a permit beside other ways to sign the same claims with the same kind of key. */
export async function benchCredential({ long }: Run): Promise<Section> {
  const all = await formats();
  const [own] = all;
  if (!own) throw new Error('there is no format');
  const rows: Measured[] = [];
  for (const format of all) rows.push(await measured(format));

  const failures: string[] = [];
  const link = await own.issue(holder);
  const token = tokenOf(link);
  const acceptsToken = (changed: Uint8Array) => isValid(own, linkOf(changed));
  const inToken = await acceptedChanges(token, acceptsToken);
  if (inToken > 0) failures.push(`${inToken} tokens with one changed bit are called valid`);
  if ((rows[0]?.accepted ?? 0) > 0) failures.push(`${rows[0]?.accepted} links with one changed bit are called valid`);
  // A check that overlooks one bit has to be noticed, or the count above means nothing.
  const overlooked = 777 % (token.length * 8);
  const mended = (changed: Uint8Array) => changed.with(overlooked >> 3, token[overlooked >> 3] ?? 0);
  const noticed = await acceptedChanges(token, (changed) => acceptsToken(mended(changed)));
  if (noticed !== 8) failures.push(`a check that overlooks one byte let ${noticed} changed bits pass, not 8`);

  const bench = new Bench({ time: long ? 1000 : 300, warmupTime: 100 });
  const issued = new Map<string, string>();
  for (const format of all) {
    issued.set(format.name, await format.issue(holder));
    bench.add(`${format.name} sign`, () => format.issue(holder));
    bench.add(`${format.name} verify`, async () => {
      if (!(await format.isValid(issued.get(format.name) ?? ''))) throw new Error(`${format.name} is not valid`);
    });
  }
  await bench.run();
  const aSecond = (name: string): number => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${name} did not complete`);
    return result.throughput.p50;
  };

  const entries = Array.from({ length: 2 ** 20 }, (_, position) => position)
    .filter((position) => (createHash('md5').update(String(position)).digest()[0] ?? 0) < 2.56)
    .map((position): [number, StatusValue] => [position, 1]);
  const begun = performance.now();
  const { lst } = encodeStatusList(entries);
  const packing = performance.now() - begun;

  const ownVerify = aSecond(`${own.name} verify`);
  return {
    title: 'The credential beside other formats',
    words: [
      'The same claims, signed with ES256 and checked offline: signature, issuer, period. Ours and both JOSE forms are links that any phone opens; HC1 needs an app that knows it. QR versions at error correction M and Q; the long name has 62 letters and 7 hanzi.',
      `Every bit of the scanned text was changed once (of a link what follows \`#\`: the address only says which page opens); and in ours every bit of the ${token.length} bytes of the token too, ${token.length * 8} of them, ${inToken} accepted. A check made to overlook one byte was noticed by the 8 bits that it let pass.`,
      'Where a changed bit passes elsewhere, the text had more than one spelling of the same bytes (the last letter of base64url holds bits that nobody reads), or the claims stood outside the signature; the claims themselves were not changed by it. Ours has one spelling.',
      `A status list of 2^20 places with ${entries.length.toLocaleString('en')} revoked has ${lst.length.toLocaleString('en')} bytes, packed in ${packing.toFixed(0)} ms.`,
    ],
    tables: [
      {
        title: 'Size',
        columns: ['Format', 'Characters scanned', 'QR at M', 'QR at Q', 'Long name: characters', 'QR at M', 'QR at Q'],
        rows: rows.map(({ name, characters, versions }) => [
          name,
          String(characters[0]),
          `v${versions[0]}`,
          `v${versions[1]}`,
          String(characters[1]),
          `v${versions[2]}`,
          `v${versions[3]}`,
        ]),
      },
      {
        title: 'Work',
        columns: ['Format', 'Signed a second', 'Verified a second', 'Changed bits', 'Accepted'],
        rows: rows.map(({ name, accepted, bits }) => [
          name,
          figure(aSecond(`${name} sign`)),
          figure(aSecond(`${name} verify`)),
          bits.toLocaleString('en'),
          String(accepted),
        ]),
      },
    ],
    charts: [
      {
        title: 'Modules along the side of the QR at Q, usual name',
        unit: 'modules: fewer are read from farther away',
        scale: 'linear',
        bars: rows.map(({ name, versions }) => ({
          label: name,
          value: 17 + 4 * (versions[1] ?? 0),
          shown: `${17 + 4 * (versions[1] ?? 0)} (v${versions[1]})`,
          own: name === own.name,
        })),
      },
    ],
    failures,
    overBudget: ownVerify < 2000 ? [`${figure(ownVerify)} offline checks a second, the budget is 2,000`] : [],
  };
}
