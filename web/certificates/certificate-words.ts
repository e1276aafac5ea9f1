export const typeWords = {
  expert: { zh: '外国专家证', en: 'Foreign Expert Certificate' },
  employment: { zh: '外国人就业证', en: 'Employment Permit for Foreigners' },
} as const;

export const stateWords = {
  valid: { zh: '有效', en: 'Valid' },
  expired: { zh: '已过期', en: 'Expired' },
  converted: { zh: '已换发', en: 'Converted' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  unknown: { zh: '查无此证', en: 'Not in the register' },
} as const;

export const stateColours = {
  valid: 'success',
  expired: 'default',
  converted: 'processing',
  revoked: 'error',
  unknown: 'warning',
} as const;
