import { z } from "zod";
import { handleMachine, privateJson } from "@/app/_http/handle-machine";
import { problemResponse } from "@/app/_http/problem";
import { type FirstTokenProblem, makeFirstToken } from "@/lib/author/tokens/first-token";
import { getConfig } from "@/lib/config";
import { ARRIVED_FORWARDED } from "@/lib/forwarding";

const PROBLEMS: Record<FirstTokenProblem, Parameters<typeof problemResponse>[0]> = {
  closed: {
    status: 404,
    title: "Not found",
    detail:
      "A first token is only given while the site serves this machine alone; make one at /author/tokens.",
  },
  wrong_secret: {
    status: 403,
    title: "Not the secret of this site",
    detail: "The secret stands in the file first-token-secret of the site's DATA_DIR.",
  },
  no_author: {
    status: 409,
    title: "There is no author yet",
    detail: "Set AUTHOR_EMAILS to your address, and start the site again.",
  },
};

/** For whoever can read the data folder of a site on their own machine. Only our own server's word on proxies counts. */
export const POST = handleMachine({
  schema: z.strictObject({ secret: z.string().min(1).max(200) }),
  handle: async ({ secret }, { headers }) => {
    const wasForwarded = !getConfig().underLauncher || headers.has(ARRIVED_FORWARDED);
    const made = await makeFirstToken({ secret, host: headers.get("host"), wasForwarded });
    return made.ok ? privateJson(made.value) : problemResponse(PROBLEMS[made.reason]);
  },
});
