/** Which mail of the course a reader gets, for their own library page. */
import { sql } from "drizzle-orm";
import { read } from "@/lib/db/transaction";
import { isSuppressed } from "@/lib/mail/suppression";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

/** `none`: never signed up; `unconfirmed`: the letter's button was not pressed yet; `left`: no such mail any more. */
export type CourseMail = {
  state: "none" | "unconfirmed" | "active" | "left";
  /** The page with the button to leave. */
  unsubscribeUrl: string;
};

type Reader = { id: string; email: string };

export async function findCourseMail({ id, email }: Reader): Promise<CourseMail> {
  const [signups, hasLeft, unsubscribeUrl] = await Promise.all([
    countSignups(id),
    isSuppressed(email, { isTransactional: false }),
    makeUnsubscribeUrl(id),
  ]);
  if (hasLeft) return { state: "left", unsubscribeUrl };
  if (signups.all === 0) return { state: "none", unsubscribeUrl };
  return { state: signups.confirmed > 0 ? "active" : "unconfirmed", unsubscribeUrl };
}

async function countSignups(readerId: string) {
  const { rows } = await read((db) =>
    db.execute<{ total: number; confirmed: number }>(sql`
      select count(*)::int as total, count(confirmed_at)::int as confirmed
      from signups where reader_id = ${readerId}`),
  );
  return { all: rows[0]?.total ?? 0, confirmed: rows[0]?.confirmed ?? 0 };
}
