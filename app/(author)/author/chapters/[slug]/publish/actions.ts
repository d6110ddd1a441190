"use server";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { cachedSettings } from "@/app/_http/cached-book";
import { cancelSchedule } from "@/lib/author/chapters/cancel-schedule";
import { type PublishProblem, unpublish } from "@/lib/author/chapters/publish";
import { publishChecked } from "@/lib/author/chapters/publish-checked";
import { slug } from "@/lib/fields";

const about = { slug, version: z.coerce.number().int().min(1) };

const PROBLEMS: Record<PublishProblem, string> = {
  forbidden: "Only an author may publish. What you wrote is saved.",
  not_found: "This chapter was deleted or has another address now.",
  no_such_version: "This version does not exist. Open the sheet again.",
  slug_taken: "Another chapter has this address, or once had it. Choose another one first.",
};

export async function publishNow(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ ...about, note: z.string().trim().max(300).optional() }),
    form,
    async run({ note, ...chapter }, { actor, now }): Promise<ActionAnswer> {
      const asked = { actor, ...chapter, note: note || undefined, publishAt: null, now };
      const done = await publishChecked(asked);
      if (!done.ok) return { problem: PROBLEMS[done.reason] };
      if (done.value.state === "broken") return { problem: BROKEN };
      return { to: `/author/chapters/${done.value.slug}?published=${done.value.version}` };
    },
  });
}

const BROKEN = "Not published: something is broken by now. It stands under “What to look at”.";

const PAST = "That time is over. Choose one to come, or publish now.";

export async function schedule(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ ...about, at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/) }),
    form,
    async run({ at, ...chapter }, { actor, now }): Promise<ActionAnswer> {
      const { timezone } = await cachedSettings();
      const publishAt = instantOf(at, timezone);
      if (publishAt <= now) return { problem: PAST };
      const done = await publishChecked({ actor, ...chapter, publishAt, now });
      if (!done.ok) return { problem: PROBLEMS[done.reason] };
      return done.value.state === "broken" ? { problem: BROKEN } : { notice: "Scheduled." };
    },
  });
}

export async function takeBackSchedule(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ slug }),
    form,
    async run(chapter, { actor }): Promise<ActionAnswer> {
      const done = await cancelSchedule({ actor, ...chapter });
      if (!done.ok) return { problem: PROBLEMS[done.reason] };
      return { to: `/author/chapters/${chapter.slug}?unscheduled=1` };
    },
  });
}

/** As the clock on the author's wall shows it. */
function instantOf(at: string, timezone: string): Date {
  const local = Temporal.PlainDateTime.from(at.slice(0, 16));
  return new Date(local.toZonedDateTime(timezone).epochMilliseconds);
}

export async function takeDown(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ slug }),
    form,
    async run(chapter, { actor }): Promise<ActionAnswer> {
      const done = await unpublish({ actor, ...chapter });
      if (!done.ok) return { problem: PROBLEMS[done.reason] };
      return { to: `/author/chapters/${chapter.slug}?down=1` };
    },
  });
}
