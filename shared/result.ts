/** An expected outcome as a value: what was asked for, or why it was not possible. Unexpected failures throw. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

export const success = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const failure = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
