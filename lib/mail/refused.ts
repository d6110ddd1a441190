/** The mail server's final no: this letter will never be taken. */
export class Refused extends Error {
  override name = "Refused";
}
