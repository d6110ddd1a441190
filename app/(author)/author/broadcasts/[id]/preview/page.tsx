import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LetterPreview, readLook } from "@/app/(author)/author/_frame/letter-preview";
import "@/app/(author)/author/broadcasts/broadcasts.css";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { previewBroadcast } from "@/lib/desk/broadcasts/preview-broadcast";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Preview");

type Props = { params: Promise<{ id: string }>; searchParams: PageQuery };

export default async function PreviewPage({ params, searchParams }: Props) {
  const { id } = await params;
  const page = `/author/broadcasts/${id}/preview`;
  const actor = await currentAuthor(page, "people");
  const { look } = await readQuery(searchParams);
  const mail = await previewBroadcast({ actor, id });
  if (!mail.ok) notFound();
  return (
    <div className="max-w-3xl">
      <p className="mb-2 text-sm">
        <a className="link tap" href={`/author/broadcasts/${id}`}>
          Back to the broadcast
        </a>
      </p>
      <h1 className="mb-6 text-[1.44rem]">As it will arrive</h1>
      <LetterPreview
        mail={mail.value}
        look={readLook(look)}
        page={page}
        src={`/api/author/letters/broadcasts/${id}`}
      />
    </div>
  );
}
