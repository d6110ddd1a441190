"use client";
import { type DragEvent, useState } from "react";

/** Rows that can be dragged to another place; what is dropped is told as the whole new order. */
export function useDragOrder(order: string[], onOrder: (order: string[]) => void) {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();

  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };

  return (name: string) => ({
    draggable: true,
    "data-dragged": dragged === name || undefined,
    "data-over": (over === name && dragged !== name) || undefined,
    onDragStart(event: DragEvent) {
      event.dataTransfer.effectAllowed = "move";
      setDragged(name);
    },
    onDragOver(event: DragEvent) {
      if (!dragged) return;
      event.preventDefault();
      setOver(name);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      if (dragged && dragged !== name) onOrder(moved(order, dragged, name));
      end();
    },
    onDragEnd: end,
  });
}

/** Takes the place of the one it is dropped on. */
function moved(order: string[], dragged: string, target: string): string[] {
  const rest = order.filter((name) => name !== dragged);
  const isDown = order.indexOf(dragged) < order.indexOf(target);
  rest.splice(rest.indexOf(target) + (isDown ? 1 : 0), 0, dragged);
  return rest;
}
