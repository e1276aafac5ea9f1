/** Whether a region belongs to the partition of China: accounts, endpoints and many features of its own. */
export const isChina = (region: string): boolean => region.startsWith('cn-');
