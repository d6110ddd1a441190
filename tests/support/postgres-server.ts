/** Vitest's global set-up: one PostgreSQL for the run, and in it a migrated template that each test file copies. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { migrateDatabase } from "@/lib/db/migrate";
import { migrateQueues } from "@/lib/jobs/migrate-queues";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    template: string;
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-postgres-"));
  const server = await startEmbeddedPostgres({ dataDir: folder });
  const template = await makeTemplate(server.url);
  project.provide("postgresUrl", server.url);
  project.provide("template", template);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(serverUrl: string): Promise<string> {
  const template = "handbook_template";
  await runStatement(serverUrl, `CREATE DATABASE ${template}`);
  const url = withDatabase(serverUrl, template);
  await migrateDatabase(url, () => migrateQueues(url));
  return template;
}

export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function runStatement(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
