// Keeps a copy of the content: it can be read where there is no network.
import createClient from "openapi-fetch";
import type { components, paths } from "./quire.js";

type Resource = components["schemas"]["ChangedResource"];
export type Copy = { token: string | null; items: Record<string, Resource> };
export const nothing: Copy = { token: null, items: {} };
const keyOf = (item: { type: string; id: string }) => `${item.type} ${item.id}`;

/** Give a copy that is up to date; keep it whole, by one write. The one before stays as it is. */
export async function sync(base: string, copy: Copy): Promise<Copy> {
  const client = createClient<paths>({ baseUrl: base });
  const pages: components["schemas"]["ChangesAnswer"][] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: NonNullable<paths["/v1/changes"]["get"]["parameters"]["query"]> = {};
    if (copy.token !== null) query.since = copy.token;
    if (cursor !== "") query.cursor = cursor;
    const { data, error } = await client.GET("/v1/changes", { params: { query } });
    if (error?.status === 410) {
      // Of two reasons: nobody can tell what differs, or the content went on while pages were read.
      const lost = error.errors.some((fault) => fault.code === "resync_required");
      return sync(base, lost ? nothing : copy);
    }
    if (data === undefined) throw new Error(error?.detail ?? "no answer");
    pages.push(data);
    cursor = data.meta.next_cursor;
  }
  // All pages at once, and the token with them: half of them would be a state that never was.
  const items = { ...copy.items };
  for (const { data } of pages) {
    for (const gone of data.removed) delete items[keyOf(gone)];
    for (const item of data.changed) items[keyOf(item)] = item;
  }
  return { token: pages.at(-1)?.meta.token ?? null, items };
}
