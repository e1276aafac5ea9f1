import { describe, expect, test } from 'vitest';
import { type ProblemCode, preferredLanguage, problem, problemAnswer } from '../../../shared/http/problem.ts';

describe('the language of an answer', () => {
  test.each([
    [undefined, 'zh', 'nothing is asked for'],
    ['', 'zh', 'nothing is asked for'],
    ['en', 'en', 'English'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh', 'a browser in Beijing'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en', 'a browser in Boston'],
    ['fr-FR,fr;q=0.9,en;q=0.5', 'en', 'French first, then English'],
    ['fr', 'zh', 'neither language'],
    ['*', 'zh', 'any language'],
    ['zh;q=0.2, EN-gb;q=0.7', 'en', 'English preferred'],
    ['en;q=0', 'zh', 'English refused'],
    ['zh;q=0, en;q=0.1', 'en', 'Chinese refused'],
    ['en;q=abc', 'en', 'a quality that is no number'],
    ['zh-Hant-TW', 'zh', 'a long tag'],
    [';;;,,=,', 'zh', 'nonsense'],
  ])('%s is answered in %s: %s', (header, language, _reason) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a problem', () => {
  test.each<[ProblemCode, number]>([
    ['invalid-request', 400],
    ['malformed-json', 400],
    ['not-signed-in', 401],
    ['session-expired', 401],
    ['second-factor-needed', 403],
    ['not-allowed', 403],
    ['two-officers', 403],
    ['outside-delegation', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['version-conflict', 409],
    ['too-large', 413],
    ['unsupported-media-type', 415],
    ['incomplete-application', 422],
    ['key-reused', 422],
    ['internal-error', 500],
    ['try-again', 503],
  ])('%s is answered %d', (code, status) => {
    const answer = problemAnswer(problem(code), 'en');
    expect(answer.statusCode).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ type: `urn:greenpath:problem:${code}`, status });
  });

  test('is told in the language of the reader, and each entry in both', () => {
    const refusal = problem('invalid-request', {
      detail: { zh: '详情', en: 'Detail' },
      problems: [{ path: 'a.b', code: 'missing', text: { zh: '必填', en: 'is required' } }],
    });
    const text = { zh: '必填', en: 'is required' };
    expect(JSON.parse(problemAnswer(refusal, 'zh').body)).toEqual({
      type: 'urn:greenpath:problem:invalid-request',
      title: '请求有误',
      status: 400,
      detail: '详情',
      problems: [{ path: 'a.b', code: 'missing', message: '必填', text }],
    });
    expect(JSON.parse(problemAnswer(refusal, 'en').body)).toMatchObject({
      title: 'The request is not valid',
      detail: 'Detail',
      problems: [{ message: 'is required' }],
    });
  });
});
