/** A process that only works the queues, for tests that kill it; its settings come from the environment. */
import { startBackgroundWork } from "@/lib/registry";

const stop = startBackgroundWork();
process.on("SIGTERM", () => void stop().then(() => process.exit(0)));
