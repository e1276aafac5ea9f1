import { type Role, roles, staffRoles } from '../../../shared/domain/access/roles.ts';
import type { Text } from '../../../shared/domain/text.ts';

/** Someone who may sign in to a rehearsal: invented, with one role, and as many of a kind as asked for. */
export type Person = { subject: string; role: Role; name: Text; email: string };

const titles: Record<Role, Text> = {
  employer: { zh: '用人单位经办人', en: "Employer's handler" },
  applicant: { zh: '外籍申请人', en: 'Applicant' },
  'front-officer': { zh: '前台受理人员', en: 'Front-office officer' },
  'back-officer': { zh: '后台审查人员', en: 'Back-office officer' },
  decider: { zh: '决定人员', en: 'Deciding officer' },
  supervisor: { zh: '督导人员', en: 'Supervisor' },
  inspector: { zh: '执法核验人员', en: 'Inspector' },
  admin: { zh: '系统管理员', en: 'Administrator' },
};

/** The roles that can be signed in with, each with what to call it. */
export const personas: readonly { role: Role; title: Text }[] = roles.map((role) => ({ role, title: titles[role] }));

/**
 * The person of a role; `account` (lower-case letters, digits, hyphens) names a second, third … one of the same role.
 * Gives undefined for a role or name that cannot be.
 */
export function personOf(persona: string, account = ''): Person | undefined {
  const role = roles.find((known) => known === persona);
  if (!role || !/^(|[a-z0-9][a-z0-9-]{0,30})$/.test(account)) return undefined;
  const subject = account === '' ? role : `${role}-${account}`;
  const suffix = account === '' ? '' : ` (${account})`;
  const { zh, en } = titles[role];
  return {
    subject,
    role,
    name: { zh: `${zh}（演练）${suffix}`, en: `${en}, rehearsal${suffix}` },
    email: `${subject}@rehearsal.example`,
  };
}

/** The person behind a subject. */
export function personBehind(subject: string): Person | undefined {
  const role = roles.find((known) => subject === known || subject.startsWith(`${known}-`));
  return role && personOf(role, subject.slice(role.length + 1));
}

/** Whether a person signs in with two factors, as everyone who acts for the authority must. */
export const usesSecondFactor = ({ role }: Person): boolean => staffRoles.includes(role);
