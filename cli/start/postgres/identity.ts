/** Who answers at a port: our PostgreSQL, somebody else, or ours while it is starting or stopping. */
import { realpath } from "node:fs/promises";
import pg from "pg";

/** Starting up or shutting down: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CANNOT_CONNECT_NOW = "57P03";

type Question = { port: number; password: string; cluster: string };

export async function askWhoIsThere(question: Question): Promise<"ours" | "other" | "busy"> {
  const { port, password, cluster } = question;
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    ssl: false,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    const answered = rows[0]?.data_directory ?? "";
    return (await realpath(answered)) === (await realpath(cluster)) ? "ours" : "other";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === CANNOT_CONNECT_NOW
      ? "busy"
      : "other";
  } finally {
    await client.end().catch(() => undefined);
  }
}
