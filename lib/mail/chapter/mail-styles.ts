/** How a chapter's elements look in a letter. */
import { BUTTON, COLORS, MONO } from "@/lib/mail/templates/letter-styles";

const cell = `padding: 6px 10px; border: 1px solid ${COLORS.rule}; vertical-align: top; font-size: 15px; line-height: 22px`;
const heading = (size: number) =>
  `font-size: ${size}px; line-height: ${Math.round(size * 1.35)}px; margin: 32px 0 12px; color: ${COLORS.ink}`;

export const MAIL_STYLES: Record<string, string> = {
  a: `color: ${COLORS.link}`,
  p: `font-size: 17px; line-height: 27px; margin: 0 0 16px; color: ${COLORS.ink}`,
  li: `font-size: 17px; line-height: 27px; margin: 0 0 6px; color: ${COLORS.ink}`,
  h2: heading(23),
  h3: heading(19),
  h4: heading(17),
  h5: heading(17),
  h6: heading(17),
  figcaption: `font-size: 15px; line-height: 22px; margin: 0 0 12px; color: ${COLORS.quiet}`,
  summary: "font-size: 17px; line-height: 27px; margin: 0 0 8px; font-weight: bold",
  blockquote: `margin: 0 0 16px; padding: 0 0 0 16px; border-left: 3px solid ${COLORS.rule}`,
  aside: `margin: 0 0 16px; padding: 12px 16px; background-color: ${COLORS.box}; font-size: 16px; line-height: 25px`,
  picture: `display: block; margin: 0 0 16px; padding: 12px 16px; background-color: ${COLORS.box}; font-size: 16px; line-height: 25px`,
  pre: `margin: 0 0 16px; padding: 12px 16px; background-color: ${COLORS.box}; font-family: ${MONO}; font-size: 14px; line-height: 21px; white-space: pre-wrap; word-wrap: break-word`,
  code: `font-family: ${MONO}; font-size: 0.9em`,
  kbd: `font-family: ${MONO}; font-size: 0.9em`,
  table: "border-collapse: collapse; margin: 0 0 16px",
  td: cell,
  th: `${cell}; font-weight: bold`,
  hr: `border: none; border-top: 1px solid ${COLORS.rule}; margin: 28px 0`,
};

/** Where a line runs down the side that reading starts from. */
export const QUOTE_FROM_RIGHT = `margin: 0 0 16px; padding: 0 16px 0 0; border-right: 3px solid ${COLORS.rule}`;

export const BUTTON_BOX = "margin: 28px 0";

/** The same button as in the letters whose words are ours. */
export const INLINE_BUTTON = `display: inline-block; text-decoration: none; font-size: ${BUTTON.fontSize}; line-height: 20px; font-weight: bold; padding: ${BUTTON.padding}; border-radius: ${BUTTON.borderRadius}; background-color: ${BUTTON.backgroundColor}; color: ${BUTTON.color}`;
