import { addDays, addMonths } from '../../shared/domain/time.ts';
import { sampleCase } from '../samples/cases.ts';
import { sampleDocument } from '../samples/sample-document.ts';
import { newPartnerKey } from './partner-client.ts';
import {
  acceptApplication,
  beginApplication,
  grantApplication,
  type Officers,
  submitApplication,
} from './walk-case.ts';
import { type Answer, type Caller, postForm, signIn, UnexpectedAnswer } from './zone-client.ts';

type Zone = Answer['body'];

const told = async (what: string, asked: Promise<Answer>): Promise<Answer['body']> => {
  const answer = await asked;
  if (answer.status >= 300) throw new UnexpectedAnswer(what, answer);
  return answer.body;
};

const questions: readonly (readonly ['zh' | 'en', string, string])[] = [
  [
    'en',
    'May I work while my extension is being decided?',
    'Yes, until your permit ends; file it at least 30 days before.',
  ],
  ['zh', '本科学历不足两年工作经历可以申请吗？', '可以按积分申请，达到60分的为B类，请先用自助评估试算。'],
  [
    'en',
    'Do my papers need an apostille or an authentication by an embassy?',
    'Either is accepted for the degree and the no-criminal record.',
  ],
  ['zh', '更换用人单位需要重新体检吗？', '更换用人单位的申请免交体检证明和无犯罪记录证明。'],
  [
    'en',
    'My passport was renewed. What do I have to do?',
    'Your employer applies for the change within 10 working days.',
  ],
  ['zh', '周六窗口办理是否计入承诺时限？', '不计入，时限只按工作日计算。'],
  ['en', 'How much does the permit cost?', 'Nothing: no fee is charged.'],
  ['zh', '材料被退回后需要重新排队吗？', '补正后重新提交即可，退回告知书已一次列明全部问题。'],
  [
    'en',
    'Is there still a plastic card?',
    'No. Since December 2024 the permit is electronic, with a QR code that anybody can verify.',
  ],
] as const;

/** Questions that people asked the desk; two in three are answered. */
async function askQuestions(anyone: Caller, { frontOfficer }: Officers, zone: Zone): Promise<void> {
  const topics: { id: string }[] = zone.desk?.topics.list ?? [];
  for (let number = 0; number < 2 * questions.length; number++) {
    const [language, question, words] = questions[number % questions.length] ?? questions[0] ?? [];
    const topic = topics[number % topics.length];
    if (!topic || !question || !language) return;
    const { id } = await told(
      'inquiry',
      anyone.ask('POST', '/api/inquiries', { body: { topic: topic.id, question, language } }),
    );
    if (number % 3 === 2) continue;
    const act = (body: object) => told('inquiry', frontOfficer.ask('POST', `/api/inquiries/${id}/handle`, { body }));
    await act({ act: 'claim' });
    await act({ act: 'answer', words: { [language]: words } });
  }
}

/** Old certificates that Changning took over in a file. */
async function importCertificates(supervisor: Caller, anyone: Caller, zone: Zone): Promise<void> {
  const kinds = await told('kinds', supervisor.ask('GET', '/api/import-kinds'));
  const kind = kinds.items.find(({ id }: { id: string }) => id === 'certificates');
  const columns: string[] = kind.columns.map(({ label }: { label: { zh: string } }) => label.zh);
  const rows = Array.from({ length: 40 }, (_, number) => {
    const digits = String(number).padStart(4, '0');
    return [
      number % 2 === 0 ? '外国专家证' : '外国人就业证',
      `CN-2016-9${digits}`,
      `"SPECIMEN${'ABCDEFGHIJ'[number % 10]}, ${'ADA BELLA CLARA DAVID'.split(' ')[number % 4]}"`,
      'UTO',
      addDays('1979-01-01', 97 * number),
      `U779${digits}0`,
      'UTO',
      '',
      '上海样例航空有限公司（虚构）',
      '样例区外国专家局（虚构）',
      addMonths(zone.today, -30),
      addMonths(zone.today, 1 + (number % 12)),
    ].join(',');
  });
  const body = { kind: 'certificates', fileName: '旧证（演练）.csv' };
  const { import: announced, upload } = await told('import', supervisor.ask('POST', '/api/imports', { body }));
  const content = new TextEncoder().encode([columns.join(','), ...rows, ''].join('\r\n'));
  const posted = await postForm(upload, content, 'text/csv');
  if (posted.status >= 300) throw new Error(`the file of certificates: ${posted.status} ${posted.text}`);
  await told('start', supervisor.ask('POST', `/api/imports/${announced.id}/start`));
  await told('sweep', anyone.ask('POST', '/_local/sweep'));
}

/** Traders with merchant cards, and partners who ask about them. */
async function issueCards(url: string, officers: Officers, zone: Zone): Promise<void> {
  const admin = await signIn(url, 'admin');
  const reason = { zh: '演练', en: 'For a rehearsal' };
  for (const [scope, zh, en] of [
    ['bus', '样例公交', 'Sample Buses'],
    ['library', '样例图书馆', 'Sample Library'],
  ] as const) {
    const contact = { name: '例一', email: `api@${scope}.example` };
    const body = { name: { zh, en }, contact, scopes: [scope], perMinute: 600, perDay: 10_000, reason };
    const { id } = await told('partner', admin.ask('POST', '/api/partners', { body }));
    const { publicKey } = newPartnerKey();
    await told('key', admin.ask('POST', `/api/partners/${id}/keys`, { body: { publicKey, reason } }));
  }
  const sample = sampleCase('etown-b', zone.today);
  const draw = (kind: string, procedure: string) => sampleDocument(kind, sample, procedure);
  for (let number = 0; number < 9; number++) {
    const trader = await signIn(url, 'applicant', `trader${number}`);
    const { applicant } = sample.form;
    const { id } = await beginApplication(
      trader,
      'merchant-card',
      {
        applicant: {
          ...applicant,
          email: undefined,
          chineseName: undefined,
          familyName: `TRADER ${'ABCDEFGHIJ'[number]}`,
          passport: { ...applicant.passport, number: `U7880000${number}` },
        },
        answers: {
          purpose: 'purchasing',
          stay: 'visa',
          stayUntil: addDays(zone.today, 60),
          phone: `000-5550-010${number}`,
          proofOfIdentity: 'document',
        },
      },
      draw,
    );
    if (number < 5) {
      await grantApplication(officers, trader, id, 'completed');
    } else {
      await submitApplication(trader, id);
      if (number < 7) await acceptApplication(officers.frontOfficer, id);
    }
    if (number === 0) {
      const [card] = (await told('cards', trader.ask('GET', '/api/merchant-cards'))).items;
      await told('loss', trader.ask('POST', `/api/merchant-cards/${card.number}/report-loss`, { body: {} }));
    }
  }
}

/** What a zone has beside applications about permits: questions, and what its own place is known for. */
export async function fillPlaces(url: string, anyone: Caller, zone: Zone, officers: Officers): Promise<void> {
  const supervisor = await signIn(url, 'supervisor');
  await askQuestions(anyone, officers, zone);
  if (zone.id === 'changning' || zone.id === 'demo') await importCertificates(supervisor, anyone, zone);
  if (zone.id === 'yiwu' || zone.id === 'demo') await issueCards(url, officers, zone);
}
