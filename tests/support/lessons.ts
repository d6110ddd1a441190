/** Small makers for the course: a lesson as the workshop would have saved it, and people under way. */
import { randomUUID } from "node:crypto";
import { lessons } from "@/drizzle/schema/lessons";
import { enrolments, lessonDeliveries } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import type { Actor } from "@/lib/readers/actor";
import { buildReader } from "@/tests/support/builders";

export const AUTHOR: Actor = {
  role: "author",
  readerId: "00000000-0000-4000-8000-000000000001",
  email: "author@example.com",
};
export const EDITOR: Actor = { ...AUTHOR, role: "editor", email: "editor@example.com" };

export async function buildLesson(lesson: Partial<typeof lessons.$inferInsert> = {}) {
  const { markdown = "Words." } = lesson;
  const [built] = await getDb()
    .insert(lessons)
    .values({
      name: `lesson-${randomUUID()}`,
      position: 1,
      subject: "A lesson",
      day: 1,
      markdown,
      html: `<p>${markdown}</p>`,
      ...lesson,
    })
    .returning();
  if (!built) throw new Error("No lesson was made.");
  return built;
}

type Standing = {
  had?: string[];
  skipped?: string[];
  state?: "active" | "paused" | "finished" | "left";
};

/** Somebody under way, with the ids of the lessons behind them. */
export async function buildStudent({ had = [], skipped = [], state = "active" }: Standing = {}) {
  const { id: readerId } = await buildReader();
  const lessonsHad = had.length + skipped.length;
  await getDb().insert(enrolments).values({ readerId, source: "form", state, lessonsHad });
  const rows = [
    ...had.map((lessonId) => ({ readerId, lessonId, kind: "sent" as const })),
    ...skipped.map((lessonId) => ({ readerId, lessonId, kind: "skipped" as const })),
  ];
  if (rows.length > 0) await getDb().insert(lessonDeliveries).values(rows);
  return readerId;
}
