import { useEffect } from "react";

const LEAST_PIXELS = 8;

/** Tells the stylesheet whether the reader moves on or looks back; near the top the bar always stays. */
export function useScrollDirection() {
  useEffect(() => {
    let last = window.scrollY;
    const onScroll = () => {
      const now = window.scrollY;
      if (Math.abs(now - last) < LEAST_PIXELS) return;
      const { dataset } = document.documentElement;
      if (now > last && now > 120) dataset.scrolled = "down";
      else delete dataset.scrolled;
      last = now;
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, []);
}
