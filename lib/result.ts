/** An expected outcome is a value: success with its value, or a literal reason. Exceptions are bugs or broken dependencies. */
export type Ok<T> = { ok: true; value: T };
export type Err<Reason extends string> = { ok: false; reason: Reason };
export type Result<T, Reason extends string> = Ok<T> | Err<Reason>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const err = <Reason extends string>(reason: Reason): Err<Reason> => ({ ok: false, reason });
