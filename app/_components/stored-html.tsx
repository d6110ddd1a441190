import type { ElementType } from "react";

type Props = {
  /** Was sanitised when it was stored; never anything that came with a request. */
  html: string;
  as?: ElementType;
  className?: string;
};

/** The one place where stored HTML becomes part of a page outside a chapter. */
export function StoredHtml({ html, as: Tag = "div", className }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised when it was stored
  return <Tag className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
