/** What the running site's database holds of a chapter, read past the site itself. */
import pg from "pg";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";

export type StoredVersion = { number: number; slug: string; markdown: string; author: string };

export type StoredTexts = {
  /** All versions of the chapter that has, or once had, this address; the newest last. */
  versionsOf(slug: string): Promise<StoredVersion[]>;
  newest(slug: string): Promise<string | undefined>;
  close(): Promise<void>;
};

export async function openStoredTexts(dataDir: string): Promise<StoredTexts> {
  const { url } = await startEmbeddedPostgres({ dataDir });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const versionsOf = async (slug: string) => {
    const { rows } = await client.query<StoredVersion>(
      `select v.number, c.slug, v.markdown, v.author from versions v join chapters c on c.id = v.chapter_id
       where c.id = (select chapter_id from versions where frontmatter->>'slug' = $1 order by created_at desc limit 1)
       order by v.number`,
      [slug],
    );
    return rows;
  };
  return {
    versionsOf,
    newest: async (slug) => (await versionsOf(slug)).at(-1)?.markdown,
    close: () => client.end(),
  };
}
