/** Who acts, where a test needs no reader behind them. */
import type { Actor } from "@/lib/readers/actor";

type SignedIn = Extract<Actor, { readerId: string }>;

export const AN_AUTHOR: SignedIn = {
  role: "author",
  readerId: "00000000-0000-4000-8000-00000000000a",
  email: "author@example.com",
};

export const AN_EDITOR: SignedIn = {
  role: "editor",
  readerId: "00000000-0000-4000-8000-00000000000b",
  email: "editor@example.com",
};
