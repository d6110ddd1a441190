/** The only reader of process.env: every setting, checked once, with a sentence for each wrong value. */
import { z } from "zod";
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
const itemsOf = (list: string) =>
  list
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);

const settings = z.object({
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
      isAddress(/^smtps?:\/\/./),
      "must start with smtp:// or smtps://, for example smtps://user:secret@mail.example.com",
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^<>@]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/,
      'must be a sender, for example "My Book <book@example.com>"',
    )
    .default("Serverless Handbook <book@example.com>"),
  CRON_SECRET: z
    .string()
    .min(8, "needs at least 8 characters, for example the output of: openssl rand -hex 16")
    .optional(),
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
});

export type Config = ReturnType<typeof derive>;

/** A setting has a value that cannot work; the message is one sentence for the person who set it. */
export class SettingError extends Error {
  override name = "SettingError";
}

let cached: Config | undefined;

/** Throws SettingError for the first wrong value. Read at call time, never at import: the build has no settings. */
export function getConfig(): Config {
  cached ??= derive(parseSettings(process.env));
  return cached;
}

/** npm sets this for its scripts; no setting of ours, and known even where a setting is wrong. */
export const isStartedByNpm = (): boolean => process.env.npm_lifecycle_event !== undefined;

/** For the launcher and tests: puts values where this process and its children find them. */
export function publishSettings(values: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  cached = undefined;
}

export function parseSettings(environment: Record<string, string | undefined>) {
  const filled = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ""),
  );
  const parsed = settings.safeParse(filled);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SettingError(`${issue?.path.join(".")} ${issue?.message}.`);
}

function derive(env: z.infer<typeof settings>) {
  const databaseUrl = env.POSTGRES_URL ?? env.DATABASE_URL;
  const publicUrl = publicAddress(env);
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl,
    directDatabaseUrl: env.POSTGRES_URL_NON_POOLING ?? env.DATABASE_URL_UNPOOLED ?? databaseUrl,
    publicUrl,
    secrets: itemsOf(env.NEXTAUTH_SECRET ?? ""),
    authorEmails: authorEmails(env.AUTHOR_EMAILS, publicUrl),
    mailUrl: env.MAIL_URL,
    mailFrom: env.MAIL_FROM,
    cronSecret: env.CRON_SECRET,
    github: pair(env.GITHUB_ID, env.GITHUB_SECRET),
    google: pair(env.GOOGLE_ID, env.GOOGLE_SECRET),
    trustedProxies: env.TRUSTED_PROXIES ?? (env.VERCEL ? 1 : 0),
    logLevel: env.LOG_LEVEL,
    isDev: env.NODE_ENV === "development",
    /** True where `npm start` runs the site: a worker, a listener and hashed scripts exist. */
    underLauncher: env.SITE_RUNTIME === "launcher",
    loopbackSecret: env.LOOPBACK_SECRET,
  };
}

function publicAddress(env: z.infer<typeof settings>): string {
  if (env.NEXTAUTH_URL) return new URL(env.NEXTAUTH_URL).origin;
  const vercelHost =
    env.VERCEL_ENV === "production" ? env.VERCEL_PROJECT_PRODUCTION_URL : env.VERCEL_URL;
  return vercelHost ? `https://${vercelHost}` : `http://localhost:${env.PORT}`;
}

function authorEmails(listed: string | undefined, publicUrl: string): string[] {
  if (!listed) return isLoopbackHost(new URL(publicUrl).hostname) ? ["author@example.com"] : [];
  return itemsOf(listed.toLowerCase());
}

export function isLoopbackHost(hostname: string): boolean {
  return ["localhost", "127.0.0.1", "::1", "[::1]"].includes(hostname);
}

function pair(id: string | undefined, secret: string | undefined) {
  return id && secret ? { id, secret } : undefined;
}

/** Why letters would not reach anybody, in one sentence, or undefined where mail works or stays local on purpose. */
export function mailProblem(): string | undefined {
  const config = getConfig();
  const isLocal = isLoopbackHost(config.host) && isLoopbackHost(new URL(config.publicUrl).hostname);
  if (config.mailUrl || isLocal) return undefined;
  return "MAIL_URL is not set, but this site is reachable from outside: set it to a mail server, for example smtps://user:secret@mail.example.com.";
}
