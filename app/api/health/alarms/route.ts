import { withRequestId } from "@/app/_http/request-id";
import { findAlarmProblem } from "@/lib/alarms/find-alarm-problem";

export const dynamic = "force-dynamic";

/** For an outside watcher: 200 while somebody watches, 503 with a sentence when nobody has for two minutes. */
export const GET = withRequestId(
  async () => answer(await findAlarmProblem()),
  () => answer("The check itself broke."),
);

const answer = (problem: string | undefined): Response =>
  Response.json(problem ? { watching: false, problem } : { watching: true }, {
    status: problem ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
