"""Three hundred queries that mean no good, the same at every run."""

import random

SECRETS = ("zyxomma", "quellbrunn", "hush-hush", "eve_hidden", "plumbago")
"""Words that only hidden posts of the tests hold: title, body, tag, author, series."""

_CRAFTED = [
    # signs of other query languages
    "*", "a*", "*a", "?", "a?c", "**", "*:*", "body:*", "title:*", "_id:*", "id:0*", "~", "a~9",
    "kernel~99999", "^", "a^9999999999", "a^-1", "[a TO z]", "{a TO z}", "[* TO *]", "/a.*b/",
    "/(a+)+$/", "(a OR b) AND NOT c", "a && b || !c", "NOT", "AND", "OR OR OR", "a AND NOT",
    "a NEAR/9 b", "NEAR(a b, 9)", "a + b - c", "+a -b", "a<->b", "a & !b", "$where: 1", "{}",
    '{"match_all":{}}', "' OR 1=1 --", "'; DROP TABLE posts; --", "1) UNION SELECT *", "%", "_",
    "%%%", "a%00b", "${7*7}", "{{7*7}}", "$(id)", "`id`", "../../etc/passwd", "\\", "a\\", "\\\\",
    # quotes, minus signs, colons and brackets that lead nowhere
    '"', '""', '"""', '"a', 'a"', '"a" "', '-"', '-""', "-", "--", "---a", "- a", "-*", "a -", ":",
    "::", ":::", "a:b:c:d", ":a", "a:", "“a”", "«a", "‘a’", "(" * 200, ")" * 200,
    "(" * 100 + "a" + ")" * 100, "[" * 250, "{" * 250, "<" * 250, "((((a))))", '"' * 255,
    # filters with nothing, too much or nonsense
    "tag:", 'tag:""', "tag:*", "-tag:a", "tag:-a", "tag:tag:tag:a", "author:*", 'author:"', "lang:",
    "lang:*", "lang:all", "lang:xx", "-lang:en", "lang:en lang:de", "before:", "before:x",
    "before:0000-00-00", "before:0000", "before:9999-12-31", "after:9999-99-99", "after:10000",
    "before:0001-01-01", "after:0001", "-before:2024", "before:-1", "before:2024-02-30",
    "before:２０２４", "after:2024 before:2023", "series:x", "draft:true", "hidden:true",
    "status:draft", "is:draft", "type:draft", "visibility:all", "tag:draft", "path:content",
    "source:draft", "_all:draft", "draft=true", "draft true", "-draft", '-draft -"a b"',
    # control characters, marks, other directions, joiners, lone and private characters
    "\u202eabc\u202c", "\u202e", "\u200b", "a\u200bb", "\u200d", "\ufeffa", "\u2028", "a\u2028b",
    "\x01", "a\x01b", "a\x7fb", "\x1b[31mred", "\r\n", "a\r\nSet-Cookie: b=c", "\t", "\x85",
    "\ue000", "\U0010fffe", "\ufffd", "\ufffe", "e\u0301" * 120, "a" + "\u0301" * 250,
    "\u0301", "\u0301a", "ẞ", "İ", "ı", "ﬁ", "ª²", "Ⅷ", "①", "ǅ", "ﷺ" * 80, "ŉ" * 200, "ΐ" * 120,
    # scripts
    "東" * 250, "東京" * 100, "がぎぐ", "ｶﾞｷﾞ", "한국어", "ไทย" * 60, "မြန်မာ", "हिन्दी", "العربية",
    "עברית", "ру́сский", "Ελληνικά ΣΑΣ", "ქართული", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𠀀𠀁", "🚀", "🚀" * 200,
    "a 🚀", "👨‍👩‍👧‍👦", "🇩🇪", "1️⃣",
    # many, long and repeated words
    "a" * 256, "ab " * 12, "the " * 12, "the and of", "a b c d e f g h i j k l", '"' + "a " * 120,
    '"' + "the and of to in " * 12, "-a " * 12, "-the", "post", "post post post post", "text -text",
    "c++" * 60, "#" * 250, "c#", ".net", "_" * 200, "a_" * 100, "a-" * 100, "a." * 100, "0" * 250,
    "1e999", "NaN", "null", "undefined", "true", "None", "0x" + "f" * 200, "aB" * 100,
    "<script>alert(1)</script>", "<mark>post</mark>", "</mark>", "&lt;", "&amp;post",
    "javascript:0",
]  # fmt: skip

TOO_LONG = ["x" * 16_000, "(" * 2_000, "a " * 2_000, "東" * 1_200, '"' * 300, "\u0301" * 1_000]
"""More than a query holds: refused, and quickly."""

COUNT = 300


def queries() -> list[str]:
    """Give all queries, each once: crafted ones, tricks to reach what is hidden, noise."""
    found = dict.fromkeys([*_CRAFTED, *TOO_LONG])
    for secret in SECRETS:
        found |= dict.fromkeys(
            [
                secret,
                secret[:4],
                secret[:-1],
                f"{secret[0]}x{secret[1:]}",
                f"tag:{secret}",
                f"author:{secret}",
                f"-{secret}",
                f'"{secret} {secret}"',
                f"post {secret}",
            ]
        )
    noise = random.Random(20261123)
    signs = " \"-:*()~^_.'\\/<>&%#+\x00\x02é東🚀\u0301ab post tag:lang:before:"
    while len(found) < COUNT:
        found["".join(noise.choices(signs, k=noise.randint(1, 200)))] = None
    return list(found)[:COUNT]
