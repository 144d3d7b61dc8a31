"use strict";

// Looks until there is content: the page's own address answers then.
async function look() {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (answer && answer.status !== 503) location.reload();
  else setTimeout(look, 2000);
}
setTimeout(look, 2000);
