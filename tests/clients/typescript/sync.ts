// Keeps a copy of the content in a file: it can be read where there is no network.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { components, paths } from "./quire.js";

type Resource = components["schemas"]["ChangedResource"];
type Copy = { token: string | null; items: Record<string, Resource> };
const [base = "", file = "copy.json"] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: base });
const keyOf = (item: { type: string; id: string }) => `${item.type} ${item.id}`;

async function sync(copy: Copy): Promise<Copy> {
  const pages: components["schemas"]["ChangesAnswer"][] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: NonNullable<paths["/v1/changes"]["get"]["parameters"]["query"]> = {};
    if (copy.token !== null) query.since = copy.token;
    if (cursor !== "") query.cursor = cursor;
    const { data, error } = await client.GET("/v1/changes", { params: { query } });
    if (error?.status === 410) {
      // Of two reasons: nobody can tell what differs, or the content went on while pages were read.
      const lost = error.errors.some((fault) => fault.code === "resync_required");
      return sync(lost ? { token: null, items: {} } : copy);
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

const kept: Copy = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { token: null, items: {} };
writeFileSync(`${file}.new`, JSON.stringify(await sync(kept)));
renameSync(`${file}.new`, file);
