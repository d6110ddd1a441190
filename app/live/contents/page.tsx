import { currentViewer } from "@/app/_http/current-viewer";
import { Contents, contentsMetadata } from "@/app/(reading)/contents";

export const generateMetadata = contentsMetadata;

export default async function LiveContentsPage() {
  return <Contents viewer={await currentViewer("/contents")} />;
}
