import { BrokenPage } from "@/app/_components/broken-page";
import { PlainFrame } from "@/app/_components/plain-frame";

export const metadata = { title: "Something broke", robots: { index: false } };

/** Made by the build; our own server sends it, with the request's id, for whatever page broke (cli/start/error-pages.ts). */
export default function FixedBrokenPage() {
  return (
    <PlainFrame>
      <BrokenPage reference={undefined} />
    </PlainFrame>
  );
}
