import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { countryCodes } from '../../shared/domain/countries/codes.ts';
import { countryName } from '../../shared/domain/countries/countries.ts';
import type { Query } from '../client/contract.ts';
import { usePages, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { tagOf } from '../language/language.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { DayField, SelectField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import '../pieces/list-page.css';
import { askedFor, nothingWanted, type Search } from './search-query.ts';
import './talents.css';

const words = {
  title: { zh: '外国人才库', en: 'Database of talents' },
  recorded: {
    zh: '每次检索都记录在案：谁、查了什么、看到几条。打开某一人才也有记录。',
    en: 'Every search is on record: who, what for, how many were shown. So is opening one talent.',
  },
  category: { zh: '类别', en: 'Category' },
  any: { zh: '不限', en: 'Any' },
  industry: { zh: '行业门类', en: 'Section of industry' },
  post: { zh: '职位含有', en: 'Words of the post' },
  postColumn: { zh: '职位', en: 'Post' },
  postHint: {
    zh: '中文可以是其中任意文字，外文按词首。',
    en: 'Chinese anywhere in it; other words by how they begin.',
  },
  nationality: { zh: '国籍', en: 'Nationality' },
  language: { zh: '语言', en: 'Language' },
  from: { zh: '许可到期不早于', en: 'Permit ends from' },
  to: { zh: '许可到期不晚于', en: 'Permit ends until' },
  search: { zh: '检索', en: 'Search' },
  clear: { zh: '清除条件', en: 'Clear' },
  found: { zh: '检索结果', en: 'What was found' },
  employer: { zh: '用人单位', en: 'Employer' },
  languages: { zh: '语言', en: 'Languages' },
  until: { zh: '许可到期', en: 'Permit ends' },
  open: { zh: '查看', en: 'Open' },
  openOf: { zh: (post: string) => `查看：${post}`, en: (post: string) => `Open: ${post}` },
  none: { zh: '没有符合条件的人才。', en: 'Nobody fits.' },
  noneYet: { zh: '这一批中没有符合条件的，可以继续查看。', en: 'Nobody fits so far; there is more to look through.' },
  shown: { zh: (n: number) => `已显示 ${n} 条`, en: (n: number) => `${n} shown` },
};

function Searching() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { language } = useLanguage();
  const [typed, setTyped] = useState<Search>(nothingWanted);
  const [asked, setAsked] = useState<Search>();
  const results = useRef<HTMLHeadingElement>(null);
  const notice = useRead('readTalentsNotice', {}, { fresh: 600_000 });
  const query = { ...askedFor(asked ?? nothingWanted), limit: 25 } as Query<'searchTalents'>;
  const list = usePages('searchTalents', { query }, { enabled: asked !== undefined });
  const set = (change: Partial<Search>) => setTyped((now) => ({ ...now, ...change }));
  const countries = countryCodes
    .map((code) => ({ value: code, label: say(countryName(code)) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, tagOf(language)));
  return (
    <>
      <Head title={w.title}>{w.recorded}</Head>
      {notice.data && <p className="soft">{say(notice.data.notice)}</p>}
      <section className="card talent-search">
        <PlainForm
          error={asked === undefined ? null : list.error}
          busy={asked !== undefined && list.isPending && !list.error}
          submit={w.search}
          onSubmit={() => {
            // The same search again is a search again, and recorded as one.
            if (asked && JSON.stringify(asked) === JSON.stringify(typed)) void list.refetch();
            setAsked(typed);
            results.current?.focus();
          }}
          beside={<Button onClick={() => setTyped(nothingWanted)}>{w.clear}</Button>}
        >
          <div className="talent-fields">
            <SelectField
              path="query.category"
              label={w.category}
              none={w.any}
              value={typed.category}
              onChange={(category) => set({ category })}
              options={(notice.data?.categories ?? []).map((value) => ({ value, label: value }))}
            />
            <TextField
              path="query.post"
              label={w.post}
              hint={w.postHint}
              value={typed.post}
              onChange={(post) => set({ post })}
            />
            <SelectField
              path="query.industry"
              label={w.industry}
              none={w.any}
              value={typed.industry}
              onChange={(industry) => set({ industry })}
              options={(notice.data?.industries ?? []).map(({ code, name }) => ({
                value: code,
                label: `${code} ${say(name)}`,
              }))}
            />
            <SelectField
              path="query.nationality"
              label={w.nationality}
              none={w.any}
              value={typed.nationality}
              onChange={(nationality) => set({ nationality })}
              options={countries}
            />
            <SelectField
              path="query.language"
              label={w.language}
              none={w.any}
              value={typed.language}
              onChange={(wanted) => set({ language: wanted })}
              options={(notice.data?.languages ?? []).map(({ code, name }) => ({ value: code, label: say(name) }))}
            />
            <DayField
              path="query.expiresFrom"
              label={w.from}
              value={typed.expiresFrom}
              onChange={(expiresFrom) => set({ expiresFrom })}
            />
            <DayField
              path="query.expiresTo"
              label={w.to}
              value={typed.expiresTo}
              onChange={(expiresTo) => set({ expiresTo })}
            />
          </div>
        </PlainForm>
      </section>
      {asked && !list.error && (
        <>
          <h2 ref={results} tabIndex={-1}>
            {w.found}
          </h2>
          <Shown of={{ ...list, data: list.isPending ? undefined : list.items }}>
            {(items) =>
              items.length === 0 ? (
                <p className="nothing" role="status">
                  {list.more ? w.noneYet : w.none}
                </p>
              ) : (
                <>
                  <p className="soft" role="status">
                    {w.shown(items.length)}
                  </p>
                  <Sheet title={w.found} quiet>
                    <thead>
                      <tr>
                        <th scope="col">{w.category}</th>
                        <th scope="col">{w.postColumn}</th>
                        <th scope="col">{w.employer}</th>
                        <th scope="col">{w.industry}</th>
                        <th scope="col">{w.nationality}</th>
                        <th scope="col">{w.languages}</th>
                        <th scope="col">{w.until}</th>
                        <td />
                      </tr>
                    </thead>
                    <tbody>
                      {items.map((one) => (
                        <tr key={one.code}>
                          <td>{one.category}</td>
                          <th scope="row">{one.post}</th>
                          <td>{say({ zh: one.employer.zh, ...(one.employer.en ? { en: one.employer.en } : {}) })}</td>
                          <td>{one.industry && say(one.industry.name)}</td>
                          <td>{say(one.nationality.name)}</td>
                          <td>{one.languages.map(({ name }) => say(name)).join(' · ')}</td>
                          <td>{dates.shortDay(one.validTo)}</td>
                          <td>
                            <Link to={`/talents/${one.code}`} aria-label={w.openOf(one.post)}>
                              {w.open}
                            </Link>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </Sheet>
                </>
              )
            }
          </Shown>
          <More list={list} />
        </>
      )}
    </>
  );
}

/** Where authorised officers look for holders of permits; each search is recorded. */
export function TalentSearch() {
  return (
    <Gate roles={['supervisor', 'back-officer', 'decider']}>
      <Searching />
    </Gate>
  );
}
