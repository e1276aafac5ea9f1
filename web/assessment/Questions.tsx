import type { ReactNode } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { CheckField, type Choice, DayField, FieldGroup, SelectField, TextField } from '../pieces/Fields.tsx';
import '../pieces/plain-form.css';
import { type Answers, unreadable } from './answers.ts';
import { type Option, optionsFor, otherwise, type PointsTable } from './options.ts';
import { RouteClaims } from './RouteClaims.tsx';

const words = {
  post: { zh: '一、岗位', en: '1. The post' },
  background: { zh: '二、学历和经历', en: '2. Education and experience' },
  person: { zh: '三、个人情况', en: '3. About you' },
  more: { zh: '四、加分情况', en: '4. What may add points' },
  salary: { zh: '年薪（人民币元）', en: 'Yearly salary, CNY' },
  salaryHint: {
    zh: '由国内用人单位支付的部分，例如 200000 或 20万。',
    en: 'The part that the employer in China pays, for example 200,000.',
  },
  months: { zh: '每年在华工作几个月', en: 'Months of work in China each year' },
  location: { zh: '工作地点', en: 'Place of work' },
  education: { zh: '最高学历', en: 'Highest degree' },
  belowBachelor: { zh: '学士以下', en: 'Below bachelor' },
  vocational: { zh: '职业技能资格证书', en: 'Vocational certificate' },
  noCertificate: { zh: '没有', en: 'None of these' },
  years: { zh: '工作年限（年）', en: 'Years of work' },
  yearsHint: { zh: '按满年计。', en: 'Completed years count.' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  birthHint: { zh: '用来计算评估当日的周岁。', en: 'It gives your age on the day of the assessment.' },
  chinese: { zh: '汉语水平考试（HSK）', en: 'Chinese (HSK level)' },
  noChinese: { zh: '没有参加', en: 'None' },
  taught: { zh: '学士以上学位以汉语授课', en: "My bachelor's degree or above was taught in Chinese" },
  former: { zh: '曾经具有中国国籍', en: 'I was a Chinese national before' },
  distinctions: { zh: '以下情形（可多选）', en: 'These apply to me' },
  bonus: { zh: '地方鼓励性加分', en: 'Local encouragement points' },
  bonusHint: {
    zh: (who: string, cap: number) => `仅填写${who}已书面认定给您的分数，最多 ${cap} 分；没有请留空。`,
    en: (who: string, cap: number) =>
      `Only what ${who} granted to you in writing, ${cap} points at most. Otherwise leave it empty.`,
  },
  share: { zh: '持有用人单位股份（%）', en: 'Your share of the employing company, per cent' },
  points: { zh: (n: number) => `${n} 分`, en: (n: number) => (n === 1 ? '1 point' : `${n} points`) },
  upTo: { zh: (n: number) => `（最高 ${n} 分）`, en: (n: number) => ` (up to ${n} points)` },
  number: { zh: '请填写数字。', en: 'Please give a number.' },
  range: { zh: '数值超出范围，请核对。', en: 'That number is out of range; please check it.' },
  day: { zh: '请填写实际日期。', en: 'Please give a real day.' },
} as const;

type Entry = { path: string; message: string; text?: Text | undefined };

/** Everything that the table and the routes ask, each answer with the points that it gives. */
export function Questions({
  table,
  answers,
  today,
  problems,
  onChange,
}: {
  table: PointsTable;
  answers: Answers;
  today: string;
  problems: readonly Entry[];
  onChange: (change: Partial<Answers>) => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const wrong = unreadable(answers, today);
  const own = (field: keyof Answers): string | undefined => {
    const code = wrong[field];
    if (code) return w[code];
    const told = problems.find(
      ({ path }) => path === `facts.${field}` || (field === 'birthDate' && path === 'facts.ageOnAssessment'),
    );
    return told && (told.text ? say(told.text) : told.message);
  };
  const capOf = (fact: string): string => {
    const item = table.items.find(({ facts }) => facts.includes(fact));
    return item ? w.upTo(item.cap) : '';
  };
  const choices = (options: readonly Option[]): Choice[] =>
    options.map(({ value, label, points }) => ({ value, label: `${say(label)} · ${w.points(points)}` }));
  const asks = (fact: string): boolean => table.items.some(({ facts }) => facts.includes(fact));
  const asksShare = table.routes.some(({ requires }) => requires.some(({ fact }) => fact === 'companyShare'));
  const bonus = table.items.find(({ setBy }) => setBy !== undefined);
  const elsewhere = otherwise(table, 'workLocation');
  const select = (field: 'education' | 'vocationalCertificate' | 'workLocation' | 'hsk', none: Choice | undefined) => {
    const options = choices(optionsFor(table, field));
    return none ? [none, ...options] : options;
  };
  return (
    <div className="questions plain-form no-print">
      <Section title={w.post}>
        <TextField
          label={`${w.salary}${capOf('annualSalary')}`}
          hint={w.salaryHint}
          inputMode="decimal"
          narrow
          value={answers.annualSalary}
          onChange={(annualSalary) => onChange({ annualSalary })}
          own={own('annualSalary') ?? ''}
        />
        <TextField
          label={`${w.months}${capOf('monthsPerYear')}`}
          inputMode="decimal"
          narrow
          value={answers.monthsPerYear}
          onChange={(monthsPerYear) => onChange({ monthsPerYear })}
          own={own('monthsPerYear') ?? ''}
        />
        {asks('workLocation') && (
          <SelectField
            label={w.location}
            value={answers.workLocation}
            options={select(
              'workLocation',
              elsewhere && { value: 'other', label: `${say(elsewhere)} · ${w.points(0)}` },
            )}
            onChange={(value) => onChange({ workLocation: value as Answers['workLocation'] })}
          />
        )}
      </Section>
      <Section title={w.background}>
        <SelectField
          label={`${w.education}${capOf('education')}`}
          value={answers.education}
          options={select('education', { value: 'none', label: `${w.belowBachelor} · ${w.points(0)}` })}
          own={own('education') ?? ''}
          onChange={(value) => onChange({ education: value as Answers['education'] })}
        />
        {asks('vocationalCertificate') && (
          <SelectField
            label={w.vocational}
            optional
            value={answers.vocationalCertificate}
            options={select('vocationalCertificate', { value: 'none', label: w.noCertificate })}
            onChange={(value) => onChange({ vocationalCertificate: value as Answers['vocationalCertificate'] })}
          />
        )}
        <TextField
          label={`${w.years}${capOf('workYears')}`}
          hint={w.yearsHint}
          inputMode="decimal"
          narrow
          value={answers.workYears}
          onChange={(workYears) => onChange({ workYears })}
          own={own('workYears') ?? ''}
        />
      </Section>
      <Section title={w.person}>
        <DayField
          label={`${w.birthDate}${capOf('birthDate')}`}
          hint={w.birthHint}
          value={answers.birthDate}
          onChange={(birthDate) => onChange({ birthDate })}
          own={own('birthDate') ?? ''}
        />
        {asks('hsk') && (
          <SelectField
            label={`${w.chinese}${capOf('hsk')}`}
            value={answers.hsk}
            options={select('hsk', { value: 'none', label: `${w.noChinese} · ${w.points(0)}` })}
            onChange={(hsk) => onChange({ hsk })}
          />
        )}
        {asks('degreeTaughtInChinese') && (
          <CheckField
            label={w.taught}
            value={answers.degreeTaughtInChinese}
            onChange={(degreeTaughtInChinese) => onChange({ degreeTaughtInChinese })}
          />
        )}
        {asks('formerChineseNational') && (
          <CheckField
            label={w.former}
            value={answers.formerChineseNational}
            onChange={(formerChineseNational) => onChange({ formerChineseNational })}
          />
        )}
      </Section>
      <Section title={w.more}>
        {asks('distinctions') && (
          <FieldGroup label={`${w.distinctions}${capOf('distinctions')}`}>
            {() =>
              optionsFor(table, 'distinctions').map(({ value, label, points }) => (
                <CheckField
                  key={value}
                  label={`${say(label)} · ${w.points(points)}`}
                  value={answers.distinctions.some((known) => known === value)}
                  onChange={(isOn) =>
                    onChange({
                      distinctions: isOn
                        ? [...answers.distinctions, value as Answers['distinctions'][number]]
                        : answers.distinctions.filter((known) => known !== value),
                    })
                  }
                />
              ))
            }
          </FieldGroup>
        )}
        {bonus?.setBy && (
          <TextField
            label={w.bonus}
            optional
            hint={w.bonusHint(say(bonus.setBy), bonus.cap)}
            inputMode="decimal"
            narrow
            value={answers.localBonus}
            onChange={(localBonus) => onChange({ localBonus })}
            own={own('localBonus') ?? ''}
          />
        )}
        {asksShare && (
          <TextField
            label={w.share}
            optional
            inputMode="decimal"
            narrow
            value={answers.companyShare}
            onChange={(companyShare) => onChange({ companyShare })}
            own={own('companyShare') ?? ''}
          />
        )}
      </Section>
      <RouteClaims
        table={table}
        claimed={answers.directRoutes}
        problems={problems}
        money={dates.money}
        onChange={(directRoutes) => onChange({ directRoutes })}
      />
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      <div className="plain-form">{children}</div>
    </section>
  );
}
