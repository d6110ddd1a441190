import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LetterPreview, readLook } from "@/app/(author)/author/_frame/letter-preview";
import "@/app/(author)/author/letters/letters.css";
import { LetterHeaders } from "@/app/_components/letter-headers";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { TestForm } from "@/app/(author)/author/letters/test-form";
import { previewSample } from "@/lib/desk/letters/letter-samples";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Letter");

type Props = { params: Promise<{ name: string }>; searchParams: PageQuery };

export default async function LetterPage({ params, searchParams }: Props) {
  const { name } = await params;
  const actor = await currentAuthor(`/author/letters/${encodeURIComponent(name)}`, "write");
  const { look } = await readQuery(searchParams);
  const sample = await previewSample({ actor, name });
  if (!sample.ok) notFound();
  const { title, when, mail } = sample.value;
  return (
    <div className="max-w-3xl">
      <p className="mb-2 text-sm">
        <a className="link tap inline-flex items-center" href="/author/letters">
          All letters
        </a>
      </p>
      <h1 className="text-[1.44rem]">{title}</h1>
      <p className="mt-1 mb-6 text-muted">{when}</p>
      <div className="mb-6">
        <TestForm name={name} isQuiet />
      </div>
      <LetterPreview
        mail={{ ...mail, opening: mail.preheader }}
        look={readLook(look)}
        page={`/author/letters/${name}`}
        src={`/api/author/letters/samples/${name}`}
      />
      <details className="sample-headers">
        <summary>What the mail server is told</summary>
        <LetterHeaders letter={mail} />
      </details>
    </div>
  );
}
