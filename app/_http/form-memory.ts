/** What somebody typed and what we answered, kept for ten minutes in a cookie, so that an error page loses nothing. */
import { z } from "zod";
import { COOKIES, type CookieChange, formCookie, readCookie } from "@/app/_http/cookies";

const memory = z.object({
  page: z.string().max(200),
  values: z.record(z.string(), z.string().max(300)).default({}),
  problem: z.string().max(500).optional(),
  notice: z.string().max(500).optional(),
  requestId: z.string().max(64).optional(),
});

export type FormMemory = z.infer<typeof memory>;

export function rememberForm(form: FormMemory): CookieChange {
  return formCookie(Buffer.from(JSON.stringify(form)).toString("base64url"));
}

/** Only the page that the form was about shows it again. */
export function readFormMemory(headers: Headers, page: string): FormMemory | undefined {
  const value = readCookie(headers, COOKIES.form);
  const parsed = memory.safeParse(value ? parseJson(value) : undefined);
  return parsed.success && parsed.data.page === page ? parsed.data : undefined;
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
