/** Queries that run before nearly every page: built once for each connection rather than at each request. */
import type { Db } from "@/lib/db/pool";

type Values = Record<string, unknown>;
type Prepared<Rows> = { execute(values: Values): Promise<Rows> };

/**
 * Its values stand in the query as `sql.placeholder`. It has no name on the server: behind a pooler, the next call may
 * reach a connection of the server's that does not know it.
 */
export function prepared<Rows>(build: (db: Db) => { prepare(name: string): Prepared<Rows> }) {
  const built = new WeakMap<Db, Prepared<Rows>>();
  return (db: Db, values: Values): Promise<Rows> => {
    const query = built.get(db) ?? build(db).prepare("");
    built.set(db, query);
    return query.execute(values);
  };
}
