/** The region that stands in for one of China. */
const outsideChina = 'ap-southeast-1';

/** The region that a zone is deployed to in the emulator, which knows the partition `aws` and no other. */
export const regionInstead = (region: string): string => (region.startsWith('cn-') ? outsideChina : region);
