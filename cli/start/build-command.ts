/** `npm run build`: the build with all its output; needs neither database nor network. */
import { build } from "@/cli/start/build-site";
import { publishSettings } from "@/lib/config";

export async function buildCommand(signal: AbortSignal): Promise<number> {
  publishSettings({ NEXT_TELEMETRY_DISABLED: "1" });
  await build({ signal, isQuiet: false });
  return 0;
}
