/** What a page was asked for after the question mark: each name once; a repeated one counts as absent. */
export type PageQuery = Promise<Record<string, string | string[] | undefined>>;

export async function readQuery(query: PageQuery): Promise<Record<string, string | undefined>> {
  const pairs = Object.entries(await query);
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
