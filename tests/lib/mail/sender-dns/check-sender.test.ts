import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dkimRecord } from "@/lib/mail/dkim";
import { checkSender, isReservedDomain } from "@/lib/mail/sender-dns/check-sender";
import type { Sender } from "@/lib/mail/sender-dns/finding";
import { makeLookUp } from "@/lib/mail/sender-dns/look-up";

const { privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const privateKey = key.export({ type: "pkcs8", format: "pem" }).toString();
const dkim = { privateKey, selector: "book", domain: "letters.book.org" };

const SENDER: Sender = {
  domain: "letters.book.org",
  carrier: { kind: "smtp", host: "mail.host.org" },
  dkim,
  answersTo: "ada@book.org",
};

type Zone = { txt?: Record<string, string[]>; mx?: Record<string, string[]> };

const GOOD: Zone = {
  txt: {
    "letters.book.org": ["v=spf1 a:mail.host.org ~all", "some-proof=1"],
    "book._domainkey.letters.book.org": [dkimRecord(dkim).value],
    "_dmarc.book.org": ["v=DMARC1; p=quarantine; rua=mailto:ada@book.org"],
  },
  mx: { "letters.book.org": ["mx.host.org"], "book.org": ["mx.host.org"] },
};

const lookUpIn = ({ txt = {}, mx = {} }: Zone) => ({
  txt: async (name: string) => txt[name] ?? [],
  mx: async (name: string) => mx[name] ?? [],
});

async function check(zone: Zone, sender: Partial<Sender> = {}) {
  const findings = await checkSender(lookUpIn(zone), { ...SENDER, ...sender });
  const [spf, signature, dmarc, bounces, answers] = findings;
  return { findings, spf, dkim: signature, dmarc, bounces, answers };
}

const withTxt = (txt: Record<string, string[]>): Zone => ({
  ...GOOD,
  txt: { ...GOOD.txt, ...txt },
});

describe("a domain where all is well", () => {
  it("has nothing to add", async () => {
    const { findings } = await check(GOOD);
    expect(findings.map(({ state }) => state)).toEqual(Array(5).fill("found"));
    expect(findings.every(({ add }) => add === undefined)).toBe(true);
  });

  it("is asked for its own inbox once, where answers go to the same domain", async () => {
    const { findings } = await check(GOOD, { answersTo: "book@letters.book.org" });
    expect(findings).toHaveLength(4);
  });
});

describe("a domain without records", () => {
  it("is told each with name, type and value", async () => {
    const { findings } = await check({});
    expect(findings.map(({ state }) => state)).toEqual(Array(5).fill("missing"));
    expect(findings.map(({ add }) => add)).toEqual([
      { name: "letters.book.org", type: "TXT", value: "v=spf1 a:mail.host.org ~all" },
      dkimRecord(dkim),
      {
        name: "_dmarc.letters.book.org",
        type: "TXT",
        value: "v=DMARC1; p=none; rua=mailto:ada@book.org",
      },
      { name: "letters.book.org", type: "MX", value: expect.any(String) },
      { name: "book.org", type: "MX", value: expect.any(String) },
    ]);
  });
});

describe("SPF", () => {
  const at = (...records: string[]) => withTxt({ "letters.book.org": records });

  it.each([
    [
      "two records",
      ["v=spf1 mx ~all", "v=spf1 include:one.org -all"],
      "v=spf1 mx include:one.org a:mail.host.org ~all",
    ],
    ["an open door", ["v=spf1 mx +all"], "v=spf1 mx a:mail.host.org ~all"],
    ["the same, unsigned", ["v=spf1 mx all"], "v=spf1 mx a:mail.host.org ~all"],
  ])("%s is wrong, and the mended one keeps what was there", async (_what, records, value) => {
    expect((await check(at(...records))).spf).toMatchObject({ state: "wrong", add: { value } });
  });

  it("that forgets a known provider is wrong", async () => {
    const carrier = { kind: "smtp", host: "email-smtp.eu-west-1.amazonaws.com" } as const;
    const { spf } = await check(at("v=spf1 mx -all"), { carrier });
    expect(spf).toMatchObject({
      state: "wrong",
      add: { value: "v=spf1 mx include:amazonses.com ~all" },
    });
    expect((await check(at("v=spf1 include:amazonses.com -all"), { carrier })).spf?.state).toBe(
      "found",
    );
  });

  it("that may cover our server by its range is believed, with a word of care", async () => {
    const { spf } = await check(at("v=spf1 ip4:203.0.113.0/24 -all"));
    expect(spf).toMatchObject({ state: "found", words: expect.stringContaining("mail.host.org") });
  });

  it("that asks for too much is wrong", async () => {
    const many = Array.from({ length: 11 }, (_, n) => `include:n${n}.org`).join(" ");
    expect((await check(at(`v=spf1 a:mail.host.org ${many} -all`))).spf?.state).toBe("wrong");
  });

  it("of Resend is looked for under its own envelope", async () => {
    const zone = withTxt({ "send.letters.book.org": ["v=spf1 include:amazonses.com ~all"] });
    expect((await check(zone, { carrier: { kind: "resend" } })).spf?.state).toBe("found");
  });
});

describe("DKIM", () => {
  const at = (...records: string[]) => withTxt({ "book._domainkey.letters.book.org": records });

  it.each([
    ["another key", ["v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3"]],
    ["a revoked key", ["v=DKIM1; p="]],
    ["two keys", [dkimRecord(dkim).value, "v=DKIM1; p=MIGf"]],
  ])("%s is wrong", async (_what, records) => {
    expect((await check(at(...records))).dkim).toMatchObject({
      state: "wrong",
      add: dkimRecord(dkim),
    });
  });

  it("is the same key with spaces in it, as some panels store it", async () => {
    const spaced = dkimRecord(dkim).value.replace(/p=(.{40})/, "p=$1 ");
    expect((await check(at(spaced))).dkim?.state).toBe("found");
  });

  it("without a key of ours says how to make one, and that the server may sign", async () => {
    const { dkim: unset } = await check(GOOD, { dkim: undefined });
    expect(unset).toMatchObject({ state: "missing", words: expect.stringContaining("openssl") });
  });

  it("of Resend is its own", async () => {
    const carrier = { kind: "resend" } as const;
    expect((await check(GOOD, { carrier })).dkim?.state).toBe("missing");
    const zone = withTxt({ "resend._domainkey.letters.book.org": ["p=MIGf"] });
    expect((await check(zone, { carrier })).dkim?.state).toBe("found");
  });
});

describe("DMARC", () => {
  const at = (...records: string[]) => withTxt({ "_dmarc.letters.book.org": records });

  it("of the domain above counts for those below, the nearest first", async () => {
    expect((await check(GOOD)).dmarc?.words).toContain("quarantine");
    expect((await check(at("v=DMARC1; p=none"))).dmarc?.words).toContain("only watches");
  });

  it.each([["v=DMARC1"], ["v=DMARC1; rua=mailto:a@b.org"]])("%s is wrong", async (record) => {
    expect((await check(at(record))).dmarc?.state).toBe("wrong");
  });

  it("twice is wrong", async () => {
    expect((await check(at("v=DMARC1; p=none", "v=DMARC1; p=reject"))).dmarc?.state).toBe("wrong");
  });
});

it("a domain that says it takes no mail is wrong for a sender", async () => {
  const { bounces } = await check({ ...GOOD, mx: { ...GOOD.mx, "letters.book.org": [""] } });
  expect(bounces?.state).toBe("wrong");
});

it("a silent DNS is told as such, finding by finding, and breaks nothing", async () => {
  const silent = async () => {
    throw Object.assign(new Error("queryTxt ETIMEOUT"), { code: "ETIMEOUT" });
  };
  const findings = await checkSender({ txt: silent, mx: silent }, SENDER);
  expect(findings.map(({ state }) => state)).toEqual(Array(5).fill("unknown"));
});

it("the real look-up ends by itself where nobody answers", { timeout: 20_000 }, async () => {
  const findings = await checkSender(makeLookUp(), { ...SENDER, domain: "nobody.invalid" });
  for (const { state } of findings) expect(["missing", "unknown"]).toContain(state);
});

it("example domains are known as such", () => {
  for (const domain of ["example.com", "mail.example.org", "book.test", "localhost"])
    expect(isReservedDomain(domain)).toBe(true);
  for (const domain of ["book.org", "example.de", "myexample.com", "test.de"])
    expect(isReservedDomain(domain)).toBe(false);
});
