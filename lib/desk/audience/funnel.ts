/** How far people came, from the form to the book: one count per step, nothing guessed from opened letters. */
import { and, count, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { lessons } from "@/drizzle/schema/lessons";
import { enrolments } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { hasBook } from "@/lib/desk/audience/filter";
import { keptNumbers } from "@/lib/desk/kept-numbers";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const counts = z.object({
  joined: z.number(),
  confirmed: z.number(),
  /** How many had at least the first lesson, the second, and so on. */
  lessons: z.array(z.number()),
  bought: z.number(),
});

export type Funnel = z.infer<typeof counts> & { countedAt: Date };

export async function countFunnel({
  actor,
}: {
  actor: Actor;
}): Promise<Result<Funnel, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const kept = await keptNumbers({ name: "audience-funnel", schema: counts, count: countSteps });
  return ok({ ...kept.value, countedAt: kept.countedAt });
}

async function countSteps(db: Db): Promise<z.infer<typeof counts>> {
  const byLesson = await db
    .select({
      had: enrolments.lessonsHad,
      people: count(),
      confirmed: count(enrolments.confirmedAt),
    })
    .from(enrolments)
    .groupBy(enrolments.lessonsHad);
  const sum = (rows: typeof byLesson, what: "people" | "confirmed") =>
    rows.reduce((total, row) => total + row[what], 0);
  const steps = Array.from({ length: await countLessons(db) }, (_, before) =>
    sum(
      byLesson.filter(({ had }) => had > before),
      "people",
    ),
  );
  return {
    joined: sum(byLesson, "people"),
    confirmed: sum(byLesson, "confirmed"),
    lessons: steps,
    bought: await countBuyers(db),
  };
}

const countLessons = (db: Db) => db.$count(lessons, and(lessons.isLive, isNull(lessons.deletedAt)));

/** Of the audience: whoever bought without ever signing up is in the orders, not here. */
const countBuyers = (db: Db) => db.$count(enrolments, sql`${hasBook}`);
