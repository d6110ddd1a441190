import { expect, it } from "vitest";
import { POST } from "@/app/api/internal/revalidate/route";
import { publishSettings } from "@/lib/config";

const SECRET = "only-this-process-knows";
publishSettings({ LOOPBACK_SECRET: SECRET });

const ask = (secret?: string) =>
  POST(
    new Request("http://localhost:3000/api/internal/revalidate", {
      method: "POST",
      headers: secret === undefined ? {} : { "x-loopback-secret": secret },
    }),
  );

it("a stranger's wish to refresh pages is answered as if the address did not exist", () => {
  for (const secret of [undefined, "", "x", SECRET.slice(1), `${SECRET.slice(1)}x`])
    expect(ask(secret).status, secret).toBe(404);
});

it("a secret of the right length in other letters is refused, not a crash", () => {
  expect(ask(`é${SECRET.slice(1)}`).status).toBe(404);
});
