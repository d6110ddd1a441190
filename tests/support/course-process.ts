/** A process that writes the letters of all lessons that are due, for tests that kill it; it says when it is done. */
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";

await sendDueLessons();
process.exit(0);
