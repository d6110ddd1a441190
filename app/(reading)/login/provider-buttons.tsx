import { PostForm } from "@/app/_components/post-form";
import { getConfig } from "@/lib/config";

/** Only those whose settings are there. */
export function ProviderButtons({ returnTo }: { returnTo?: string }) {
  const { github, google, publicUrl } = getConfig();
  const offered = [
    ...(github ? [{ id: "github", name: "GitHub" }] : []),
    ...(google ? [{ id: "google", name: "Google" }] : []),
  ];
  if (offered.length === 0) return null;
  return (
    <section aria-label="Other ways" className="mt-8 border-t border-hairline pt-6">
      <p className="mb-4 text-[0.9375rem] text-muted">Or with an account you have:</p>
      <div className="flex flex-wrap gap-3">
        {offered.map(({ id, name }) => (
          <PostForm
            key={id}
            action={`/api/auth/signin/${id}`}
            button={`Continue with ${name}`}
            isQuiet
          >
            <input
              type="hidden"
              name="callbackUrl"
              value={`${publicUrl}${returnTo ?? "/library"}`}
            />
          </PostForm>
        ))}
      </div>
    </section>
  );
}
