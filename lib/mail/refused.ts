/** What a mail server may say instead of yes: never, or not now; anything else means that it could not be asked. */

type About = ErrorOptions & { isInboxGone?: boolean };

/** Its final no: this letter will never be taken. */
export class Refused extends Error {
  override name = "Refused";
  /** There is no such inbox, so no other letter will arrive there either. */
  readonly isInboxGone: boolean;

  constructor(message: string, { isInboxGone = false, ...options }: About = {}) {
    super(message, options);
    this.isInboxGone = isInboxGone;
  }
}

/** Not now: it spoke about this letter or its inbox, and wants to be asked again later. */
export class PutOff extends Error {
  override name = "PutOff";
}
