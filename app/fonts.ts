/** The three faces, from npm: the build makes no font call. Only the one that prose opens with is preloaded. */
import localFont from "next/font/local";

const literata = localFont({
  src: "../node_modules/@fontsource-variable/literata/files/literata-latin-wght-normal.woff2",
  weight: "200 900",
  style: "normal",
  variable: "--font-literata",
  adjustFontFallback: "Times New Roman",
  display: "swap",
});

const literataItalic = localFont({
  src: "../node_modules/@fontsource-variable/literata/files/literata-latin-wght-italic.woff2",
  weight: "200 900",
  style: "italic",
  variable: "--font-literata-italic",
  adjustFontFallback: "Times New Roman",
  display: "swap",
  preload: false,
});

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  adjustFontFallback: "Arial",
  display: "swap",
  preload: false,
});

const mono = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  weight: "100 800",
  variable: "--font-jetbrains",
  adjustFontFallback: false,
  display: "swap",
  preload: false,
});

/** Sets the variables that tokens.css builds on. */
export const fontVariables = [literata, literataItalic, inter, mono]
  .map((font) => font.variable)
  .join(" ");
