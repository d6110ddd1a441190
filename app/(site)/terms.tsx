import { TextPage } from "@/app/_components/text-page";
import { cachedSettings } from "@/app/_http/cached-book";
import { publicMetadata } from "@/app/_http/public-metadata";
import { ContactAddress } from "@/app/(site)/contact-address";

const LEAD = "What you may expect from this site, and what it asks of you.";

export const termsMetadata = () =>
  publicMetadata({ path: "/terms", title: "Terms", description: LEAD });

export async function Terms() {
  const book = await cachedSettings();
  return (
    <TextPage book={book} title="Terms" lead={LEAD}>
      <h2>What is free</h2>
      <p>
        Chapters marked as free are open to everybody, and so is the opening of every other one. An
        email address opens one whole chapter of your choice in the browser you are using, for a
        year. It costs nothing and commits you to nothing.
      </p>
      <h2>What you agree to when you leave your address</h2>
      <p>
        You get one letter that asks whether the address is yours. Only if you say yes do the extra
        chapter and the lessons of the course follow. Every such letter has a link to leave.
      </p>
      <h2>Buying the book</h2>
      <p>
        Nothing is sold on this site.
        {book.buy.amazon && (
          <>
            {" "}
            The button <em>Buy on Amazon</em> takes you to Amazon: price, delivery and giving it
            back are between you and Amazon.
          </>
        )}
      </p>
      <h2>What you may do with it</h2>
      <p>
        The code of this site, and the examples in the book, are under the MIT licence: use them,
        change them, sell what you make of them. The text of a chapter is for you to read, quote and
        print. Please do not publish whole chapters that are not marked as free.
      </p>
      <h2>Signing in</h2>
      <p>
        The link and the code in a sign-in letter are meant for you alone. Somebody else was signed
        in with your address? <em>Log out everywhere</em> in the library ends every session at once.
      </p>
      <h2>When something goes wrong</h2>
      <p>
        We try hard to keep the site up and your data safe, and the book explains how. Still, things
        break, and examples can be wrong for your case: test what you take from here before you rely
        on it. Tell us what broke: write to <ContactAddress address={book.replyTo} />.
      </p>
    </TextPage>
  );
}
