/** RFC 9457 problem documents: how the API says what went wrong. `type` leads to what to do about it. */
import { getConfig } from "@/lib/config";
import { currentRequestId } from "@/lib/request-context";

/** The page that explains each kind, and the anchor that leads there. */
export const PROBLEM_PAGE = "/developers";
export const problemAnchor = (status: number) => `problem-${status}`;

type Problem = {
  status: number;
  title: string;
  detail: string;
  /** `pointer` is a JSON pointer into the body. */
  errors?: { field: string; message: string; pointer?: string }[];
  /** Members of this problem alone. */
  more?: Record<string, unknown>;
};

export function problemResponse({ status, title, detail, errors, more }: Problem): Response {
  const body = {
    type: `${getConfig().publicUrl}${PROBLEM_PAGE}#${problemAnchor(status)}`,
    title,
    status,
    detail,
    errors,
    request_id: currentRequestId(),
    ...more,
  };
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "cache-control": "private, no-store",
  };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="api"';
  if (status === 503) headers["retry-after"] = "5";
  return new Response(JSON.stringify(body), { status, headers });
}
