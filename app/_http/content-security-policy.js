// One policy per answer: scripts of ours by file, inline ones only by nonce or hash; the floor only where neither is possible.

/**
 * `allowed` are nonce or hash sources; without any, inline scripts run (a foreign host's static pages).
 * Hot reload (`isDev`) evaluates scripts and writes styles into the page.
 */
export function contentSecurityPolicy(allowed, isDev = false) {
  const inline = allowed.length > 0 ? allowed.join(" ") : "'unsafe-inline'";
  return [
    "default-src 'self'",
    `script-src 'self' ${inline}${isDev ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    `style-src 'self'${isDev ? " 'unsafe-inline'" : ""}`,
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

/** For a letter in the frame of the local mailbox: it may look as it likes, run nothing, and be framed by us alone. */
export const LETTER_POLICY = [
  "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");
