"use server";
import GithubSlugger from "github-slugger";
import { z } from "zod";
import { type ActionAnswer, type ActionState, runAuthorAction } from "@/app/_http/author-action";
import { changeAccess } from "@/lib/author/chapters/change-access";
import { createChapter } from "@/lib/author/chapters/create-chapter";
import { deleteChapter, undeleteChapter } from "@/lib/author/chapters/delete-chapter";
import { listChapters } from "@/lib/author/chapters/list-chapters";
import { orderChapters } from "@/lib/author/chapters/order-chapters";
import { slug } from "@/lib/fields";
import type { Actor } from "@/lib/readers/actor";

const FORBIDDEN = { problem: "Only an author may do that." };
const CHANGED = {
  problem: "The list changed meanwhile, so nothing was moved. It is up to date now; try again.",
};

const before = z.array(
  z.object({ slug, access: z.enum(["free", "book"]), emailUnlock: z.boolean() }),
);

/** `do` is the button: `up:SLUG`, `down:SLUG`, `order`, `access`, `undo`. Ticked chapters are `pick:SLUG`. */
const change = z.looseObject({
  do: z.string(),
  order: z.string().optional(),
  undo: z
    .string()
    .transform((text) => before.parse(JSON.parse(text)))
    .optional(),
  access: z.enum(["free", "book", "book-only"]).optional(),
});

export async function changeList(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: change,
    form,
    async run(input, { actor }) {
      const [what, which = ""] = input.do.split(":");
      if (what === "up" || what === "down") return moveOne(actor, which, what === "up" ? -1 : 1);
      if (what === "order") return setOrder(actor, (input.order ?? "").split(","));
      if (what === "undo") return undoAccess(actor, input.undo ?? []);
      const picked = Object.keys(input).flatMap((name) => /^pick:(.+)$/.exec(name)?.[1] ?? []);
      return setAccess(actor, picked, input.access);
    },
  });
}

async function moveOne(actor: Actor, which: string, by: number): Promise<ActionAnswer> {
  const listed = await listChapters(actor);
  if (!listed.ok) return FORBIDDEN;
  const slugs = listed.value.map((each) => each.slug);
  const from = slugs.indexOf(which);
  if (from === -1) return CHANGED;
  const other = slugs[from + by];
  if (other === undefined) return { notice: `It is the ${by < 0 ? "first" : "last"} one already.` };
  slugs[from] = other;
  slugs[from + by] = which;
  return setOrder(actor, slugs);
}

async function setOrder(actor: Actor, slugs: string[]): Promise<ActionAnswer> {
  const ordered = await orderChapters({ actor, slugs });
  if (ordered.ok) return { notice: "Moved. Readers see the new order now." };
  return ordered.reason === "forbidden" ? FORBIDDEN : CHANGED;
}

type Choice = z.infer<typeof change>["access"];

async function setAccess(actor: Actor, slugs: string[], choice: Choice): Promise<ActionAnswer> {
  if (slugs.length === 0) return { problem: "Tick at least one chapter first." };
  const access = choice === "free" ? "free" : "book";
  const emailUnlock = choice !== "book-only";
  const changed = await changeAccess({
    actor,
    wanted: slugs.map((each) => ({ slug: each, access, emailUnlock })),
  });
  if (!changed.ok) return FORBIDDEN;
  if (changed.value.length === 0) return { notice: "They had that access already." };
  const count = changed.value.length;
  return {
    notice: `Access of ${count} ${count === 1 ? "chapter" : "chapters"} changed, for readers too.`,
    values: { undo: JSON.stringify(changed.value) },
  };
}

async function undoAccess(actor: Actor, wanted: z.infer<typeof before>): Promise<ActionAnswer> {
  const changed = await changeAccess({ actor, wanted });
  return changed.ok ? { notice: "As it was before." } : FORBIDDEN;
}

export async function startChapter(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ title: z.string().trim().min(1, { error: "Give it a title." }).max(200) }),
    form,
    async run({ title }, { actor }) {
      const wanted = new GithubSlugger()
        .slug(title)
        .replace(/[^a-z0-9-]/g, "")
        .slice(0, 70);
      for (let copy = 1; copy < 50; copy += 1) {
        const name = `${wanted || "chapter"}${copy === 1 ? "" : `-${copy}`}`;
        const head = { title, slug: name, access: "book", emailUnlock: true, was: [] } as const;
        const text = { head: { ...head, was: [] }, markdown: "" };
        const made = await createChapter({ actor, text, door: "web" });
        if (made.ok && made.value.version === 1) return { to: `/author/chapters/${name}` };
        if (!made.ok && made.reason === "forbidden") return FORBIDDEN;
      }
      return { problem: "There are many chapters of that title. Give this one another." };
    },
  });
}

export async function removeChapter(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ slug }),
    form,
    async run(input, { actor }) {
      const gone = await deleteChapter({ actor, slug: input.slug });
      if (gone.ok) return { to: "/author?deleted=1" };
      return gone.reason === "forbidden" ? FORBIDDEN : { problem: "It is gone already." };
    },
  });
}

export async function bringBack(_: ActionState, form: FormData): Promise<ActionState> {
  return runAuthorAction({
    schema: z.object({ id: z.uuid() }),
    form,
    async run({ id }, { actor }) {
      const back = await undeleteChapter({ actor, id });
      if (back.ok) return { to: "/author?back=1" };
      return back.reason === "forbidden"
        ? FORBIDDEN
        : { problem: "It was deleted more than 30 days ago." };
    },
  });
}
