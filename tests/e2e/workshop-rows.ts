/** Who may call the route handlers of the workshop: nobody, and forgers no more than nobody. */
import type { Row } from "@/tests/e2e/api-rows";

export const WORKSHOP_ROWS: Record<string, Row[]> = {
  "author/chapters/[slug]/picture/add": [
    {
      method: "POST",
      path: "/author/chapters/getting-started/picture/add",
      nobody: 303,
      forged: 303,
      note: "to the log in",
    },
  ],
  "author/chapters/[slug]/render": [
    { method: "POST", path: "/author/chapters/getting-started/render", nobody: 401, forged: 401 },
  ],
  "author/chapters/[slug]/save": [
    { method: "POST", path: "/author/chapters/getting-started/save", nobody: 401, forged: 401 },
  ],
  "author/import/upload": [
    {
      method: "POST",
      path: "/author/import/upload",
      nobody: 303,
      forged: 303,
      note: "to the log in",
    },
  ],
  "author/pictures": [
    { method: "POST", path: "/author/pictures?path=images/a.png", nobody: 401, forged: 401 },
  ],
};
