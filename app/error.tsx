"use client";
import { BrokenPage } from "@/app/_components/broken-page";
import { PlainFrame } from "@/app/_components/plain-frame";

type Props = { error: Error & { digest?: string } };

/** The digest stands in the log too, beside the request id (app/_background/log-request-error.ts). */
export default function ErrorPage({ error }: Props) {
  return (
    <PlainFrame>
      <title>Something broke</title>
      <BrokenPage reference={error.digest} />
    </PlainFrame>
  );
}
