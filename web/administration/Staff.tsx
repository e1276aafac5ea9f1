import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Role } from '../../shared/domain/access/roles.ts';
import type { CoveredRole } from '../../shared/domain/office/leave.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, CheckField, DayField, FieldGroup, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { More } from '../pieces/More.tsx';
import { roleNames } from '../pieces/role-words.ts';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { useSelf } from '../sign-in/self.ts';
import '../pieces/parts.css';
import './administration.css';
import { asRead } from './counted.ts';
import { leads } from './leads.ts';

const words = {
  title: { zh: '人员', en: 'Staff' },
  line: {
    zh: '账号和岗位由本区的身份认证系统给出；这里记录本区自己的安排：谁的岗位已终止、谁在休假、谁在哪个窗口。',
    en: 'Accounts and roles come from the zone’s identity provider. Here stands what this zone decides itself: whose role has ended, who is away, who sits at which window.',
  },
  roles: { zh: '岗位的终止和恢复', en: 'Roles ended and given back' },
  noRoles: {
    zh: '没有终止过岗位：身份认证系统给出的岗位都有效。',
    en: 'No role was ended: every role that the identity provider gives counts.',
  },
  end: { zh: '终止岗位', en: 'End a role' },
  endText: {
    zh: '立即生效，不论身份认证系统如何记载：该人员不能再以此岗位办理任何事项；已领取的申请放回队列；由其审查的申请不能据此作出决定，须重新审查。',
    en: 'It counts at once, whatever the identity provider says: they can do nothing in this role any more, what they claimed is free, and what they reviewed cannot be concluded before somebody reviews it again.',
  },
  endDo: { zh: '终止', en: 'End it now' },
  reinstate: { zh: '恢复岗位', en: 'Give it back' },
  reinstateOf: {
    zh: (who: string, role: string) => `恢复岗位：${who}，${role}`,
    en: (who: string, role: string) => `Give it back: ${role}, to ${who}`,
  },
  reinstateText: {
    zh: '恢复后，该人员可以重新以此岗位办理事项；以前被解除的领取不会自动恢复。',
    en: 'They can act in this role again. Claims that ended are not theirs again.',
  },
  notOneself: { zh: '本人的岗位须由他人恢复。', en: 'Somebody else has to give you your role back.' },
  officer: { zh: '人员账号', en: 'Officer' },
  officerHint: {
    zh: '身份认证系统中的固定编号，可在审批历史中看到。',
    en: 'Their stable identifier at the identity provider, as histories of cases show it.',
  },
  role: { zh: '岗位', en: 'Role' },
  state: { zh: '状态', en: 'State' },
  ended: { zh: '已终止', en: 'Ended' },
  reinstated: { zh: '已恢复', en: 'Given back' },
  reason: { zh: '理由', en: 'Reason' },
  who: { zh: '经手', en: 'By' },
  act: { zh: '操作', en: 'Do' },
  wasEnded: { zh: '岗位已终止。', en: 'The role has ended.' },
  wasReinstated: { zh: '岗位已恢复。', en: 'The role was given back.' },

  leave: { zh: '休假和代为办理', en: 'Leave and cover' },
  leaveText: {
    zh: '休假期间，代办人可以办理休假人员已领取的申请，记录会注明是代为办理。代办不能再转给第三人。',
    en: 'While an officer is away, a colleague with the same role works what the officer had claimed, and the record says so. Cover is not passed on.',
  },
  noLeave: { zh: '现在和近期没有人休假。', en: 'Nobody is away, now or soon.' },
  recordLeave: { zh: '登记休假', en: 'Record a leave' },
  from: { zh: '开始日期', en: 'First day' },
  to: { zh: '结束日期', en: 'Last day' },
  coveredBy: { zh: '代办人账号', en: 'Who stands in' },
  coveredByHint: { zh: '须为岗位相同的另一人。', en: 'Somebody else with the same role.' },
  leaveReason: { zh: '事由', en: 'Why' },
  leaveReasonHint: { zh: '只有主管和管理员看得到。', en: 'Only supervisors and administrators see it.' },
  save: { zh: '保存', en: 'Save' },
  awayNow: { zh: '休假中', en: 'Away now' },
  awaySoon: { zh: '即将休假', en: 'Away soon' },
  endLeave: { zh: '提前结束', en: 'End early' },
  endLeaveOf: { zh: (who: string) => `提前结束 ${who} 的休假`, en: (who: string) => `End early: the leave of ${who}` },
  endLeaveText: { zh: '立即生效，代办随之结束。', en: 'It ends now, and so does the cover.' },
  wasRecorded: { zh: '休假已登记。', en: 'The leave is recorded.' },
  leaveEnded: { zh: '休假已结束。', en: 'The leave has ended.' },

  windows: { zh: '服务窗口的人员', en: 'Staff at the service windows' },
  windowsText: {
    zh: '没有分配窗口的人员办理所有窗口的申请。',
    en: 'Whoever belongs to no window works the cases of all.',
  },
  noWindows: {
    zh: '还没有分配：所有人员办理所有窗口的申请。',
    en: 'Nobody is assigned: everybody works the cases of every window.',
  },
  assign: { zh: '分配窗口', en: 'Assign' },
  assignOf: { zh: (who: string) => `修改 ${who} 的窗口`, en: (who: string) => `Change the windows of ${who}` },
  change: { zh: '修改', en: 'Change' },
  ofWindows: { zh: '所属窗口', en: 'Windows' },
  all: { zh: '所有窗口', en: 'All windows' },
  window: { zh: (n: number, name: string) => `${n} 号 ${name}`, en: (n: number, name: string) => `${n} ${name}` },
  assignReason: { zh: '理由', en: 'Reason' },
  wasAssigned: { zh: '窗口已分配。', en: 'The windows are assigned.' },
};

const staffed = [
  'front-officer',
  'back-officer',
  'decider',
  'supervisor',
  'inspector',
  'admin',
] as const satisfies readonly Role[];
const covered = ['front-officer', 'back-officer', 'decider'] as const satisfies readonly CoveredRole[];

function Part({
  title,
  text,
  act,
  done,
  children,
}: {
  title: string;
  text?: string;
  act: ReactNode;
  done: string;
  children: ReactNode;
}) {
  return (
    <section className="admin-part">
      <div className="section-head">
        <h2>{title}</h2>
        <div className="admin-buttons no-print">{act}</div>
      </div>
      {text && <p className="soft">{text}</p>}
      <p className="admin-done" role="status">
        {done}
      </p>
      {children}
    </section>
  );
}

type StaffRole = Answer<'listStaffRoles'>['items'][number];

function EndRole({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const [typed, setTyped, forget] = useKept('end-role', {
    subject: '',
    role: '' as (typeof staffed)[number] | '',
    reason: { zh: '', en: '' },
  });
  const end = useChange('endRole');
  const set = (to: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...to }));
  const [isTried, setTried] = useState(false);
  const subject = typed.subject.trim();
  return (
    <FormModal
      open
      title={w.end}
      onClose={onClose}
      error={end.error}
      busy={end.isPending}
      danger
      submit={w.endDo}
      onSubmit={() => {
        setTried(true);
        const { role, reason } = typed;
        if (!subject || !role) return;
        end.mutate(
          { path: { subject }, body: { role, reason } },
          {
            onSuccess: () => {
              forget();
              onDone();
            },
          },
        );
      }}
    >
      <p className="admin-summary">{w.endText}</p>
      <TextField
        label={w.officer}
        hint={w.officerHint}
        value={typed.subject}
        onChange={(value) => set({ subject: value })}
        {...(isTried && !subject ? { own: say({ zh: '请填写人员账号', en: 'Name the officer' }) } : {})}
      />
      <SelectField
        path="role"
        label={w.role}
        value={typed.role}
        onChange={(role) => set({ role })}
        options={staffed.map((value) => ({ value, label: say(roleNames[value]) }))}
        {...(isTried && !typed.role ? { own: say({ zh: '请选择岗位', en: 'Choose the role' }) } : {})}
      />
      <BothField path="reason" label={w.reason} value={typed.reason} onChange={(reason) => set({ reason })} />
    </FormModal>
  );
}

function Reinstate({ the, onClose, onDone }: { the: StaffRole; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const [reason, setReason] = useState({ zh: '', en: '' });
  const reinstate = useChange('reinstateRole');
  return (
    <FormModal
      open
      title={w.reinstateOf(the.subject, say(roleNames[the.role]))}
      onClose={onClose}
      error={reinstate.error}
      busy={reinstate.isPending}
      submit={w.reinstate}
      onSubmit={() =>
        reinstate.mutate({ path: { subject: the.subject }, body: { role: the.role, reason } }, { onSuccess: onDone })
      }
    >
      <p>{w.reinstateText}</p>
      <BothField path="reason" label={w.reason} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Roles() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const [isEnding, setEnding] = useState(false);
  const [given, setGiven] = useState<StaffRole>();
  const [done, setDone] = useState('');
  const list = usePages('listStaffRoles', {});
  return (
    <Part title={w.roles} done={done} act={<Button onClick={() => setEnding(true)}>{w.end}</Button>}>
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{w.noRoles}</p>
          ) : (
            <Sheet title={w.roles} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.officer}</th>
                  <th scope="col">{w.role}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{w.reason}</th>
                  <th scope="col">{w.who}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={`${one.subject} ${one.role}`}>
                    <th scope="row">
                      <bdi>{one.subject}</bdi>
                    </th>
                    <td>{say(roleNames[one.role])}</td>
                    <td>
                      <Tag color={one.state === 'ended' ? 'error' : 'default'}>{w[one.state]}</Tag>
                    </td>
                    <td>{say(one.reason)}</td>
                    <td>
                      <bdi>{one.by}</bdi>
                      <br />
                      <small className="soft">{dates.moment(one.at)}</small>
                    </td>
                    <td>
                      {one.state === 'ended' &&
                        (one.subject === self?.subject ? (
                          w.notOneself
                        ) : (
                          <Button
                            aria-label={w.reinstateOf(one.subject, say(roleNames[one.role]))}
                            onClick={() => setGiven(one)}
                          >
                            {w.reinstate}
                          </Button>
                        ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
      {isEnding && (
        <EndRole
          onClose={() => setEnding(false)}
          onDone={() => {
            setEnding(false);
            setDone(w.wasEnded);
          }}
        />
      )}
      {given && (
        <Reinstate
          the={given}
          onClose={() => setGiven(undefined)}
          onDone={() => {
            setGiven(undefined);
            setDone(w.wasReinstated);
          }}
        />
      )}
    </Part>
  );
}

function RecordLeave({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const [typed, setTyped, forget] = useKept('record-leave', {
    subject: '',
    role: '' as CoveredRole | '',
    from: '',
    to: '',
    coveredBy: '',
    reason: '',
  });
  const [isTried, setTried] = useState(false);
  const record = useChange('recordLeave');
  const set = (to: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...to }));
  const subject = typed.subject.trim();
  return (
    <FormModal
      open
      title={w.recordLeave}
      onClose={onClose}
      error={record.error}
      busy={record.isPending}
      submit={w.save}
      onSubmit={() => {
        setTried(true);
        const { subject: _subject, role, ...rest } = typed;
        if (!subject || !role) return;
        record.mutate(
          { path: { subject }, body: { role, ...rest } },
          {
            onSuccess: () => {
              forget();
              onDone();
            },
          },
        );
      }}
    >
      <TextField
        label={w.officer}
        hint={w.officerHint}
        value={typed.subject}
        onChange={(value) => set({ subject: value })}
        {...(isTried && !subject ? { own: say({ zh: '请填写人员账号', en: 'Name the officer' }) } : {})}
      />
      <SelectField
        path="role"
        label={w.role}
        value={typed.role}
        onChange={(role) => set({ role })}
        options={covered.map((value) => ({ value, label: say(roleNames[value]) }))}
        {...(isTried && !typed.role ? { own: say({ zh: '请选择岗位', en: 'Choose the role' }) } : {})}
      />
      <div className="form-pair">
        <DayField path="from" label={w.from} value={typed.from} onChange={(from) => set({ from })} />
        <DayField path="to" label={w.to} value={typed.to} onChange={(to) => set({ to })} />
      </div>
      <TextField
        path="coveredBy"
        label={w.coveredBy}
        hint={w.coveredByHint}
        value={typed.coveredBy}
        onChange={(coveredBy) => set({ coveredBy })}
      />
      <TextField
        path="reason"
        label={w.leaveReason}
        hint={w.leaveReasonHint}
        value={typed.reason}
        onChange={(reason) => set({ reason })}
      />
    </FormModal>
  );
}

type Leave = Answer<'listLeave'>['items'][number];

function EndLeave({ the, onClose, onDone }: { the: Leave; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const end = useChange('endLeave');
  return (
    <FormModal
      open
      title={w.endLeaveOf(the.subject)}
      onClose={onClose}
      error={end.error}
      busy={end.isPending}
      submit={w.endLeave}
      onSubmit={() => end.mutate({ path: { subject: the.subject, leave: the.id } }, { onSuccess: onDone })}
    >
      <p>{w.endLeaveText}</p>
    </FormModal>
  );
}

function Leaves() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { today } = useZone();
  const [isRecording, setRecording] = useState(false);
  const [ending, setEnding] = useState<Leave>();
  const [done, setDone] = useState('');
  const list = usePages('listLeave', {});
  return (
    <Part
      title={w.leave}
      text={w.leaveText}
      done={done}
      act={<Button onClick={() => setRecording(true)}>{w.recordLeave}</Button>}
    >
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{w.noLeave}</p>
          ) : (
            <Sheet title={w.leave} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.officer}</th>
                  <th scope="col">{w.role}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{w.from}</th>
                  <th scope="col">{w.to}</th>
                  <th scope="col">{w.coveredBy}</th>
                  <th scope="col">{w.leaveReason}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <bdi>{one.subject}</bdi>
                    </th>
                    <td>{say(roleNames[one.role])}</td>
                    <td>
                      <Tag color={one.from <= today ? 'processing' : 'default'}>
                        {one.from <= today ? w.awayNow : w.awaySoon}
                      </Tag>
                    </td>
                    <td>{dates.shortDay(one.from)}</td>
                    <td>{dates.shortDay(one.to)}</td>
                    <td>
                      <bdi>{one.coveredBy}</bdi>
                    </td>
                    <td>{one.reason}</td>
                    <td>
                      <Button aria-label={w.endLeaveOf(one.subject)} onClick={() => setEnding(one)}>
                        {w.endLeave}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
      {isRecording && (
        <RecordLeave
          onClose={() => setRecording(false)}
          onDone={() => {
            setRecording(false);
            setDone(w.wasRecorded);
          }}
        />
      )}
      {ending && (
        <EndLeave
          the={ending}
          onClose={() => setEnding(undefined)}
          onDone={() => {
            setEnding(undefined);
            setDone(w.leaveEnded);
          }}
        />
      )}
    </Part>
  );
}

type Assigned = { subject: string; windows: number[] };

function Assign({ of, onClose, onDone }: { of: Assigned; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const [subject, setSubject] = useState(of.subject);
  const [windows, setWindows] = useState<readonly number[]>(of.windows);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const known = useRead('listServiceWindows', {}, { fresh: 300_000 });
  const assign = useChange('assignWindows');
  const named = subject.trim();
  return (
    <FormModal
      open
      title={of.subject ? w.assignOf(of.subject) : w.assign}
      onClose={onClose}
      error={assign.error}
      busy={assign.isPending}
      submit={w.save}
      onSubmit={() => {
        setTried(true);
        if (!named) return;
        assign.mutate({ path: { subject: named }, body: { windows: [...windows], reason } }, { onSuccess: onDone });
      }}
    >
      {!of.subject && (
        <TextField
          label={w.officer}
          hint={w.officerHint}
          value={subject}
          onChange={setSubject}
          {...(isTried && !named ? { own: say({ zh: '请填写人员账号', en: 'Name the officer' }) } : {})}
        />
      )}
      <FieldGroup path="windows" label={w.ofWindows} hint={w.windowsText}>
        {() =>
          known.data?.items.map(({ number, name }) => (
            <CheckField
              key={number}
              label={w.window(number, say(name))}
              value={windows.includes(number)}
              onChange={(isIn) => setWindows((now) => (isIn ? [...now, number] : now.filter((one) => one !== number)))}
            />
          ))
        }
      </FieldGroup>
      <TextField path="reason" label={w.assignReason} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function AtWindows() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const [assigning, setAssigning] = useState<Assigned>();
  const [done, setDone] = useState('');
  const known = useRead('listServiceWindows', {}, { fresh: 300_000 });
  const list = usePages('listStaffWindows', {});
  const nameOf = (number: number) => {
    const found = known.data?.items.find((one) => one.number === number);
    return found ? w.window(number, say(found.name)) : String(number);
  };
  return (
    <Part
      title={w.windows}
      text={w.windowsText}
      done={done}
      act={<Button onClick={() => setAssigning({ subject: '', windows: [] })}>{w.assign}</Button>}
    >
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{w.noWindows}</p>
          ) : (
            <Sheet title={w.windows} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.officer}</th>
                  <th scope="col">{w.ofWindows}</th>
                  <th scope="col">{w.assignReason}</th>
                  <th scope="col">{w.who}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.subject}>
                    <th scope="row">
                      <bdi>{one.subject}</bdi>
                    </th>
                    <td>
                      {one.windows.length === 0 ? w.all : one.windows.map(nameOf).join(say({ zh: '、', en: ', ' }))}
                    </td>
                    <td>{one.reason}</td>
                    <td>
                      <bdi>{one.by}</bdi>
                      <br />
                      <small className="soft">{dates.moment(one.at)}</small>
                    </td>
                    <td>
                      <Button aria-label={w.assignOf(one.subject)} onClick={() => setAssigning(one)}>
                        {w.change}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
      {assigning && (
        <Assign
          key={assigning.subject}
          of={assigning}
          onClose={() => setAssigning(undefined)}
          onDone={() => {
            setAssigning(undefined);
            setDone(w.wasAssigned);
          }}
        />
      )}
    </Part>
  );
}

function Page() {
  const w = useWords(words);
  const hasWindows = useHas('serviceWindows');
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <Roles />
      <Leaves />
      {hasWindows && <AtWindows />}
    </>
  );
}

/** Whose role has ended, who is away and who stands in, who sits at which window. */
export function Staff() {
  return (
    <Gate roles={leads}>
      <Page />
    </Gate>
  );
}
