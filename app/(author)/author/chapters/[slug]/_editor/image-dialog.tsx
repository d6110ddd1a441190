"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { uploadImage } from "@/app/(author)/author/chapters/[slug]/_editor/upload-image";
import { pictureMarkdown } from "@/lib/author/pictures/picture-words";

type Props = {
  /** Dropped or pasted; undefined: the dialog asks for one. */
  file: File | undefined;
  onDone: (markdown: string) => void;
  onClose: () => void;
};

/** An image enters the book only with words for those who cannot see it. */
export function ImageDialog({ file, onDone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = file ?? form.get("file");
    if (!(chosen instanceof File) || chosen.size === 0) return setProblem("Choose a file first.");
    setSending(true);
    const uploaded = await uploadImage({ file: chosen, name: String(form.get("name") ?? "") });
    setSending(false);
    if (!uploaded.ok) return setProblem(uploaded.message);
    dialog.current?.close();
    const words = { alt: String(form.get("alt")), caption: String(form.get("caption") ?? "") };
    onDone(pictureMarkdown({ path: uploaded.path, ...words }));
  }

  return (
    <dialog
      ref={dialog}
      className="workshop-dialog"
      onClose={onClose}
      aria-labelledby="image-title"
    >
      <form onSubmit={send} className="grid gap-4">
        <h2 id="image-title">An image</h2>
        {problem && (
          <p role="alert" className="rounded-md border border-bad px-3 py-2">
            {problem}
          </p>
        )}
        {file ? (
          <p className="text-muted">{file.name || "The picture that you pasted"}</p>
        ) : (
          <label>
            <span className="label">File</span>
            <input type="file" name="file" accept="image/*" className="field" />
          </label>
        )}
        <label>
          <span className="label">What it shows, for those who cannot see it</span>
          <textarea name="alt" className="field" rows={2} required maxLength={400} />
        </label>
        <label>
          <span className="label">Caption (optional)</span>
          <input name="caption" className="field" maxLength={300} />
        </label>
        <label>
          <span className="label">Name in the book</span>
          <input
            name="name"
            className="field"
            defaultValue={file ? nameOf(file) : ""}
            placeholder="as the file is called"
          />
        </label>
        <div className="flex gap-3">
          <button type="submit" className="button" aria-disabled={isSending}>
            {isSending ? "Uploading…" : "Put it in"}
          </button>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => dialog.current?.close()}
          >
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** A pasted picture is always called image.png. */
const nameOf = ({ name }: File) => (/^image\.\w+$/.test(name) ? "" : name);
