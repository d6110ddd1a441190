/** Every setting there may be in the environment, with one sentence for each wrong value. */
import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { alarmThresholds } from "@/lib/alarm-settings";
import { email } from "@/lib/fields";

const optionalText = z.string().trim().optional();

const isAddress = (start: RegExp) => (value: string) => start.test(value) && URL.canParse(value);

const postgresAddress = z
  .string()
  .refine(
    isAddress(/^postgres(ql)?:\/\/./),
    "is not a PostgreSQL address, for example postgres://user:secret@db.example.com/book",
  )
  .optional();

const every = (check: (item: string) => boolean) => (list: string) => itemsOf(list).every(check);
export const itemsOf = (list: string) =>
  list
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);

const outsideAddress = (example: string) =>
  z
    .string()
    .refine(isAddress(/^https?:\/\/./), `must be an address, for example ${example}`)
    .optional();

const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, "must be a phone number with its country, for example +15005550006")
  .optional();

/** Named as in the environment. */
export const settings = z.object({
  PORT: z.coerce
    .number("must be a port number, for example 3000")
    .int()
    .min(1)
    .max(65535)
    .default(3000),
  HOST: z
    .string()
    .regex(/^\S+$/, "must be an address of this machine, for example 127.0.0.1")
    .default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default(".data"),
  POSTGRES_URL: postgresAddress,
  DATABASE_URL: postgresAddress,
  POSTGRES_URL_NON_POOLING: postgresAddress,
  DATABASE_URL_UNPOOLED: postgresAddress,
  NEXTAUTH_URL: z
    .string()
    .refine(
      isAddress(/^https?:\/\/./),
      "must be the site's public address, for example https://book.example.com",
    )
    .optional(),
  NEXTAUTH_SECRET: z
    .string()
    .refine(
      every((secret) => secret.length >= 16),
      "needs at least 16 characters, for example the output of: openssl rand -base64 32",
    )
    .optional(),
  AUTHOR_EMAILS: z
    .string()
    .refine(
      every((address) => email.safeParse(address).success),
      "must list mail addresses, for example ada@example.com,grace@example.com",
    )
    .optional(),
  MAIL_URL: z
    .string()
    .refine(
      isAddress(/^(smtps?|resend):\/\/./),
      "must start with smtp://, smtps:// or resend://, for example smtps://user:secret@mail.example.com",
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^<>@]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/,
      'must be a sender, for example "My Book <book@example.com>"',
    )
    .default("Serverless Handbook <book@example.com>"),
  MAIL_WEBHOOK_SECRET: z
    .string()
    .refine(
      every((secret) => /^whsec_[A-Za-z0-9+/]{22,}={0,2}$/.test(secret)),
      "must be what your mail provider shows beside its webhook, for example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    )
    .optional(),
  DKIM_PRIVATE_KEY: z
    .string()
    .transform(readPem)
    .refine(
      isSigningKey,
      "must be an RSA key of at least 1024 bits, for example the output of: openssl genrsa 2048 | base64 -w0",
    )
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i,
      "must be one label of a DNS name, for example book",
    )
    .default("book"),
  CRON_SECRET: z
    .string()
    .min(8, "needs at least 8 characters, for example the output of: openssl rand -hex 16")
    .optional(),
  SLACK_WEBHOOK_URL: outsideAddress("https://hooks.slack.com/services/T000/B000/secret"),
  TWILIO_ACCOUNT_SID: optionalText,
  TWILIO_AUTH_TOKEN: optionalText,
  TWILIO_FROM: phoneNumber,
  ALARM_PHONE: phoneNumber,
  TWILIO_API_URL: outsideAddress("https://api.twilio.com"),
  HEARTBEAT_URL: outsideAddress("https://watcher.example.com/ping/book"),
  ...alarmThresholds.shape,
  GITHUB_ID: optionalText,
  GITHUB_SECRET: optionalText,
  GOOGLE_ID: optionalText,
  GOOGLE_SECRET: optionalText,
  TRUSTED_PROXIES: z.coerce
    .number("must be a count, for example 1")
    .int()
    .min(0)
    .max(10)
    .optional(),
  VERCEL: optionalText,
  VERCEL_ENV: optionalText,
  VERCEL_URL: optionalText,
  VERCEL_PROJECT_PRODUCTION_URL: optionalText,
  LOG_LEVEL: z
    .enum(
      ["debug", "info", "warn", "error", "silent"],
      "must be debug, info, warn, error or silent, for example info",
    )
    .default("info"),
  NODE_ENV: optionalText,
  SITE_RUNTIME: z.enum(["launcher", "host"]).default("host"),
  LOOPBACK_SECRET: optionalText,
  /** Given by the launcher with --break: where its faults are steered, and the mail server before its mailbox. */
  FAULT_CONTROL_URL: optionalText,
  LOCAL_MAIL_URL: optionalText,
});

/** As a file, on one line with `\n` for its ends, or the whole file in base64: hosts differ in what a setting may hold. */
function readPem(value: string): string {
  const text = value.includes("-----BEGIN") ? value : Buffer.from(value, "base64").toString("utf8");
  return text.replaceAll("\\n", "\n").trim();
}

/** What mail hosts check: RSA, since many know no other, and not shorter (RFC 8301). */
function isSigningKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1024;
  } catch {
    return false;
  }
}
