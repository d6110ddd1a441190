import { readFile } from "node:fs/promises";
import path from "node:path";
import { ImageResponse } from "next/og";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";

export const dynamic = "force-static";

/** Drawn when first asked for, then kept until the next publish: drawing costs up to 120 ms. */
export const generateStaticParams = () => [];

const SIZE = { width: 1200, height: 630 };
const PAPER = "#FBF8F2";
const INK = "#211D18";
const MUTED = "#5A5349";
const ACCENT = "#A8401F";

/** The renderer fetches emoji from a public server; offline that gives an empty picture. */
const EMOJI = /\p{Extended_Pictographic}|\uFE0F|\u200D/gu;

type Params = { params: Promise<{ slug: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { slug } = await params;
  const [settings, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const chapter = outline.find((candidate) => candidate.slug === slug);
  if (!chapter && slug !== "book") return new Response("No such picture.\n", { status: 404 });
  const title = chapter?.title ?? settings.title;
  const line = chapter?.description || (settings.subtitle ?? "");
  const picture = (
    <Card
      book={plain(settings.title)}
      title={plain(title)}
      line={plain(line)}
      number={chapter?.number}
    />
  );
  return new ImageResponse(picture, { ...SIZE, fonts: await loadFonts() });
}

const plain = (text: string) => text.replace(EMOJI, "").trim();

type CardProps = { book: string; title: string; line: string; number: number | undefined };

function Card({ book, title, line, number }: CardProps) {
  return (
    <div
      style={{
        display: "flex",
        width: "100%",
        height: "100%",
        background: PAPER,
        color: INK,
        fontFamily: "Literata",
      }}
    >
      <div style={{ width: 28, background: ACCENT }} />
      <div
        style={{
          display: "flex",
          flexDirection: "column",
          justifyContent: "space-between",
          padding: 72,
          flex: 1,
        }}
      >
        <div style={{ display: "flex", fontSize: 30, color: ACCENT }}>
          {number ? `${book}, chapter ${number}` : book}
        </div>
        <div style={{ display: "flex", flexDirection: "column", gap: 28 }}>
          <div style={{ fontSize: title.length > 30 ? 72 : 92, fontWeight: 700, lineHeight: 1.1 }}>
            {title}
          </div>
          <div style={{ fontSize: 32, lineHeight: 1.4, color: MUTED }}>{line}</div>
        </div>
      </div>
    </div>
  );
}

async function loadFonts() {
  const folder = path.join(process.cwd(), "node_modules/@fontsource/literata/files");
  const load = (weight: 400 | 700) =>
    readFile(path.join(folder, `literata-latin-${weight}-normal.woff`));
  const [regular, bold] = await Promise.all([load(400), load(700)]);
  return [
    { name: "Literata", data: regular, weight: 400 as const, style: "normal" as const },
    { name: "Literata", data: bold, weight: 700 as const, style: "normal" as const },
  ];
}
