import { Tag } from 'antd';
import type { Answer } from '../client/contract.ts';
import { useWords } from '../language/words.tsx';

const words = {
  declared: { zh: '已填报，待注册', en: 'Added, not registered yet' },
  registered: { zh: '已注册', en: 'Registered' },
  displaced: { zh: '已失效', en: 'No longer valid' },
};

const colours = { declared: 'warning', registered: 'success', displaced: 'error' } as const;

/** How an employer stands, as a word with a colour. */
export function EmployerStatus({ status }: { status: Answer<'readEmployer'>['status'] }) {
  const w = useWords(words);
  return <Tag color={colours[status]}>{w[status]}</Tag>;
}
