import type { Text } from '../../shared/domain/text.ts';

/** What an officer is about to say to an inquiry, as typed. */
export type Reply = {
  act: 'answer' | 'ask-back' | 'hand-over';
  words: Text;
  note: string;
  /** The ready answer that was inserted. */
  standardAnswer: string | undefined;
};

export const emptyReply: Reply = {
  act: 'answer',
  words: { zh: '', en: '' },
  note: '',
  standardAnswer: undefined,
};

/** What was typed in either language; a language without anything is left out. */
export const wordsSaid = ({ zh, en }: Text): Partial<Text> | undefined => {
  const said = { ...(zh.trim() ? { zh } : {}), ...(en.trim() ? { en } : {}) };
  return Object.keys(said).length > 0 ? said : undefined;
};

/** A ready answer goes behind what was typed already, in each language. */
export function insertReady(reply: Reply, standardAnswer: string, answer: Text): Reply {
  const behind = (typed: string, ready: string) =>
    typed.trim() === '' || typed.includes(ready) ? typed.trim() || ready : `${typed.trimEnd()}\n\n${ready}`;
  return {
    ...reply,
    act: 'answer',
    standardAnswer,
    words: { zh: behind(reply.words.zh, answer.zh), en: behind(reply.words.en, answer.en) },
  };
}

/**
 * What is sent. A ready answer that was not changed speaks for itself; one that was changed is still named, so that the
 * record says where the words came from.
 * @param other the office to which it may be handed over
 * @param ready the text of the ready answer that was inserted, while it stands
 */
export function answerBody({ act, words, note, standardAnswer }: Reply, other: 'front' | 'back', ready?: Text) {
  if (act === 'hand-over') return { act, to: other, note } as const;
  const said = wordsSaid(words);
  if (act === 'ask-back') return { act, words: said ?? {} } as const;
  const isUnchanged = ready !== undefined && words.zh === ready.zh && words.en === ready.en;
  return {
    act,
    ...(said && !isUnchanged ? { words: said } : {}),
    ...(standardAnswer && ready ? { standardAnswer } : {}),
  } as const;
}
