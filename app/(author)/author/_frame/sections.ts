import type { Right } from "@/lib/readers/actor";

type Section = {
  href: string;
  name: string;
  /** Where its pages stand; without it, below its own address. */
  holds?: string[];
  right: Right;
};

/** The rooms of the workshop, in the order of its navigation. */
export const SECTIONS: Section[] = [
  {
    href: "/author",
    name: "Chapters",
    holds: ["/author/chapters", "/author/import"],
    right: "write",
  },
  { href: "/author/audience", name: "Audience", right: "people" },
  { href: "/author/broadcasts", name: "Broadcasts", right: "people" },
  { href: "/author/course", name: "Course", right: "write" },
  { href: "/author/letters", name: "Letters", right: "write" },
  { href: "/author/sender", name: "Sender", right: "people" },
  { href: "/author/desk", name: "Desk", right: "write" },
  { href: "/author/tokens", name: "Tokens", right: "write" },
  {
    href: "/author/settings",
    name: "Settings",
    holds: ["/author/settings/", "/author/audit"],
    right: "publish",
  },
];
