/** The look of letters as inline styles, the only ones that every mail program keeps. */

export const COLORS = {
  page: "#fbfaf7",
  ink: "#22211f",
  quiet: "#5f5b54",
  link: "#8a3b12",
  button: "#8a3b12",
  onButton: "#ffffff",
  box: "#f1eee7",
  rule: "#dedad0",
  dark: {
    page: "#1b1a18",
    ink: "#ece8df",
    quiet: "#b5afa3",
    link: "#f0a87c",
    button: "#f0a87c",
    onButton: "#1b1a18",
    box: "#2a2825",
    rule: "#45413b",
  },
} as const;

export const FONT = {
  fontFamily: "Georgia, 'Times New Roman', serif",
  color: COLORS.ink,
} as const;

export const MONO = "Menlo, Consolas, 'Courier New', monospace";

export const TEXT = {
  fontSize: "17px",
  lineHeight: "27px",
  margin: "0 0 16px",
  color: COLORS.ink,
} as const;

export const SMALL = {
  fontSize: "14px",
  lineHeight: "21px",
  margin: "0 0 10px",
  color: COLORS.quiet,
} as const;

/** Whose letter it is, above its first line. */
export const NAME = { ...SMALL, fontWeight: "bold", margin: "0 0 24px" } as const;

export const RULE = {
  border: "none",
  borderTop: `1px solid ${COLORS.rule}`,
  margin: "28px 0 16px",
};

export const BUTTON = {
  backgroundColor: COLORS.button,
  color: COLORS.onButton,
  fontSize: "17px",
  fontWeight: "bold",
  borderRadius: "6px",
  padding: "14px 24px",
} as const;

export const CODE = {
  fontFamily: MONO,
  fontSize: "32px",
  lineHeight: "40px",
  letterSpacing: "6px",
  margin: "0 0 16px",
  color: COLORS.ink,
} as const;

export const HEADING = {
  fontSize: "28px",
  lineHeight: "36px",
  margin: "32px 0 16px",
  color: COLORS.ink,
} as const;
