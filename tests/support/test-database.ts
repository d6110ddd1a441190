/** Gives the test file that calls it an own copy of the migrated template, and settings that point there. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { publishSettings } from "@/lib/config";
import { closePool } from "@/lib/db/pool";
import { runStatement, withDatabase } from "@/tests/support/postgres-server";

type TestDatabase = { url: string; dataDir: string };

/** The fields are filled before the first test runs. */
export function useTestDatabase(): TestDatabase {
  const database: TestDatabase = { url: "", dataDir: "" };
  const name = `test_${randomBytes(6).toString("hex")}`;

  beforeAll(async () => {
    await runStatement(
      inject("postgresUrl"),
      `CREATE DATABASE ${name} TEMPLATE ${inject("template")}`,
    );
    database.url = withDatabase(inject("postgresUrl"), name);
    database.dataDir = await mkdtemp(path.join(tmpdir(), "handbook-data-"));
    publishSettings(testSettings(database));
  });

  afterAll(async () => {
    await closePool();
    await runStatement(inject("postgresUrl"), `DROP DATABASE ${name} WITH (FORCE)`);
    await rm(database.dataDir, { recursive: true, force: true });
  });

  return database;
}

function testSettings({ url, dataDir }: TestDatabase) {
  return {
    POSTGRES_URL: url,
    DATABASE_URL: undefined,
    POSTGRES_URL_NON_POOLING: undefined,
    DATABASE_URL_UNPOOLED: undefined,
    DATA_DIR: dataDir,
    NEXTAUTH_URL: undefined,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    AUTHOR_EMAILS: undefined,
    MAIL_URL: undefined,
    LOG_LEVEL: "silent",
  };
}
