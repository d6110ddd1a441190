"use client";
import { BrokenPage } from "@/app/_components/broken-page";
import { PageFrame } from "@/app/_components/page-frame";

type Props = { error: Error & { digest?: string } };

/** The digest stands in the log too, beside the request id (app/_http/log-request-error.ts). */
export default function ErrorPage({ error }: Props) {
  return (
    <PageFrame book={{ title: "Home" }}>
      <BrokenPage reference={error.digest} />
    </PageFrame>
  );
}
