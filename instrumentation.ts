import type { Instrumentation } from "next";

/** Runs once in each server process, before it answers: starts what lives beside the requests. */
export async function register() {
  const { startBackground } = await import("#background");
  startBackground();
}

/** A page broke: its reader sees the request's id (or the digest), and both lead to this line of the log. */
export const onRequestError: Instrumentation.onRequestError = async (...event) => {
  const { logRequestError } = await import("#background");
  await logRequestError(...event);
};
