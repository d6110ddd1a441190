/** What `npm start` runs beside the requests: the workers, the alarms, and the listener that refreshes pages after a publish. */
import { refreshAfterNews } from "@/app/_background/refresh-pages";
import { onBookChange } from "@/lib/book/changes";
import { getConfig } from "@/lib/config";
import { startAlarms, startBackgroundWork } from "@/lib/registry";
import { onStop } from "@/lib/stopping";

export { logRequestError } from "@/app/_background/log-request-error";

/** Hosts without a launcher have a scheduler, which calls `/api/cron` for the work and the alarms. */
export function startBackground() {
  if (!getConfig().underLauncher) return;
  onStop(startBackgroundWork());
  onStop(startAlarms());
  onStop(onBookChange(refreshAfterNews));
}
