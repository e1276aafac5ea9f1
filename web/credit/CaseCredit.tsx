import { Alert, Button, Tag } from 'antd';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './credit.css';
import { listWords } from './credit-words.ts';
import { Score } from './Score.tsx';

const words = {
  decides: { zh: '本次申请的延期期限受信用分限制。', en: 'Credit bounds the period of this application.' },
  decidesNot: { zh: '本次申请不受信用分限制。', en: 'Credit does not bound this application.' },
  total: { zh: '合计分', en: 'Total' },
  person: { zh: '个人', en: 'Person' },
  enterprise: { zh: '用人单位', en: 'Employer' },
  on: { zh: '计分日', en: 'Counted as of' },
  months: { zh: '可延期', en: 'Lets be granted' },
  monthsOf: { zh: (n: number) => `${n} 个月`, en: (n: number) => `${n} months` },
  same: { zh: '重新计算结果一致', en: 'Comes out the same when counted again' },
  other: {
    zh: (n: number) => `重新计算为 ${n} 个月，与原来不同（其后有异议成立）。`,
    en: (n: number) => `Counted again it gives ${n} months, as an objection was upheld since.`,
  },
  count: { zh: '按现有记录重新计算', en: 'Count it again' },
  lists: { zh: '名单', en: 'Lists' },
  enhanced: {
    zh: '须加强审查：批准时说明在通常审查之外还核查了什么。',
    en: 'Enhanced review: an approval says what was examined beyond the usual.',
  },
  limits: { zh: '下一期限的各项上限', en: 'What bounds the next period' },
  category: { zh: '类别', en: 'category' },
  contract: { zh: '合同', en: 'contract' },
  passport: { zh: '护照', en: 'passport' },
  licence: { zh: '营业执照', en: 'business licence' },
  credit: { zh: '信用', en: 'credit' },
  request: { zh: '申请期限', en: 'what was asked for' },
  binding: { zh: '起限制作用', en: 'this one binds' },
  ofPerson: { zh: '个人得分', en: 'Score of the person' },
  ofEnterprise: { zh: '单位得分', en: 'Score of the employer' },
};

type View = Answer<'readCaseCredit'>;

function Known({ credit, application }: { credit: View; application: string }) {
  const w = useWords(words);
  const lists = useWords(listWords);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const count = useChange('countCaseCredit', { renews: ['readCaseCredit', 'readApplication'] });
  const { kept, again, band, limits, refusalReason } = credit;
  const listed = (['person', 'enterprise'] as const).flatMap((whose) => {
    const list = credit.lists?.[whose];
    return list ? [{ whose, list }] : [];
  });
  return (
    <div className="case-credit">
      <p>
        {credit.decides ? w.decides : w.decidesNot} {band && <strong>{say(band.text)}</strong>}
      </p>
      {credit.enhancedReview && <Alert type="warning" showIcon title={w.enhanced} />}
      {listed.length > 0 && (
        <p>
          {w.lists}:{' '}
          {listed.map(({ whose, list }) => (
            <Tag key={whose} color={list === 'red' ? 'success' : list === 'black' ? 'error' : 'warning'}>
              {w[whose]} · {lists[list]}
            </Tag>
          ))}
        </p>
      )}
      {kept && (
        <Facts
          of={[
            [w.total, kept.total !== undefined && dates.number(kept.total)],
            [w.person, kept.person !== undefined && dates.number(kept.person)],
            [w.enterprise, kept.enterprise !== undefined && dates.number(kept.enterprise)],
            [w.months, w.monthsOf(kept.months)],
            [w.on, dates.day(kept.on)],
          ]}
        />
      )}
      {kept?.same && <p className="soft">{w.same}</p>}
      {again && (
        <>
          <Alert type="warning" showIcon title={w.other(again.months)} />
          <Problems error={count.error} />
          {holds(self, 'back-officer', 'decider', 'supervisor') && (
            <Button
              loading={count.isPending}
              onClick={() => count.mutate({ path: { id: application }, body: {}, version: credit.version })}
            >
              {w.count}
            </Button>
          )}
        </>
      )}
      {limits && limits.length > 0 && (
        <>
          <h3>{w.limits}</h3>
          <ul>
            {limits.map(({ limit, to, binding }) => (
              <li key={limit}>
                {w[limit]}: {dates.day(to)} {binding && <Tag color="warning">{w.binding}</Tag>}
              </li>
            ))}
          </ul>
        </>
      )}
      {refusalReason && (
        <Alert type="error" showIcon title={say(refusalReason.text)} description={refusalReason.rule} />
      )}
      {credit.person && <Score level={3} title={w.ofPerson} score={credit.person} />}
      {credit.enterprise && <Score level={3} title={w.ofEnterprise} score={credit.enterprise} />}
      {credit.placeholder && <p className="soft">{say(credit.notice)}</p>}
    </div>
  );
}

/** The credit of one application, for the screen of its case and for whoever follows it. */
export function CaseCredit({ application }: { application: string }) {
  const read = useRead('readCaseCredit', { path: { id: application } });
  return <Shown of={read}>{(credit) => <Known credit={credit} application={application} />}</Shown>;
}
