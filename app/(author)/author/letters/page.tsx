import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { LetterRow } from "@/app/(author)/author/letters/letter-row";
import "@/app/(author)/author/letters/letters.css";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { listSamples } from "@/lib/desk/letters/letter-samples";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Letters");

/** Every letter that the site can send, as an inbox lists them. */
export default async function LettersPage() {
  const actor = await currentAuthor("/author/letters", "write");
  const listed = await listSamples({ actor });
  if (!listed.ok) forbidden();
  return (
    <div className="max-w-4xl">
      <h1 className="text-[1.44rem]">Letters</h1>
      <p className="mt-2 mb-6 max-w-[65ch] text-muted">
        Everything this site can send, made from your own book. Open one to see it light, dark and
        as plain text, or to send it to yourself.
      </p>
      <ul className="sample-list">
        {listed.value.map((row) => (
          <LetterRow key={row.name} {...row} />
        ))}
      </ul>
    </div>
  );
}
