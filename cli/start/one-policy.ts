/** One content security policy per answer: a page's own replaces the floor that Next puts before it. */
import type { ServerResponse } from "node:http";

const POLICY = "content-security-policy";

/** With two, a browser would enforce both; Next appends the page's to the one from its configuration. */
export function keepLastPolicy(response: ServerResponse) {
  const writeHead = response.writeHead.bind(response);
  Object.assign(response, {
    writeHead(...args: Parameters<typeof writeHead>) {
      const policies = response.getHeader(POLICY);
      if (Array.isArray(policies)) response.setHeader(POLICY, policies.at(-1) ?? "");
      return writeHead(...args);
    },
  });
}
