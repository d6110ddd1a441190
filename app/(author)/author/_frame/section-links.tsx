"use client";
import { usePathname } from "next/navigation";
import { SECTIONS } from "@/app/(author)/author/_frame/sections";

/** Which room is open is marked for eyes and ears. */
export function SectionLinks() {
  const here = usePathname();
  return SECTIONS.map(({ href, name }) => (
    <a
      key={href}
      href={href}
      aria-current={here === href || here.startsWith(`${href}/`) ? "page" : undefined}
      className="workshop-link tap"
    >
      {name}
    </a>
  ));
}
