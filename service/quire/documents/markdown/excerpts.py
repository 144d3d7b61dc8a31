"""Excerpts: the short text for lists, made from tokens and never from cut HTML."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from quire.documents.markdown.plain_text import html_text, inline_text, words_of

MAX_WORDS_BEFORE_MORE = 500

_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[^\sa-z]|$)|[。！？]+[」』”]*")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e)\.$")
_LEAST_SHARE = 3
_CHARACTERS_PER_WORD = 30


def excerpt_of(tokens: Sequence[Token], max_words: int) -> str:
    """Take the text before `<!--more-->`, else the first sentences.

    Headings, code, tables, images and footnotes are left out.

    Returns:
        One line. Without the marker at most `max_words` words: whole sentences where that
        leaves at least a third of them, else cut behind a word with `…`. Never more than 30
        characters for each word that it may have.
    """
    if before := _before_more(tokens):
        return _shorten(before, MAX_WORDS_BEFORE_MORE)
    text = ""
    for paragraph in _paragraphs(tokens):
        text = f"{text} {paragraph}".lstrip()
        # Three times as long: words are counted only once, and they may be short.
        if len(text) > max_words * _CHARACTERS_PER_WORD:
            break
    if not text:
        blocks = (html_text(token.content) for token in tokens if token.type == "html_block")
        text = next((" ".join(block.split()) for block in blocks if block), "")
    return _shorten(text, max_words)


def _before_more(tokens: Sequence[Token]) -> str:
    for index, token in enumerate(tokens):
        if token.type == "html_block" and _MORE.search(token.content):
            return " ".join(_paragraphs(tokens[:index]))
        for place, child in enumerate(token.children or ()):
            if child.type == "html_inline" and _MORE.fullmatch(child.content):
                before = list(_paragraphs(tokens[: index - 1]))
                before.append(inline_text((token.children or [])[:place]))
                return " ".join(part for part in before if part)
    return ""


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        if token.type == "footnote_block_open":
            return
        if token.type == "inline" and tokens[index - 1].type == "paragraph_open":
            text = inline_text(token.children or ())
            if text:
                yield text


def _shorten(text: str, max_words: int) -> str:
    most = max_words * _CHARACTERS_PER_WORD
    words = words_of(text)
    if len(words) <= max_words:
        return text if len(text) <= most else text[:most] + "…"
    cut = words[max_words - 1][1]
    least = words[max_words // _LEAST_SHARE][0]
    for end in reversed([found.end() for found in _SENTENCE_END.finditer(text)]):
        if least <= end <= cut and not _INITIAL.search(text[:end]):
            return text[:end]
    return text[: min(cut, most)].rstrip(" ,;:.-–—(") + "…"
