/** Sends a letter with a link and a code, and answers the same whether or not the address is known, or a letter was due. */
import { randomUUID } from "node:crypto";
import { type LetterVoice, letterVoice } from "@/lib/book/letter-voice";
import { getBookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import { consume } from "@/lib/db/rate-limit";
import { transaction } from "@/lib/db/transaction";
import { enqueueLetter } from "@/lib/mail/enqueue-letter";
import { readBinding, writeBinding } from "@/lib/readers/sign-in-binding";
import { listLive, recordRequest } from "@/lib/readers/sign-in-requests";
import { hashCode, hashToken, makeCode, makeToken } from "@/lib/readers/sign-in-secrets";
import { err, ok, type Result } from "@/lib/result";

/** A class in one room still gets in; a list of strangers' addresses does not. */
const REQUESTS_PER_NETWORK = { points: 120, perSeconds: 3_600 };

type Request = { email: string; binding?: string; returnTo?: string; network: string; now: Date };

/** `binding` names all live requests of this browser; it belongs into a cookie that only we can read. */
export async function requestSignIn(
  request: Request,
): Promise<Result<{ binding: string }, "too_many_requests">> {
  const limit = await consume({ key: `sign-in:${request.network}`, ...REQUESTS_PER_NETWORK });
  if (!limit.isAllowed) return err("too_many_requests");
  const voice = letterVoice(await getBookSettings());
  const held = await readBinding(request.binding, request.now);
  const bound = await writeRequest({ ...request, voice, held });
  return ok({ binding: await writeBinding(bound, request.now) });
}

/** Repeatable: the id is the key of the row and of its letter. */
async function writeRequest(request: Request & { voice: LetterVoice; held: string[] }) {
  const id = randomUUID();
  const linkToken = makeToken();
  const code = makeCode();
  const { email, returnTo, network } = request;
  const row = {
    id,
    email,
    returnTo,
    network,
    linkHash: hashToken(linkToken),
    codeHash: hashCode(id, code),
  };
  return transaction(async (tx) => {
    if (await recordRequest(tx, row)) {
      await enqueueLetter(tx, {
        key: `sign-in:${id}`,
        to: email,
        template: "sign-in",
        props: request.voice,
        secret: { link: makeLink(id, linkToken), code },
      });
    }
    return request.held.length === 0 ? [id] : listLive(tx, [...request.held, id]);
  });
}

const makeLink = (id: string, token: string) =>
  `${getConfig().publicUrl}/login/confirm?${new URLSearchParams({ request: id, token })}`;
