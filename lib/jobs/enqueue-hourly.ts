/** One job an hour, or a minute, where no worker keeps the time, however often it is called. */
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { QueueName } from "@/lib/jobs/queues";

const FORMATS = { hour: "YYYY-MM-DD-HH24", minute: "YYYY-MM-DD-HH24-MI" };

export const enqueueHourly = (queue: QueueName): Promise<void> => enqueueOnce(queue, "hour");

export const enqueueEachMinute = (queue: QueueName): Promise<void> => enqueueOnce(queue, "minute");

/** The time counts on the database's clock. */
async function enqueueOnce(queue: QueueName, span: keyof typeof FORMATS): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.execute<{ turn: string }>(
      `select to_char(now() at time zone 'utc', '${FORMATS[span]}') as turn`,
    );
    await enqueueJob(tx, { queue, input: {}, key: `${span}:${rows[0]?.turn}` });
  });
}
