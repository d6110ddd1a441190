import { beforeAll, beforeEach, expect, it } from "vitest";
import { POST as confirm } from "@/app/api/forms/confirm/route";
import { POST as unlock } from "@/app/api/forms/unlock/route";
import { POST as signUpByApi } from "@/app/api/v1/signups/route";
import { readers } from "@/drizzle/schema/readers";
import { enrolments, signups } from "@/drizzle/schema/signups";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { makeConfirmUrl } from "@/lib/signups/links";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

/** The forms' hidden field that says where a reader's mornings are. */

useTestDatabase();

beforeAll(async () => {
  publishSettings({ SITE_RUNTIME: "launcher" });
  await buildBook({ openingChapter: "one" });
  await buildChapter({ slug: "one" });
});
beforeEach(() => getDb().delete(readers));

type Door = (request: Request) => Promise<Response>;

const post = (door: Door, body: URLSearchParams | object) =>
  door(
    new Request("http://localhost:3000/", {
      method: "POST",
      headers: {
        "content-type":
          body instanceof URLSearchParams
            ? "application/x-www-form-urlencoded"
            : "application/json",
      },
      body: body instanceof URLSearchParams ? body.toString() : JSON.stringify(body),
    }),
  );

const ADA = { email: "ada@example.com", chapter: "one" };

async function findEnrolment() {
  const [enrolment] = await getDb().select().from(enrolments);
  return enrolment;
}

async function pressConfirm(zone: string) {
  const [signup] = await getDb().select().from(signups);
  if (!signup) throw new Error("no signup");
  const url = new URL(await makeConfirmUrl(signup.id, signup.createdAt));
  const token = url.searchParams.get("token") ?? "";
  return post(confirm, new URLSearchParams({ token, zone }));
}

it("the form's zone is kept, and the one of the browser that confirms beats it", async () => {
  await post(unlock, new URLSearchParams({ ...ADA, zone: "Europe/Berlin" }));
  expect(await findEnrolment()).toMatchObject({ zone: "Europe/Berlin", source: "form" });
  await pressConfirm("Asia/Tokyo");
  expect(await findEnrolment()).toMatchObject({ zone: "Asia/Tokyo", state: "active" });
});

it.each(["", "Mars/Olympus_Mons", "+05:30", "x".repeat(5_000)])(
  "a zone that no calendar knows (%#) keeps nobody from signing up or confirming",
  async (zone) => {
    expect((await post(unlock, new URLSearchParams({ ...ADA, zone }))).status).toBe(303);
    expect((await pressConfirm(zone)).status).toBe(303);
    expect(await findEnrolment()).toMatchObject({ zone: null, state: "active" });
  },
);

it("a program that signs somebody up tells no zone, and is told apart", async () => {
  expect((await post(signUpByApi, ADA)).status).toBe(200);
  expect(await findEnrolment()).toMatchObject({ zone: null, source: "api" });
});
