import { sampleDocument } from '../samples/sample-document.ts';
import { type DayCase, type DayPlace, type Reached, workingDay } from '../samples/working-day.ts';
import { fillPlaces } from './fill-places.ts';
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
} from './walk-case.ts';
import { type Caller, caller, signIn, UnexpectedAnswer } from './zone-client.ts';

const aDay = 86_400_000;
/** Cases that are under way at the same time. */
const atOnce = 6;

const text = (zh: string, en: string) => ({ zh, en });

/** What front officers of the day find missing, as they would write it. */
const deficiencies = [
  {
    path: 'document.contract',
    code: 'pages-missing',
    text: text('合同缺少签字盖章页', 'The contract lacks its signature page'),
    remedy: text('请上传包括签字盖章页的完整合同', 'Upload the whole contract with its signature page'),
  },
  {
    path: 'document.passport',
    code: 'not-legible',
    text: text('护照资料页照片反光，号码无法辨认', 'A reflection hides the number on the passport page'),
    remedy: text('请避开灯光重新拍摄', 'Take the picture again without the lamp above it'),
  },
  {
    path: 'document.application-form',
    code: 'signature-missing',
    text: text('申请表未签字', 'The application form is not signed'),
    remedy: text('请申请人签字、单位盖章后重新上传', 'Have it signed and sealed, then upload it again'),
  },
];
const reasons = [
  {
    code: 'post-not-needed',
    rule: '外国人在中国就业管理规定 第六条',
    text: text('岗位无特殊需要（演练样例）', 'The post has no special need (sample)'),
  },
];

const places: Readonly<Record<string, readonly DayPlace[]>> = {
  etown: [{ zh: '北京经济技术开发区', en: 'E-Town', division: '110302' }],
  heilongjiang: [
    ['哈尔滨', 'Harbin', '230100'],
    ['齐齐哈尔', 'Qiqihar', '230200'],
    ['鸡西', 'Jixi', '230300'],
    ['鹤岗', 'Hegang', '230400'],
    ['双鸭山', 'Shuangyashan', '230500'],
    ['大庆', 'Daqing', '230600'],
    ['伊春', 'Yichun', '230700'],
    ['佳木斯', 'Jiamusi', '230800'],
    ['七台河', 'Qitaihe', '230900'],
    ['牡丹江', 'Mudanjiang', '231000'],
    ['黑河', 'Heihe', '231100'],
    ['绥化', 'Suihua', '231200'],
    ['大兴安岭', "Daxing'anling", '232700'],
  ].map(([zh = '', en = '', division = '']) => ({ zh, en, division })),
  changning: [{ zh: '上海长宁', en: 'Changning', division: '310105' }],
  yiwu: [{ zh: '义乌', en: 'Yiwu', division: '330782' }],
  demo: [{ zh: '示范区', en: 'Rehearsal Zone', division: '110302' }],
};

type Office = Officers & { supervisor: Caller; handlers: Caller[] };

async function openOffice(url: string, handlers: number): Promise<Office> {
  const [frontOfficer, backOfficer, decider, supervisor] = await Promise.all([
    signIn(url, 'front-officer'),
    signIn(url, 'back-officer'),
    signIn(url, 'decider'),
    signIn(url, 'supervisor'),
  ]);
  const signedIn = Array.from({ length: handlers }, (_, number) => signIn(url, 'employer', `day${number}`));
  return { frontOfficer, backOfficer, decider, supervisor, handlers: await Promise.all(signedIn) };
}

const asked = async (what: string, answer: ReturnType<Caller['ask']>) => {
  const given = await answer;
  if (given.status >= 300) throw new UnexpectedAnswer(what, given);
  return given.body;
};

const draw = (the: DayCase['sample']) => (kind: string, procedure: string) => sampleDocument(kind, the, procedure);

/** Stages that a case passes on its way; the last one is where it stays. */
async function walk(office: Office, handler: Caller, the: DayCase, employerId: string): Promise<void> {
  const { sample, reached } = the;
  const isPast = (...stages: Reached[]) => !stages.includes(reached);
  const id = await draftApplication(handler, employerId, sample);
  if (reached === 'draft') {
    await asked(
      'saving',
      handler.ask('PATCH', `/api/applications/${id}`, { body: { post: { title: '待填 To follow' } } }),
    );
    return;
  }
  await uploadMissing(handler, id, sample.form.procedure, draw(sample));
  await submitApplication(handler, id);
  const path = `/api/applications/${id}`;
  const act = (who: Caller, what: string, body?: object) =>
    asked(what, who.ask('POST', `${path}/${what}`, body ? { body } : {}));
  if (reached === 'preliminary-review') return;
  if (reached === 'withdrawn') return act(handler, 'withdraw');
  if (reached === 'not-accepted') {
    return act(office.frontOfficer, 'preliminary-review', { decision: 'refuse-acceptance', reasons: notOurs });
  }
  if (reached === 'returned') {
    const found = deficiencies.slice(0, 1 + (id.charCodeAt(0) % deficiencies.length));
    return act(office.frontOfficer, 'preliminary-review', { decision: 'return', deficiencies: found });
  }
  await acceptApplication(office.frontOfficer, id);
  if (reached === 'review') return;
  await reviewApplication(office.backOfficer, id);
  if (reached === 'conclusion') return;
  if (!isPast('refusal-announced', 'refused')) {
    await act(office.decider, 'conclude', { decision: 'announce-refusal', reasons });
    if (reached === 'refusal-announced') return;
    await act(handler, 'reply', { text: '请予重新考虑。Please consider it once more.' });
    return act(office.decider, 'conclude', { decision: 'refuse', reasons });
  }
  await concludeApplication(office.decider, id);
  const { permitNumber } = await awaitStage(handler, id, 'issued');
  if (reached === 'suspended') {
    const body = { reason: text('情况待核实（演练样例）', 'Circumstances are being verified (sample)') };
    await asked('suspension', office.supervisor.ask('POST', `/api/permits/${permitNumber}/suspend`, { body }));
  }
  if (reached === 'cancelled') await cancel(office, handler, the, employerId, permitNumber);
}

const notOurs = [
  {
    code: 'not-competent',
    rule: '行政许可法 第三十二条第一款第二项',
    text: text(
      '工作地点不在本区，请向所在地主管部门申请',
      'The workplace lies outside this zone; apply to the authority there',
    ),
  },
];

async function cancel(office: Office, handler: Caller, the: DayCase, employerId: string, permitNumber: string) {
  const today = (await asked('zone', handler.ask('GET', '/api/zone'))).today;
  const { id } = await beginApplication(
    handler,
    'cancellation',
    { employerId, permitNumber, answers: { reason: 'contract-ended', endedOn: today, salaryProof: 'given' } },
    draw(the.sample),
  );
  await grantApplication(office, handler, id, 'completed');
}

/** Does all of a list, a few at a time. */
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
 * Fills a fresh one-machine zone with a working day, over HTTP like any client: some two dozen employers and two hundred
 * cases. The zone's clock is set back for those that were filed earlier, and is right again at the end.
 * @param options `perStage`: most cases that stand at one place, for a smaller day
 * @returns how many applications there are
 * @throws UnexpectedAnswer where the zone does not take what the sample gives it
 */
export async function fillZone(
  url: string,
  options: { say?: (line: string) => void; perStage?: number } = {},
): Promise<number> {
  const { say = () => {}, perStage } = options;
  const anyone = caller(url);
  const { body: zone } = await anyone.ask('GET', '/api/zone');
  const there = places[zone.id];
  if (!there) throw new Error(`nobody has written a sample day for zone ${zone.id}`);
  const { now } = (await anyone.ask('GET', '/_local/clock')).body;
  const workLocation = zone.id === 'heilongjiang' ? 'northeast-old-industrial-base' : 'other';
  const { employers, cases } = workingDay(zone.id, there, zone.today, { workLocation, perStage });
  const setClock = (instant: number) =>
    asked('clock', anyone.ask('POST', '/_local/clock', { body: { set: new Date(instant).toISOString() } }));

  const days = [...new Set(cases.map(({ daysAgo }) => daysAgo))].sort((one, other) => other - one);
  const employerIds: string[] = [];
  let done = 0;
  for (const daysAgo of days) {
    await setClock(Date.parse(now) - daysAgo * aDay);
    const office = await openOffice(url, employers.length);
    const handlerOf = (number: number) => {
      const found = office.handlers[number];
      if (!found) throw new Error(`employer ${number} has no handler`);
      return found;
    };
    if (employerIds.length === 0) {
      await each(employers, async (employer, number) => {
        const of = cases.find((one) => one.employer === number) ?? cases[0];
        if (!of) return;
        const sample = { ...of.sample, employer };
        const id = await declareEmployer(handlerOf(number), sample);
        await registerEmployer(office, handlerOf(number), id, draw(sample));
        employerIds[number] = id;
      });
      say(`${employers.length} employers registered · 已注册用人单位 ${employers.length} 家`);
    }
    const filedThen = cases.filter((one) => one.daysAgo === daysAgo);
    await each(filedThen, async (one) => {
      await walk(office, handlerOf(one.employer), one, employerIds[one.employer] ?? '');
      done += 1;
      if (done % 25 === 0) say(`${done} of ${cases.length} applications · 申请 ${done}/${cases.length}`);
    });
  }
  await setClock(Date.now());
  await fillPlaces(url, anyone, zone, await openOffice(url, 0));
  return done;
}

if (import.meta.main) {
  const url = process.env.ZONE_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  const from = performance.now();
  const done = await fillZone(url, { say: (line) => console.log(`[sample] ${line}`) });
  const seconds = Math.round((performance.now() - from) / 1000);
  console.log(`[sample] a working day lies ready: ${done} applications in ${seconds} s · 演练数据已就绪`);
}
