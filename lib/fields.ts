/** Each field that people or machines hand us is described once, here, with the words shown when it is wrong. */
import { z } from "zod";

/** Lower-cased and trimmed, so that one person is one reader however they type. */
export const email = z
  .string({ error: "Please type your email address." })
  .trim()
  .toLowerCase()
  .max(254, { error: "That address is too long." })
  .pipe(
    z.email({ error: "That does not look like an email address, for example ada@example.com." }),
  );

export const slug = z.string().regex(/^[a-z0-9-]{1,80}$/, {
  error: "A slug has 1 to 80 small letters, digits or hyphens, for example getting-started.",
});

export const signInCode = z
  .string({ error: "Please type the six digits from your mail." })
  .transform((typed) => typed.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, { error: "The code has six digits, for example 402918." }));

/**
 * A path on this site to return to; anything else (another host, a script) becomes undefined. Signs that an address
 * holds only percent-encoded as well: no database keeps a zero byte, no `Location` carries others.
 */
export const returnPath = z
  .string()
  .max(500)
  .regex(/^\/(?!\/)[!-[\]-~]*$/)
  .optional()
  .catch(undefined);

/** What a browser says of its time zone; whatever no calendar knows becomes undefined, and the author's counts. */
export const zone = z.string().max(64).refine(isZone).optional().catch(undefined);

/** A name such as Europe/Berlin; bare offsets know no daylight saving. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
