/** How a draft stands, and how a published part of it stands in the deployed zone. */
export const draftStates = {
  draft: { zh: '起草中', en: 'Draft' },
  approved: { zh: '已批准', en: 'Approved' },
  published: { zh: '已发布', en: 'Published' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;

export const draftColours = {
  draft: 'processing',
  approved: 'warning',
  published: 'success',
  withdrawn: 'default',
} as const;

export const deployedStates = {
  'not-deployed': { zh: '尚未部署', en: 'Not deployed yet' },
  differs: { zh: '部署的同名政策内容不同', en: 'The zone runs something else under this name' },
  known: { zh: '已进入代码，辖区文件尚未采用', en: 'In the code, but the zone file does not name it' },
  ahead: { zh: '已部署，未到施行日', en: 'Deployed; its day is still to come' },
  'in-force': { zh: '已施行', en: 'In force' },
  former: { zh: '曾经施行', en: 'Was in force' },
} as const;
