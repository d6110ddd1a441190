import { List, Search } from "lucide-react";
import { CONTENTS_PANEL } from "@/app/(reading)/chapters/panel-names";
import "@/app/(reading)/chapters/reading-bar.css";

/** Within reach of a thumb, where there is no room for the contents beside the text. */
export function ReadingBar() {
  return (
    <nav className="reading-bar screen-only" aria-label="Reading">
      <button type="button" popoverTarget={CONTENTS_PANEL}>
        <List aria-hidden="true" size={20} />
        Contents
      </button>
      <button type="button" popoverTarget="appearance" className="needs-script">
        <span aria-hidden="true" className="font-serif text-[1.05rem] leading-5">
          Aa
        </span>
        Appearance
      </button>
      <a href="/search">
        <Search aria-hidden="true" size={20} />
        Search
      </a>
    </nav>
  );
}
