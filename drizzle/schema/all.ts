/** Every table, for the one database client and for migrations. */
import * as access from "@/drizzle/schema/access";
import * as alarms from "@/drizzle/schema/alarms";
import * as author from "@/drizzle/schema/author";
import * as book from "@/drizzle/schema/book";
import * as db from "@/drizzle/schema/db";
import * as desk from "@/drizzle/schema/desk";
import * as jobs from "@/drizzle/schema/jobs";
import * as lessons from "@/drizzle/schema/lessons";
import * as mail from "@/drizzle/schema/mail";
import * as readers from "@/drizzle/schema/readers";
import * as signups from "@/drizzle/schema/signups";

export const schema = {
  ...access,
  ...alarms,
  ...author,
  ...book,
  ...db,
  ...desk,
  ...jobs,
  ...lessons,
  ...mail,
  ...readers,
  ...signups,
};
