import { expect, it } from 'vitest';
import type { Application } from '../../../web/application/draft.ts';
import { stillOpen } from '../../../web/application/gaps.ts';

const text = { zh: '', en: '' };
const application = {
  form: { post: { title: 'Engineer' } },
  checklist: [
    { kind: 'passport', state: 'missing' },
    { kind: 'photo', state: 'uploaded' },
  ],
} as unknown as Application;
const gap = (at: string, seen?: unknown) => ({ path: at, at, code: 'missing', text, seen });

it('a gap is told until its field holds something else or its document is there', () => {
  const gaps = [gap('post.title', 'Engineer'), gap('post.workplace'), gap('document.passport'), gap('document.photo')];
  expect(stillOpen(gaps, application, {}).map(({ at }) => at)).toEqual([
    'post.title',
    'post.workplace',
    'document.passport',
  ]);
  expect(
    stillOpen(gaps, application, { 'post.title': 'Chemist', 'post.workplace': 'Lab' }).map(({ at }) => at),
  ).toEqual(['document.passport']);
});
