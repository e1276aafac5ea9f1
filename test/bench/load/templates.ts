import {
  acceptApplication,
  awaitStage,
  beginApplication,
  concludeApplication,
  declareEmployer,
  draftApplication,
  grantApplication,
  type Officers,
  registerEmployer,
  reviewApplication,
  submitApplication,
  uploadMissing,
} from '../../../infra/demo/walk-case.ts';
import { type Caller, caller, moveClock, signIn, UnexpectedAnswer } from '../../../infra/demo/zone-client.ts';
import type { SampleCase, SampleCaseName } from '../../../infra/samples/cases.ts';
import { type SampleFile, sampleDocument } from '../../../infra/samples/sample-document.ts';
import { employerTraits, firstTemplate, sampleOf } from './people.ts';

/** How far a case that serves as a template has come. */
export type Reached =
  | 'issued'
  | 'cancelled'
  | 'suspended'
  | 'refused'
  | 'not-accepted'
  | 'withdrawn'
  | 'draft'
  | 'preliminary-review'
  | 'returned'
  | 'review'
  | 'conclusion'
  | 'refusal-announced';

const plots: readonly SampleCaseName[] = [
  'etown-b',
  'category-a',
  'etown-b',
  'category-c',
  'etown-b',
  'category-a',
  'etown-b',
  'category-c-graduate',
];

/** What is walked once in a short run; `isOpen` tells what stands in a queue afterwards. */
const mixture: readonly { reached: Reached; count: number; isOpen: boolean }[] = [
  { reached: 'issued', count: 8, isOpen: false },
  { reached: 'cancelled', count: 1, isOpen: false },
  { reached: 'suspended', count: 1, isOpen: false },
  { reached: 'refused', count: 1, isOpen: false },
  { reached: 'not-accepted', count: 1, isOpen: false },
  { reached: 'withdrawn', count: 1, isOpen: false },
  { reached: 'draft', count: 1, isOpen: true },
  { reached: 'preliminary-review', count: 3, isOpen: true },
  { reached: 'returned', count: 1, isOpen: true },
  { reached: 'review', count: 3, isOpen: true },
  { reached: 'conclusion', count: 3, isOpen: true },
  { reached: 'refusal-announced', count: 1, isOpen: true },
];

const text = (zh: string, en: string) => ({ zh, en });

const deficiencies = [
  {
    path: 'document.contract',
    code: 'pages-missing',
    text: text('合同缺少签字盖章页', 'The contract lacks its signature page'),
    remedy: text('请上传包括签字盖章页的完整合同', 'Upload the whole contract with its signature page'),
  },
];
const reasons = [
  {
    code: 'post-not-needed',
    rule: '外国人在中国就业管理规定 第六条',
    text: text('岗位无特殊需要（演练样例）', 'The post has no special need (sample)'),
  },
];
const notOurs = [
  {
    code: 'not-competent',
    rule: '行政许可法 第三十二条第一款第二项',
    text: text('工作地点不在本区', 'The workplace lies outside this zone'),
  },
];

const drawn = new Map<string, Promise<SampleFile>>();

/** The file of a kind, drawn once for each plot: nobody compares its words with the form. */
export function fileOf(sample: SampleCase, kind: string, procedure: string = sample.form.procedure) {
  const key = `${sample.name} ${procedure} ${kind}`;
  const file = drawn.get(key) ?? sampleDocument(kind, sample, procedure);
  drawn.set(key, file);
  return file;
}

/** An answer's body. @throws UnexpectedAnswer for any refusal */
export async function asked(what: string, answer: ReturnType<Caller['ask']>) {
  const given = await answer;
  if (given.status >= 300) throw new UnexpectedAnswer(what, given);
  return given.body;
}

export const officersOf = async (url: string): Promise<Officers & { supervisor: Caller }> => {
  const [frontOfficer, backOfficer, decider, supervisor] = await Promise.all([
    signIn(url, 'front-officer'),
    signIn(url, 'back-officer'),
    signIn(url, 'decider'),
    signIn(url, 'supervisor'),
  ]);
  return { frontOfficer, backOfficer, decider, supervisor };
};

const day = 86_400_000;
const atOnce = 4;

async function each<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/**
 * Walks real cases through the API of a fresh zone: employers that register, applications that come to rest at every
 * place. The closed ones lie two weeks back, the open ones a day.
 * @param options `now`: the instant at which the zone's clock stands afterwards; `times`: how often the mixture is walked
 * @returns how many applications there are
 */
export async function walkTemplates(url: string, options: { now: string; times: number }): Promise<number> {
  const { now, times } = options;
  const at = (daysAgo: number) => new Date(Date.parse(now) - daysAgo * day).toISOString();
  const employers = Array.from({ length: 3 + 2 * times }, (_, number) => firstTemplate + number);
  const cases = mixture.flatMap(({ reached, count, isOpen }) =>
    Array.from({ length: count * times }, () => ({ reached, isOpen })),
  );
  let walked = 0;
  for (const isOpen of [false, true]) {
    await moveClock(url, { set: at(isOpen ? 1 : 14) });
    const office = await officersOf(url);
    const { today } = await asked('zone', caller(url).ask('GET', '/api/zone'));
    const handlers = await Promise.all(
      employers.map((number) => signIn(url, 'employer', employerTraits(number).account)),
    );
    const ids: string[] = [];
    await each(handlers, async (handler, index) => {
      const sample = sampleOf('etown-b', today, firstTemplate + index, firstTemplate);
      ids[index] = await declareEmployer(handler, sample);
      if (isOpen) return;
      await registerEmployer(office, handler, ids[index] ?? '', (kind, of) => fileOf(sample, kind, of));
      walked += 1;
    });
    const here = cases.map((one, number) => ({ ...one, number })).filter((one) => one.isOpen === isOpen);
    await each(here, async ({ reached, number }) => {
      const index = number % employers.length;
      const handler = handlers[index];
      const plot = plots[number % plots.length];
      if (!handler || !plot) throw new Error('every case has a handler and a plot');
      const sample = sampleOf(plot, today, firstTemplate + index, firstTemplate + number);
      const came = await walk({ office, handler, sample, employerId: ids[index] ?? '', today }, reached);
      walked += came;
    });
  }
  await moveClock(url, { set: now });
  return walked;
}

type Walking = {
  office: Awaited<ReturnType<typeof officersOf>>;
  handler: Caller;
  sample: SampleCase;
  employerId: string;
  today: string;
};

/** Takes one case to where it rests. @returns how many applications came of it */
async function walk({ office, handler, sample, employerId, today }: Walking, reached: Reached): Promise<number> {
  const id = await draftApplication(handler, employerId, sample);
  if (reached === 'draft') return 1;
  const act = (who: Caller, what: string, body?: object) =>
    asked(what, who.ask('POST', `/api/applications/${id}/${what}`, body ? { body } : {}));
  await uploadMissing(handler, id, sample.form.procedure, (kind, of) => fileOf(sample, kind, of));
  await submitApplication(handler, id);
  if (reached === 'preliminary-review') return 1;
  if (reached === 'withdrawn') {
    await act(handler, 'withdraw');
    return 1;
  }
  if (reached === 'not-accepted') {
    await act(office.frontOfficer, 'preliminary-review', { decision: 'refuse-acceptance', reasons: notOurs });
    return 1;
  }
  if (reached === 'returned') {
    await act(office.frontOfficer, 'preliminary-review', { decision: 'return', deficiencies });
    return 1;
  }
  await acceptApplication(office.frontOfficer, id);
  if (reached === 'review') return 1;
  await reviewApplication(office.backOfficer, id);
  if (reached === 'conclusion') return 1;
  if (reached === 'refusal-announced' || reached === 'refused') {
    await act(office.decider, 'conclude', { decision: 'announce-refusal', reasons });
    if (reached === 'refusal-announced') return 1;
    await act(handler, 'reply', { text: '请予重新考虑。Please consider it once more.' });
    await act(office.decider, 'conclude', { decision: 'refuse', reasons });
    return 1;
  }
  await concludeApplication(office.decider, id);
  const { permitNumber } = await awaitStage(handler, id, 'issued');
  if (reached === 'suspended') {
    const body = { reason: text('情况待核实（演练样例）', 'Circumstances are being verified (sample)') };
    await asked('suspension', office.supervisor.ask('POST', `/api/permits/${permitNumber}/suspend`, { body }));
  }
  if (reached !== 'cancelled') return 1;
  const draw = (kind: string, of: string) => fileOf(sample, kind, of);
  const body = {
    employerId,
    permitNumber,
    answers: { reason: 'contract-ended', endedOn: today, salaryProof: 'given' },
  };
  const cancellation = await beginApplication(handler, 'cancellation', body, draw);
  await grantApplication(office, handler, cancellation.id, 'completed');
  return 2;
}
