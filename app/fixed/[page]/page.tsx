import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Contents, contentsMetadata } from "@/app/(reading)/contents";
import { Contact, contactMetadata } from "@/app/(site)/contact";
import { Developers, developersMetadata } from "@/app/(site)/developers/developers";
import { Landing, landingMetadata } from "@/app/(site)/landing";
import { Privacy, privacyMetadata } from "@/app/(site)/privacy";
import { Terms, termsMetadata } from "@/app/(site)/terms";

/**
 * The pages that are the same for anybody, kept until the next publish. They hang on a parameter that never changes:
 * a page without one is rendered by the build, which has no database.
 */
export const dynamic = "force-static";
export const generateStaticParams = () => [];

const PAGES = new Map([
  ["landing", { Page: Landing, metadata: landingMetadata }],
  ["contents", { Page: Contents, metadata: contentsMetadata }],
  ["privacy", { Page: Privacy, metadata: privacyMetadata }],
  ["terms", { Page: Terms, metadata: termsMetadata }],
  ["developers", { Page: Developers, metadata: developersMetadata }],
  ["contact", { Page: Contact, metadata: contactMetadata }],
]);

type Props = { params: Promise<{ page: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await PAGES.get((await params).page)?.metadata()) ?? {};
}

export default async function FixedPage({ params }: Props) {
  const found = PAGES.get((await params).page);
  if (!found) notFound();
  return <found.Page />;
}
