/** A dependency did not answer within the deadline; whether the work had an effect is not known, so it must be repeatable. */
export class Unavailable extends Error {
  override name = "Unavailable";
}
