import { z } from "zod";
import { handleMachine, privateJson } from "@/app/_http/handle-machine";
import { problemResponse } from "@/app/_http/problem";
import { DEVICE_MINUTES, startDeviceLogin } from "@/lib/author/tokens/device-login";
import { getConfig } from "@/lib/config";

const ASK_AGAIN_SECONDS = 3;

/** A command line that has no token yet: its person types `userCode` on a page of the workshop. */
export const POST = handleMachine({
  schema: z.strictObject({}),
  handle: async (_, { network }) => {
    const started = await startDeviceLogin(network);
    if (!started.ok) return tooMany();
    return privateJson({
      ...started.value,
      verificationUrl: `${getConfig().publicUrl}/author/tokens/device`,
      interval: ASK_AGAIN_SECONDS,
      expiresIn: DEVICE_MINUTES * 60,
    });
  },
});

function tooMany(): Response {
  const response = problemResponse({
    status: 429,
    title: "Too many requests",
    detail: "Your network asked for many logins within the hour. Please wait a little.",
  });
  response.headers.set("retry-after", "600");
  return response;
}
