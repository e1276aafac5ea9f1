import { Tag } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './administration.css';
import { asRead } from './counted.ts';
import { deployedStates, draftColours, draftStates } from './draft-words.ts';
import { leads } from './leads.ts';

const words = {
  title: { zh: '政策草案', en: 'Drafts of policies' },
  line: {
    zh: '起草积分表和适用地区的条件：先对在办申请试算，再由另一人批准，然后发布为文件，由辖区代码库部署后才施行。',
    en: 'Points tables and the routes of the place: tried on open cases, approved by somebody else, then published as a file. Nothing comes into force before the zone’s repository deploys it.',
  },
  begin: { zh: '起草', en: 'Begin a draft' },
  none: { zh: '还没有草案。', en: 'There is no draft yet.' },
  inForce: { zh: '查看现行政策', en: 'What is in force' },
  name: { zh: '草案', en: 'Draft' },
  state: { zh: '状态', en: 'State' },
  effective: { zh: '施行日期', en: 'In force from' },
  parts: { zh: '修改内容', en: 'What it changes' },
  authors: { zh: '起草人', en: 'Written by' },
  changed: { zh: '最近修改', en: 'Last change' },
};

function List() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const list = usePages('listPolicyDrafts', {});
  return (
    <>
      <Head
        title={w.title}
        actions={
          <ActionLink to="/admin/policies/new" primary>
            {w.begin}
          </ActionLink>
        }
      >
        {w.line}
      </Head>
      <p>
        <Link to="/admin/zone/policies">{w.inForce}</Link>
      </p>
      <Shown of={asRead(list)}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{w.none}</p>
          ) : (
            <Sheet title={w.title} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.name}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{w.effective}</th>
                  <th scope="col">{w.parts}</th>
                  <th scope="col">{w.authors}</th>
                  <th scope="col">{w.changed}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row" className="admin-named">
                      <Link to={`/admin/policies/${one.id}`}>{one.title}</Link>
                    </th>
                    <td>
                      <Tag color={draftColours[one.state]}>{say(draftStates[one.state])}</Tag>
                      {one.deployed?.map(({ part, state }) => (
                        <div key={part} className="soft">
                          {say(deployedStates[state])}
                        </div>
                      ))}
                    </td>
                    <td>{dates.shortDay(one.effectiveFrom)}</td>
                    <td className="admin-code">{[one.names.points, one.names.locality].filter(Boolean).join(', ')}</td>
                    <td>
                      <bdi>{one.authors.join(', ')}</bdi>
                    </td>
                    <td>{dates.moment(one.changedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

/** Every draft of a policy, and how it stands. */
export function Policies() {
  return (
    <Gate roles={leads}>
      <List />
    </Gate>
  );
}
