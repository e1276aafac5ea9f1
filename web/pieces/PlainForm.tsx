import { Alert, Button } from 'antd';
import {
  createContext,
  type FormEvent,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Problem, Refusal } from '../client/client.ts';
import { useWords } from '../language/words.tsx';
import './plain-form.css';
import { ProblemList, Problems } from './Problems.tsx';
import { problemsAt, problemsElsewhere } from './problem-places.ts';

const words = {
  marked: {
    zh: (n: number) => `有 ${n} 处需要修改，已在上方标出。`,
    en: (n: number) => (n === 1 ? 'One field above needs another look.' : `${n} fields above need another look.`),
  },
};

type Entry = NonNullable<Problem['problems']>[number];
type Surroundings = { problems: readonly Entry[]; register: (path: string) => () => void };

const Within = createContext<Surroundings>({ problems: [], register: () => () => {} });

/** What the zone found wrong at a field of the form around it. */
export function useProblemsAt(path: string | undefined): readonly Entry[] {
  const { problems, register } = use(Within);
  useEffect(() => (path === undefined ? undefined : register(path)), [path, register]);
  return useMemo(() => (path === undefined ? [] : problemsAt(problems, path)), [problems, path]);
}

const nothing: readonly Entry[] = [];

/**
 * A form of plain fields. What the zone refuses is told beside the field that it is about; the first of them is where
 * the person goes on. What belongs to no field stands above the button.
 */
export function PlainForm({
  error,
  busy,
  submit,
  onSubmit,
  danger,
  beside,
  children,
}: {
  /** Why sending it did not work. */
  error: unknown;
  busy: boolean;
  /** What the button says. */
  submit: string;
  onSubmit: () => void;
  /** It takes something away. */
  danger?: boolean;
  /** Further buttons. */
  beside?: ReactNode;
  children?: ReactNode;
}) {
  const w = useWords(words);
  const form = useRef<HTMLFormElement>(null);
  const [paths, setPaths] = useState<readonly string[]>([]);
  const register = useCallback((path: string) => {
    setPaths((known) => [...known, path]);
    return () =>
      setPaths((known) => {
        const at = known.indexOf(path);
        return at < 0 ? known : known.toSpliced(at, 1);
      });
  }, []);
  const problems = error instanceof Refusal ? (error.problem.problems ?? nothing) : nothing;
  const surroundings = useMemo(() => ({ problems, register }), [problems, register]);
  const elsewhere = problemsElsewhere(problems, paths);
  const marked = problems.length - elsewhere.length;
  useEffect(() => {
    if (problems.length === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>(
      '.field-wrong :is(input, select, textarea, button):not([disabled])',
    );
    wrong?.focus();
    wrong?.closest('.field-wrong')?.scrollIntoView({ block: 'center' });
  }, [problems]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!busy) onSubmit();
  };
  return (
    <Within value={surroundings}>
      <form ref={form} className="plain-form" noValidate onSubmit={send}>
        {children}
        {error instanceof Refusal && marked > 0 ? (
          <Alert
            type="error"
            showIcon
            title={w.marked(marked)}
            description={elsewhere.length > 0 ? <ProblemList problems={elsewhere} /> : undefined}
          />
        ) : (
          <Problems error={error} />
        )}
        <div className="form-actions">
          <Button htmlType="submit" type="primary" danger={danger ?? false} loading={busy}>
            {submit}
          </Button>
          {beside}
        </div>
      </form>
    </Within>
  );
}
