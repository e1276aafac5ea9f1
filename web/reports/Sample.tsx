import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { stageWords } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { browserSha256, drawAgain, type Redrawn } from './draw-again.ts';
import { FindingForm } from './FindingForm.tsx';
import './reports.css';
import { outcomeWords, workStageWords } from './sample-words.ts';
import { drawFile } from './sampling.ts';
import { saveFile } from './save-file.ts';

const words = {
  title: { zh: (month: string) => `${month}抽查样本`, en: (month: string) => `Sample of ${month}` },
  wait: { zh: '抽查样本', en: 'Sample' },
  all: { zh: '全部样本', en: 'All samples' },
  drawn: { zh: '抽取时间', en: 'Drawn' },
  by: { zh: '抽取人', en: 'By' },
  of: { zh: '数量', en: 'How many' },
  ofText: {
    zh: (drawn: number, listed: number) => `从 ${listed} 件中抽取 ${drawn} 件`,
    en: (drawn: number, listed: number) => `${drawn} of ${listed} cases`,
  },
  only: { zh: '范围', en: 'Only' },
  green: { zh: '信用绿色通道', en: 'green channel of credit' },
  cases: { zh: '抽中的案件', en: 'Drawn cases' },
  lot: { zh: (n: number) => `第 ${n} 签`, en: (n: number) => `Lot ${n}` },
  open: { zh: '打开案件', en: 'Open the case' },
  looker: { zh: '复核人', en: 'Who looks' },
  nobody: { zh: '尚未指定', en: 'nobody yet' },
  worked: { zh: '办理过该案（须回避）', en: 'Worked on it (may not look)' },
  assign: { zh: '指定', en: 'Give it to them' },
  assignTo: { zh: '复核人账号', en: 'Account of who looks' },
  found: { zh: '复核结论', en: 'Found' },
  foundAt: { zh: (at: string) => `记录于 ${at}`, en: (at: string) => `recorded ${at}` },
  draw: { zh: '抽签过程', en: 'The draw' },
  drawText: {
    zh: '名单先固定，再随机产生种子。每件的签号是 SHA-256（种子、换行、案件编号），各组按比例取签号最小的若干件。任何人有名单和种子都可以重算。',
    en: 'The list was settled first, then chance gave the seed. The lot of each case is SHA-256 of seed, line feed and id; of each group the lowest lots are drawn. Anybody with the list and the seed can make the draw again.',
  },
  seed: { zh: '种子', en: 'Seed' },
  hash: { zh: '名单的 SHA-256', en: 'SHA-256 of the list' },
  groups: { zh: '各组抽取情况', en: 'Groups' },
  group: { zh: '事项和类别', en: 'Procedure and category' },
  listed: { zh: '名单', en: 'Listed' },
  taken: { zh: '抽中', en: 'Drawn' },
  none: { zh: '无类别', en: 'no category' },
  again: { zh: '在本设备上重算', en: 'Make the draw again on this device' },
  save: { zh: '下载名单和抽签数据', en: 'Download list and draw' },
  same: { zh: '重算一致：抽中的正是这些案件。', en: 'The draw gives the same cases.' },
  'other-cases': { zh: '重算不一致：抽中的案件与记录不同！', en: 'The draw gives other cases than those on record!' },
  'other-list': {
    zh: '名单与抽取时不同（可能有案件后来补计），无法比对。',
    en: 'The list is another one than at the draw: a case was counted late. It cannot be compared.',
  },
};

type View = Answer<'readSample'>;
type Drawn = View['cases'][number];

function Assigning({ sample, the }: { sample: string; the: Drawn }) {
  const w = useWords(words);
  const id = useId();
  const [officer, setOfficer] = useState('');
  const assign = useChange('assignSecondLook', { renews: ['readSample', 'listSamples'] });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!officer.trim()) return;
    assign.mutate(
      { path: { id: sample, applicationId: the.applicationId }, body: { officer: officer.trim() } },
      { onSuccess: () => setOfficer('') },
    );
  };
  return (
    <>
      <form className="case-acts no-print" onSubmit={send}>
        <label htmlFor={id}>
          <span>{w.assignTo}</span>
          <input
            id={id}
            className="input"
            value={officer}
            autoComplete="off"
            onChange={({ target }) => setOfficer(target.value)}
          />
        </label>
        <Button htmlType="submit" loading={assign.isPending}>
          {w.assign}
        </Button>
      </form>
      <Problems error={assign.error} />
    </>
  );
}

function Case({ sample, the, leads }: { sample: string; the: Drawn; leads: boolean }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const outcomes = useWords(outcomeWords);
  const stages = useWords(workStageWords);
  const endings: Readonly<Record<string, string>> = useWords(stageWords);
  const { procedures } = useZone();
  const me = useSelf()?.subject;
  const title = procedures.find(({ id }) => id === the.procedure)?.title;
  return (
    <li>
      <article className="card case-of-sample">
        <h3>
          {w.lot(the.lot)} · {title ? say(title) : the.procedure} {the.category} · {endings[the.ending] ?? the.ending}
        </h3>
        <p>
          <Link to={`/cases/${the.applicationId}`}>{w.open}</Link> <small className="soft">{the.applicationId}</small>
        </p>
        <Facts
          of={[
            [w.looker, the.officer ?? w.nobody],
            [w.worked, the.workedOn?.join(', ')],
          ]}
        />
        {the.finding && (
          <div>
            <p className={the.finding.outcome === 'upheld' ? 'verdict-good' : 'verdict-bad'}>
              {w.found}: {outcomes[the.finding.outcome]}
            </p>
            {the.finding.flaws.length > 0 && (
              <ul>
                {the.finding.flaws.map(({ flaw, stage, path, text }) => (
                  <li key={`${flaw} ${stage} ${path ?? ''}`}>
                    {say(text)} · {stages[stage]} {path && <code>{path}</code>}
                  </li>
                ))}
              </ul>
            )}
            {the.finding.note && <p>{the.finding.note}</p>}
            {the.foundAt && <small className="soft">{w.foundAt(dates.moment(the.foundAt))}</small>}
          </div>
        )}
        {!the.finding && leads && the.officer !== me && <Assigning sample={sample} the={the} />}
        {!the.finding && the.officer === me && <FindingForm sample={sample} application={the.applicationId} />}
      </article>
    </li>
  );
}

function Draw({ sample }: { sample: View }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { procedures } = useZone();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Redrawn>();
  const [error, setError] = useState<unknown>();
  const withList = () => call('readSample', { path: { id: sample.id }, query: { list: 'true' } });
  const act = async (doing: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await doing();
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  const named = (stratum: string) => {
    const [procedure = '', category = 'none'] = stratum.split('/');
    const title = procedures.find(({ id }) => id === procedure)?.title;
    return `${title ? say(title) : procedure} · ${category === 'none' ? w.none : category}`;
  };
  return (
    <section className="card">
      <h2>{w.draw}</h2>
      <p className="soft">{w.drawText}</p>
      <p>
        {w.seed}
        <code className="seed">{sample.seed}</code>
      </p>
      <p>
        {w.hash}
        <code className="seed">{sample.listHash}</code>
      </p>
      <Sheet title={w.groups}>
        <thead>
          <tr>
            <th scope="col">{w.group}</th>
            <th scope="col" className="figure">
              {w.listed}
            </th>
            <th scope="col" className="figure">
              {w.taken}
            </th>
          </tr>
        </thead>
        <tbody>
          {sample.strata.map(({ stratum, listed, drawn }) => (
            <tr key={stratum}>
              <th scope="row">{named(stratum)}</th>
              <td className="figure">{dates.number(listed)}</td>
              <td className="figure">{dates.number(drawn)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <div className="case-acts no-print">
        <Button
          loading={isBusy}
          onClick={() =>
            void act(async () => {
              const { list = [], ...whole } = await withList();
              setOutcome(await drawAgain({ ...whole, list }, browserSha256));
            })
          }
        >
          {w.again}
        </Button>
        <Button
          disabled={isBusy}
          onClick={() =>
            void act(async () => saveFile(`${sample.id}.json`, drawFile(await withList()), 'application/json'))
          }
        >
          {w.save}
        </Button>
      </div>
      <p role="status" className={outcome === 'same' ? 'verdict-good' : 'verdict-bad'}>
        {outcome ? w[outcome] : ''}
      </p>
      <Problems error={error} />
    </section>
  );
}

function Read({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { procedures } = useZone();
  const leads = holds(useSelf(), 'supervisor');
  const found = useRead('readSample', { path: { id }, query: {} }, { fresh: 300_000 });
  return (
    <>
      <Head
        title={found.data ? w.title(dates.month(found.data.month)) : w.wait}
        actions={<Link to={`/reports/samples${found.data ? `?month=${found.data.month}` : ''}`}>{w.all}</Link>}
      />
      <Shown of={found}>
        {(sample) => {
          const title = procedures.find((one) => one.id === sample.procedure)?.title;
          return (
            <>
              <section className="card">
                <Facts
                  of={[
                    [w.drawn, dates.moment(sample.drawnAt)],
                    [w.by, sample.drawnBy],
                    [
                      w.of,
                      w.ofText(
                        sample.strata.reduce((sum, { drawn }) => sum + drawn, 0),
                        sample.listed,
                      ),
                    ],
                    [
                      w.only,
                      [title && say(title), sample.category, sample.greenChannel && w.green]
                        .filter(Boolean)
                        .join(' · '),
                    ],
                  ]}
                />
              </section>
              <h2>{w.cases}</h2>
              <ol className="cases-of-sample">
                {sample.cases.map((the) => (
                  <Case key={the.applicationId} sample={sample.id} the={the} leads={leads} />
                ))}
              </ol>
              {leads && <Draw sample={sample} />}
            </>
          );
        }}
      </Shown>
    </>
  );
}

/** One sample: what was drawn, who looks, what was found, and how the draw was made. */
export function Sample() {
  const { sample = '' } = useParams();
  return (
    <Gate roles={['supervisor', 'front-officer', 'back-officer', 'decider']}>
      <Read key={sample} id={sample} />
    </Gate>
  );
}
