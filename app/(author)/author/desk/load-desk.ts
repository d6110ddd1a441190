/** What the desk's page shows, asked for in turn: each answer is short, and the desk should not be what weighs on the site. */
import { forbidden } from "next/navigation";
import { listCauses } from "@/lib/desk/failures/list-causes";
import { findFaults } from "@/lib/desk/faults";
import { findIncidents } from "@/lib/desk/incidents/incidents";
import { getState } from "@/lib/desk/state/get-state";
import { type Actor, hasRight } from "@/lib/readers/actor";

export async function loadDesk({ actor, now }: { actor: Actor; now: Date }) {
  const state = await getState({ actor, now });
  const causes = await listCauses({ actor });
  const incidents = await findIncidents({ actor });
  if (!state.ok || !causes.ok || !incidents.ok) forbidden();
  const faults = hasRight(actor, "publish") ? await findFaults(actor) : undefined;
  return {
    state: state.value,
    causes: causes.value,
    incidents: incidents.value,
    /** Undefined where nobody can break anything here. */
    faults: faults?.ok ? faults.value : undefined,
  };
}
