import { type Role, roles, staffRoles } from '../../../shared/domain/access/roles.ts';
import type { Text } from '../../../shared/domain/text.ts';

/** Someone who may sign in to a rehearsal: invented, with one role or several, and as many of a kind as asked for. */
export type Person = { subject: string; roles: readonly Role[]; name: Text; email: string };

const titles: Record<Role, Text> = {
  employer: { zh: '用人单位经办人', en: "Employer's handler" },
  applicant: { zh: '申请人', en: 'Applicant' },
  'front-officer': { zh: '窗口人员', en: 'Front officer' },
  'back-officer': { zh: '审查人员', en: 'Back officer' },
  decider: { zh: '决定人员', en: 'Decider' },
  supervisor: { zh: '主管', en: 'Supervisor' },
  inspector: { zh: '核验人员', en: 'Inspector' },
  admin: { zh: '系统管理员', en: 'Administrator' },
};

/** The roles that can be signed in with, each with what to call it. */
export const personas: readonly { role: Role; title: Text }[] = roles.map((role) => ({ role, title: titles[role] }));

/**
 * The person with these roles; `account` (lower-case letters, digits, hyphens) names a second, third … one with the
 * same. The subject tells it all: `employer`, `employer-second`, `back-officer.decider`. Gives undefined for a role or
 * a name that cannot be.
 */
export function personOf(wanted: string | readonly string[], account = ''): Person | undefined {
  const names = typeof wanted === 'string' ? [wanted] : wanted;
  const held = roles.filter((role) => names.includes(role));
  if (held.length === 0 || held.length !== new Set(names).size) return undefined;
  if (!/^(|[a-z0-9][a-z0-9-]{0,30})$/.test(account)) return undefined;
  const subject = held.join('.') + (account === '' ? '' : `-${account}`);
  const suffix = account === '' ? '' : ` (${account})`;
  return {
    subject,
    roles: held,
    name: {
      zh: `${held.map((role) => titles[role].zh).join('、')}（演练）${suffix}`,
      en: `${held.map((role) => titles[role].en).join(', ')}, rehearsal${suffix}`,
    },
    email: `${subject}@rehearsal.example`,
  };
}

const subjectPattern = new RegExp(`^((?:${roles.join('|')})(?:\\.(?:${roles.join('|')}))*)(?:-(.+))?$`);

/** The person behind a subject. */
export function personBehind(subject: string): Person | undefined {
  const [, held, account] = subjectPattern.exec(subject) ?? [];
  return held === undefined ? undefined : personOf(held.split('.'), account);
}

/** Whether a person signs in with two factors, as everyone who acts for the authority must. */
export const usesSecondFactor = (person: Person): boolean => person.roles.some((role) => staffRoles.includes(role));
