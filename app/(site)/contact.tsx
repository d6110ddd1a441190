import { TextPage } from "@/app/_components/text-page";
import { cachedSettings } from "@/app/_http/cached-book";
import { publicMetadata } from "@/app/_http/public-metadata";
import { ContactAddress } from "@/app/(site)/contact-address";

const LEAD = "A person reads what you send, and answers it.";

export const contactMetadata = () =>
  publicMetadata({ path: "/contact", title: "Contact", description: LEAD });

export async function Contact() {
  const book = await cachedSettings();
  return (
    <TextPage book={book} title="Contact" lead={LEAD}>
      <p>
        Write to <ContactAddress address={book.replyTo} />. To answer any letter that you got from
        this site is just as good.
      </p>
      <h2>A mistake in the book</h2>
      <p>
        Please name the chapter and the sentence. A chapter that is mended changes for every reader
        at once.
      </p>
      <h2>Something on this site broke</h2>
      <p>
        Error messages carry a reference, a short row of letters and digits. Send it along: it leads
        straight to the line in our log. What you typed is not in the log, nor is your address.
      </p>
      <h2>Your data, or no more mail</h2>
      <p>
        Each letter has a link to leave. To have everything about you deleted, or to get a copy of
        it, write from the address that it is about; <a href="/privacy">what we keep</a> is a short
        list.
      </p>
      {book.postalAddress && (
        <>
          <h2>By post</h2>
          <p>{book.postalAddress}</p>
        </>
      )}
    </TextPage>
  );
}
