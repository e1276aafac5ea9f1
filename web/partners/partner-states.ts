export const partnerStates = {
  active: { zh: '有效', en: 'Active' },
  suspended: { zh: '已暂停', en: 'Suspended' },
  ended: { zh: '已终止', en: 'Ended' },
} as const;

export const partnerColours = { active: 'success', suspended: 'warning', ended: 'default' } as const;
