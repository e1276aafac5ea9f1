import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { issuedCard, openMerchantOffice, partner } from '../office/cards.ts';
import type { Answer } from '../office/office.ts';
import { register, submitted } from '../office/walk.ts';
import { tally, times } from './bounds.ts';
import { everySection } from './every-section.ts';
import { seed } from './form.ts';

const counted = tally('enumeration and replay');
const office = await openMerchantOffice(everySection);
afterAll(() => office.close());
const employer = await register(office);
const id = await submitted(office, employer);
const { body: seen } = await office.ask('employer', `GET /api/applications/${id}/timeline`);

/** An answer with what the table was asked for it. */
async function work(ask: () => Promise<Answer>): Promise<{ answer: Answer; operations: string[] }> {
  const operations: string[] = [];
  office.hooks.before = (operation) => {
    operations.push(operation);
  };
  const answer = await ask();
  office.hooks.before = undefined;
  counted.sent += 1;
  if (answer.status >= 400) counted.refused += 1;
  return { answer, operations };
}

const told = ({ answer, operations }: Awaited<ReturnType<typeof work>>) => [answer.status, answer.body, operations];

describe('who guesses learns nothing from the answer and nothing from the work', () => {
  test('of receipts: every wrong number and code is answered alike, after the same read', async () => {
    const { receiptNumber, code } = seen.follow;
    expect([typeof receiptNumber, typeof code]).toEqual(['string', 'string']);
    const follow = (body: object) => work(() => office.ask(undefined, 'POST /api/receipts/follow', { body }));
    const nothing = told(await follow({ receiptNumber: 'nothing', code: 'nothing' }));
    const letter = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZabc-');
    await fc.assert(
      fc.asyncProperty(fc.nat(code.length - 1), letter, fc.boolean(), async (at, other, ofNumber) => {
        const text: string = ofNumber ? receiptNumber : code;
        const place = at % text.length;
        const changed = text.slice(0, place) + other + text.slice(place + 1);
        const plain = (value: string) => value.replaceAll('-', '').toUpperCase();
        fc.pre(plain(changed) !== plain(text));
        const guess = ofNumber ? { receiptNumber: changed, code } : { receiptNumber, code: changed };
        expect(told(await follow(guess)), changed).toEqual(nothing);
      }),
      { seed, numRuns: times(80, 3000) },
    );
  });

  test('of inquiries: a wrong code and a number that nobody has', async () => {
    const body = {
      topic: 'materials',
      question: 'May I?',
      language: 'en',
    };
    const { body: own, status } = await office.ask(undefined, 'POST /api/inquiries', { body });
    expect(status, JSON.stringify(own)).toBe(201);
    const follow = (number: string, code?: string) =>
      work(() =>
        office.ask(undefined, `POST /api/inquiries/${number}/follow`, { body: code === undefined ? {} : { code } }),
      );
    expect((await follow(own.id, own.code)).answer.status).toBe(200);
    const nobodys = told(await follow('00000-00000', own.code));
    for (const code of [
      undefined,
      '',
      'x',
      own.code.slice(0, -1),
      `${own.code}0`,
      own.code.toUpperCase(),
      own.code.replace(/./, (sign: string) => (sign === 'a' ? 'b' : 'a')),
    ]) {
      expect(told(await follow(own.id, code)), String(code)).toEqual(nobodys);
    }
    // Signed in as somebody else it is no other answer.
    const stranger = await office.ask('otherEmployer', `GET /api/inquiries/${own.id}`);
    const none = await office.ask('otherEmployer', 'GET /api/inquiries/00000-00000');
    expect([stranger.status, stranger.body]).toEqual([none.status, none.body]);
  });

  test('of cases, permits, cards and employers: another’s is like none', async () => {
    const card = await issuedCard(office);
    const pairs: [mine: string, none: string][] = [
      [`GET /api/applications/${id}`, `GET /api/applications/${'0'.repeat(24)}`],
      [`GET /api/applications/${id}/letters`, `GET /api/applications/${'0'.repeat(24)}/letters`],
      [`GET /api/employers/${employer}`, `GET /api/employers/${'0'.repeat(24)}`],
      [
        `GET /api/merchant-cards/${card.number}`,
        `GET /api/merchant-cards/${card.number.replace(/\d/, (digit: string) => String((Number(digit) + 1) % 10))}`,
      ],
    ];
    for (const [mine, none] of pairs) {
      for (const who of ['otherEmployer', 'otherApplicant'] as const) {
        const [one, other] = [await work(() => office.ask(who, mine)), await work(() => office.ask(who, none))];
        expect([one.answer.status, one.answer.body], mine).toEqual([other.answer.status, other.answer.body]);
        expect(one.answer.status, mine).toBeGreaterThanOrEqual(403);
      }
    }
  });
});

describe('a signed request of a partner', () => {
  test('is taken once: whatever is done to it afterwards is refused', async () => {
    const bus = await partner(office);
    const request = bus.request({ card: 'nothing', service: 'bus' });
    const send = (sent: { body: string; headers: Record<string, string> }) =>
      work(() => office.ask(undefined, 'POST /api/partner/checks', sent));
    expect((await send(request)).answer.status).toBe(200);
    for (let again = 0; again < 5; again += 1) expect((await send(request)).answer.status).toBe(409);
    const header = (name: string, change: (value: string) => string) => ({
      ...request,
      headers: { ...request.headers, [name]: change(request.headers[name] ?? '') },
    });
    const changed = [
      header('signature-input', (value) => value.replace('sig1', 'sig2')),
      header('signature-input', (value) => value.replace(/nonce="./, 'nonce="!')),
      header('signature-input', (value) => value.replace(/created=\d+/, (text) => `${text}0`)),
      header('signature-input', (value) => value.replace('"@method" ', '')),
      header('signature-input', (value) => value.replace(')', ' "@authority")')),
      header('signature-input', (value) => `${value};expires=99999999999`),
      header('signature-input', (value) => `${value}, ${value}`),
      header('signature-input', (value) => value.replace(/keyid="[^"]*"/, 'keyid="../../x"')),
      header('signature', (value) => value.replace(/:.{8}/, ':AAAAAAAA')),
      header('content-digest', (value) => `${value}, ${value}`),
      header('content-digest', () => 'sha-256=:AAAA:'),
      { ...request, body: `${request.body} ` },
    ];
    for (const [at, sent] of changed.entries()) {
      const { answer } = await send(sent);
      expect([401, 409], `${at}: ${answer.status}`).toContain(answer.status);
    }
  });

  test('without anything of a signature, with a bearer token, or with any letter of it changed is refused', async () => {
    const bus = await partner(office);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('signature', 'signature-input', 'content-digest'),
        fc.nat(),
        fc.constantFrom(...'Aa0+/="'),
        async (name, at, letter) => {
          const request = bus.request({ card: 'nothing', service: 'bus' });
          const value = request.headers[name] ?? '';
          const place = at % value.length;
          const changed = value.slice(0, place) + letter + value.slice(place + 1);
          fc.pre(changed !== value);
          const decoded = (text: string) =>
            Buffer.from(/:(.*):/.exec(text)?.[1] ?? '', 'base64').toString('hex') +
            text.split(':').length +
            text.split('=')[0];
          fc.pre(name !== 'signature' || decoded(changed) !== decoded(value));
          const { answer } = await work(() =>
            office.ask(undefined, 'POST /api/partner/checks', {
              ...request,
              headers: { ...request.headers, [name]: changed },
            }),
          );
          expect(answer.status, `${name}: ${changed}`).toBe(401);
        },
      ),
      { seed, numRuns: times(80, 3000) },
    );
    const { answer } = await work(() =>
      office.ask('admin', 'POST /api/partner/checks', { body: { card: 'x', service: 'bus' } }),
    );
    expect(answer.status).toBe(401);
  });
});

describe('what is too much', () => {
  test('is refused before anything is written: size, depth, length, number', async () => {
    const open = (body: unknown) => work(() => office.ask(undefined, 'POST /api/inquiries', { body }));
    const text = (length: number) => ({ topic: 'materials', language: 'en', question: 'x'.repeat(length) });
    const over = await open(text(60_000));
    expect([over.answer.status, over.operations]).toEqual([413, []]);
    const limit = 60_000 - JSON.stringify(text(0)).length;
    expect((await open(text(limit + 1))).answer.status).toBe(413);
    expect((await open(text(limit))).answer.status, 'a byte less is read, and is still too long').toBe(400);
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const wide = JSON.stringify({
      deficiencies: Array.from({ length: 10_000 }, () => ({ path: 'x' })),
      decision: 'return',
    });
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, at])));
    for (const body of [deep, wide, many, `${'['.repeat(100_000)}${']'.repeat(100_000)}`]) {
      const { answer, operations } = await work(() =>
        office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body }),
      );
      expect(answer.status).toBe(400);
      expect(operations.filter((name) => name !== 'GetItem')).toEqual([]);
    }
    const headers = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`x-${at}`, 'x'.repeat(100)]));
    const query = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`q${at}`, 'x']));
    expect((await work(() => office.ask('employer', 'GET /api/applications', { headers }))).answer.status).toBe(200);
    expect((await work(() => office.ask('employer', 'GET /api/applications', { query }))).answer.status).toBe(400);
  });
});
