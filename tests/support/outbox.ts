/** Writes letters into the outbox as their causers do, reads what became of them, and lets their time pass. */
import { asc, eq, sql } from "drizzle-orm";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueLetter, type NewLetter } from "@/lib/mail/enqueue-letter";

export const SIGN_IN = {
  template: "sign-in",
  props: { bookTitle: "Test Book" },
  secret: { link: "http://localhost:3000/login/confirm?request=r&token=t", code: "402918" },
} as const;

export const CONFIRM = {
  template: "confirm-signup",
  props: {
    bookTitle: "Test Book",
    chapterTitle: "One",
    chapterUrl: "http://localhost:3000/chapters/one",
    extraTitle: "Two",
    opensChapter: false,
    unsubscribeUrl: "http://localhost:3000/unsubscribe?token=leave.me",
  },
  secret: { confirmUrl: "http://localhost:3000/confirm?token=yes.please" },
} as const;

let count = 0;

/** A letter of its own key unless the test gives one. Returns its row. */
export async function writeLetter(letter: Partial<NewLetter> = {}) {
  count += 1;
  const key = letter.key ?? `test:${count}`;
  const to = letter.to ?? `reader${count}@example.com`;
  await transaction((tx) => enqueueLetter(tx, { ...CONFIRM, ...letter, key, to }));
  const row = await findLetter(key);
  if (!row) throw new Error("no letter was written");
  return row;
}

export async function findLetter(key: string) {
  const [row] = await getDb().select().from(letters).where(eq(letters.key, key));
  return row;
}

export const listLetters = () => getDb().select().from(letters).orderBy(asc(letters.createdAt));

/** As if everything in the outbox had happened that much earlier. */
export async function letPass(seconds: number): Promise<void> {
  const earlier = (column: string) =>
    sql.raw(`${column} = ${column} - interval '${seconds} seconds'`);
  await getDb().execute(
    sql`update letters set ${earlier("created_at")}, ${earlier("not_before")}, ${earlier("sent_at")}`,
  );
  await getDb().execute(
    sql`update pgboss.job set ${earlier("start_after")} where state < 'active'`,
  );
}
