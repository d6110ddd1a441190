/** What the person at the terminal sees: one line per thing, and signs of life from whatever takes longer than two seconds. */

const QUIET_MS = 2_000;
const REPEAT_MS = 10_000;

export const say = (line = "") => console.log(line);

/** `name` reads like "Building the site". */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    say(`${name} ...`);
    repeat = setInterval(() => say(`${name} ... ${seconds()} s`), REPEAT_MS);
  }, QUIET_MS);
  try {
    const value = await work();
    if (repeat) say(`${name}: done in ${seconds()} s`);
    return value;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}
