/** RFC 9457 problem documents: how the API says what went wrong. */
import { currentRequestId } from "@/lib/request-context";

type Problem = {
  status: number;
  title: string;
  detail: string;
  errors?: { field: string; message: string }[];
};

export function problemResponse({ status, title, detail, errors }: Problem): Response {
  const body = {
    type: "about:blank",
    title,
    status,
    detail,
    errors,
    request_id: currentRequestId(),
  };
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "cache-control": "private, no-store",
  };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="api"';
  if (status === 503) headers["retry-after"] = "5";
  return new Response(JSON.stringify(body), { status, headers });
}
