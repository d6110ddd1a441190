import { useEffect } from "react";
import { loginAddress } from "@/app/_components/login-address";
import { findPresentBlock } from "@/app/(reading)/chapters/reading-place";

/** Whoever logs in while reading comes back to the paragraph that stood at the top of the screen. */
export function useLoginReturn(slug: string) {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const block = link?.pathname === "/login" ? findPresentBlock() : undefined;
      if (link && block) link.href = loginAddress(`/chapters/${slug}#${block}`);
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, [slug]);
}
