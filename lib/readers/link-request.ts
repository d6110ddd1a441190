/** What the page behind a mailed link may offer: a button, a field for the code, or a new start. It consumes nothing. */
import { read } from "@/lib/db/transaction";
import { isSignInRequestId, readBinding } from "@/lib/readers/sign-in-binding";
import { findRequest } from "@/lib/readers/sign-in-requests";
import { hashToken } from "@/lib/readers/sign-in-secrets";

export type LinkRequest =
  | { state: "same-browser"; email: string }
  | { state: "type-code" }
  | { state: "ended" };

type Question = { requestId: string; linkToken?: string; binding?: string; now: Date };

/** The address is shown only in the browser that asked for the letter, and only with the letter's own link. */
export async function findLinkRequest(question: Question): Promise<LinkRequest> {
  const { requestId, linkToken, binding, now } = question;
  const found = isSignInRequestId(requestId)
    ? await read((db) => findRequest(db, requestId))
    : undefined;
  if (!found?.isUsable) return { state: "ended" };
  if (linkToken === undefined) return { state: "type-code" };
  if (hashToken(linkToken) !== found.linkHash) return { state: "ended" };
  const isBound = (await readBinding(binding, now)).includes(requestId);
  return isBound ? { state: "same-browser", email: found.email } : { state: "type-code" };
}
