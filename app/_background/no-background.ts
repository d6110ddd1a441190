/** Next also bundles instrumentation for its edge runtime, where nothing of ours runs; package.json puts this in its place. */
export function startBackground() {}

export function logRequestError() {}
