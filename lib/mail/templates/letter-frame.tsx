/** The frame of every letter: a column of 600 pixels, readable in the dark and with images off (there are none). */

import type { ReactNode } from "react";
import { Body, Button, Container, Head, Hr, Html, Link, Preview, Text } from "react-email";
import { directionOf } from "@/lib/mail/templates/direction";
import { BUTTON, COLORS, FONT, NAME, RULE, SMALL, TEXT } from "@/lib/mail/templates/letter-styles";

type Frame = {
  language?: string | null;
  subject: string;
  /** What an inbox shows beside the subject. */
  preheader: string;
  bookTitle: string;
  replyTo?: string | null;
  postalAddress?: string | null;
  unsubscribeUrl?: string;
  children: ReactNode;
};

/** Dark colours need a style sheet; a mail program without one keeps the light ones of the attributes. */
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page td { background-color: ${COLORS.dark.page} !important; }
  .ink, .ink p, .ink li, .ink h1, .ink h2, .ink h3, .ink h4, .ink td, .ink th { color: ${COLORS.dark.ink} !important; }
  .quiet, .quiet p, .quiet a { color: ${COLORS.dark.quiet} !important; }
  .link, .ink a { color: ${COLORS.dark.link} !important; }
  a.button, a.button span { background-color: ${COLORS.dark.button} !important; color: ${COLORS.dark.onButton} !important; }
  .rule { border-top-color: ${COLORS.dark.rule} !important; }
  .box, .box pre { background-color: ${COLORS.dark.box} !important; color: ${COLORS.dark.ink} !important; }
}`;

/** Fixed, so that a long word or line of code breaks instead of widening the letter beyond a phone. */
const COLUMN = {
  width: "100%",
  maxWidth: "600px",
  padding: "32px 20px",
  tableLayout: "fixed",
  wordWrap: "break-word",
} as const;

export function LetterFrame({ subject, preheader, children, ...about }: Frame) {
  const language = about.language || "en";
  const dir = directionOf(language);
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <style>{DARK}</style>
      </Head>
      <Body
        lang={language}
        dir={dir}
        className="page"
        style={{ backgroundColor: COLORS.page, ...FONT }}
      >
        <Preview useTitleTag={false}>{preheader}</Preview>
        <Container width={600} dir={dir} style={COLUMN}>
          <div className="quiet">
            <Text dir="auto" style={NAME}>
              {about.bookTitle}
            </Text>
          </div>
          <div className="ink">{children}</div>
          <Footer {...about} />
        </Container>
      </Body>
    </Html>
  );
}

function Footer({
  bookTitle,
  replyTo,
  postalAddress,
  unsubscribeUrl,
}: Pick<Frame, "bookTitle" | "replyTo" | "postalAddress" | "unsubscribeUrl">) {
  return (
    <div className="quiet">
      <Hr className="rule" style={RULE} />
      <Text dir="auto" style={SMALL}>
        {bookTitle}.{replyTo ? " You can answer this mail; a person reads it." : ""}
        {postalAddress ? ` ${postalAddress}` : ""}
      </Text>
      {unsubscribeUrl && (
        <Text dir="auto" style={SMALL}>
          No more of these?{" "}
          <Link href={unsubscribeUrl} style={{ color: COLORS.quiet, textDecoration: "underline" }}>
            Unsubscribe
          </Link>
          , it takes one click.
        </Text>
      )}
    </div>
  );
}

/** Our words are English in a book of any language, so each paragraph runs as its own words do. */
export const Paragraph = ({ children }: { children: ReactNode }) => (
  <Text dir="auto" style={TEXT}>
    {children}
  </Text>
);

export const MainButton = ({ href, children }: { href: string; children: ReactNode }) => (
  <div style={{ margin: "28px 0" }}>
    <Button href={href} className="button" style={BUTTON}>
      {children}
    </Button>
  </div>
);

/** For programs that show no buttons, and for people who like to see where they go. */
export const PlainAddress = ({ href }: { href: string }) => (
  <div className="quiet">
    <Text dir="ltr" style={{ ...SMALL, wordBreak: "break-all" }}>
      If the button does nothing, open this address:{" "}
      <Link href={href} style={{ color: COLORS.quiet }}>
        {href}
      </Link>
    </Text>
  </div>
);
