import type { Metadata } from "next";
import { notFound } from "next/navigation";
import "@/app/(author)/author/audience/audience.css";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { ImportButton } from "@/app/(author)/author/audience/import/[id]/import-button";
import { ImportPlan } from "@/app/(author)/author/audience/import/[id]/import-plan";
import { LeftOutLines } from "@/app/(author)/author/audience/import/[id]/left-out-lines";
import { findImport } from "@/lib/desk/audience/import/find-import";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("What an import would do");

type Props = { params: Promise<{ id: string }> };

export default async function PlanPage({ params }: Props) {
  const { id } = await params;
  const actor = await currentAuthor(`/author/audience/import/${id}`, "people");
  const found = await findImport({ actor, id });
  if (!found.ok) notFound();
  const plan = found.value;
  return (
    <>
      <p className="text-sm">
        <a className="link" href="/author/audience">
          Audience
        </a>
      </p>
      <h1 className="mb-4 text-[1.44rem] [overflow-wrap:anywhere]">
        {plan.importedAt ? "Imported: " : "What this would do: "}
        {plan.fileName}
      </h1>
      <ImportPlan report={plan.report} />
      <ImportButton plan={plan} />
      <LeftOutLines lines={plan.report.leftOut} />
    </>
  );
}
