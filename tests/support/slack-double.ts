/** A real HTTP server in the place of Slack's incoming webhooks; it answers as badly as told, and keeps what it took. */
import { startAlarmDouble } from "@/tests/support/alarm-double";

export async function startSlackDouble() {
  const double = await startAlarmDouble<string>({
    read: (body) => String(JSON.parse(body).text),
    isWelcome: ({ method, url, headers }) =>
      method === "POST" &&
      url?.split("?")[0] === "/services/T000/B000/secret" &&
      headers["content-type"] === "application/json",
    thanks: { status: 200, body: "ok" },
  });
  return { ...double, url: `${double.url}/services/T000/B000/secret` };
}

/** Not the daily proof, and not that something is over. */
export const isAlarm = (text: string) => /^(Serious|Very serious|Still)/.test(text);
