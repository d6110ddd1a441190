/** Queries that run before nearly every page: built once for each connection rather than at each request. */
import { keepPlans } from "@/lib/db/kept-plans";
import type { Db } from "@/lib/db/pool";

type Values = Record<string, unknown>;
type Prepared<Rows> = { execute(values: Values): Promise<Rows> };

/** Its values stand in the query as `sql.placeholder`; its plan is kept where that can be. */
export function prepared<Rows>(build: (db: Db) => { prepare(name: string): Prepared<Rows> }) {
  const built = new WeakMap<Db, Prepared<Rows>>();
  return (connection: Db, values: Values): Promise<Rows> => {
    const db = keepPlans(connection);
    const query = built.get(db) ?? build(db).prepare("");
    built.set(db, query);
    return query.execute(values);
  };
}
