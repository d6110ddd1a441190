// First, because Next looks for Node's own context at import.
import "next/dist/server/node-environment-baseline.js";
import path from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ActionState } from "@/app/_http/author-action";
import { editors } from "@/drizzle/schema/author";
import { getDb } from "@/lib/db/pool";
import { useBookCache } from "@/tests/support/book-cache";
import { buildBook } from "@/tests/support/builders";
import { tell } from "@/tests/support/figures";
import { sessionCookieFor } from "@/tests/support/reading-cookies";
import type { ActionRow } from "@/tests/support/rights/actions/action-row";
import { BOOK_ACTIONS } from "@/tests/support/rights/actions/book-actions";
import {
  AUDIENCE_ACTIONS,
  BROADCAST_ACTIONS,
  COURSE_ACTIONS,
} from "@/tests/support/rights/actions/desk-actions";
import { FAILURE_ACTIONS } from "@/tests/support/rights/actions/failure-actions";
import { listSourceFiles, ROOT } from "@/tests/support/source-files";
import { changedSince, printTables } from "@/tests/support/table-prints";
import { useTestDatabase } from "@/tests/support/test-database";

/** What the server around an action knows of its request: here, the cookie alone. */
const request = vi.hoisted(() => ({ cookie: "" }));

vi.mock("next/headers", () => ({
  headers: async () => new Headers({ cookie: request.cookie }),
  cookies: async () => ({
    get(name: string) {
      const [known, value] = request.cookie.split("=");
      return known === name ? { name, value } : undefined;
    },
  }),
}));
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), refresh() {} }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after() {} }));

useTestDatabase();

const ROWS = [
  ...BOOK_ACTIONS,
  ...AUDIENCE_ACTIONS,
  ...BROADCAST_ACTIONS,
  ...COURSE_ACTIONS,
  ...FAILURE_ACTIONS,
];
const HOME = "app/(author)/author/";

const cookies: Record<string, string> = { nobody: "" };
beforeAll(async () => {
  useBookCache();
  await buildBook({ timezone: "UTC" });
  await getDb().insert(editors).values({ email: "editor@example.com", invitedBy: "test" });
  for (const who of ["reader", "editor", "author"])
    cookies[who] = await sessionCookieFor(`${who}@example.com`);
});

type Action = (state: ActionState, form: FormData) => Promise<ActionState>;

async function open(name: string): Promise<Action> {
  const [file = "", exported = ""] = name.split("#");
  const actions: Record<string, Action> = await import(
    /* @vite-ignore */ path.join(ROOT, HOME, file)
  );
  const action = actions[exported];
  if (!action) throw new Error(`There is no ${name}.`);
  return action;
}

/** Done: something changed, and nothing was complained about. Refused: the other way round. */
async function press({ action: name, form }: ActionRow, who: string): Promise<string> {
  const action = await open(name);
  const sent = new FormData();
  for (const [field, value] of Object.entries(await form())) sent.set(field, value);
  request.cookie = cookies[who] ?? "";
  const before = await printTables();
  const answer = await action({}, sent).catch(whereTo);
  const changed = await changedSince(before);
  const { problem } = answer;
  if (changed.length > 0 && !problem) return "done";
  const isRefused = problem && !problem.startsWith("That's on us");
  return changed.length === 0 && isRefused ? "refused" : JSON.stringify({ changed, problem });
}

/** Leading on to another page is an exception of Next's. */
function whereTo(error: unknown): ActionState {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  if (!digest.startsWith("NEXT_REDIRECT")) throw error;
  return {};
}

const rows = { tried: 0, asTheySay: 0 };

describe("an action of the workshop", () => {
  it.each(ROWS)("$action $tells is for those who may $right", async (row) => {
    rows.tried += 1;
    const answers: Record<string, string> = {};
    for (const who of ["nobody", "reader", "editor", "author"])
      answers[who] = await press(row, who);
    expect(answers).toEqual({
      nobody: "refused",
      reader: "refused",
      editor: row.right === "write" ? "done" : "refused",
      author: "done",
    });
    rows.asTheySay += 1;
  });

  it("has a row, whatever its file", () => {
    const files = listSourceFiles().filter(
      ({ name, text }) => name.startsWith("app/") && /["']use server["']/.test(text),
    );
    const found = files.flatMap(({ name, text }) =>
      [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(
        ([, exported]) => `${name.replace(HOME, "")}#${exported}`,
      ),
    );
    const known = [...new Set(ROWS.map(({ action }) => action))].toSorted();
    expect(found.toSorted()).toEqual(known);
    tell({
      under: "each action × nobody, a reader, an editor, an author",
      done: `${rows.tried} rows, ${found.length} actions`,
      expected: "each row as it says, no action without a row",
      seen: `${rows.asTheySay} as they say, ${found.filter((name) => !known.includes(name)).length} actions without`,
      holds: rows.asTheySay === rows.tried,
    });
    const inside = files.filter(({ text }) => !/^(\/\*\*.*\*\/\n)?["']use server["']/.test(text));
    expect(
      inside.map(({ name }) => name),
      "actions stand in files of their own",
    ).toEqual([]);
  });
});
