import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { listVersions } from "@/app/api/v1/chapters/[slug]/versions/list-versions";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({ GET: listVersions });
