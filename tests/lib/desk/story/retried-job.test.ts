import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, it } from "vitest";
import { StoryLines } from "@/app/(author)/author/desk/story/story-lines";
import { findCause } from "@/lib/desk/failures/find-cause";
import { findStory } from "@/lib/desk/story/find-story";
import { AN_AUTHOR, AN_EDITOR } from "@/tests/support/actors";
import { enqueue, handlerOf, workUntilEmpty } from "@/tests/support/job-handlers";
import { listJobs } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const INPUT = { address: "ada@example.com", lesson: "one", linkToken: "opens-a-door" };

beforeAll(async () => {
  await enqueue(INPUT, "course");
  await workUntilEmpty(
    handlerOf(() => Promise.reject(new Error("later")), "course"),
    1,
  );
});

/** By the way that a person takes: from the cause to the case, which leads to its story. */
async function storyOfCase(actor = AN_AUTHOR) {
  const cause = await findCause({ actor, cause: "course: Error" });
  const [retried] = cause.ok ? cause.value.retried : [];
  const found = await findStory({ actor, query: retried?.jobId ?? "" });
  return found.ok && found.value.kind === "story" ? found.value.events : [];
}

const jobIn = (events: Awaited<ReturnType<typeof storyOfCase>>) =>
  events.find(({ kind }) => kind === "job");

it("a case that is still tried shows what it was given, without what opens a door", async () => {
  const events = await storyOfCase();
  expect(jobIn(events)).toMatchObject({
    state: "retry",
    input: { ...INPUT, linkToken: "[hidden]" },
  });
  const page = renderToStaticMarkup(createElement(StoryLines, { events, timezone: "UTC" }));
  expect(page).toContain("What it was given");
  expect(page).toContain("&quot;lesson&quot;: &quot;one&quot;");
  expect(page).not.toContain("opens-a-door");
});

it("and without addresses to those who may not see people", async () => {
  expect(jobIn(await storyOfCase(AN_EDITOR))).toMatchObject({
    input: { address: "…", lesson: "one", linkToken: "[hidden]" },
  });
});

it("of one that is done nothing needs to be looked into", async () => {
  await workUntilEmpty(
    handlerOf(() => Promise.resolve(), "course"),
    1,
  );
  const [job] = await listJobs("course");
  const found = await findStory({ actor: AN_AUTHOR, query: job?.id ?? "" });
  const events = found.ok && found.value.kind === "story" ? found.value.events : [];
  expect(jobIn(events)).toMatchObject({ state: "completed", input: undefined });
});
