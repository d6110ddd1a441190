/** Signs people in on the running site without letters, whose number is limited, and takes away what they wrote. */
import { randomBytes } from "node:crypto";
import { and, isNotNull, like, sql } from "drizzle-orm";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { chapters } from "@/drizzle/schema/book";
import { deleteChapter } from "@/lib/author/chapters/delete-chapter";
import { listChapters } from "@/lib/author/chapters/list-chapters";
import { inviteEditor } from "@/lib/author/editors";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { AUTHOR } from "@/tests/support/drafts";
import { buildPerson } from "@/tests/support/people";
import { sessionCookieFor } from "@/tests/support/reading-cookies";

export type SitePeople = {
  /** Cookies as a browser keeps them. */
  author(): Promise<Cookie[]>;
  /** Invited a moment ago, with an address of their own. */
  editor(): Promise<Cookie[]>;
  buyer(): Promise<Cookie[]>;
  /** The id of somebody in the audience. */
  someone(): Promise<string>;
  /** Whatever chapters have an address that begins so. */
  removeChapters(beginning: string): Promise<void>;
  close(): Promise<void>;
};

type Cookie = { name: string; value: string; url: string };

type Site = { url: string; dataDir: string };

export async function openSitePeople({ url, dataDir }: Site): Promise<SitePeople> {
  const database = await startEmbeddedPostgres({ dataDir });
  publishSettings({
    POSTGRES_URL: database.url,
    DATABASE_URL: undefined,
    POSTGRES_URL_NON_POOLING: undefined,
    DATABASE_URL_UNPOOLED: undefined,
    NEXTAUTH_URL: undefined,
    AUTHOR_EMAILS: undefined,
    LOG_LEVEL: "silent",
  });
  const signIn = async (email: string) => {
    const [name = "", value = ""] = (await sessionCookieFor(email)).split("=");
    return [{ name, value, url }];
  };
  return {
    author: () => signIn("author@example.com"),
    async editor() {
      const email = `editor-${randomBytes(4).toString("hex")}@example.com`;
      await inviteEditor({ actor: AUTHOR, email });
      return signIn(email);
    },
    buyer: async () => signIn((await buildPerson({ isBuyer: true })).email),
    someone: async () => (await buildPerson()).readerId,
    removeChapters,
    close: closePool,
  };
}

/** As if that had been longer ago than they can be brought back: the list of chapters stays short. */
async function removeChapters(beginning: string) {
  const listed = await listChapters(AUTHOR);
  if (!listed.ok) throw new Error(listed.reason);
  const own = listed.value.filter(({ slug }) => slug.startsWith(beginning));
  for (const { slug } of own) await deleteChapter({ actor: AUTHOR, slug });
  await getDb()
    .update(chapters)
    .set({ deletedAt: sql`now() - interval '31 days'` })
    .where(and(like(chapters.slug, `${beginning}%`), isNotNull(chapters.deletedAt)));
}
