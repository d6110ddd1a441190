"use client";
import { useState } from "react";
import { ContinueOffer } from "@/app/(reading)/chapters/continue-offer";
import { ShortcutsHelp } from "@/app/(reading)/chapters/shortcuts-help";
import { useChapterInContents } from "@/app/(reading)/chapters/use-chapter-in-contents";
import { useCodeCopy } from "@/app/(reading)/chapters/use-code-copy";
import { useHeadingLinks } from "@/app/(reading)/chapters/use-heading-links";
import { useLoginReturn } from "@/app/(reading)/chapters/use-login-return";
import { usePresentHeading } from "@/app/(reading)/chapters/use-present-heading";
import { useScrollDirection } from "@/app/(reading)/chapters/use-scroll-direction";
import { useShortcuts } from "@/app/(reading)/chapters/use-shortcuts";
import "@/app/(reading)/chapters/reading-tools.css";

type Props = { slug: string; previous: string | undefined; next: string | undefined };

/** What a script adds to a chapter; without it nothing is missing but comfort. */
export function ReadingTools({ slug, previous, next }: Props) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({ previous, next, onHelp: () => setHelpOpen(true) });
  useScrollDirection();
  usePresentHeading();
  useChapterInContents();
  useCodeCopy();
  useHeadingLinks();
  useLoginReturn(slug);
  return (
    <>
      <div className="reading-progress screen-only" aria-hidden="true" />
      <ContinueOffer slug={slug} />
      {isHelpOpen && <ShortcutsHelp onClose={() => setHelpOpen(false)} />}
    </>
  );
}
