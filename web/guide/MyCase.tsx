import { Link } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { CheckField, ChoiceField, DayField, FieldGroup, SelectField, TextField } from '../pieces/Fields.tsx';
import '../pieces/plain-form.css';
import type { Circumstances, Outlook, ServiceGuide } from './circumstances.ts';

const words = {
  title: { zh: '您的情况', en: 'Your situation' },
  procedure: { zh: '办理事项', en: 'What you want to do' },
  category: { zh: '类别', en: 'Category' },
  unknown: { zh: '还不知道', en: 'I do not know yet' },
  unknownHint: {
    zh: '按各类别中要求最全的列出。',
    en: 'Then the list holds what any category may need.',
  },
  assess: { zh: '先做自我评估', en: 'Find out with the self-assessment' },
  one: { zh: (c: string) => `${c} 类`, en: (c: string) => `Category ${c}` },
  entry: { zh: '申请时申请人在哪里', en: 'Where the applicant is when you apply' },
  abroad: { zh: '境外', en: 'Outside China' },
  inside: { zh: '境内', en: 'Already inside China' },
  route: { zh: '怎样达到这一类', en: 'How the category is reached' },
  byPoints: { zh: '按积分，或还不知道', en: 'By points, or I do not know yet' },
  facts: { zh: '使用我在自我评估中填写的内容', en: 'Use what I answered in the self-assessment' },
  factsHint: {
    zh: '清单会包括您所主张积分的证明。',
    en: 'The list then names the papers that prove your points.',
  },
} as const;

type Questioned = Outlook['questions'][number];

function QuestionField({
  question,
  answer,
  onAnswer,
}: {
  question: Questioned;
  answer: string | readonly string[] | undefined;
  onAnswer: (answer: string | string[]) => void;
}) {
  const say = useSay();
  const label = say(question.label);
  const hint = say(question.reason);
  const one = typeof answer === 'string' ? answer : '';
  const { answer: kind } = question;
  if (kind.kind === 'day') return <DayField label={label} hint={hint} value={one} onChange={onAnswer} />;
  if (kind.kind === 'line') return <TextField label={label} hint={hint} value={one} onChange={onAnswer} />;
  if (!kind.several) {
    return (
      <SelectField
        label={label}
        hint={hint}
        value={one}
        options={kind.options.map((option) => ({ value: option.value, label: say(option.label) }))}
        onChange={onAnswer}
      />
    );
  }
  const several = Array.isArray(answer) ? (answer as string[]) : [];
  return (
    <FieldGroup label={label} hint={hint}>
      {() =>
        kind.options.map((option) => (
          <CheckField
            key={option.value}
            label={say(option.label)}
            value={several.includes(option.value)}
            onChange={(isOn) =>
              onAnswer(isOn ? [...several, option.value] : several.filter((known) => known !== option.value))
            }
          />
        ))
      }
    </FieldGroup>
  );
}

/** Asks only what changes the list: procedure, category, where the applicant is, and the procedure's own questions. */
export function MyCase({
  the,
  guide,
  outlook,
  hasFacts,
  usesFacts,
  onFacts,
  onChange,
}: {
  the: Circumstances;
  guide: ServiceGuide | undefined;
  outlook: Outlook | undefined;
  hasFacts: boolean;
  usesFacts: boolean;
  onFacts: (uses: boolean) => void;
  onChange: (change: Partial<Circumstances>) => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const { procedures, delegation } = useZone();
  const table = useRead('readPointsTable', {}, { fresh: 300_000 }).data;
  const concerns = procedures.find(({ id }) => id === the.procedure)?.concerns;
  const isScored = guide?.categoryFrom.some(({ from }) => from === 'score') ?? false;
  const hasCategory = guide?.categoryFrom.some(({ from }) => from !== 'none') ?? false;
  const asksEntry = guide?.fields.some(({ path }) => path === 'entry') ?? false;
  const routes = (table?.routes ?? []).filter(({ category }) => the.category === '' || category === the.category);
  return (
    <section className="card no-print" aria-labelledby="my-case">
      <h2 id="my-case">{w.title}</h2>
      <div className="plain-form my-case">
        <SelectField
          label={w.procedure}
          value={the.procedure}
          options={procedures.map(({ id, title }) => ({ value: id, label: say(title) }))}
          onChange={(procedure) => procedure && onChange({ procedure, answers: {} })}
        />
        {concerns === 'person' && hasCategory && (
          <ChoiceField
            label={w.category}
            value={the.category === '' ? 'none' : the.category}
            hint={
              <>
                {w.unknownHint} <Link to="/assessment">{w.assess}</Link>
              </>
            }
            options={[
              { value: 'none', label: w.unknown },
              ...delegation.categories.map((category) => ({ value: category, label: w.one(category) })),
            ]}
            onChange={(value) =>
              onChange({ category: value === 'none' ? '' : (value as Circumstances['category']), route: '' })
            }
          />
        )}
        {asksEntry && (
          <ChoiceField
            label={w.entry}
            value={the.entry}
            options={[
              { value: 'abroad', label: w.abroad },
              { value: 'inside-china', label: w.inside },
            ]}
            onChange={(entry) => onChange({ entry: entry as Circumstances['entry'] })}
          />
        )}
        {isScored && routes.length > 0 && the.category !== 'C' && (
          <SelectField
            label={w.route}
            value={the.route}
            none={w.byPoints}
            options={routes.map(({ id, label, category }) => ({ value: id, label: `${category} · ${say(label)}` }))}
            onChange={(route) => onChange({ route })}
          />
        )}
        {isScored && hasFacts && <CheckField label={w.facts} hint={w.factsHint} value={usesFacts} onChange={onFacts} />}
        {outlook?.procedure === the.procedure &&
          outlook.questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              answer={the.answers[question.id]}
              onAnswer={(answer) => onChange({ answers: { ...the.answers, [question.id]: answer } })}
            />
          ))}
      </div>
    </section>
  );
}
