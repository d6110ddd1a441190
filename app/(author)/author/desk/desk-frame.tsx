import "@/app/(author)/author/desk/desk.css";
import type { ReactNode } from "react";
import { secondIn } from "@/app/(author)/author/desk/desk-time";
import { LookAgain } from "@/app/(author)/author/desk/look-again";

type Props = {
  title: string;
  /** Where the page is looked for again. */
  here: string;
  now: Date;
  timezone: string;
  /** The way back to the desk, and beside it to what lies between. Absent on the desk itself. */
  back?: { between?: ReactNode };
  children: ReactNode;
};

/** What the pages of the desk begin with that look again by themselves: the way back, the name, and when this was seen. */
export function DeskFrame({ title, here, now, timezone, back, children }: Props) {
  return (
    <div className="desk">
      <div className="desk-head">
        <div>
          {back && (
            <p className="text-sm">
              <a className="link" href="/author/desk">
                Desk
              </a>
              {back.between && <> / {back.between}</>}
            </p>
          )}
          <h1 className="text-[1.44rem] [overflow-wrap:anywhere]">{title}</h1>
        </div>
        <LookAgain href={here} seenAt={secondIn(now, timezone)} />
      </div>
      {children}
    </div>
  );
}
