/** The actor behind a page of the workshop; whoever is none is sent to log in, or told whose room this is. */
import { forbidden, redirect } from "next/navigation";
import { currentAsker } from "@/app/_http/current-asker";
import { type Actor, actorOf, hasRight, type Right } from "@/lib/readers/actor";

type Author = Extract<Actor, { readerId: string }>;

/** `page` is where they go on after logging in. Makes the page dynamic. */
export async function currentAuthor(page: string, right: Right = "write"): Promise<Author> {
  const { reader } = await currentAsker();
  const actor = actorOf(reader);
  if (actor.role === "nobody") redirect(`/login?${new URLSearchParams({ to: page })}`);
  if (!hasRight(actor, right)) forbidden();
  return actor;
}

/** The same for actions and route handlers, which answer by themselves. */
export async function currentActor(): Promise<Actor> {
  return actorOf((await currentAsker()).reader);
}
