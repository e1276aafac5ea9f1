import type { Office, Who } from './office.ts';

export const why = { zh: '上级机关正在检查', en: 'The higher authority is inspecting' };
export const whyNot = { zh: '检查已结束', en: 'The inspection is over' };

/** Suspends the delegation, all of it or what is named. */
export const suspend = (office: Office, body: object = {}, who: Who = 'supervisor') =>
  office.ask(who, 'POST /api/delegation/suspend', { body: { reason: why, ...body } });

/** Ends suspensions, all of them or those named. */
export const restore = (office: Office, body: object = {}, who: Who = 'supervisor') =>
  office.ask(who, 'POST /api/delegation/restore', { body: { reason: whyNot, ...body } });

/** Ends an officer's role, or gives it back. */
export const staffRole = (
  office: Office,
  subject: string,
  change: 'end' | 'reinstate',
  role: string,
  who: Who = 'admin',
) =>
  office.ask(who, `POST /api/staff/${subject}/${change}`, {
    body: { role, reason: { zh: '调离岗位', en: 'Moved to another office' } },
  });

/** Records that an officer is away and who stands in. */
export const leave = (office: Office, subject: string, body: object, who: Who = 'supervisor') =>
  office.ask(who, `POST /api/staff/${subject}/leave`, { body: { reason: 'annual leave', ...body } });
