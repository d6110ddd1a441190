import { getConfig } from "@/lib/config";

/** Names and lives as app/_http/cookies.ts and next-auth set them. */
const COOKIES = [
  {
    name: "handbook-unlock",
    job: "Remembers which chapters this browser opened by email.",
    life: "one year",
  },
  {
    name: "next-auth.session-token",
    job: "Keeps you signed in. On https its name begins with __Secure-.",
    life: "30 days",
  },
  {
    name: "handbook-hint",
    job: "Tells our own script that you are signed in, so that the header says Library. It holds nothing else.",
    life: "30 days",
  },
  {
    name: "handbook-sign-in",
    job: "Ties a sign-in letter to the browser that asked for it.",
    life: "10 minutes",
  },
  {
    name: "handbook-form",
    job: "Keeps what you typed when a form could not be sent.",
    life: "10 minutes",
  },
] as const;

const WHILE_AWAY = {
  name: "next-auth.state",
  job: "While you log in with GitHub or Google, this and two like it (callback-url, pkce.code_verifier) remember where you started.",
  life: "15 minutes, or until the browser closes",
};

export function CookieTable() {
  const { github, google } = getConfig();
  const cookies = [...COOKIES, ...(github || google ? [WHILE_AWAY] : [])];
  return (
    <dl className="fact-list">
      {cookies.map(({ name, job, life }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{job}</dd>
          <dd className="text-muted">{life}</dd>
        </div>
      ))}
    </dl>
  );
}
