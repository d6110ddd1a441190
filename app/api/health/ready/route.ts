import { withRequestId } from "@/app/_http/request-id";
import { findReadinessProblem } from "@/lib/readiness";

export const dynamic = "force-dynamic";

/** Ready: settings, mail and a migrated database; 503 with the sentence of what is missing. */
export const GET = withRequestId(
  async () => answer(await findReadinessProblem()),
  () => answer("The check itself broke."),
);

function answer(problem: string | undefined): Response {
  const headers = { "cache-control": "no-store", ...(problem ? { "retry-after": "5" } : {}) };
  return Response.json(problem ? { ready: false, problem } : { ready: true }, {
    status: problem ? 503 : 200,
    headers,
  });
}
