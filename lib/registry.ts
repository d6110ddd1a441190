/** The only file that knows all domains: which handler works which queue, and what runs by the clock. */

import type { LedgerCheck } from "@/lib/alarms/ledger";
import { expiredLetters } from "@/lib/alarms/ledger/expired-letters";
import {
  lateCourseLetters,
  lateSignInLetters,
  lateSignupLetters,
} from "@/lib/alarms/ledger/late-letters";
import { lostProofs } from "@/lib/alarms/ledger/lost-proofs";
import { oldJobs } from "@/lib/alarms/ledger/old-jobs";
import { spentJobs } from "@/lib/alarms/ledger/spent-jobs";
import { triedJobs } from "@/lib/alarms/ledger/tried-jobs";
import { purgeAlarms } from "@/lib/alarms/purge-alarms";
import { readForHost, startWatch, type Watched, watchOnce } from "@/lib/alarms/watch";
import { publishDue } from "@/lib/author/chapters/schedule";
import { purgeDeviceLogins } from "@/lib/author/tokens/device-login";
import { getBookSettings } from "@/lib/book/settings";
import { getConfig } from "@/lib/config";
import { deleteExpiredIdempotencyKeys } from "@/lib/db/idempotency";
import { deleteExpiredLimits } from "@/lib/db/rate-limit";
import { purgeImports } from "@/lib/desk/audience/import/purge-imports";
import { tendBroadcasts } from "@/lib/desk/broadcasts/tend-broadcasts";
import { enqueueEachMinute, enqueueHourly } from "@/lib/jobs/enqueue-hourly";
import { purgeFailures } from "@/lib/jobs/purge-failures";
import type { JobHandler, JobInput } from "@/lib/jobs/run-job";
import { superviseQueues, workOnce } from "@/lib/jobs/work-once";
import { type Schedule, startWorkers } from "@/lib/jobs/workers";
import { log } from "@/lib/log";
import { applyWebhook } from "@/lib/mail/apply-webhook";
import { purgeLetters, purgeMailbox } from "@/lib/mail/purge-letters";
import { purgeReports } from "@/lib/mail/purge-reports";
import { sendLetter } from "@/lib/mail/send-letter";
import { getTransport } from "@/lib/mail/transport";
import { purgeSignIns } from "@/lib/readers/purge-sign-ins";
import { leaveCourse } from "@/lib/signups/leave-course";
import { purgeUnconfirmed } from "@/lib/signups/purge-unconfirmed";
import { runCourse } from "@/lib/signups/run-course";
import { unwrittenLetters } from "@/lib/signups/unwritten-letters";

const AFTER_ANSWER_MS = 10_000;
const FIRST_LANES: JobHandler["queue"][] = ["letters-sign-in", "letters-receipts", "mail-webhooks"];
const CRON_MS = 40_000;

const HANDLERS: JobHandler[] = [
  { ...lettersOf(0), queue: "letters-sign-in", pace: "quick" },
  { ...lettersOf(1), queue: "letters-receipts", pace: "quick" },
  { ...lettersOf(2), queue: "letters-course", pace: "flood" },
  { ...lettersOf(3), queue: "letters-broadcast", pace: "flood" },
  { queue: "course", run: runCourse },
  { queue: "broadcasts", run: tendBroadcasts },
  { queue: "schedules", pace: "punctual", run: publishDue },
  { queue: "mail-webhooks", run: applyQueuedWebhook },
  { queue: "housekeeping", run: keepHouse },
];

const SCHEDULES: Schedule[] = [
  { queue: "course", cron: "* * * * *" },
  { queue: "broadcasts", cron: "* * * * *" },
  { queue: "schedules", cron: "* * * * *" },
  { queue: "housekeeping", cron: "17 * * * *" },
];

/** What was promised against what was done. The shop adds its own when it comes: paid, but no grant. */
export const LEDGER: LedgerCheck[] = [
  lateSignInLetters,
  lateSignupLetters,
  lateCourseLetters,
  expiredLetters,
  unwrittenLetters,
  oldJobs,
  triedJobs,
  spentJobs,
  lostProofs,
];

const WATCHED: Watched = {
  checks: LEDGER,
  timezone: async () => (await getBookSettings()).timezone,
};

/** For the process under the launcher, as the work below. Returns how to stop. */
export const startAlarms = (): (() => Promise<void>) => startWatch(WATCHED);

/** For the process under the launcher. Returns how to stop. */
export const startBackgroundWork = (): (() => Promise<void>) =>
  startWorkers({ handlers: HANDLERS, schedules: SCHEDULES });

/** Where no worker runs, the request that caused a letter sends it, after its answer. Never throws. */
export async function runAfterAnswer(): Promise<void> {
  await workOnce(HANDLERS, { deadlineMs: AFTER_ANSWER_MS, queues: FIRST_LANES }).catch(
    (error: unknown) =>
      log().warn({ err: error }, "work after an answer broke; the next one goes on"),
  );
}

/** One call that does what the worker does, for hosts that only have a clock. */
export async function runScheduledWork(): Promise<{ completed: number; failed: number }> {
  const reading = getConfig().underLauncher ? undefined : readForHost();
  try {
    return await workByClock();
  } finally {
    await reading;
    /** After the work, so that what only waited for this call is no alarm; and all the more when it broke. */
    if (!getConfig().underLauncher) await watchOnce(WATCHED);
  }
}

async function workByClock(): Promise<{ completed: number; failed: number }> {
  await superviseQueues();
  await enqueueEachMinute("course");
  await enqueueEachMinute("broadcasts");
  await enqueueEachMinute("schedules");
  await enqueueHourly("housekeeping");
  return workOnce(HANDLERS, { deadlineMs: CRON_MS });
}

function lettersOf(lane: number) {
  return { run: sendQueuedLetter, restMs: () => getTransport(lane).restMs?.() ?? 0 };
}

async function sendQueuedLetter({ letterId }: JobInput): Promise<void> {
  if (typeof letterId !== "string") throw new Error("A letter's job names no letter.");
  await sendLetter(letterId, { onSuppressed: leaveCourse });
}

async function applyQueuedWebhook({ webhookId }: JobInput): Promise<void> {
  if (typeof webhookId !== "string") throw new Error("A webhook's job names no event.");
  await applyWebhook(webhookId, { onSuppressed: leaveCourse });
}

/** Each of them may be repeated; one that fails keeps none of the others from running. */
async function keepHouse(): Promise<void> {
  const done = await Promise.allSettled([
    purgeUnconfirmed(),
    purgeSignIns(),
    purgeLetters(),
    purgeMailbox(new Date()),
    purgeReports(),
    purgeFailures(),
    purgeImports(),
    purgeDeviceLogins(),
    purgeAlarms(),
    deleteExpiredIdempotencyKeys(),
    deleteExpiredLimits(),
  ]);
  const failed = done.find((each) => each.status === "rejected");
  if (failed) throw failed.reason;
}
