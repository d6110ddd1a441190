import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { changeAccess } from "@/lib/author/chapters/change-access";
import { deleteChapter, undeleteChapter } from "@/lib/author/chapters/delete-chapter";
import { restoreVersion } from "@/lib/author/chapters/list-versions";
import { publish, unpublish } from "@/lib/author/chapters/publish";
import { inviteEditor, removeEditor } from "@/lib/author/editors";
import { approveDeviceLogin, startDeviceLogin } from "@/lib/author/tokens/device-login";
import { makeApiToken, revokeApiToken } from "@/lib/author/tokens/tokens";
import { getDb } from "@/lib/db/pool";
import { type AuditFilter, listAudit, listAuditChoices } from "@/lib/desk/audit/list-audit";
import { buildBook, buildReader } from "@/tests/support/builders";
import { AUTHOR, publishNow, save, textWith, writeChapter } from "@/tests/support/drafts";
import { buildFailure } from "@/tests/support/failed-things";
import { EDITOR } from "@/tests/support/lessons";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().execute(
    sql`truncate chapters, versions, editions, books, editors, api_tokens, audit_log restart identity cascade`,
  );
  await buildBook();
});

async function list(filter: AuditFilter = {}, place = {}) {
  const listed = await listAudit({ actor: AUTHOR, filter, place });
  if (!listed.ok) throw new Error(listed.reason);
  return listed.value;
}

const actionsOf = async (filter: AuditFilter = {}) =>
  (await list(filter)).entries.map(({ action }) => action);

const note = (actor: string, action: string, subject = "book") =>
  getDb().insert(auditLog).values({ actor, action, subject });

describe("the audit log", () => {
  it("tells who published what and from which version, newest first", async () => {
    await writeChapter("One.\n", { title: "Lambdas" });
    await publishNow();
    await save(textWith("Two.\n", { title: "Lambdas" }), { base: 1 });
    await publishNow();
    const [newest, first, created] = (await list()).entries;
    expect(newest).toMatchObject({
      actor: "author:author@example.com",
      action: "chapter.published",
      subject: { kind: "chapter", name: "Lambdas", slug: "one", isGone: false },
      versions: { from: 1, to: 2 },
    });
    expect(first).toMatchObject({ action: "chapter.published", versions: { to: 1 } });
    expect(first?.versions.from).toBeUndefined();
    expect(created?.action).toBe("chapter.created");
  });

  it("knows each turn of a chapter, with what was before", async () => {
    await writeChapter("One.\n");
    await publishNow();
    await save(textWith("Two.\n"), { base: 1 });
    await restoreVersion({ actor: EDITOR, slug: "one", number: 1 });
    const publishAt = new Date(Date.now() + 60_000);
    await publish({ actor: AUTHOR, slug: "one", publishAt, now: new Date() });
    await unpublish({ actor: AUTHOR, slug: "one" });
    await changeAccess({
      actor: AUTHOR,
      wanted: [{ slug: "one", access: "free", emailUnlock: true }],
    });
    const gone = await deleteChapter({ actor: AUTHOR, slug: "one" });
    if (gone.ok) await undeleteChapter({ actor: AUTHOR, id: gone.value.id });
    const told = (await list()).entries.map(({ action, actor, versions: { from, to } }) =>
      [action, actor.split(":")[0], from ?? "", to ?? ""].join(" "),
    );
    expect(told).toEqual([
      "chapter.undeleted author  ",
      "chapter.deleted author 4 ",
      "chapter.access-changed author  ",
      "chapter.unpublished author 1 ",
      "chapter.scheduled author  3",
      "chapter.restored editor 2 3",
      "chapter.published author  1",
      "chapter.created author  ",
    ]);
    const [, , access] = (await list()).entries;
    expect(access).toMatchObject({ before: { access: "book" }, after: { access: "free" } });
  });

  it("knows whom an author let in and shut out, and tells a second press nothing new", async () => {
    const email = "editor@example.com";
    await inviteEditor({ actor: AUTHOR, email });
    for (const _ of [1, 2]) await removeEditor({ actor: AUTHOR, email });
    const made = await makeApiToken({ actor: AUTHOR, name: "Laptop", scopes: ["read"] });
    for (const _ of [1, 2])
      await revokeApiToken({ actor: AUTHOR, id: made.ok ? made.value.id : "" });
    const started = await startDeviceLogin("203.0.113.0/24");
    const userCode = started.ok ? started.value.userCode : "";
    await approveDeviceLogin({ actor: AUTHOR, userCode, scopes: ["write"], name: "Desk" });
    const { entries } = await list({ kind: "access" });
    expect(entries.map(({ action, subject }) => `${action}: ${subject.name}`)).toEqual([
      "device.allowed: “Desk” of author@example.com",
      "token.made: “Desk” of author@example.com",
      "token.revoked: “Laptop” of author@example.com",
      "token.made: “Laptop” of author@example.com",
      `editor.removed: ${email}`,
      `editor.invited: ${email}`,
    ]);
    expect(entries[0]?.network).toBe("203.0.113.0/24");
  });

  it("names the failed work that was put back", async () => {
    const { id, cause } = await buildFailure();
    await note("author:author@example.com", "failure.replayed", id);
    expect((await list()).entries[0]?.subject).toEqual({ kind: "failure", name: cause, id });
  });

  it("leaves out what readers did to their own mail until that is asked for", async () => {
    const { id, email } = await buildReader();
    await note(`reader:${id}`, "course.paused", id);
    await note("author:author@example.com", "audience.mail-stopped", id);
    expect(await actionsOf()).toEqual(["audience.mail-stopped"]);
    expect(await actionsOf({ by: "readers" })).toEqual(["course.paused"]);
    expect((await list()).entries[0]?.subject).toEqual({ kind: "person", name: email, id });
  });

  it("is found by whoever acted in any role, by kind and by chapter", async () => {
    await writeChapter("One.\n");
    await writeChapter("Other.\n", { slug: "other" });
    await note("editor:author@example.com", "lesson.saved", "lesson:welcome");
    await note("schedule", "book.ordered");
    expect(await actionsOf({ by: "author@example.com" })).toHaveLength(3);
    const [ordered] = (await list({ by: "schedule" })).entries;
    expect(ordered).toMatchObject({ action: "book.ordered", subject: { name: "The book" } });
    expect(await actionsOf({ by: "somebody@example.com" })).toEqual([]);
    expect(await actionsOf({ kind: "course" })).toEqual(["lesson.saved"]);
    const choices = await listAuditChoices(AUTHOR);
    const chapter = choices.ok ? choices.value.chapters[0]?.id : "";
    expect(await actionsOf({ chapter })).toEqual(["chapter.created"]);
    expect(await actionsOf({ chapter, kind: "course" })).toEqual([]);
  });

  it("goes back and forth page by page, whatever is written meanwhile", async () => {
    for (let count = 0; count < 120; count += 1) await note("schedule", `book.${count}`);
    const first = await list();
    expect(first.newer).toBeUndefined();
    await note("schedule", "book.meanwhile");
    const second = await list({}, { after: first.older });
    const last = await list({}, { after: second.older });
    expect([first, second, last].map(({ entries }) => entries.length)).toEqual([50, 50, 20]);
    expect(last.entries.at(-1)?.action).toBe("book.0");
    expect(last.older).toBeUndefined();
    expect((await list({}, { before: last.newer })).entries).toEqual(second.entries);
    expect((await list({}, { before: second.newer })).entries).toEqual(first.entries);
    expect((await list({}, { after: "nonsense" })).entries[0]?.action).toBe("book.meanwhile");
  });

  it("is read by authors alone", async () => {
    expect(await listAudit({ actor: EDITOR })).toEqual({ ok: false, reason: "forbidden" });
    expect(await listAuditChoices(EDITOR)).toEqual({ ok: false, reason: "forbidden" });
  });
});
