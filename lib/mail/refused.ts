/** What a mail server may say instead of yes: never to this inbox, never to us as we are, or not now; anything else means that it could not be asked. */

type AboutInbox = ErrorOptions & { isInboxGone?: boolean };

/** Its final no about an inbox: this letter will never be taken there. */
export class Refused extends Error {
  override name = "Refused";
  /** There is no such inbox, so no other letter will arrive there either. */
  readonly isInboxGone: boolean;

  constructor(message: string, { isInboxGone = false, ...options }: AboutInbox = {}) {
    super(message, options);
    this.isInboxGone = isInboxGone;
  }
}

/** How causes of jobs and failures end that are about it: `letters-course: TurnedAway`. */
export const TURNED_AWAY = "TurnedAway";

type AboutUs = ErrorOptions & { hasSeenLetter: boolean };

/** Its no is about us (account, sender, policy, what the letter holds): once somebody mended that, it takes the letter. */
export class TurnedAway extends Error {
  override name = TURNED_AWAY;
  /** Another letter may please it; before it saw one, it would take no other either. */
  readonly hasSeenLetter: boolean;

  constructor(message: string, { hasSeenLetter, ...options }: AboutUs) {
    super(message, options);
    this.hasSeenLetter = hasSeenLetter;
  }
}

/** Not now: it spoke about this letter or its inbox, and wants to be asked again later. */
export class PutOff extends Error {
  override name = "PutOff";
}
