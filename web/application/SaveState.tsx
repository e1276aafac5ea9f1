import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { useLabel } from './FormField.tsx';
import { useFilling } from './filling.ts';
import { fieldForm, type Option } from './form-fields.ts';
import type { Status } from './saving.ts';

const words = {
  saved: { zh: '已保存', en: 'Saved' },
  unsaved: { zh: '正在填写…', en: 'Not saved yet…' },
  saving: { zh: '正在保存…', en: 'Saving…' },
  held: { zh: '部分内容尚未保存，见标出的栏目', en: 'Part of it is not saved yet: see the marked fields' },
  lost: {
    zh: '连接中断，内容保存在本设备上，恢复连接后自动保存',
    en: 'No connection. What you typed is kept on this device and saved when you are back',
  },
  'signed-out': {
    zh: '登录已过期，内容保存在本设备上，重新登录后自动保存',
    en: 'Your session has ended. What you typed is kept on this device and saved once you sign in',
  },
  failed: {
    zh: '没有保存成功，内容保存在本设备上',
    en: 'It could not be saved. What you typed is kept on this device',
  },
  closed: { zh: '本申请已不能修改', en: 'This application can no longer be changed' },
  retry: { zh: '现在重试', en: 'Try now' },
  at: { zh: (time: string) => `（${time}）`, en: (time: string) => ` at ${time}` },
  restored: {
    zh: (n: number) => `已恢复您上次未保存的 ${n} 项内容。`,
    en: (n: number) =>
      n === 1
        ? 'One field that was not saved last time is back.'
        : `${n} fields that were not saved last time are back.`,
  },
  clashTitle: { zh: '此处内容在别处也被修改', en: 'These fields were changed elsewhere, too' },
  clashText: {
    zh: '可能是您在另一个页面，或您的同事、申请人作了修改。请选择保留哪一个；选择之前不会覆盖任何内容。',
    en: 'In another tab, or by a colleague or the applicant. Choose which one holds; until then nothing is overwritten.',
  },
  mine: { zh: '用这里的', en: 'Keep what is here' },
  theirs: { zh: '用别处的', en: 'Take the other' },
  here: { zh: '这里', en: 'Here' },
  there: { zh: '别处', en: 'Elsewhere' },
  empty: { zh: '（空）', en: '(empty)' },
  taken: { zh: '以下内容已在别处修改，这里已更新：', en: 'Changed elsewhere meanwhile, and up to date here:' },
  seen: { zh: '知道了', en: 'All right' },
};

const calm: readonly Status[] = ['saved', 'unsaved', 'saving'];

/** Whether what was typed is safe, said quietly and read aloud when it changes. */
export function SaveState() {
  const w = useWords(words);
  const dates = useDates();
  const { draft, state } = useFilling();
  const { status, application, restored } = state;
  const isCalm = calm.includes(status);
  return (
    <div className={isCalm ? 'save-state no-print' : 'save-state save-trouble no-print'}>
      <span role="status" aria-live="polite">
        {status === 'saved' ? '✓ ' : ''}
        {w[status]}
        {status === 'saved' && w.at(dates.time(application.updatedAt))}
        {restored > 0 && status === 'saved' && ` ${w.restored(restored)}`}
      </span>
      {(status === 'lost' || status === 'failed') && (
        <Button size="small" onClick={() => void draft.saveNow()}>
          {w.retry}
        </Button>
      )}
    </div>
  );
}

function Value({ path, value }: { path: string; value: unknown }): ReactNode {
  const w = useWords(words);
  const say = useSay();
  const { state } = useFilling();
  if (value === undefined || value === null || value === '') return <em>{w.empty}</em>;
  const options: readonly Option[] = fieldForm(path, state.application.questions)?.options ?? [];
  return [value]
    .flat()
    .map((one) => {
      const option = options.find((known) => known.value === String(one));
      return option ? say(option.label) : String(one);
    })
    .join(', ');
}

/** What was changed here and elsewhere at the same time: the person decides, nothing is overwritten unseen. */
export function Clashes() {
  const w = useWords(words);
  const labelOf = useLabel();
  const { draft, state } = useFilling();
  const { clashes, taken } = state;
  return (
    <>
      {clashes.length > 0 && (
        <section className="clashes" role="alert">
          <h2>{w.clashTitle}</h2>
          <p>{w.clashText}</p>
          {clashes.map(({ path, mine, theirs }) => (
            <div key={path} className="clash">
              <h3>{labelOf(path)}</h3>
              <dl>
                <div>
                  <dt>{w.here}</dt>
                  <dd>
                    <Value path={path} value={mine} />
                  </dd>
                  <dd>
                    <Button onClick={() => draft.settle(path, 'mine')}>{w.mine}</Button>
                  </dd>
                </div>
                <div>
                  <dt>{w.there}</dt>
                  <dd>
                    <Value path={path} value={theirs} />
                  </dd>
                  <dd>
                    <Button onClick={() => draft.settle(path, 'theirs')}>{w.theirs}</Button>
                  </dd>
                </div>
              </dl>
            </div>
          ))}
        </section>
      )}
      {taken.length > 0 && (
        <div className="taken" role="status">
          <span>
            {w.taken} {taken.map(labelOf).join('、')}
          </span>{' '}
          <Button size="small" onClick={draft.seen}>
            {w.seen}
          </Button>
        </div>
      )}
    </>
  );
}
