/** What of SVG may stand in a page: shapes, text and gradients with plain attributes; nothing that runs, loads or styles. */
import type { Options as Schema } from "rehype-sanitize";

export const DRAWING_ELEMENTS = [
  "svg",
  "g",
  "path",
  "rect",
  "circle",
  "ellipse",
  "line",
  "polyline",
  "polygon",
  "text",
  "tspan",
  "title",
  "desc",
  "defs",
  "marker",
  "linearGradient",
  "radialGradient",
  "stop",
  "clipPath",
  "use",
];

/** Drawing programs leave these behind; they show nothing. */
export const IGNORED_ELEMENTS = /^(metadata|[a-z]+:[\w-]+)$/i;

/** No address, except `url(#local)`; no escapes that could spell one. */
const PLAIN = /^(?!.*(?:url\s*\(|image|src\s*\(|javascript:|data:))[^<>\\@{}]*$/is;
const PAINT =
  /^(?:url\(\s*["']?#[\w.-]+["']?\s*\)|(?!.*(?:url\s*\(|image|src\s*\())[^<>\\@{};:]*)$/is;
export const LOCAL_TARGET = /^#[\w.-]+$/;
export const NAME = /^[A-Za-z_][\w.-]*$/;

const GEOMETRY = [
  "x",
  "y",
  "x1",
  "y1",
  "x2",
  "y2",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "fx",
  "fy",
  "fr",
  "d",
  "dx",
  "dy",
  "points",
  "width",
  "height",
  "viewBox",
  "transform",
  "rotate",
  "offset",
  "pathLength",
  "preserveAspectRatio",
  "textLength",
  "lengthAdjust",
  "orient",
  "refX",
  "refY",
  "markerWidth",
  "markerHeight",
  "markerUnits",
  "gradientUnits",
  "gradientTransform",
  "spreadMethod",
  "clipPathUnits",
];

const LOOKS = [
  "color",
  "opacity",
  "visibility",
  "display",
  "fillOpacity",
  "fillRule",
  "clipRule",
  "strokeWidth",
  "strokeOpacity",
  "strokeLineCap",
  "strokeLineJoin",
  "strokeMiterLimit",
  "strokeDashArray",
  "strokeDashOffset",
  "stopOpacity",
  "vectorEffect",
  "paintOrder",
  "shapeRendering",
  "textRendering",
  "fontFamily",
  "fontSize",
  "fontStyle",
  "fontWeight",
  "fontVariant",
  "letterSpacing",
  "wordSpacing",
  "textAnchor",
  "textDecoration",
  "dominantBaseline",
  "alignmentBaseline",
  "baselineShift",
  "writingMode",
  "direction",
];

const PAINTS = ["fill", "stroke", "stopColor", "markerStart", "markerMid", "markerEnd", "clipPath"];

export const DRAWING_SCHEMA: Schema = {
  tagNames: DRAWING_ELEMENTS,
  strip: [
    "script",
    "style",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "image",
    "a",
    "animate",
    "set",
    "metadata",
  ],
  clobber: [],
  attributes: {
    "*": [
      ...[...GEOMETRY, ...LOOKS].map((name): [string, RegExp] => [name, PLAIN]),
      ...PAINTS.map((name): [string, RegExp] => [name, PAINT]),
      ["id", NAME],
      ["className", NAME],
    ],
    svg: ["ariaLabelledBy"],
    use: [
      ["href", LOCAL_TARGET],
      ["xLinkHref", LOCAL_TARGET],
    ],
  },
};
