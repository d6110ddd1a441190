import { answerWith } from "@/app/api/v1/_api/handle-operations";
import { listOrders } from "@/app/api/v1/orders/list-orders";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = answerWith({ GET: listOrders });
