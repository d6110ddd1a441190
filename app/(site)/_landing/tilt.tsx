"use client";
import { type PointerEvent, type ReactNode, useRef } from "react";

const MOST_DEGREES = 4;

/** Turns what it holds towards the pointer; a finger, or the wish for less motion, leaves it still. */
export function Tilt({ children }: { children: ReactNode }) {
  const scene = useRef<HTMLDivElement>(null);

  function turn(event: PointerEvent<HTMLDivElement>) {
    if (event.pointerType !== "mouse" || wantsStillness()) return;
    const box = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width - 0.5;
    const down = (event.clientY - box.top) / box.height - 0.5;
    set({ x: across * 2 * MOST_DEGREES, y: -down * 2 * MOST_DEGREES });
  }

  function set({ x, y }: { x: number; y: number }) {
    scene.current?.style.setProperty("--turn", `${x.toFixed(2)}deg`);
    scene.current?.style.setProperty("--lean", `${y.toFixed(2)}deg`);
  }

  return (
    <div
      ref={scene}
      className="cover-scene"
      onPointerMove={turn}
      onPointerLeave={() => set({ x: 0, y: 0 })}
    >
      {children}
    </div>
  );
}

const wantsStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
