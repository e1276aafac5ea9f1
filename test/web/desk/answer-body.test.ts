import { describe, expect, it } from 'vitest';
import { answerBody, emptyReply, insertReady, wordsSaid } from '../../../web/desk/answer-body.ts';

const ready = { zh: '不收费。', en: 'No fee is charged.' };

describe('the reply of an officer', () => {
  it('names a ready answer alone where its words were not changed', () => {
    const reply = insertReady(emptyReply, 'a1', ready);
    expect(answerBody(reply, 'back', ready)).toEqual({ act: 'answer', standardAnswer: 'a1' });
  });

  it('keeps the changed words and still says where they came from', () => {
    const reply = insertReady(emptyReply, 'a1', ready);
    const changed = { ...reply, words: { ...reply.words, en: 'There is no fee at all.' } };
    expect(answerBody(changed, 'back', ready)).toEqual({
      act: 'answer',
      words: { zh: '不收费。', en: 'There is no fee at all.' },
      standardAnswer: 'a1',
    });
  });

  it('does not name a ready answer that was withdrawn meanwhile', () => {
    const reply = insertReady(emptyReply, 'a1', ready);
    expect(answerBody(reply, 'back', undefined)).toEqual({ act: 'answer', words: ready });
  });

  it('puts a ready answer behind what was typed, and only once', () => {
    const typed = { ...emptyReply, words: { zh: '您好。', en: '' } };
    const once = insertReady(typed, 'a1', ready);
    expect(once.words).toEqual({ zh: '您好。\n\n不收费。', en: 'No fee is charged.' });
    expect(insertReady(once, 'a1', ready).words).toEqual(once.words);
  });

  it('leaves out a language in which nothing was said', () => {
    expect(wordsSaid({ zh: '  ', en: 'Yes.' })).toEqual({ en: 'Yes.' });
    expect(wordsSaid({ zh: '', en: ' ' })).toBeUndefined();
  });

  it('goes to the other office with a note, without the words that were typed for the asker', () => {
    const reply = { ...emptyReply, act: 'hand-over' as const, note: 'About points', words: ready };
    expect(answerBody(reply, 'back')).toEqual({ act: 'hand-over', to: 'back', note: 'About points' });
  });
});
