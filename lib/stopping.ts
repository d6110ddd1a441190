/** How this process ends in order: readiness turns off first, then whatever registered here finishes its work in hand. */

type Ending = () => Promise<unknown>;

/** On globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & {
  serverlessHandbookStopping?: { has: boolean; endings: Set<Ending> };
};

function state() {
  holder.serverlessHandbookStopping ??= { has: false, endings: new Set() };
  return holder.serverlessHandbookStopping;
}

/** For workers and listeners: called once, when the server has stopped taking requests. */
export const onStop = (ending: Ending) => state().endings.add(ending);

export const isStopping = (): boolean => state().has;

/** From now on `ready` says no, so that nothing new is sent here while the work in hand ends. */
export function beginStopping() {
  state().has = true;
}

/** One that fails keeps none of the others from ending. */
export async function finishStopping() {
  await Promise.allSettled([...state().endings].map((ending) => ending()));
}
