import { describe, expect, it } from 'vitest';
import { type Document, type Hindrance, openSending, type SendingGiven } from '../../../web/pieces/sending.ts';

const text = (words: string) => ({ zh: words, en: words });
const fileOf = (name: string, bytes = 100) => ({ name, size: bytes, type: 'application/pdf' }) as File;

/** A place for documents that does what a test says at each step. */
function openPlace() {
  const steps: string[] = [];
  const answers: Record<'announce' | 'post' | 'complete', ((() => unknown) | undefined)[]> = {
    announce: [],
    post: [],
    complete: [],
  };
  const next = (step: keyof typeof answers) => answers[step].shift()?.();
  let number = 0;
  let now = Date.parse('2026-11-22T01:00:00Z');
  const given: SendingGiven = {
    judge: (_, { size }) => (size > 1000 ? [{ code: 'too-large', text: text('Too large.') }] : []),
    announce: async (kind, { name }, key) => {
      steps.push(`announce ${kind} ${name} ${key}`);
      next('announce');
      number += 1;
      const expiresAt = new Date(now + 900_000).toISOString();
      return { documentId: `d${number}`, upload: { url: 'https://documents.example', fields: {}, expiresAt } };
    },
    post: async (_, { name }, onShare, signal) => {
      steps.push(`post ${name}`);
      onShare(0.5);
      const answer = await next('post');
      return signal.aborted ? false : ((answer as boolean | undefined) ?? true);
    },
    complete: async (documentId) => {
      steps.push(`complete ${documentId}`);
      next('complete');
      return { id: documentId, state: 'accepted', problems: [] } as unknown as Document;
    },
    remove: async (documentId) => {
      steps.push(`remove ${documentId}`);
    },
    explain: (error) => error as Hindrance,
    now: () => now,
    newKey: () => {
      number += 1;
      return `k${number}`;
    },
    onJudged: async (kind, document) => {
      steps.push(`judged ${kind} ${document.state}`);
    },
  };
  return {
    given,
    steps,
    answers,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const fails = (hindrance: Hindrance) => () => {
  throw hindrance;
};
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a chosen file', () => {
  it('is announced, posted and judged, and then gone from here', async () => {
    const { given, steps } = openPlace();
    const files = openSending(given);
    files.add('passport', [fileOf('a.pdf')]);
    await settled();
    expect(steps).toEqual(['announce passport a.pdf k1', 'post a.pdf', 'complete d2', 'judged passport accepted']);
    expect([files.read(), files.isBusy()]).toEqual([[], false]);
    expect(files.verdicts().map(({ document }) => document.id)).toEqual(['d2']);
  });

  it('waits its turn where several are chosen at once', async () => {
    const { given, steps } = openPlace();
    const files = openSending(given);
    files.add('other', [fileOf('a.pdf'), fileOf('b.pdf')]);
    await settled();
    await settled();
    expect(steps.filter((step) => step.startsWith('post') || step.startsWith('judged'))).toEqual([
      'post a.pdf',
      'judged other accepted',
      'post b.pdf',
      'judged other accepted',
    ]);
  });

  it('takes the place of another document once it is accepted, and not before', async () => {
    const { given, steps, answers } = openPlace();
    const files = openSending(given);
    answers.complete.push(fails({ kind: 'lost' }));
    files.add('passport', [fileOf('a.pdf')], 'old');
    await settled();
    expect(steps).not.toContain('remove old');
    files.retryLost();
    await settled();
    expect(steps.slice(-2)).toEqual(['remove old', 'judged passport accepted']);
  });

  it('that is too large is told before anything is sent, and a smaller one takes its place', async () => {
    const { given, steps } = openPlace();
    const files = openSending(given);
    files.add('photo', [fileOf('large.jpg', 40_000_000)]);
    await settled();
    expect(steps).toEqual([]);
    const [refused] = files.read();
    expect([refused?.state, refused?.problems[0]?.code, files.isBusy()]).toEqual(['refused', 'too-large', false]);
    files.replace(refused?.key ?? '', fileOf('small.jpg', 900));
    await settled();
    expect(steps.at(-1)).toBe('judged photo accepted');
  });

  it('that the zone refuses stays with its reasons until another one is chosen', async () => {
    const { given, answers } = openPlace();
    const files = openSending(given);
    answers.announce.push(fails({ kind: 'refused', problems: [{ code: 'wrong-type', text: text('Not this type.') }] }));
    files.add('photo', [fileOf('a.png')]);
    await settled();
    expect(files.read()[0]?.problems[0]?.text.en).toBe('Not this type.');
    files.add('photo', [fileOf('a.jpg')]);
    await settled();
    expect(files.read()).toEqual([]);
  });
});

describe('an upload whose connection is lost', () => {
  it('keeps the file and goes on with the same permission when the connection is back', async () => {
    const { given, steps, answers } = openPlace();
    const files = openSending(given);
    answers.post.push(fails({ kind: 'lost' }));
    files.add('passport', [fileOf('a.pdf')]);
    await settled();
    expect([files.read()[0]?.state, files.isBusy()]).toEqual(['lost', true]);
    files.retryLost();
    await settled();
    expect(steps).toEqual([
      'announce passport a.pdf k1',
      'post a.pdf',
      'post a.pdf',
      'complete d2',
      'judged passport accepted',
    ]);
  });

  it('asks for another permission where the first one has ended, and drops what was begun', async () => {
    const { given, steps, answers, pass } = openPlace();
    const files = openSending(given);
    answers.post.push(fails({ kind: 'lost' }));
    files.add('passport', [fileOf('a.pdf')]);
    await settled();
    pass(900_000);
    files.retry(files.read()[0]?.key ?? '');
    await settled();
    expect(steps.slice(2)).toEqual([
      'remove d2',
      'announce passport a.pdf k3',
      'post a.pdf',
      'complete d4',
      'judged passport accepted',
    ]);
  });

  it('asks for another permission by itself where the place says that it has ended', async () => {
    const { given, steps, answers } = openPlace();
    const files = openSending(given);
    answers.post.push(() => false);
    files.add('passport', [fileOf('a.pdf')]);
    await settled();
    expect(steps.filter((step) => step.startsWith('announce'))).toHaveLength(2);
    expect(files.read()).toEqual([]);
  });

  it('is not judged twice where only the answer was lost', async () => {
    const { given, steps, answers } = openPlace();
    const files = openSending(given);
    answers.complete.push(fails({ kind: 'lost' }));
    files.add('passport', [fileOf('a.pdf')]);
    await settled();
    expect(files.read()[0]?.state).toBe('lost');
    files.retryLost();
    await settled();
    expect(steps.filter((step) => step === 'complete d2')).toHaveLength(2);
    expect(files.verdicts()).toHaveLength(1);
  });
});

describe('an upload that is cancelled', () => {
  it('stops, and what was announced is taken back', async () => {
    const { given, steps, answers } = openPlace();
    const files = openSending(given);
    let go: (value: unknown) => void = () => {};
    answers.post.push(() => new Promise((resolve) => (go = resolve)));
    files.add('passport', [fileOf('a.pdf')]);
    await settled();
    expect(files.read()[0]).toMatchObject({ state: 'sending', share: 0.5 });
    files.cancel(files.read()[0]?.key ?? '');
    go(true);
    await settled();
    expect(steps).toEqual(['announce passport a.pdf k1', 'post a.pdf', 'remove d2']);
    expect(files.read()).toEqual([]);
  });
});
