export const dynamic = "force-dynamic";

/** Alive: this process answers. Never touches the database. */
export const GET = () =>
  Response.json({ alive: true }, { headers: { "cache-control": "no-store" } });
