/** next-auth as we use it: it speaks OAuth and reads sessions; letters, codes and whoever signs in are ours. */
import { DrizzleAdapter } from "@auth/drizzle-adapter";
import type { AuthOptions } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { accounts, readers, sessions, verificationTokens } from "@/drizzle/schema/readers";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { email as emailField, returnPath } from "@/lib/fields";
import { log } from "@/lib/log";
import { findGitHubAddress } from "@/lib/readers/github-address";
import { endSession } from "@/lib/readers/sessions";
import { hashToken } from "@/lib/readers/sign-in-secrets";

const SESSION_SECONDS = 30 * 86_400;
const VENDOR_TIMEOUT_MS = 5_000;

/** What the edge does when next-auth asks; both are told in cookies that next-auth knows nothing of. */
export type SignInHooks = {
  sendLetter(request: { email: string; returnTo: string | undefined }): Promise<void>;
  /** Answers with the path to go to. next-auth then makes neither reader nor session itself. */
  signIn(account: { provider: string; accountId: string; profile: unknown }): Promise<string>;
};

export function nextAuthOptions(hooks: SignInHooks): AuthOptions {
  const config = getConfig();
  return {
    secret: config.secrets[0],
    useSecureCookies: config.publicUrl.startsWith("https:"),
    adapter: sessionAdapter(),
    /** Fixed: looking at a session never prolongs it. */
    session: { strategy: "database", maxAge: SESSION_SECONDS, updateAge: SESSION_SECONDS },
    pages: {
      signIn: "/login",
      error: "/login",
      verifyRequest: "/login/check",
      signOut: "/library",
    },
    providers: [mailProvider(hooks), ...oauthProviders()],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type === "email") return true;
        if (account?.type !== "oauth") return false;
        const { provider, providerAccountId } = account;
        return hooks.signIn({ provider, accountId: providerAccountId, profile });
      },
      redirect: ({ url, baseUrl }) => `${baseUrl}${pathOf(url, baseUrl) ?? "/library"}`,
    },
    logger: {
      error: (event, metadata) =>
        log().error({ event, err: causeOf(metadata) }, "next-auth reports an error"),
      warn: (event) => log().warn({ event }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

/** The part of an address that lies on this site, or undefined. */
export function pathOf(url: string, baseUrl: string): string | undefined {
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
  return returnPath.parse(path || undefined);
}

/** Written out, because next-auth's own sends before anything is stored, and its token dies by a GET. */
function mailProvider(hooks: SignInHooks): AuthOptions["providers"][number] {
  return {
    id: "email",
    type: "email",
    name: "Email",
    server: "",
    from: "",
    maxAge: 600,
    options: {},
    normalizeIdentifier: (typed) => emailField.parse(typed),
    sendVerificationRequest({ identifier, url }) {
      const callbackUrl = new URL(url).searchParams.get("callbackUrl") ?? "";
      return hooks.sendLetter({
        email: identifier,
        returnTo: pathOf(callbackUrl, getConfig().publicUrl),
      });
    },
  };
}

function oauthProviders(): AuthOptions["providers"] {
  const { github, google } = getConfig();
  const httpOptions = { timeout: VENDOR_TIMEOUT_MS };
  return [
    ...(github ? [gitHub({ clientId: github.id, clientSecret: github.secret, httpOptions })] : []),
    ...(google
      ? [GoogleProvider({ clientId: google.id, clientSecret: google.secret, httpOptions })]
      : []),
  ];
}

/** GitHub's profile does not say whether its address is verified, so that is asked for and told as Google tells it. */
const gitHub = (options: Parameters<typeof GitHubProvider>[0]) =>
  GitHubProvider({
    ...options,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const accessToken = tokens.access_token ?? "";
        const email = await findGitHubAddress(accessToken);
        const profile = await client.userinfo(accessToken);
        return { ...profile, email, email_verified: email !== undefined };
      },
    },
  });

/**
 * Reads and ends sessions through Drizzle, by the hash of their token. Whoever signs in is told by `hooks.signIn`, so
 * next-auth looks nobody up: what it answers cannot depend on whether an address is known.
 */
function sessionAdapter(): Adapter {
  return {
    getSessionAndUser: (token) => transaction((tx) => findLive(tx, hashToken(token))),
    deleteSession: endSession,
    updateSession: async () => null,
    getUserByEmail: async () => null,
    getUserByAccount: async () => null,
    createVerificationToken: async () => null,
    useVerificationToken: async () => null,
  };
}

/** An ended session is no session; next-auth would delete it, and that by a GET. */
async function findLive(tx: Db, tokenHash: string) {
  const found = await drizzleAdapter(tx).getSessionAndUser?.(tokenHash);
  return found && found.session.expires > new Date() ? found : null;
}

/** The adapter is typed for next-auth 5, hence the cast. */
const drizzleAdapter = (db: Db) =>
  DrizzleAdapter(db, {
    usersTable: readers,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  }) as Adapter;

const causeOf = (metadata: unknown) =>
  metadata instanceof Error ||
  typeof metadata !== "object" ||
  metadata === null ||
  !("error" in metadata)
    ? metadata
    : metadata.error;
