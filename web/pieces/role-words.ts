import type { Role } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';

/** What somebody who acts for the zone, or deals with it, is called. */
export const roleNames = {
  employer: { zh: '用人单位经办人', en: 'Handler of an employer' },
  applicant: { zh: '申请人', en: 'Applicant' },
  'front-officer': { zh: '窗口人员', en: 'Front officer' },
  'back-officer': { zh: '审查人员', en: 'Back officer' },
  decider: { zh: '决定人员', en: 'Decider' },
  supervisor: { zh: '主管', en: 'Supervisor' },
  inspector: { zh: '核验人员', en: 'Inspector' },
  admin: { zh: '管理员', en: 'Administrator' },
} as const satisfies Readonly<Record<Role, Text>>;
