import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentActor } from "@/app/_http/current-author";
import { AwayPage } from "@/app/(author)/author/desk/_away/away-page";
import { databaseNow } from "@/lib/database-clock";
import { isAway, isAwayNow, seeAway } from "@/lib/desk/while-away";
import { log } from "@/lib/log";
import { NOBODY } from "@/lib/readers/actor";
import { Unavailable } from "@/lib/unavailable";

type Page = {
  /** Where it is looked for again. */
  here: string;
  show: () => Promise<ReactNode>;
};

/** A page of the desk; or, where the database is away, what can be said without it: alarms lead here just then. */
export async function orAway({ here, show }: Page): Promise<ReactNode> {
  /** Nobody can log in now, so to be sent there would be a dead end. */
  if (isAwayNow() && (await actorWhileAway()).role === "nobody") return showAway(here);
  try {
    return await show();
  } catch (error) {
    unstable_rethrow(error);
    if (!isAway(error)) throw error;
    log().warn({ err: error }, "the desk is shown without the database");
    return showAway(here);
  }
}

async function showAway(here: string): Promise<ReactNode> {
  const away = seeAway({ actor: await actorWhileAway() });
  return (
    <AwayPage
      here={here}
      now={new Date(databaseNow())}
      timezone={await timezoneWhileAway()}
      away={away.ok ? away.value : undefined}
    />
  );
}

/** Whom nobody can name now is nobody: without the database no role can be looked up. */
async function actorWhileAway() {
  try {
    return await currentActor();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return NOBODY;
  }
}

const timezoneWhileAway = () =>
  cachedSettings().then(
    ({ timezone }) => timezone,
    () => "UTC",
  );
