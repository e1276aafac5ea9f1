import type { z } from 'zod';
import type { deskRoutes } from '../../shared/contract/desk.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import {
  decisionLabels,
  decisionsIn,
  officeOf,
  type PracticeCase,
  type PracticeOffice,
} from '../../shared/domain/desk/practice.ts';
import { mark } from '../../shared/domain/desk/practice-mark.ts';
import { countsUntil, type Passed, staffStanding } from '../../shared/domain/desk/staff-standing.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addMonths, dayIn, startOfDay } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  type Attempt,
  isAttemptId,
  keepAttempt,
  markAttempt,
  newAttemptId,
  practiceCode,
  readAttempt,
  readAttempts,
  readAttemptsOfMonth,
  readAttemptsSince,
} from '../../shared/records/practice.ts';
import { fingerprint } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { type DeskGiven, monthIn, present } from './given.ts';

type PracticeView = z.input<(typeof deskRoutes)['startAttempt']['answer']['schema']>['practice'];

const pageLength = 50;
const offices: readonly PracticeOffice[] = ['front', 'back'];

const codeOf = ({ id }: PracticeCase) => practiceCode(id);

/** What lies before the officer; the solution stays here, and so do an id and a title that tell it. */
const questionOf = (the: PracticeCase, title: Text): PracticeView => ({
  id: codeOf(the),
  version: the.version,
  office: officeOf(the),
  stage: the.stage,
  title,
  story: the.story,
  question: the.question,
  asks: [...the.asks],
  decisions: decisionsIn[the.stage].map((decision) => ({ decision, label: decisionLabels[decision] })),
  today: the.today,
  procedure: the.procedure,
  pointsTable: the.pointsTable,
  form: { ...the.form },
  // What the issuer said and what a paper proves stand in the story; marks of the solution do not.
  papers: the.papers.map(({ proves: _proves, forged: _forged, ...paper }) => paper),
  circumstances: [
    ...(the.changedSinceNotice
      ? [
          {
            zh: `首次告知后补正的内容：${the.changedSinceNotice.join('、')}`,
            en: `Changed since the first notice: ${the.changedSinceNotice.join(', ')}`,
          },
        ]
      : []),
    ...(the.officer?.reviewedBy
      ? [
          {
            zh: `审查人：${the.officer.reviewedBy}；您：${the.officer.subject}`,
            en: `Reviewed by ${the.officer.reviewedBy}; you are ${the.officer.subject}`,
          },
        ]
      : []),
  ],
});

/** What of an answer the case does not ask for, or what it asks for and the answer leaves out. */
function misfits(the: PracticeCase, answer: object): ProblemEntry[] {
  const { decision, ...parts } = answer as { decision: string };
  const given = Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  const asked: readonly string[] = the.asks;
  return [
    ...((decisionsIn[the.stage] as readonly string[]).includes(decision)
      ? []
      : [
          {
            path: 'decision',
            code: 'not-an-option',
            text: {
              zh: `须为以下之一：${decisionsIn[the.stage].join('、')}`,
              en: `must be one of: ${decisionsIn[the.stage].join(', ')}`,
            },
          },
        ]),
    ...given
      .filter((name) => !asked.includes(name))
      .map((path) => ({ path, code: 'unknown-field', text: { zh: '本题没有问到', en: 'is not asked in this case' } })),
    ...asked
      .filter((name) => !given.includes(name))
      .map((path) => ({ path, code: 'missing', text: { zh: '请作答', en: 'is asked in this case' } })),
  ];
}

/** Training and assessment (培训考核) of front and back offices with practice cases. */
export function practising(
  given: DeskGiven,
): Pick<Handles<typeof deskRoutes>, 'listPractice' | 'startAttempt' | 'handInAnswer' | 'listStaffAssessments'> {
  const { table, zone, practice } = given;
  const policy = zone.desk.assessment;

  const numbered = (the: PracticeCase): Text => {
    const among = practice.filter((one) => officeOf(one) === officeOf(the));
    const number = among.indexOf(the) + 1;
    return officeOf(the) === 'front'
      ? { zh: `前台练习 第${number}题`, en: `Front office, case ${number}` }
      : { zh: `后台练习 第${number}题`, en: `Back office, case ${number}` };
  };

  const marked = (attempt: Attempt): Passed[] =>
    attempt.handedInAt === undefined
      ? []
      : [
          {
            case: attempt.case,
            office: attempt.office,
            passed: attempt.passed === true,
            on: dayIn(zone.timeZone, attempt.handedInAt),
          },
        ];

  const attemptsThatCount = async (subject: string): Promise<Attempt[]> => {
    const { today } = present(given);
    // An attempt counts from the day on which it was handed in; it began at most some days before.
    const since = startOfDay(zone.timeZone, addMonths(today, -policy.validMonths - 1));
    return readAttemptsSince(table, subject, since);
  };

  /** Whoever has seen the solution of a case is not assessed by it again: the first answer to each case counts. */
  const assessing = (attempts: readonly Attempt[]): Passed[] => {
    const inOrder = attempts
      .filter(({ handedInAt }) => handedInAt !== undefined)
      .toSorted((one, other) => ((one.handedInAt ?? '') < (other.handedInAt ?? '') ? -1 : 1));
    const first = new Map<string, Attempt>();
    for (const attempt of inOrder) if (!first.has(attempt.case)) first.set(attempt.case, attempt);
    return [...first.values()].flatMap(marked);
  };

  const standingOf = async (subject: string) => {
    const attempts = assessing(await attemptsThatCount(subject));
    const { today } = present(given);
    return offices.map((office) => staffStanding(office, attempts, policy, today));
  };

  const shown = ({ answer: _answer, marks: _marks, of: _of, ...attempt }: Attempt) => attempt;

  /** The answer that was handed in is marked again by the version of the case that it was given to, or told as kept. */
  const findings = (attempt: Attempt) => {
    const the = practice.find((one) => codeOf(one) === attempt.case && one.version === attempt.caseVersion);
    return the && attempt.answer ? mark(the, attempt.answer).findings : [];
  };

  return {
    listPractice: async ({ principal, query: { office } }) => {
      const attempts = await attemptsThatCount(principal.subject);
      const { today } = present(given);
      const items = practice
        .filter((the) => office === undefined || officeOf(the) === office)
        .map((the) => {
          const own = attempts.filter((attempt) => attempt.case === codeOf(the) && attempt.score !== undefined);
          const best = own.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0))[0];
          const until = assessing(own)
            .filter(({ passed }) => passed)
            .map(({ on }) => countsUntil(on, policy))
            .filter((last) => last >= today)
            .sort()
            .at(-1);
          return {
            id: codeOf(the),
            version: the.version,
            office: officeOf(the),
            stage: the.stage,
            title: best ? the.title : numbered(the),
            ...(best
              ? {
                  best: {
                    score: best.score ?? 0,
                    passed: best.passed === true,
                    ...(until ? { countsUntil: until } : {}),
                  },
                }
              : {}),
          };
        });
      return success({
        body: { items, standing: offices.map((one) => staffStanding(one, assessing(attempts), policy, today)) },
      });
    },

    startAttempt: async ({ parameters, principal, idempotencyKey: _key }) => {
      const the = practice.find((one) => codeOf(one) === parameters.case);
      if (!the) return failure(problem('not-found'));
      const { at } = present(given);
      const attempt: Attempt = {
        id: newAttemptId(at),
        subject: principal.subject,
        case: codeOf(the),
        caseVersion: the.version,
        office: officeOf(the),
        startedAt: at,
        policy: { procedure: the.procedure, points: the.pointsTable },
      };
      await keepAttempt(table, attempt);
      return success({ body: { ...shown(attempt), practice: questionOf(the, numbered(the)) } });
    },

    handInAnswer: async ({ parameters, principal, body }) => {
      const id = parameters.attempt ?? '';
      const attempt = isAttemptId(id) ? await readAttempt(table, principal.subject, id) : undefined;
      if (!attempt) return failure(problem('not-found'));
      const kept = (of: Attempt) => ({
        body: { ...shown(of), marks: of.marks ?? 0, of: of.of ?? 0, findings: findings(of) },
      });
      const same = (of: Attempt) => JSON.stringify(of.answer) === JSON.stringify(body);
      const already = failure(
        problem('conflict', {
          detail: {
            zh: '这次练习已经交卷，请重新开始一次。',
            en: 'This attempt was handed in; begin another one.',
          },
        }),
      );
      if (attempt.handedInAt) return same(attempt) ? success(kept(attempt)) : already;
      const the = practice.find((one) => codeOf(one) === attempt.case);
      if (!the || the.version !== attempt.caseVersion) {
        return failure(
          problem('conflict', {
            detail: {
              zh: '这道练习已经更新，请重新开始一次。',
              en: 'This practice case was renewed meanwhile; begin another attempt.',
            },
          }),
        );
      }
      const wrong = misfits(the, body);
      if (wrong.length > 0) return invalid(...wrong);
      const result = mark(the, body);
      const { at } = present(given);
      const done = {
        ...attempt,
        handedInAt: at,
        answer: body,
        marks: result.marks,
        of: result.of,
        score: result.score,
        passed: result.score >= policy.passMark,
      };
      const outcome = await markAttempt(table, done, monthIn(zone, at));
      if (outcome.ok) return success(kept(done));
      const now = await readAttempt(table, principal.subject, id);
      return now && same(now) ? success(kept(now)) : already;
    },

    listStaffAssessments: async ({ principal, query: { cursor, limit = pageLength, subject, month } }) => {
      const supervises = (the: Principal) => the.roles.includes('supervisor');
      const others = month !== undefined || (subject !== undefined && subject !== principal.subject);
      if (others && !supervises(principal)) return failure(problem('not-allowed'));
      if (month !== undefined && subject !== undefined) {
        return invalid({
          path: 'query.month',
          code: 'contradiction',
          text: { zh: '请按人员或者按月份查询', en: 'ask for an officer or for a month, not for both' },
        });
      }
      const who = subject ?? principal.subject;
      const pk = month ? keys.practiceOfMonth(month, '', '').pk : keys.practiceAttempt(fingerprint(who), '').pk;
      const shape = { pk, sk: month ? /^[0-9T:.Z-]{24}#\d{17}-[0-9a-z]{8}$/ : /^\d{17}-[0-9a-z]{8}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, shape);
      if (cursor !== undefined && !after) return failure(notACursor());
      const page = { limit, ...(after ? { after } : {}) };
      const found = month ? await readAttemptsOfMonth(table, month, page) : await readAttempts(table, who, page);
      return success({
        body: {
          items: found.attempts.map(shown),
          ...(found.next ? { next: cursorOf(found.next) } : {}),
          ...(month || cursor ? {} : { standing: await standingOf(who) }),
        },
      });
    },
  };
}
