/** Sees each statement that the site sends to its database, so that the plan of that very statement can be asked for. */
import pg from "pg";
import { z } from "zod";

export type Statement = { text: string; values: unknown[] };

const asked = z.object({ text: z.string() });

/** `onQuery` gets every statement from now on. */
export function watchQueries(onQuery: (statement: Statement) => void): void {
  pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
    apply(query, client, args: unknown[]) {
      const [first, values] = args;
      const statement = asked.safeParse(typeof first === "string" ? { text: first } : first);
      if (statement.success)
        onQuery({ ...statement.data, values: Array.isArray(values) ? values : [] });
      return Reflect.apply(query, client, args);
    },
  });
}

/** The plan as it ran, with times and rows. */
export async function explain(url: string, { text, values }: Statement): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`explain (analyze, buffers) ${text}`, values);
    return rows.map((row) => Object.values(row).join("")).join("\n");
  } finally {
    await client.end();
  }
}
