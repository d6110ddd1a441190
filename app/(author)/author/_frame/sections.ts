/** The rooms of the workshop, in the order of its navigation. */
export const SECTIONS = [
  { href: "/author/audience", name: "Audience" },
  { href: "/author/broadcasts", name: "Broadcasts" },
  { href: "/author/course", name: "Course" },
  { href: "/author/letters", name: "Letters" },
  { href: "/author/sender", name: "Sender" },
] as const;
