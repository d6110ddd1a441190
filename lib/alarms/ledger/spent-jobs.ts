/** Jobs that used up their tries: each cause is one incident until somebody replays or skips them. */
import { sql } from "drizzle-orm";
import type { Finding } from "@/lib/alarms/finding";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import { sayCount } from "@/lib/alarms/rules/words";
import { read } from "@/lib/db/transaction";
import { TURNED_AWAY } from "@/lib/mail/refused";

/** Of the newest; a flood needs no exact count. */
const MOST_LOOKED_AT = 5_000;
const MOST_CAUSES = 20;

type Spent = { cause: string; count: number };

export const spentJobs: LedgerCheck = {
  name: "jobs that used up their tries",
  async find() {
    const { rows } = await read((db) =>
      db.execute<Spent>(sql`
      select cause, count(*)::int as count from (
        select cause from failures where resolved_at is null and replayed_at is null
        order by created_at desc limit ${MOST_LOOKED_AT}) newest
      group by cause order by count desc, cause limit ${MOST_CAUSES}`),
    );
    return rows.map(toFinding);
  },
};

function toFinding({ cause, count }: Spent): Finding {
  const more = count >= MOST_LOOKED_AT ? " and more" : "";
  const words = cause.endsWith(`: ${TURNED_AWAY}`) ? refusalWords : failureWords;
  return { cause: `failures:${cause}`, level: "serious", count, ...words({ cause, count, more }) };
}

type Told = Spent & { more: string };

const failureWords = ({ cause, count, more }: Told) => ({
  title: `${cause} failed for good`,
  detail: `${sayCount(count, "job")}${more} used up all tries and will not run again by ${count === 1 ? "itself" : "themselves"}.`,
  advice:
    "Mend the cause, then press “Replay all of this cause”: the incident's page leads there; pressing twice does no harm.",
});

const refusalWords = ({ cause, count, more }: Told) => ({
  title: "The mail server refuses our letters",
  detail: `It said no to ${sayCount(count, "letter")}${more} of ${cause.split(":")[0]}; ${count === 1 ? "it is" : "they are"} kept.`,
  advice:
    "The incident's page leads to its words. They name what to mend (account, sender, domain, text); then press “Replay all of this cause” there: each letter leaves once.",
});
