"use client";
import { usePathname } from "next/navigation";

export type SectionLink = { href: string; name: string; holds?: string[] };

/** Which room is open is marked for eyes and ears. */
export function SectionLinks({ sections }: { sections: SectionLink[] }) {
  const here = usePathname();
  return sections.map(({ href, name, holds = [`${href}/`] }) => (
    <a
      key={href}
      href={href}
      aria-current={
        here === href || holds.some((place) => here.startsWith(place)) ? "page" : undefined
      }
      className="workshop-link tap"
    >
      {name}
    </a>
  ));
}
