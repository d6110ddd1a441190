/** Who may call which address of the API: without a token nobody, and forgers no more than nobody. */
export type Row = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  nobody: number;
  forged: number;
  note?: string;
};

const ADDRESSES: Record<string, [path: string, ...methods: Row["method"][]]> = {
  book: ["/book", "GET", "PUT"],
  chapters: ["/chapters", "GET"],
  "chapters/[slug]": ["/chapters/getting-started", "GET", "PUT", "DELETE"],
  "chapters/[slug]/preview-links": ["/chapters/getting-started/preview-links", "POST", "DELETE"],
  "chapters/[slug]/publish": ["/chapters/getting-started/publish", "POST"],
  "chapters/[slug]/unpublish": ["/chapters/getting-started/unpublish", "POST"],
  "chapters/[slug]/versions": ["/chapters/getting-started/versions", "GET"],
  "chapters/order": ["/chapters/order", "POST", "GET", "PUT", "DELETE"],
  course: ["/course", "GET", "PUT"],
  failures: ["/failures", "GET"],
  "failures/[id]/replay": ["/failures/00000000-0000-4000-8000-000000000000/replay", "POST"],
  images: ["/images", "GET", "POST"],
  "images/[...path]": ["/images/cover.svg", "GET"],
  orders: ["/orders", "GET"],
};

const closed = Object.entries(ADDRESSES).map(([folder, [path, ...methods]]) => [
  `api/v1/${folder}`,
  methods.map((method): Row => ({ method, path: `/api/v1${path}`, nobody: 401, forged: 401 })),
]);

export const API_ROWS: Record<string, Row[]> = {
  ...Object.fromEntries(closed),
  "api/v1/[[...path]]": [
    { method: "GET", path: "/api/v1", nobody: 401, forged: 401 },
    { method: "GET", path: "/api/v1/nowhere", nobody: 401, forged: 401 },
    { method: "POST", path: "/api/v1/chapters/one/nothing", nobody: 401, forged: 401 },
  ],
  "api/v1/openapi.json": [
    { method: "GET", path: "/api/v1/openapi.json", nobody: 200, forged: 200, note: "for anybody" },
    { method: "POST", path: "/api/v1/openapi.json", nobody: 401, forged: 401 },
  ],
  "api/v1/signups": [
    { method: "POST", path: "/api/v1/signups", nobody: 422, forged: 422 },
    { method: "GET", path: "/api/v1/signups", nobody: 401, forged: 401 },
  ],
  "api/device-logins": [
    {
      method: "POST",
      path: "/api/device-logins",
      nobody: 200,
      forged: 200,
      note: "a code that opens nothing until an author types it",
    },
  ],
  "api/device-logins/token": [
    { method: "POST", path: "/api/device-logins/token", nobody: 422, forged: 422 },
  ],
  "api/first-token": [
    {
      method: "POST",
      path: "/api/first-token",
      nobody: 422,
      forged: 422,
      note: "the secret stands in DATA_DIR",
    },
  ],
  "preview/[token]/images/[id]/[width]": [
    {
      method: "GET",
      path: `/preview/forged/images/${"0".repeat(32)}/640`,
      nobody: 404,
      forged: 404,
    },
  ],
};
