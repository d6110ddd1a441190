/** For `--import`: this process believes that it is that many milliseconds later (or earlier) than it is. */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shiftMs);
    else super(...args);
  }

  /** Next makes a Date of its own from this one, and takes only what it has itself. */
  static UTC = RealDate.UTC;
  static parse = RealDate.parse;

  static now() {
    return RealDate.now() + shiftMs;
  }
};
