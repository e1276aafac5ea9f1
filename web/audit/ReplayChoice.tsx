import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';

const words = {
  title: { zh: '案件重算', en: 'Replay of a case' },
  line: {
    zh: '按当时的规则重新计算一个案件的积分和时限，并核对每一步是否合法。查看会记录在案。',
    en: 'Computes the scores and times of a case again by the rules of then, and follows each step. That you look is recorded.',
  },
  id: {
    zh: '申请编号（案件页面网址末尾的 24 位）',
    en: 'Id of the application (24 characters at the end of its address)',
  },
  go: { zh: '重算', en: 'Replay it' },
};

/** Which case is to be computed again. */
export function ReplayChoice() {
  const w = useWords(words);
  const id = useId();
  const go = useNavigate();
  const [typed, setTyped] = useState('');
  const open = (event: FormEvent) => {
    event.preventDefault();
    // A whole address may be pasted.
    const wanted = typed.trim().split('/').filter(Boolean).at(-1);
    if (wanted) void go(`/replay/${encodeURIComponent(wanted)}`);
  };
  return (
    <Gate roles={['supervisor', 'admin']}>
      <Head title={w.title}>{w.line}</Head>
      <form className="tools" onSubmit={open}>
        <label htmlFor={id}>
          <span>{w.id}</span>
          <input
            id={id}
            className="input"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit">
          {w.go}
        </Button>
      </form>
    </Gate>
  );
}
