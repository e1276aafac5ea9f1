import type { z } from 'zod';
import type { deskRoutes } from '../../shared/contract/desk.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import {
  type Consultation,
  consultationSteps,
  endTraining,
  planTraining,
  readTraining,
  readTrainings,
  type Seats,
  type Training,
  takeSeats,
} from '../../shared/records/desk-employers.ts';
import { handles, readEmployer } from '../../shared/records/employer.ts';
import { keys } from '../../shared/records/keys.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type DeskGiven, present, unknownNames } from './given.ts';
import { worksDesk } from './inquiries.ts';

type View = z.input<(typeof deskRoutes)['readTraining']['answer']['schema']>;
type Found = { training: Training; seats: Seats[] };

const pageLength = 25;
/** For so long a session that is over stands in the desk's list, so that somebody says how many came. */
const daysToClose = 30;
const isId = (id: string) => /^[0-9a-z]{24}$/.test(id);

const conflict = (detail: Text) => failure(problem('conflict', { detail }));

/** Training sessions: planned by the desk, with seats that employers' handlers take. */
export function trainings(
  given: DeskGiven,
): Pick<Handles<typeof deskRoutes>, 'planTraining' | 'listTrainings' | 'readTraining' | 'takeSeats' | 'closeTraining'> {
  const { table, zone } = given;

  const find = async (id: string): Promise<Found | undefined> => (isId(id) ? readTraining(table, id) : undefined);

  /** Officers see who comes; a handler sees the seats of the employers that they handle, and nobody else's. */
  const view = async ({ training, seats }: Found, principal: Principal): Promise<View> => {
    const { taken, plannedBy: _plannedBy, ...rest } = training;
    const base = { ...rest, seatsLeft: training.capacity - taken };
    if (worksDesk(principal)) {
      return {
        ...base,
        employers: seats.map(({ employerId, name, seats: many, at }) => ({ employerId, name, seats: many, at })),
      };
    }
    const own = await Promise.all(
      seats.map(async (seat) => ((await handles(table, principal.subject, seat.employerId)) ? [seat] : [])),
    );
    return { ...base, own: own.flat().map(({ employerId, seats: many }) => ({ employerId, seats: many })) };
  };

  const shown = async (id: string, principal: Principal): Promise<Result<Reply, Problem>> => {
    const found = await find(id);
    if (!found) return failure(problem('not-found'));
    return success({ body: await view(found, principal), headers: { etag: `"${found.training.version}"` } });
  };

  return {
    planTraining: async ({ body, principal, idempotencyKey }) => {
      const wrong: ProblemEntry[] = [
        ...unknownNames(zone, body),
        ...(body.on < present(given).today
          ? [{ path: 'on', code: 'in-the-past', text: { zh: '不能早于今天', en: 'must not lie in the past' } }]
          : []),
        ...(body.to <= body.from
          ? [{ path: 'to', code: 'contradiction', text: { zh: '须晚于开始时间', en: 'must be later than from' } }]
          : []),
      ];
      if (wrong.length > 0) return invalid(...wrong);
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'training') : newId();
      await planTraining(table, {
        ...body,
        id,
        taken: 0,
        state: 'planned',
        version: 1,
        plannedBy: principal.subject,
      });
      return shown(id, principal);
    },

    listTrainings: async ({ principal, query: { cursor, limit = pageLength } }) => {
      const shape = { pk: keys.trainingOnDay('', '').pk, sk: /^\d{4}-\d\d-\d\d#[0-9a-z]{24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, shape);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { today } = present(given);
      const from = worksDesk(principal) ? addDays(today, -daysToClose) : today;
      const page = await readTrainings(table, from, { limit, ...(after ? { after } : {}) });
      const items = await Promise.all(page.trainings.map((training) => view({ training, seats: [] }, principal)));
      return success({
        body: {
          items: items.map(({ own: _own, employers: _employers, ...line }) => line),
          ...(page.next ? { next: cursorOf(page.next) } : {}),
        },
      });
    },

    readTraining: ({ parameters, principal }) => shown(parameters.training ?? '', principal),

    takeSeats: async ({ parameters, principal, body: { employerId, seats } }) => {
      const found = await find(parameters.training ?? '');
      if (!found) return failure(problem('not-found'));
      const employer = (await handles(table, principal.subject, employerId))
        ? await readEmployer(table, employerId)
        : undefined;
      if (!employer) {
        return invalid({
          path: 'employerId',
          code: 'not-an-option',
          text: { zh: '不是您经办的用人单位', en: 'is no employer that you handle' },
        });
      }
      const { training } = found;
      if (training.state !== 'planned' || training.on < present(given).today) {
        return conflict({ zh: '该场培训已结束或取消。', en: 'This session is over or was cancelled.' });
      }
      const before = found.seats.find((one) => one.employerId === employerId);
      if ((before?.seats ?? 0) === seats) return shown(training.id, principal);
      const wanted = {
        employerId,
        name: employer.name.zh,
        creditCode: employer.unifiedSocialCreditCode,
        seats,
        by: principal.subject,
        at: present(given).at,
      };
      if (await takeSeats(table, training, wanted, before)) return shown(training.id, principal);
      const now = await find(training.id);
      const left = now ? now.training.capacity - now.training.taken : 0;
      return conflict({
        zh: `座位不足，目前还剩 ${left} 个，未作任何变动。`,
        en: `There are not enough seats: ${left} are left, and nothing was changed.`,
      });
    },

    closeTraining: async ({ parameters, principal, body, version }) => {
      const found = await find(parameters.training ?? '');
      if (!found) return failure(problem('not-found'));
      const { training, seats } = found;
      // The same word said again changes nothing.
      if (training.state === body.state) return shown(training.id, principal);
      if (version !== undefined && version !== training.version) {
        return failure(problem('version-conflict', { current: await view(found, principal) }));
      }
      if (training.state !== 'planned') {
        return conflict({ zh: '该场培训已结束或取消。', en: 'This session is over or was cancelled.' });
      }
      const { at, today } = present(given);
      const attended = body.state === 'held' ? body.attended : [];
      const employers = await Promise.all(attended.map(({ employerId }) => readEmployer(table, employerId)));
      const wrong: ProblemEntry[] = [
        ...(body.state === 'held' && training.on > today
          ? [
              {
                path: 'state',
                code: 'in-the-future',
                text: { zh: '培训尚未举行', en: 'the session has not taken place yet' },
              },
            ]
          : []),
        ...attended.flatMap(({ employerId }, index) =>
          employers[index] || seats.some((seat) => seat.employerId === employerId)
            ? []
            : [
                {
                  path: `attended.${index}.employerId`,
                  code: 'not-an-option',
                  text: { zh: '没有这个用人单位', en: 'is no employer' },
                },
              ],
        ),
      ];
      if (wrong.length > 0) return invalid(...wrong);
      const entries = attended.map(({ employerId, attendees }, index): Consultation => {
        const employer = employers[index];
        return {
          id: idOf(training.id, employerId, 'training-attended'),
          kind: 'training',
          topic: training.topic,
          on: training.on,
          employerId,
          ...(employer ? { creditCode: employer.unifiedSocialCreditCode, employerName: employer.name.zh } : {}),
          attendees,
          training: training.id,
          at,
          by: principal.subject,
        };
      });
      if (!(await endTraining(table, training, body.state, entries.flatMap(consultationSteps)))) {
        return failure(problem('try-again'));
      }
      return shown(training.id, principal);
    },
  };
}
