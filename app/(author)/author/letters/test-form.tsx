import { randomUUID } from "node:crypto";
import { ActionForm } from "@/app/_components/action-form";
import { sendTest } from "@/app/(author)/author/letters/actions";

type Props = { name: string; isQuiet?: boolean };

/** Pressing twice sends one letter; after an answer the next press is a new one. */
export const TestForm = ({ name, isQuiet }: Props) => (
  <ActionForm action={sendTest} button="Send a test letter to me" isQuiet={isQuiet}>
    <input type="hidden" name="name" value={name} />
    <input type="hidden" name="press" value={randomUUID()} />
  </ActionForm>
);
