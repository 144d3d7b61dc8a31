// Reads lists, posts, a search and problems by the types that openapi-typescript made.
import createClient from "openapi-fetch";
import type { components, paths } from "./quire.js";

declare const process: { argv: string[] };

const client = createClient<paths>({
  baseUrl: process.argv[2] ?? "",
  // openapi-fetch repeats lists by itself.
  querySerializer: { array: { style: "form", explode: false } },
});

function must<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is missing`);
  return value;
}

// A list by cursor, to its end.
const slugs: string[] = [];
const single: string[] = [];
let cursor: string | null = null;
do {
  const query: NonNullable<paths["/v1/posts"]["get"]["parameters"]["query"]> = {
    limit: 10,
    sort: ["-published_at", "title"],
    include: ["authors"],
  };
  if (cursor !== null) query.cursor = cursor;
  const { data } = await client.GET("/v1/posts", { params: { query } });
  const page = must(data, "a page");
  for (const post of page.data) {
    const title: string = post.title;
    const series: components["schemas"]["SeriesReference"] | null = post.series;
    slugs.push(post.slug);
    if (title !== "" && series === null) single.push(post.slug);
  }
  cursor = page.meta.pagination.next_cursor;
} while (cursor !== null);

// A post without a series, with its html.
const slug = must(single[0], "a post without a series");
const read = await client.GET("/v1/posts/{slug}", { params: { path: { slug } } });
const post = must(read.data, "the post").data;
const html: string = post.html;
const published: string | null = post.published_at;

// A search with filters.
const found = await client.GET("/v1/search", {
  params: { query: { q: "cache", tag: ["caching", "http"], featured: false, facets: ["tag"] } },
});
const hits = must(found.data, "the search").data.map((hit) => [hit.slug, hit.match.snippet]);

// Problems: what was wrong, and with what.
const wrong = await client.GET("/v1/posts", { params: { query: { limit: 500 } } });
const fault = must(wrong.error?.errors[0], "the fault");
const code: components["schemas"]["Fault"]["code"] = fault.code;
const lost = await client.GET("/v1/posts/{slug}", { params: { path: { slug: "no-such-post" } } });
const problem = must(lost.error, "the problem");

console.log(
  JSON.stringify({
    slugs,
    post: [post.slug, post.series, published, html],
    hits,
    fault: [fault.parameter, code, fault.hint],
    problem: [problem.status, problem.type],
  }),
);
