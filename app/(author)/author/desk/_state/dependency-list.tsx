import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { fromNow, spanWords } from "@/app/(author)/author/desk/desk-time";
import { counted, percentWords } from "@/app/(author)/author/desk/desk-words";
import { Mark, type Tone } from "@/app/(author)/author/desk/mark";
import type { Dependencies, Rate } from "@/lib/desk/state/check-dependencies";
import { ALARMS_LOOK_WITHIN_SECONDS } from "@/lib/desk/state/describe-state";

type Row = { name: string; tone: Tone; word: string; detail: string };
type Props = { dependencies: Dependencies; now: Date };

/** What the site leans on, and whether it holds. */
export function DependencyList({ dependencies, now }: Props) {
  return (
    <section aria-labelledby="health" className="desk-part">
      <h2 id="health">What the site leans on</h2>
      <table className="desk-table is-cards">
        <caption className="sr-only">Health of each dependency</caption>
        <thead>
          <tr>
            <th scope="col">Dependency</th>
            <th scope="col">State</th>
            <th scope="col">Lately</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(dependencies, now).map(({ name, tone, word, detail }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-name="State">
                <Mark tone={tone}>{word}</Mark>
              </td>
              <td data-name="Lately">{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const rowsOf = (all: Dependencies, now: Date): Row[] => [
  databaseRow(all.database),
  mailRow(all.mail),
  ...all.channels.map((channel) => channelRow(channel, now)),
  heartbeatRow(all.heartbeat),
  alarmsRow(all.alarmsLookedAt, now),
];

function databaseRow({ roundTripMs, ...rate }: Dependencies["database"]): Row {
  const lately = `Answered in ${roundTripMs < 1 ? "under 1" : Math.round(roundTripMs)} ms now. ${rateWords(rate, "call")}`;
  return { name: "Database", ...judge(rate), detail: lately };
}

function mailRow({ carrier, restSeconds, lastAnswer, ...rate }: Dependencies["mail"]): Row {
  if (carrier === "mailbox")
    return {
      name: "Mail",
      tone: "off",
      word: "Stays here",
      detail: "MAIL_URL is not set: letters go to the mailbox on this machine.",
    };
  const rest = Math.max(...restSeconds);
  const said = lastAnswer ? ` A waiting letter was told: ${lastAnswer}` : "";
  const detail = `${rateWords(rate, "try", "tries")}${said}`;
  if (rest > 0)
    return { name: "Mail", tone: "watch", word: `Rests for ${spanWords(rest)}`, detail };
  if (lastAnswer && rate.failed === 0)
    return { name: "Mail", tone: "watch", word: "Puts letters off", detail };
  return { name: "Mail", ...judge(rate), detail };
}

type Channel = Dependencies["channels"][number];

const CHANNEL_ROWS: Record<Channel["channel"], { name: string; unset: string }> = {
  slack: { name: "Alarms by Slack", unset: "Set SLACK_WEBHOOK_URL to hear serious alarms there." },
  sms: { name: "Alarms by SMS", unset: "Set TWILIO_ACCOUNT_SID to be woken by very serious ones." },
  mail: { name: "Alarms by mail", unset: "Set MAIL_URL to get them by mail when all else fails." },
};

function channelRow({ channel, isConfigured, sentAt, proof }: Channel, now: Date): Row {
  const { name, unset } = CHANNEL_ROWS[channel];
  if (!isConfigured) return { name, tone: "off", word: "Not set", detail: unset };
  const used = sentAt ? `Last message ${fromNow(sentAt, now)}.` : "No message yet.";
  if (proof?.state === "given_up" || (proof?.state === "waiting" && proof.lastError))
    return {
      name,
      tone: "harm",
      word: "Does not get through",
      detail: `${used} The daily proof was not taken: ${proof.lastError ?? "no answer"}`,
    };
  const proved = proof?.state === "sent" ? ` Proved ${fromNow(proof.at, now)}.` : "";
  return { name, tone: "well", word: "Set", detail: `${used}${proved}` };
}

const heartbeatRow = ({ isSet }: Dependencies["heartbeat"]): Row => ({
  name: "Outside watcher",
  tone: isSet ? "well" : "off",
  word: isSet ? "Set" : "Not set",
  detail: isSet
    ? "Called each minute; it rings when we fall silent."
    : "Set HEARTBEAT_URL, so that somebody outside notices when this site is gone.",
});

function alarmsRow(lookedAt: Date | null, now: Date): Row {
  const name = "Alarms";
  if (!lookedAt)
    return { name, tone: "watch", word: "Not yet", detail: "They have not looked yet." };
  const silent = (now.getTime() - lookedAt.getTime()) / 1000;
  const detail = `Looked ${fromNow(lookedAt, now)}.`;
  return silent < ALARMS_LOOK_WITHIN_SECONDS
    ? { name, tone: "well", word: "Awake", detail }
    : { name, tone: "harm", word: "Silent", detail };
}

/** Nothing asked is nothing failed. */
function judge({ ok, failed }: Rate): { tone: Tone; word: string } {
  if (failed === 0) return { tone: "well", word: "Well" };
  return ok === 0 ? { tone: "harm", word: "Down" } : { tone: "watch", word: "Fails at times" };
}

function rateWords({ ok, failed }: Rate, what: string, several = `${what}s`): string {
  const all = ok + failed;
  if (all === 0) return `No ${what} in 5 minutes.`;
  if (failed === 0) return `${counted(all, what, several)} in 5 minutes, all answered.`;
  return `${inFigures(failed)} of ${counted(all, what, several)} in 5 minutes failed (${percentWords(failed, all)}).`;
}
