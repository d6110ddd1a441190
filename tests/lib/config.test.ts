import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { getConfig, mailProblem, parseSettings, publishSettings } from "@/lib/config";

/** RSA of so many bits, or a kind that mail hosts do not know. */
function pemOf(kind: number | "ed25519"): string {
  const { privateKey } =
    kind === "ed25519"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("rsa", { modulusLength: kind });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

const CLEAR = {
  DKIM_PRIVATE_KEY: undefined,
  DKIM_SELECTOR: undefined,
  MAIL_FROM: undefined,
  MAIL_WEBHOOK_SECRET: undefined,
  NEXTAUTH_URL: undefined,
  HOST: undefined,
  MAIL_URL: undefined,
  AUTHOR_EMAILS: undefined,
  VERCEL: undefined,
  VERCEL_ENV: undefined,
  VERCEL_URL: undefined,
  VERCEL_PROJECT_PRODUCTION_URL: undefined,
  POSTGRES_URL: undefined,
  DATABASE_URL: undefined,
};
afterEach(() => publishSettings(CLEAR));

const configOf = (settings: Record<string, string>) => {
  publishSettings({ ...CLEAR, ...settings });
  return getConfig();
};

describe("a wrong setting", () => {
  it.each([
    ["PORT", "abc"],
    ["PORT", "99999"],
    ["POSTGRES_URL", "mysql://db"],
    ["NEXTAUTH_URL", "book"],
    ["POSTGRES_URL", "postgres://a b"],
    ["NEXTAUTH_URL", "localhost:3000"],
    ["NEXTAUTH_URL", "ftp://book.example.com"],
    ["NEXTAUTH_SECRET", "short"],
    ["NEXTAUTH_SECRET", "short,long-enough-to-sign-with"],
    ["HOST", "this machine"],
    ["AUTHOR_EMAILS", "ada@example.com,grace"],
    ["MAIL_URL", "http://mail"],
    ["MAIL_URL", "smtp://a b"],
    ["MAIL_URL", "resend://"],
    ["MAIL_FROM", "The book"],
    ["MAIL_WEBHOOK_SECRET", "secret"],
    ["MAIL_WEBHOOK_SECRET", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD,whsec_short"],
    ["DKIM_PRIVATE_KEY", "not a key"],
    ["DKIM_PRIVATE_KEY", pemOf("ed25519")],
    ["DKIM_PRIVATE_KEY", pemOf(512)],
    ["DKIM_SELECTOR", "two words"],
    ["CRON_SECRET", "short"],
    ["TRUSTED_PROXIES", "many"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%s is named in one sentence with an example", (name, value) => {
    const read = () => parseSettings({ [name]: value });
    expect(read).toThrow(new RegExp(`^${name} [^\\n]*\\.$`));
    expect(read).toThrow(/for example/);
  });

  it("that is empty counts as unset", () => {
    expect(parseSettings({ PORT: "", MAIL_URL: "" })).toMatchObject({ PORT: 3000 });
  });
});

describe("where the site is", () => {
  it("is this machine unless told", () => {
    expect(configOf({}).publicUrl).toBe("http://localhost:3000");
  });

  it("is the production address on Vercel, and its own one in a preview", () => {
    const vercel = {
      VERCEL: "1",
      VERCEL_URL: "p-1.example.com",
      VERCEL_PROJECT_PRODUCTION_URL: "book.example.com",
    };
    expect(configOf({ ...vercel, VERCEL_ENV: "production" }).publicUrl).toBe(
      "https://book.example.com",
    );
    expect(configOf({ ...vercel, VERCEL_ENV: "preview" }).publicUrl).toBe(
      "https://p-1.example.com",
    );
    expect(configOf(vercel).trustedProxies).toBe(1);
  });
});

describe("who is an author", () => {
  it("is an example address only on this machine", () => {
    expect(configOf({}).authorEmails).toEqual(["author@example.com"]);
    expect(configOf({ NEXTAUTH_URL: "https://book.example.com" }).authorEmails).toEqual([]);
    expect(configOf({ AUTHOR_EMAILS: " Ada@Example.com, bob@example.com" }).authorEmails).toEqual([
      "ada@example.com",
      "bob@example.com",
    ]);
  });
});

describe("mail", () => {
  it("may stay local only while nobody outside can reach the site", () => {
    configOf({});
    expect(mailProblem()).toBeUndefined();
    configOf({ HOST: "0.0.0.0" });
    expect(mailProblem()).toContain("MAIL_URL");
    configOf({ NEXTAUTH_URL: "https://book.example.com" });
    expect(mailProblem()).toContain("MAIL_URL");
    configOf({ NEXTAUTH_URL: "https://book.example.com", MAIL_URL: "smtps://mail.example.com" });
    expect(mailProblem()).toBeUndefined();
  });
});

describe("the key that signs letters", () => {
  const pem = pemOf(1024).trim();

  it.each([
    ["as a file", `${pem}\n`],
    ["on one line", pem.replaceAll("\n", "\\n")],
    ["in base64", Buffer.from(pem).toString("base64")],
  ])("may stand there %s, and speaks for the sender's domain", (_how, value) => {
    const { dkim } = configOf({
      DKIM_PRIVATE_KEY: value,
      MAIL_FROM: "The Book <hello@Book.example.org>",
    });
    expect(dkim).toEqual({ privateKey: pem, selector: "book", domain: "book.example.org" });
  });

  it("is none while unset", () => {
    expect(configOf({}).dkim).toBeUndefined();
  });
});

it("the webhook's secrets may be several while one replaces another", () => {
  const [one, two] = [`whsec_${"A".repeat(32)}`, `whsec_${"B".repeat(32)}`];
  expect(configOf({ MAIL_WEBHOOK_SECRET: `${one}, ${two}` }).mailWebhookSecrets).toEqual([
    one,
    two,
  ]);
});

it("POSTGRES_URL counts when both addresses are set", () => {
  const both = { POSTGRES_URL: "postgres://a@one/x", DATABASE_URL: "postgres://a@two/x" };
  expect(configOf(both).databaseUrl).toBe("postgres://a@one/x");
});
