import { AppearancePanel } from "@/app/_components/appearance-panel";

/** Opens the panel without a script of its own; what is in the panel needs one, so without any it is not offered. */
export function AppearanceButton() {
  return (
    <span className="needs-script max-[22.49rem]:hidden">
      <button
        type="button"
        popoverTarget="appearance"
        aria-label="Appearance"
        className="tap inline-flex items-center justify-center rounded-sm px-2 py-2 font-serif text-base"
      >
        <span aria-hidden="true">
          A<span className="text-[0.8em]">a</span>
        </span>
      </button>
      <AppearancePanel />
    </span>
  );
}
