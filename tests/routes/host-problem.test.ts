import { afterEach, expect, it } from "vitest";
import { POST as login } from "@/app/api/forms/login/route";
import { POST as unlock } from "@/app/api/forms/unlock/route";
import { POST as signups } from "@/app/api/v1/signups/route";
import { publishSettings } from "@/lib/config";
import { post } from "@/tests/support/browser-cookies";
import { useTestDatabase } from "@/tests/support/test-database";

/** Where only the build is deployed, nothing stops a start that lacks a setting: the forms say which. */

useTestDatabase();
const SECRET = "a-secret-that-only-tests-know-0123456789";
afterEach(() => publishSettings({ NEXTAUTH_SECRET: SECRET, HOST: undefined }));

const typed = { email: "ada@example.com" };
const json = { accept: "application/json" };

const MISSING = [
  { what: "a secret", settings: { NEXTAUTH_SECRET: undefined }, named: "NEXTAUTH_SECRET" },
  {
    what: "a mail server",
    settings: { HOST: "0.0.0.0" },
    named: "MAIL_URL",
  },
];

it.each(MISSING)(
  "without $what every form answers 503 and names the setting",
  async ({ settings, named }) => {
    publishSettings(settings);
    for (const form of [login, unlock]) {
      const answer = await form(post(typed, json));
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain(named);
      const page = await form(post(typed));
      expect(page.status).toBe(303);
      expect(page.headers.get("set-cookie")).toContain("handbook-form=");
    }
    const api = await signups(
      new Request("http://localhost:3000/api/v1/signups", {
        method: "POST",
        body: JSON.stringify(typed),
      }),
    );
    expect(api.status).toBe(503);
    expect(await api.text()).toContain(named);
  },
);
