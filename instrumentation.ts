/** Runs once in each server process, before it answers: starts what lives beside the requests. */
export async function register() {
  const { startBackground } = await import("#background");
  startBackground();
}
