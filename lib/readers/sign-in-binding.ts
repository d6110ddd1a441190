/** The signed value in a browser's cookie that names the sign-in requests which that browser made. */
import { z } from "zod";
import { sign, verify } from "@/lib/signing";

export const BINDING_SECONDS = 600;
export const MOST_BOUND = 12;

const requestId = z.uuid();
const claims = z.object({ requests: z.array(requestId).max(MOST_BOUND) });

/** Whether a value from outside can name a sign-in request at all. */
export const isSignInRequestId = (value: string): boolean => requestId.safeParse(value).success;

export async function readBinding(binding: string | undefined, now: Date): Promise<string[]> {
  if (!binding) return [];
  const parsed = claims.safeParse(await verify("sign-in-binding", binding, now));
  return parsed.success ? parsed.data.requests : [];
}

export const writeBinding = (requests: string[], now: Date): Promise<string> =>
  sign("sign-in-binding", { requests }, new Date(now.getTime() + BINDING_SECONDS * 1000));
