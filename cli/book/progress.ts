/** Shows that something moves: a bar on a terminal, a line for each tenth where a log is written. */
import type { Screen } from "@/cli/book/screen";

const WIDTH = 24;

/** Few things are not worth it. */
const FEW = 3;

export function startProgress(screen: Screen, { name, total }: { name: string; total: number }) {
  let done = 0;
  let shown = 0;
  const show = () => {
    const filled = Math.round((done / total) * WIDTH);
    const bar = `${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}`;
    screen.draw(`${name}  ${bar}  ${done} of ${total}`);
  };
  const write = () => {
    const tenth = Math.floor((done / total) * 10);
    if (tenth <= shown || total <= FEW) return;
    shown = tenth;
    screen.tell(`${name}: ${done} of ${total}`);
  };
  if (screen.isTerminal && total > 0) show();
  return {
    step() {
      done += 1;
      if (screen.isTerminal) show();
      else write();
    },
    end() {
      if (screen.isTerminal && total > 0) screen.draw("");
    },
  };
}
