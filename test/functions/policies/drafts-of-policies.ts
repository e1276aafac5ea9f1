import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import type { Answer, Office, Who } from '../../office/office.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test changes a policy anywhere
type Change = (points: any) => void;

/** The interim table under another name, changed. */
export function pointsDraft(change: Change = () => {}, id = 'points-2027') {
  const points = structuredClone(pointsPolicies['interim-2017']) as unknown as { id: string };
  points.id = id;
  change(points);
  return { points };
}

/** A hundred and fifteen points for A. */
export const higher: Change = ({ thresholds }) => {
  thresholds[0].atLeast = 115;
};

export const written = (more: object = {}) => ({
  title: 'Points for 2027',
  content: pointsDraft(higher),
  effectiveFrom: '2027-01-01',
  reason: 'Fewer reach A by points alone.',
  ...more,
});

/** The steps of a draft's life as people ask for them. */
export const draftSteps = (office: Office) => {
  const on = (id: string, action: string) => `POST /api/policy-drafts/${id}/${action}`;
  return {
    create: (
      who: Who = 'supervisor',
      body: object = written(),
      headers: Record<string, string> = {},
    ): Promise<Answer> => office.ask(who, 'POST /api/policy-drafts', { body, headers }),
    save: (who: Who, id: string, version: number | undefined, body: object = written()): Promise<Answer> =>
      office.ask(who, `PUT /api/policy-drafts/${id}`, { body: { ...body, ...(version ? { version } : {}) } }),
    read: async (id: string, query: Record<string, string> = {}) =>
      (await office.ask('admin', `GET /api/policy-drafts/${id}`, { query })).body,
    rehearse: (who: Who, id: string, body?: object): Promise<Answer> =>
      office.ask(who, on(id, 'rehearsal'), body ? { body } : {}),
    approve: (who: Who, id: string, version?: number): Promise<Answer> =>
      office.ask(who, on(id, 'approve'), version ? { headers: { 'If-Match': `"${version}"` } } : {}),
    publish: (who: Who, id: string, version?: number): Promise<Answer> =>
      office.ask(who, on(id, 'publish'), version ? { body: { version } } : {}),
    withdraw: (who: Who, id: string, version?: number): Promise<Answer> =>
      office.ask(who, on(id, 'withdraw'), { body: { reason: 'Not needed.', ...(version ? { version } : {}) } }),
    history: async (id: string) => (await office.ask('admin', `GET /api/policy-drafts/${id}/history`)).body.items,
    publication: (id: string): Promise<Answer> => office.ask('admin', `GET /api/policy-drafts/${id}/publication`),
  };
};

/** A draft of the supervisor that the administrator approved and published. */
export async function published(office: Office, body: object = written()): Promise<string> {
  const steps = draftSteps(office);
  const { id } = (await steps.create('supervisor', body)).body;
  const { version } = (await steps.rehearse('supervisor', id)).body;
  const approved = (await steps.approve('admin', id, version)).body;
  const { status, body: told } = await steps.publish('supervisor', id, approved.version);
  if (status !== 200) throw new Error(JSON.stringify(told));
  return id;
}
