import { redirect } from "next/navigation";

/** The chapters will be the first room; until they can be written here, it is the audience. */
export default function WorkshopPage() {
  redirect("/author/audience");
}
