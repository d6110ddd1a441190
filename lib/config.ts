/** The only reader of process.env: every setting, checked once, with a sentence for each wrong value. */
import { homedir } from "node:os";
import path from "node:path";
import type { z } from "zod";
import { thresholdsOf } from "@/lib/alarm-settings";
import { itemsOf, settings } from "@/lib/settings";

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

/** What the author's command line goes by; the site's own settings are none of its business. */
export function getBookCommandSettings() {
  const { BOOK_URL, BOOK_TOKEN, DATA_DIR, INIT_CWD, NO_COLOR } = process.env;
  const address = BOOK_URL || "http://localhost:3000";
  if (!/^https?:\/\/[^/]/.test(address) || !URL.canParse(address))
    throw new SettingError(
      "BOOK_URL must be the site's address, for example https://book.example.com.",
    );
  return {
    url: new URL(address).origin,
    token: BOOK_TOKEN || undefined,
    dataDir: DATA_DIR || ".data",
    configDir: userConfigDir(process.env),
    /** Where the person stood when npm took over. */
    startedIn: isStartedByNpm() ? INIT_CWD : undefined,
    hasColour: !NO_COLOR,
  };
}

/** The place for programs' settings, as each system has it. */
function userConfigDir({ XDG_CONFIG_HOME, APPDATA }: NodeJS.ProcessEnv): string {
  return XDG_CONFIG_HOME || APPDATA || path.join(homedir(), ".config");
}

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
    dkim: env.DKIM_PRIVATE_KEY
      ? {
          privateKey: env.DKIM_PRIVATE_KEY,
          selector: env.DKIM_SELECTOR,
          domain: domainOf(env.MAIL_FROM),
        }
      : undefined,
    mailWebhookSecrets: itemsOf(env.MAIL_WEBHOOK_SECRET ?? ""),
    cronSecret: env.CRON_SECRET,
    alarms: alarmSettings(env),
    faultControlUrl: env.FAULT_CONTROL_URL,
    localMailUrl: env.LOCAL_MAIL_URL,
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

function alarmSettings(env: z.infer<typeof settings>) {
  return {
    slackUrl: env.SLACK_WEBHOOK_URL,
    sms: smsAccount(env),
    heartbeatUrl: env.HEARTBEAT_URL,
    ...thresholdsOf(env),
  };
}

/** All of it, or no message by phone. */
function smsAccount(env: z.infer<typeof settings>) {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from } = env;
  if (!sid || !token || !from || !env.ALARM_PHONE) return undefined;
  return {
    sid,
    token,
    from,
    to: env.ALARM_PHONE,
    url: env.TWILIO_API_URL ?? "https://api.twilio.com",
  };
}

function publicAddress(env: z.infer<typeof settings>): string {
  if (env.NEXTAUTH_URL) return new URL(env.NEXTAUTH_URL).origin;
  const vercelHost =
    env.VERCEL_ENV === "production" ? env.VERCEL_PROJECT_PRODUCTION_URL : env.VERCEL_URL;
  return vercelHost ? `https://${vercelHost}` : `http://localhost:${env.PORT}`;
}

/** Of "Name <book@example.com>" or the bare address. */
export const domainOf = (sender: string): string =>
  sender.replace(/>$/, "").split("@").at(-1)?.toLowerCase() ?? "";

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
