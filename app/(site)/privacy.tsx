import { TextPage } from "@/app/_components/text-page";
import { cachedSettings } from "@/app/_http/cached-book";
import { publicMetadata } from "@/app/_http/public-metadata";
import { ContactAddress } from "@/app/(site)/contact-address";
import { CookieTable } from "@/app/(site)/cookie-table";

const LEAD = "What this site knows about you, for how long, and how to leave.";

export const privacyMetadata = () =>
  publicMetadata({ path: "/privacy", title: "Privacy", description: LEAD });

export async function Privacy() {
  const book = await cachedSettings();
  return (
    <TextPage book={book} title="Privacy" lead={LEAD}>
      <p>
        Your browser talks to this site alone: no other company's scripts, fonts, pictures or
        counters are loaded. Nobody is tracked, and nothing is sold or handed on. Links that leave
        for elsewhere, such as the one to Amazon, do so only when you press them.
      </p>
      <h2>If you only read</h2>
      <p>
        No account, no cookie. Theme, text size and your place in a chapter stay in your browser and
        never reach us. Our log notes that a page was asked for, never by whom.
      </p>
      <h2>If you unlock a chapter</h2>
      <p>
        We keep your address, the chapter, and your consent: the words you saw, when, on which page.
        Beside it stands the first part of your network address (three of four numbers, or the first
        48 bits), so that nobody can fill the site with other people's addresses. If you do not
        confirm within 30 days, address and consent are deleted. If you do, we keep them until you
        ask us to delete them.
      </p>
      <h2>If you get our mail</h2>
      <p>
        Lessons leave in your morning, so we keep the time zone that your browser names. We also
        keep which lessons you had, skipped or paused, and whether a letter came back or was
        reported as spam; then we stop writing. Letters hold no hidden picture and no counted links:
        whether you opened one, we do not know.
      </p>
      <h2>If you sign in</h2>
      <p>
        A request to sign in works for ten minutes and is deleted after a day, together with the
        shortened network address that it came from. A session lasts 30 days, or until you log out.
        We keep your address, what you own, and a fingerprint of the session, never a password.
      </p>
      <h2>What stays longer</h2>
      <ul>
        <li>
          A record of what was done with an address (confirmed, left), with the time and the same
          shortened network address, so that mistakes can be found and proven.
        </li>
        <li>
          The outbox: to whom which letter went and when, for 90 days. Links and codes in it are
          encrypted until the letter has left, then erased.
        </li>
        <li>
          If you leave, a scrambled form of your address that can only answer one question: may we
          write here? It stays so that the answer remains no.
        </li>
      </ul>
      <h2>Cookies</h2>
      <p>Each is ours, none is read by anybody else, and each does one job.</p>
      <CookieTable />
      <h2>How to leave</h2>
      <p>
        Every letter except a login letter has a link to leave, and the page behind it has one
        button. Nobody but you can take that back, whatever list or form your address turns up in.
        The switch for it is in{" "}
        <a className="link" href="/library">
          your library
        </a>
        , beside those that pause or skip.
      </p>
      <p>
        To have all that we keep about you deleted, or to get a copy of it, write to{" "}
        <ContactAddress address={book.replyTo} /> from the address in question.
      </p>
    </TextPage>
  );
}
