/** What a chapter's image becomes: a re-encoded raster in a few widths, or a drawing that stands in the page itself. */
import type { Element } from "hast";

export type Raster = {
  kind: "raster";
  id: string;
  width: number;
  height: number;
  widths: number[];
};

export type Drawing = { kind: "drawing"; id: string; width: number; height: number; svg: Element };

export type Picture = Raster | Drawing;

const WIDTHS = [640, 1280];
const LARGEST = 2000;

/** Never larger than the original, which is itself one of the sizes up to 2,000 pixels. */
export function widthsFor(original: number): number[] {
  const largest = Math.min(original, LARGEST);
  return [...WIDTHS.filter((width) => width < largest), largest];
}
