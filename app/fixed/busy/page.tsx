import { PlainFrame } from "@/app/_components/plain-frame";

export const metadata = { title: "One moment, please", robots: { index: false } };

/** Made by the build; our own server sends it while more is asked of it than it can do (cli/start/shed-load.ts). */
export default function FixedBusyPage() {
  return (
    <PlainFrame>
      <div className="narrow-page" role="alert">
        <h1 className="mb-4 text-[2.07rem]">One moment, please</h1>
        <p className="mb-6 text-muted">
          More people are here right now than this server can serve at once. Nothing is broken, and
          nothing of yours is lost. Please look again in a few seconds.
        </p>
        {/** biome-ignore lint/a11y/useValidAnchor: an empty address is this very page, asked for again */}
        <a className="button" href="">
          Look again
        </a>
      </div>
    </PlainFrame>
  );
}
