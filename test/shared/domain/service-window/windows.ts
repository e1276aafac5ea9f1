import type { ServiceWindow } from '../../../../shared/domain/service-window/service-window.ts';

/** A window that handles everything of some divisions, with what a test wants otherwise. */
export const windowOf = (number: number, more: Partial<ServiceWindow> = {}): ServiceWindow => ({
  number,
  name: { zh: `${number} 号窗口`, en: `Window ${number}` },
  address: { zh: '样例路', en: 'Sample Road' },
  phone: '000',
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  competence: { divisions: [], elsewhere: false },
  closures: [],
  ...more,
});

export const closedFrom = (from: string, to?: string) => ({
  from,
  ...(to ? { to } : {}),
  reason: { zh: '搬迁', en: 'It moves house' },
});
