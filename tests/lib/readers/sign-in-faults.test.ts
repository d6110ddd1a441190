import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { readers, sessions } from "@/drizzle/schema/readers";
import { read } from "@/lib/db/transaction";
import { findSession } from "@/lib/readers/sessions";
import { signInByCode, signInByLink } from "@/lib/readers/sign-in";
import { Unavailable } from "@/lib/unavailable";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { askForLetter, otherCode } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const proxy = useFaultProxy(database, 5);

const onProven = async () => {};

async function withFaults<T>(rate: number, work: () => Promise<T>): Promise<T> {
  proxy.faults.rate = rate;
  return work().finally(() => {
    proxy.faults.rate = 0;
  });
}

it("a sign-in whose answers get lost on the way is done once, and its session is the one that was handed out", async () => {
  let succeeded = 0;
  for (let count = 0; count < 40; count += 1) {
    const email = `reader${count}@example.com`;
    const letter = await askForLetter({ email, network: `network-${count}` });
    const signedIn = await withFaults(0.06, () =>
      signInByLink({ ...letter, now: new Date(), onProven }),
    ).catch((error: unknown) => error);
    const rows = await read((db) =>
      db
        .select()
        .from(sessions)
        .innerJoin(readers, eq(readers.id, sessions.userId))
        .where(eq(readers.email, email)),
    );
    if (signedIn instanceof Unavailable) continue;
    expect(signedIn).toMatchObject({ ok: true });
    expect(rows).toHaveLength(1);
    const { value } = signedIn as { value: { sessionToken: string } };
    expect(await findSession(value.sessionToken, new Date())).toMatchObject({ email });
    succeeded += 1;
  }
  expect(proxy.cuts.before + proxy.cuts.after).toBeGreaterThan(5);
  expect(succeeded).toBeGreaterThan(35);
});

it("a wrong code counts once however often its answer gets lost", async () => {
  const letter = await askForLetter({ email: "wrong@example.com" });
  const type = () =>
    signInByCode({
      code: otherCode(letter.code),
      binding: letter.binding,
      network: "n",
      now: new Date(),
      onProven,
    });
  for (let tried = 1; tried <= 4; tried += 1) {
    const answer = await withFaults(0.06, type);
    expect(answer).toMatchObject({ reason: "wrong_code" });
  }
  expect(await type()).toMatchObject({ reason: "too_many_tries" });
});
