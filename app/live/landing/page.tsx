import { currentViewer } from "@/app/_http/current-viewer";
import { Landing, landingMetadata } from "@/app/(site)/landing";

export const generateMetadata = landingMetadata;

export default async function LiveLandingPage() {
  return <Landing viewer={await currentViewer("/")} />;
}
