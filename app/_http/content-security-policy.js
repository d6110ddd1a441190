// One policy per answer: scripts of ours by file, inline ones only by nonce or hash; the floor only where neither is possible.

/** `allowed` are nonce or hash sources; without any, inline scripts run (a foreign host's static pages). */
export function contentSecurityPolicy(allowed) {
  const inline = allowed.length > 0 ? allowed.join(" ") : "'unsafe-inline'";
  return [
    "default-src 'self'",
    `script-src 'self' ${inline}`,
    "script-src-attr 'none'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For a book's pictures: whatever one contains, a browser that opens it by itself runs and loads nothing. */
export const PICTURE_POLICY = "sandbox; default-src 'none'";
