/** A process that sends letters: through the whole path, from the queue to its end, or the same bytes by nodemailer alone. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { getConfig } from "@/lib/config";
import { read, transaction } from "@/lib/db/transaction";
import { composeLetter } from "@/lib/mail/compose-letter";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import { poolSettings } from "@/lib/mail/smtp-transport";
import { startBackgroundWork } from "@/lib/registry";

export type Sending = { perSecond: number; cpuMs: number };
export type SenderRequest = { by: "path" | "nodemailer"; letters: number };

/** What letters to many have in lib/mail/transport.ts. */
const CONNECTIONS = 5;

const PARAGRAPH = `<p>${"Everything can and will fail. ".repeat(12)}<a href="/chapters/one">More</a>.</p>`;
const LESSON = {
  bookTitle: "Book",
  courseTitle: "Course",
  subject: "A lesson of six hundred words",
  number: 1,
  count: 6,
  siteUrl: getConfig().publicUrl,
  html: PARAGRAPH.repeat(10),
};
const unsubscribeUrl = `${getConfig().publicUrl}/unsubscribe?token=${"a".repeat(150)}`;

const mailer = createTransport(
  poolSettings({ url: getConfig().mailUrl ?? "", connections: CONNECTIONS }),
);
startBackgroundWork();

process.on("message", async ({ by, letters }: SenderRequest) => {
  process.send?.(await (by === "path" ? sendByPath(letters) : sendByNodemailer(letters)));
});
process.on("disconnect", () => process.exit(0));

async function sendByPath(count: number): Promise<Sending> {
  const letters = newLetters(count).map((letter) => ({ ...letter, props: { unsubscribeUrl } }));
  await transaction(
    (tx) => enqueueLetters(tx, { template: "lesson", shared: LESSON, letters }),
    60_000,
  );
  return measure(count, async () => {
    while (await isUnderWay()) await sleep(50);
  });
}

async function sendByNodemailer(count: number): Promise<Sending> {
  const props = { ...LESSON, unsubscribeUrl };
  const letters = newLetters(count);
  const [first] = letters;
  if (!first) throw new Error("There is nothing to send.");
  const mail = await composeLetter({
    ...first,
    props,
    template: "lesson",
    secret: null,
    requestId: null,
  });
  const sendSome = async () => {
    for (let letter = letters.pop(); letter; letter = letters.pop())
      await mailer.sendMail({ ...mail, to: letter.to, messageId: `<${letter.key}@localhost>` });
  };
  return measure(count, () => Promise.all(Array.from({ length: CONNECTIONS }, sendSome)));
}

const newLetters = (count: number) =>
  Array.from({ length: count }, () => {
    const key = randomUUID();
    return { key, to: `${key}@example.com` };
  });

async function isUnderWay(): Promise<boolean> {
  const { rows } = await read((db) =>
    db.execute<{ is: boolean }>(sql`
      select exists (select from letters where state = 'waiting')
        or exists (select from pgboss.job where name = 'letters-course' and state < 'completed') as is`),
  );
  return rows[0]?.is ?? true;
}

async function measure(letters: number, work: () => Promise<unknown>): Promise<Sending> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (letters * 1000) / (performance.now() - startedAt),
    cpuMs: (user + system) / 1000 / letters,
  };
}
