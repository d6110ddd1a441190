"use client";
import { startTransition, useActionState } from "react";
import { FormMessage } from "@/app/_components/form-message";
import { changeList } from "@/app/(author)/author/_chapters/actions";
import { ChapterRow, type Row } from "@/app/(author)/author/_chapters/chapter-row";
import { useDragOrder } from "@/app/(author)/author/_chapters/use-drag-order";

type Props = { chapters: Row[]; mayPublish: boolean };

/** The book's chapters in order: moved by buttons or by dragging, their access changed several at once. */
export function ChapterTable({ chapters, mayPublish }: Props) {
  const [state, send, isSending] = useActionState(changeList, {});
  const drag = useDragOrder(
    chapters.map(({ slug }) => slug),
    (order) => {
      const form = new FormData();
      form.set("do", "order");
      form.set("order", order.join(","));
      startTransition(() => send(form));
    },
  );
  return (
    <>
      <FormMessage {...state} />
      {state.values?.undo && (
        <form action={send} className="mb-4">
          <input type="hidden" name="undo" value={state.values.undo} />
          <button type="submit" name="do" value="undo" className="button button-quiet">
            Undo
          </button>
        </form>
      )}
      <form action={send} aria-busy={isSending}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="table-scroll" tabIndex={0} aria-label="Chapters">
          <table className="workshop-table chapter-table">
            <thead>
              <tr>
                {mayPublish && <th scope="col">Pick</th>}
                <th scope="col">Chapter</th>
                <th scope="col">State</th>
                <th scope="col">Access</th>
                <th scope="col" className="number">
                  Words
                </th>
                <th scope="col" className="number">
                  Minutes
                </th>
                <th scope="col" className="number">
                  Readers
                </th>
                <th scope="col">Updated</th>
                {mayPublish && <th scope="col">Move</th>}
              </tr>
            </thead>
            <tbody>
              {chapters.map((chapter, index) => (
                <ChapterRow
                  key={chapter.slug}
                  chapter={chapter}
                  number={index + 1}
                  isLast={index === chapters.length - 1}
                  mayPublish={mayPublish}
                  drag={mayPublish ? drag(chapter.slug) : undefined}
                />
              ))}
            </tbody>
          </table>
        </section>
        {mayPublish && (
          <div className="mt-4 flex flex-wrap items-end gap-3">
            <label>
              <span className="label">Access of the ticked chapters</span>
              <select name="access" className="field w-auto" defaultValue="book">
                <option value="book">Owners, or with an address</option>
                <option value="book-only">Owners only</option>
                <option value="free">Everybody</option>
              </select>
            </label>
            <button type="submit" name="do" value="access" className="button button-quiet">
              Change access
            </button>
          </div>
        )}
      </form>
    </>
  );
}
