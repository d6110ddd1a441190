/** Browsers that ask for a sign-in letter, or have signed in, through the forms as a page posts them. */

import { POST as code } from "@/app/api/forms/code/route";
import { POST as login } from "@/app/api/forms/login/route";
import { sessions } from "@/drizzle/schema/readers";
import { read } from "@/lib/db/transaction";
import { makeBrowser } from "@/tests/support/browser-cookies";
import { readSignInLetters } from "@/tests/support/sign-in-letters";

export const SESSION = "next-auth.session-token";

export type Browser = ReturnType<typeof makeBrowser>;

export async function askIn(browser: Browser, email: string, returnTo?: string) {
  const answer = await browser.send(login, { email, ...(returnTo && { returnTo }) });
  const letter = (await readSignInLetters(email)).at(-1);
  if (!letter) throw new Error("No letter came.");
  return { answer, letter };
}

export async function signedInBrowser(email: string): Promise<Browser> {
  const browser = makeBrowser();
  const { letter } = await askIn(browser, email);
  await browser.send(code, { code: letter.code });
  return browser;
}

export const countSessions = async () => (await read((db) => db.select().from(sessions))).length;
