import { z } from "zod";
import { list } from "@/app/api/v1/_api/answers";
import { listOf } from "@/app/api/v1/_api/lists";
import { defineOperation } from "@/app/api/v1/_api/operation";

/** There is no shop yet, so there is nothing to list; the address and its scope are promised all the same. */
export const listOrders = defineOperation({
  id: "listOrders",
  method: "GET",
  path: "/orders",
  summary: "Orders of the digital edition",
  about: "This site has no shop yet, so the list is always empty.",
  scope: "people",
  right: "people",
  answers: {
    200: {
      about: "An empty list.",
      schema: listOf(z.looseObject({})),
      example: { data: [], has_more: false, next_cursor: null },
    },
  },
  problems: [],
  run: async () => list([], undefined),
});
