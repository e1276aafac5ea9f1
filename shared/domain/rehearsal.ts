import type { Text } from './text.ts';

/** Stands on all that a zone for rehearsal prints. */
export const sample: Text = { zh: '样本', en: 'SAMPLE' };

export const sampleNotice: Text = {
  zh: '演练样本，不具法律效力。',
  en: 'A sample from a rehearsal, without legal effect.',
};
