import { Button } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ChoiceField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { type Slot, SlotPicker } from './SlotPicker.tsx';

const words = {
  move: { zh: '改期', en: 'Move' },
  cancel: { zh: '取消预约', en: 'Cancel the visit' },
  checkIn: { zh: '登记到场', en: 'Check in' },
  absent: { zh: '未到', en: 'Nobody came' },
  collect: { zh: '一次交付', en: 'Hand everything over' },
  service: { zh: '记录其他机关的结果', en: 'Note what another authority decided' },
  moveTitle: { zh: '改到其他时段', en: 'Move to another slot' },
  chooseSlot: { zh: '请选择时段。', en: 'Choose a day and time.' },
  cancelText: {
    zh: '取消后时段立即释放；申请照常办理，不受影响。',
    en: 'The slot is free at once. The applications go on as before.',
  },
  reason: { zh: '原因', en: 'Why' },
  absentText: {
    zh: '按未到处理后预约结束，对方可以重新预约，申请不受影响。',
    en: 'The visit ends; they can book again and the applications are not affected.',
  },
  takeOut: { zh: '退出合并', en: 'Take it out' },
  takeOutText: {
    zh: '这件申请不再随本次预约一并领取，其余不必等它。申请本身照常办理。',
    en: 'The rest no longer waits for this application, and it is collected by itself. The application goes on.',
  },
  collectText: {
    zh: '请核对来人身份证件后交付。',
    en: 'Check their identity document before you hand anything over.',
  },
  name: { zh: '领取人姓名', en: 'Name of whoever collects' },
  as: { zh: '身份', en: 'They are' },
  applicant: { zh: '申请人本人', en: 'the applicant' },
  handler: { zh: '经办人', en: 'a handler of the employer' },
  authorised: { zh: '受委托人', en: 'somebody authorised' },
  which: { zh: '哪一项', en: 'Which' },
  result: { zh: '结果', en: 'How it stands' },
  'with-authority': { zh: '机关办理中', en: 'With the authority' },
  ready: { zh: '可以领取', en: 'Ready to collect' },
  'not-granted': { zh: '未获批准', en: 'Not granted' },
  note: { zh: '备注', en: 'Note' },
  save: { zh: '保存', en: 'Save' },
};

type Visit = Answer<'readVisit'>;
type Props = { visit: Visit; open: boolean; onClose: () => void };

const renews = ['readVisit', 'listVisits', 'listSlots'] as const;

function Moving({ visit, open, onClose }: Props) {
  const w = useWords(words);
  const [slot, setSlot] = useState<Slot>();
  const [isTried, setTried] = useState(false);
  const move = useChange('moveVisit', { renews });
  return (
    <FormModal
      open={open}
      title={w.moveTitle}
      onClose={onClose}
      error={move.error}
      busy={move.isPending}
      submit={w.move}
      onSubmit={() => {
        setTried(true);
        if (slot) {
          move.mutate({ path: { id: visit.id }, body: { ...slot }, version: visit.version }, { onSuccess: onClose });
        }
      }}
    >
      <SlotPicker value={slot} onChange={setSlot} own={isTried && !slot ? w.chooseSlot : undefined} />
    </FormModal>
  );
}

function Cancelling({ visit, open, onClose }: Props) {
  const w = useWords(words);
  const [reason, setReason] = useState('');
  const cancel = useChange('cancelVisit', { renews });
  return (
    <FormModal
      open={open}
      title={w.cancel}
      onClose={onClose}
      danger
      error={cancel.error}
      busy={cancel.isPending}
      submit={w.cancel}
      onSubmit={() =>
        cancel.mutate(
          { path: { id: visit.id }, body: reason.trim() ? { reason } : {}, version: visit.version },
          { onSuccess: onClose },
        )
      }
    >
      <p>{w.cancelText}</p>
      <LongField path="reason" label={w.reason} optional rows={3} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Absent({ visit, open, onClose }: Props) {
  const w = useWords(words);
  const mark = useChange('markAbsent', { renews });
  return (
    <FormModal
      open={open}
      title={w.absent}
      onClose={onClose}
      danger
      error={mark.error}
      busy={mark.isPending}
      submit={w.absent}
      onSubmit={() => mark.mutate({ path: { id: visit.id }, body: {}, version: visit.version }, { onSuccess: onClose })}
    >
      <p>{w.absentText}</p>
    </FormModal>
  );
}

function Collecting({ visit, open, onClose }: Props) {
  const w = useWords(words);
  const [name, setName] = useState('');
  const [as, setAs] = useState<'applicant' | 'handler' | 'authorised' | ''>('');
  const collect = useChange('collectVisit', { renews });
  return (
    <FormModal
      open={open}
      title={w.collect}
      onClose={onClose}
      error={collect.error}
      busy={collect.isPending}
      submit={w.collect}
      onSubmit={() =>
        collect.mutate(
          {
            path: { id: visit.id },
            body: { collectedBy: { name, as: as as 'applicant' } },
            version: visit.version,
          },
          { onSuccess: onClose },
        )
      }
    >
      <p>{w.collectText}</p>
      <TextField path="collectedBy.name" label={w.name} value={name} onChange={setName} />
      <ChoiceField
        path="collectedBy.as"
        label={w.as}
        value={as}
        onChange={setAs}
        options={(['applicant', 'handler', 'authorised'] as const).map((value) => ({ value, label: w[value] }))}
      />
    </FormModal>
  );
}

const serviceStates = ['with-authority', 'ready', 'not-granted'] as const;

function Noting({ visit, open, onClose }: Props) {
  const w = useWords(words);
  const say = useSay();
  const [at, setAt] = useState('');
  const [state, setState] = useState<(typeof serviceStates)[number] | ''>('');
  const [note, setNote] = useState('');
  const save = useChange('noteService', { renews });
  const labelOf = (applicationId: string) => {
    const found = visit.applications.find(({ id }) => id === applicationId);
    return found?.applicant ?? found?.receiptNumber ?? applicationId;
  };
  const found = visit.services[Number(at)];
  return (
    <FormModal
      open={open}
      title={w.service}
      onClose={onClose}
      error={save.error}
      busy={save.isPending}
      submit={w.save}
      onSubmit={() =>
        save.mutate(
          {
            path: { id: visit.id },
            body: {
              service: (at !== '' && found?.service) || '',
              applicationId: (at !== '' && found?.applicationId) || '',
              state: state as 'ready',
              ...(note.trim() ? { note } : {}),
            },
            version: visit.version,
          },
          { onSuccess: onClose },
        )
      }
    >
      <SelectField
        path="service"
        label={w.which}
        value={at}
        onChange={setAt}
        options={visit.services.map((one, index) => ({
          value: `${index}`,
          label: `${say(one.title)} · ${labelOf(one.applicationId)}`,
        }))}
      />
      <ChoiceField
        path="state"
        label={w.result}
        value={state}
        onChange={setState}
        options={serviceStates.map((value) => ({ value, label: w[value] }))}
      />
      <TextField path="note" label={w.note} optional value={note} onChange={setNote} />
    </FormModal>
  );
}

/** Takes one application out of a visit. */
export function TakeOut({
  visit,
  application,
  onClose,
}: {
  visit: Visit;
  application: string | undefined;
  onClose: () => void;
}) {
  const w = useWords(words);
  const take = useChange('takeOutOfVisit', { renews });
  return (
    <FormModal
      open={application !== undefined}
      title={w.takeOut}
      onClose={onClose}
      danger
      error={take.error}
      busy={take.isPending}
      submit={w.takeOut}
      onSubmit={() =>
        application !== undefined &&
        take.mutate(
          { path: { id: visit.id }, body: { applicationId: application }, version: visit.version },
          { onSuccess: onClose },
        )
      }
    >
      <p>{w.takeOutText}</p>
    </FormModal>
  );
}

type Asked = 'move' | 'cancel' | 'absent' | 'collect' | 'service';

/** What the reader may do with a visit now; checking in is one step, everything else is asked once more. */
export function VisitActs({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const [asked, setAsked] = useState<Asked>();
  const checkIn = useChange('checkIn', { renews });
  const close = () => setAsked(undefined);
  const may = (act: Visit['next'][number]) => visit.next.includes(act);
  const primary = may('check-in') ? 'check-in' : may('collect') ? 'collect' : undefined;
  return (
    <>
      <Problems error={checkIn.error} />
      <div className="form-actions no-print">
        {may('check-in') && (
          <Button
            type="primary"
            loading={checkIn.isPending}
            onClick={() => checkIn.mutate({ path: { id: visit.id }, body: {}, version: visit.version })}
          >
            {w.checkIn}
          </Button>
        )}
        {may('collect') && (
          <Button type={primary === 'collect' ? 'primary' : 'default'} onClick={() => setAsked('collect')}>
            {w.collect}
          </Button>
        )}
        {may('note-service') && <Button onClick={() => setAsked('service')}>{w.service}</Button>}
        {may('move') && <Button onClick={() => setAsked('move')}>{w.move}</Button>}
        {may('mark-absent') && (
          <Button danger onClick={() => setAsked('absent')}>
            {w.absent}
          </Button>
        )}
        {may('cancel') && (
          <Button danger onClick={() => setAsked('cancel')}>
            {w.cancel}
          </Button>
        )}
      </div>
      <Moving visit={visit} open={asked === 'move'} onClose={close} />
      <Cancelling visit={visit} open={asked === 'cancel'} onClose={close} />
      <Absent visit={visit} open={asked === 'absent'} onClose={close} />
      <Collecting visit={visit} open={asked === 'collect'} onClose={close} />
      <Noting visit={visit} open={asked === 'service'} onClose={close} />
    </>
  );
}
