/** What an hour's visitors look at, in turn: kept pages and made ones, by readers and by anybody, and now and then a signup. */
import { signUp, type Visited } from "@/cli/bench/evening/visits";

const WORDS = ["queue", "database", "secret", "lambda", "cost", "retry"];
/** Of 50 visits one signs up. */
const SIGNUP_EVERY = 50;

/** Each call is one visit; what it is told is read to the end. */
export function makeVisit({ url, slug, locked }: Visited, cookie: string): () => Promise<unknown> {
  const look = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { headers }).then((answer) => answer.arrayBuffer());
  const looks = [
    () => look(`/chapters/${slug}`, { cookie }),
    () => look(`/chapters/${slug}`),
    () => look("/chapters/getting-started", { cookie }),
    (turn: number) => look(`/search?q=${WORDS[turn % WORDS.length]}`, { cookie }),
    () => look("/"),
    () => look("/library", { cookie }),
    () => look("/contents", { cookie }),
    (turn: number) => look(`/chapters/${slug}?visit=${turn}`, { cookie }),
    () => look(`/chapters/${slug}.md`, { cookie }),
    (turn: number) => look(`/chapters/nowhere-${turn}`),
  ];
  let turn = 0;
  return async () => {
    turn += 1;
    if (turn % SIGNUP_EVERY === 0) return signUp({ url, slug, locked });
    return looks[turn % looks.length]?.(turn);
  };
}
