/** One job an hour where no worker keeps the time, however often it is called. */
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { QueueName } from "@/lib/jobs/queues";

/** The hour counts on the database's clock. */
export async function enqueueHourly(queue: QueueName): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.execute<{ hour: string }>(
      "select to_char(now() at time zone 'utc', 'YYYY-MM-DD-HH24') as hour",
    );
    await enqueueJob(tx, { queue, input: {}, key: `hour:${rows[0]?.hour}` });
  });
}
