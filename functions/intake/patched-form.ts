import type { Form } from '../../shared/records/application.ts';
import { mergePatch } from './merge-patch.ts';

/**
 * A form after a patch of it (RFC 7396), with one exception: of what the register shall say of the employer null is a
 * value, "runs without end" or "none", and stays.
 */
export function patchedForm(form: Form, patch: object): Form {
  const { employer, ...rest } = patch as { employer?: Form['employer'] | null };
  const { employer: before, ...merged } = mergePatch<Form>(form, rest);
  if (employer === null) return merged;
  return employer || before ? { ...merged, employer: { ...before, ...employer } } : merged;
}
