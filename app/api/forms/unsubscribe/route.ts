import { z } from "zod";
import { type FormAnswer, handleForm } from "@/app/_http/handle-form";
import { networkOf } from "@/app/_http/network";
import { withRequestId } from "@/app/_http/request-id";
import { REQUEST_ID_HEADER, requestIdOf } from "@/app/_http/request-id-header";
import { unsubscribe } from "@/lib/signups/unsubscribe";

const BAD_LINK =
  "This link does not carry its signature. Please open it from the letter again, or write to us.";

const pageForm = handleForm({
  schema: z.object({ token: z.string({ error: BAD_LINK }).max(1_000) }),
  errorPage: () => "/unsubscribe",
  acceptsAnyOrigin: true,
  async handle({ token }, { network, now }): Promise<FormAnswer> {
    const done = await unsubscribe({ token, network, now });
    if (done.ok) {
      const to = `/unsubscribe?done=${done.value.list === "companion" ? "companion" : "1"}`;
      return { to, status: 200, json: { state: "unsubscribed" } };
    }
    const memory = { page: "/unsubscribe", values: {}, problem: BAD_LINK };
    return {
      to: "/unsubscribe",
      status: 422,
      json: { reason: done.reason, message: BAD_LINK },
      memory,
    };
  },
});

/** Mail programs post `List-Unsubscribe=One-Click` to the signed address (RFC 8058): 200, no cookies, no redirect. */
const oneClick = withRequestId(
  async (request) => {
    const token = new URL(request.url).searchParams.get("token") ?? "";
    const done = await unsubscribe({ token, network: networkOf(request.headers), now: new Date() });
    return new Response(done.ok ? "Unsubscribed.\n" : `${BAD_LINK}\n`, {
      status: done.ok ? 200 : 422,
      headers: noStore,
    });
  },
  () =>
    new Response("That's on us; your mail program will try again.\n", {
      status: 503,
      headers: noStore,
    }),
);

const noStore = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "private, no-store",
};

export const POST = (request: Request) =>
  new URL(request.url).searchParams.has("token") ? oneClick(request) : pageForm(request);

/** A link opened by hand or by a scanner changes nothing: the page has the button. */
export function GET(request: Request): Response {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const location = `/unsubscribe?token=${encodeURIComponent(token)}`;
  return new Response(null, {
    status: 303,
    headers: { location, ...noStore, [REQUEST_ID_HEADER]: requestIdOf(request.headers) },
  });
}
