/** What each scope of a token allows, in the words of whoever ticks it. */
import type { Scope } from "@/lib/author/tokens/tokens";
import { type Actor, hasRight, type Right } from "@/lib/readers/actor";

export type ScopeChoice = { scope: Scope; title: string; about: string };

const CHOICES: (ScopeChoice & { right: Right })[] = [
  {
    scope: "read",
    title: "Read",
    about: "chapters with their drafts, the course, settings, images, failures. No addresses.",
    right: "write",
  },
  {
    scope: "write",
    title: "Write",
    about: "chapters and images; preview links. Readers see none of it yet.",
    right: "write",
  },
  {
    scope: "publish",
    title: "Publish",
    about: "what readers see: publish, order, delete, settings, the course, replays.",
    right: "publish",
  },
  {
    scope: "people",
    title: "People",
    about: "signups and orders, with addresses.",
    right: "people",
  },
];

/** Those that this person could give away. */
export const scopeChoices = (actor: Actor): ScopeChoice[] =>
  CHOICES.filter(({ right }) => hasRight(actor, right)).map(({ right: _, ...choice }) => choice);
