import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { FieldGroup } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { More } from '../pieces/More.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { type ChosenService, chosenParty, goesWith, keptServices, toggled, visitable } from './choosing.ts';
import { type Slot, SlotPicker } from './SlotPicker.tsx';
import './visits.css';

const words = {
  title: { zh: '预约一次办', en: 'Book one visit' },
  line: {
    zh: '多件申请合并为一次到场、一次领取。',
    en: 'One appointment and one collection for several applications.',
  },
  applications: { zh: '哪些申请', en: 'Which applications' },
  otherParty: {
    zh: '一次预约只能合并同一用人单位或同一申请人的申请。',
    en: 'A visit is for applications of one employer, or of one applicant.',
  },
  services: { zh: '同时代办', en: 'Also for this application' },
  submit: { zh: '确认预约', en: 'Book' },
  chooseSlot: { zh: '请选择时段。', en: 'Choose a day and time.' },
  rules: { zh: '预约须知', en: 'Good to know' },
  none: { zh: '没有可以预约的申请', en: 'There is no application to visit for' },
  noneText: {
    zh: '先新建申请；提交后即可预约到场办理。',
    en: 'Begin an application first; then you can book a visit for it.',
  },
  apply: { zh: '新建申请', en: 'New application' },
  where: { zh: '地点', en: 'Where' },
};

type Entry = { applications: string[]; services: ChosenService[]; slot?: Slot };

function Form() {
  const w = useWords(words);
  const say = useSay();
  const go = useNavigate();
  const titleOf = useProcedureTitle();
  const [search] = useSearchParams();
  const preset = search.getAll('applicationId');
  const offer = useRead('readVisitOffer', {}, { fresh: 600_000 });
  const list = usePages('listApplications', { query: { limit: 50 } });
  const [entry, change, forget] = useKept<Entry>('new-visit', { applications: preset, services: [] });
  const [isTried, setTried] = useState(false);
  const book = useChange('bookVisit', { renews: ['listVisits', 'listSlots', 'readApplication'] });
  const items = visitable(list.items);
  const chosen = entry.applications.filter((id) => items.some((item) => item.id === id));
  const party = chosenParty(items, chosen);
  const { slot } = entry;
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : items }}>
        {() =>
          items.length === 0 ? (
            <section className="card empty">
              <h2>{w.none}</h2>
              <p>{w.noneText}</p>
              <ActionLink primary to="/applications/new">
                {w.apply}
              </ActionLink>
            </section>
          ) : (
            <div className="with-aside">
              <PlainForm
                error={book.error}
                busy={book.isPending}
                submit={w.submit}
                onSubmit={() => {
                  setTried(true);
                  if (!slot) return;
                  book.mutate(
                    {
                      body: {
                        applications: chosen,
                        services: keptServices(entry.services, chosen),
                        day: slot.day,
                        from: slot.from,
                      },
                    },
                    {
                      onSuccess: ({ id }) => {
                        forget();
                        void go(`/visits/${id}`);
                      },
                    },
                  );
                }}
              >
                <section className="card">
                  <FieldGroup path="applications" label={w.applications} hint={w.otherParty}>
                    {() => (
                      <ul className="plain-list choose-applications">
                        {items.map((item) => {
                          const isChosen = chosen.includes(item.id);
                          return (
                            <li key={item.id}>
                              <label className="choice">
                                <input
                                  type="checkbox"
                                  checked={isChosen}
                                  disabled={!isChosen && !goesWith(item, party)}
                                  onChange={({ target }) =>
                                    change((now) => ({
                                      ...now,
                                      applications: toggled(chosen, (id) => id === item.id, item.id, target.checked),
                                    }))
                                  }
                                />
                                <span>
                                  {titleOf(item.procedure)} · {item.applicantName ?? item.employerName}{' '}
                                  <StageTag stage={item.stage} />
                                  {item.employerName && item.applicantName && (
                                    <small className="soft">{item.employerName}</small>
                                  )}
                                </span>
                              </label>
                              {isChosen && (offer.data?.services.length ?? 0) > 0 && (
                                <div className="choose-services">
                                  <p className="soft">{w.services}</p>
                                  {offer.data?.services.map((service) => {
                                    const isSame = (one: ChosenService) =>
                                      one.service === service.id && one.applicationId === item.id;
                                    return (
                                      <label key={service.id} className="choice">
                                        <input
                                          type="checkbox"
                                          checked={entry.services.some(isSame)}
                                          onChange={({ target }) =>
                                            change((now) => ({
                                              ...now,
                                              services: toggled(
                                                now.services,
                                                isSame,
                                                { service: service.id, applicationId: item.id },
                                                target.checked,
                                              ),
                                            }))
                                          }
                                        />
                                        <span>
                                          {say(service.title)}
                                          <small className="soft">
                                            {say(service.authority)} · {say(service.about)}
                                          </small>
                                        </span>
                                      </label>
                                    );
                                  })}
                                </div>
                              )}
                            </li>
                          );
                        })}
                      </ul>
                    )}
                  </FieldGroup>
                  <More list={list} />
                </section>
                <section className="card">
                  <SlotPicker
                    value={slot}
                    onChange={(next) => change((now) => ({ ...now, slot: next }))}
                    own={isTried && !slot ? w.chooseSlot : undefined}
                  />
                </section>
              </PlainForm>
              <aside className="card" aria-labelledby="rules">
                <h2 id="rules">{w.rules}</h2>
                <Shown of={offer}>
                  {({ address, rules }) => (
                    <>
                      <p>
                        <strong>{w.where}</strong>
                        <br />
                        {say(address)}
                      </p>
                      <ul className="steps-ahead">
                        {rules.map(({ code, text }) => (
                          <li key={code}>{say(text)}</li>
                        ))}
                      </ul>
                    </>
                  )}
                </Shown>
              </aside>
            </div>
          )
        }
      </Shown>
    </>
  );
}

/** Booking one appointment for several applications. */
export const NewVisit = () => (
  <Gate roles={['employer', 'applicant']}>
    <Form />
  </Gate>
);
