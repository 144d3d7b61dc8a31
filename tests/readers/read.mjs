// Reads feeds as two libraries understand them: {address: {library: [{id, url, title, date, authors}]}}.
import Parser from "rss-parser";
import { parseFeed } from "feedsmith";

const named = (people) => (people ?? []).map((person) => person.name ?? person);
const when = (text) => new Date(text).toISOString();

function byFeedsmith({ format, feed }) {
  const entries = format === "atom" ? feed.entries : feed.items;
  return (entries ?? []).map((item) => ({
    id: item.guid?.value ?? item.id,
    url: item.link ?? item.url ?? item.links.find((link) => link.rel === "alternate").href,
    title: item.title?.value ?? item.title,
    date: when(item.pubDate ?? item.date_published ?? item.published),
    authors: named(item.dc?.creators ?? item.authors),
  }));
}

const parser = new Parser({
  customFields: { item: [["author", "people", { keepArray: true }], ["dc:creator", "creators", { keepArray: true }]] },
});

function byRssParser(feed) {
  return feed.items.map((item) => ({
    id: item.guid ?? item.id,
    url: item.link,
    title: item.title,
    date: item.isoDate,
    authors: item.creators ?? (item.people ?? []).flatMap((person) => person.name),
  }));
}

const read = {};
for (const address of process.argv.slice(2)) {
  const answer = await fetch(address);
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  read[address] = { feedsmith: byFeedsmith(parseFeed(await answer.text())) };
  if (!address.includes("feed.json")) read[address]["rss-parser"] = byRssParser(await parser.parseURL(address));
}
console.log(JSON.stringify(read));
