/** Where letters are kept that were never meant to leave this machine. */
import path from "node:path";
import { getConfig } from "@/lib/config";

export const mailboxFolder = (): string => path.join(getConfig().dataDir, "mail");
