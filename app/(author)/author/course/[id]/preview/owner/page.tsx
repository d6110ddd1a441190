import type { Metadata } from "next";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { LessonPreview } from "@/app/(author)/author/course/lesson-preview";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Preview");

type Props = { params: Promise<{ id: string }>; searchParams: PageQuery };

export default async function PreviewPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { look } = await readQuery(searchParams);
  return <LessonPreview id={id} look={look} hasBook />;
}
