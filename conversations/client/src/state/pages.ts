import type { ChatKitClient } from "../protocol/client";
import type { Page, Thread, ThreadItem } from "../protocol/types";

/** Hidden items are taken out of pages after paging: read on until this many have come. */
const ENOUGH_ITEMS = 8;

/** A thread as it stands, with its newest items. */
export function readNewest(
  client: ChatKitClient,
  threadId: string,
  signal?: AbortSignal,
): Promise<[Thread, Page<ThreadItem>]> {
  return Promise.all([
    client.call("threads.get_by_id", { thread_id: threadId }, signal),
    readPage(client, threadId, undefined, signal),
  ]);
}

/** The next older items, newest first; reads over pages that hidden items made short or empty. */
export async function readPage(
  client: ChatKitClient,
  threadId: string,
  after?: string,
  signal?: AbortSignal,
): Promise<Page<ThreadItem>> {
  const data: ThreadItem[] = [];
  let page: Page<ThreadItem> = { data: [], has_more: true, ...(after && { after }) };
  while (page.has_more && data.length < ENOUGH_ITEMS) {
    const from = page.after ? { after: page.after } : {};
    const params = { thread_id: threadId, order: "desc" as const, ...from };
    const next = await client.call("items.list", params, signal);
    data.push(...next.data);
    const feedback = { ...page.feedback, ...next.feedback };
    const stuck = next.has_more && (!next.after || next.after === page.after);
    page = { ...next, ...(next.feedback && { feedback }), ...(stuck && { has_more: false }) };
  }
  return { ...page, data };
}
