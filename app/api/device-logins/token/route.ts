import { z } from "zod";
import { handleMachine, privateJson } from "@/app/_http/handle-machine";
import { problemResponse } from "@/app/_http/problem";
import { fetchDeviceToken } from "@/lib/author/tokens/device-login";

/** Asked every few seconds until its person has allowed it, or the ten minutes are over. */
export const POST = handleMachine({
  schema: z.strictObject({ deviceCode: z.string().min(1).max(100) }),
  handle: async ({ deviceCode }) => {
    const fetched = await fetchDeviceToken(deviceCode);
    if (!fetched.ok)
      return problemResponse({
        status: 410,
        title: "This login has ended",
        detail: "It was not allowed within ten minutes, or there never was one. Start again.",
      });
    const { value } = fetched;
    return value.state === "waiting"
      ? privateJson({ state: "waiting" }, 202)
      : privateJson({ token: value.token });
  },
});
