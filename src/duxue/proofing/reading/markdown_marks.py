"""The marks within a line of Markdown: emphasis, code, links, pictures, footnotes, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duxue.proofing.reading.folding import Range

_MARK = re.compile(
    r"""
    \\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])
  | !\[(?P<picture>[^\]\n]{0,300})\]\([^()\s]{0,500}(?:[ ]"[^"\n]{0,200}")?\)
  | \[(?P<link>[^\[\]\n]{1,300})\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{1,100}\])
  | (?P<dropped>\[\^[^\]\n]{1,60}\] | <!--[^>]{0,2000}--> | </?[A-Za-z][A-Za-z0-9]{0,20}(?:[ /][^<>\n]{0,300})?>
      | (?<!\*)\*{1,3}(?!\*) | (?<![A-Za-z0-9_])_{1,2}(?!_) | (?<!_)_{1,2}(?![A-Za-z0-9_]) | ~~ | `{1,3})
    """,
    re.VERBOSE,
)


def without_marks(text: str, ranges: Sequence[Range]) -> list[Range]:
    """The ranges without the marks in them. A star that nothing closes is a star, as in `**` for a masked figure."""
    kept: list[Range] = []
    for start, end in ranges:
        kept += _without(text, start, end)
    return kept


def _without(text: str, start: int, end: int) -> list[Range]:
    if not any(mark in text[start:end] for mark in "\\[*_~`<"):
        return [(start, end)]
    dropped = _paired(text, list(_MARK.finditer(text, start, end)))
    kept: list[Range] = []
    at = start
    for cut, behind in dropped:
        if at < cut:
            kept.append((at, cut))
        at = behind
    if at < end:
        kept.append((at, end))
    return kept


def _paired(text: str, found: Sequence[re.Match[str]]) -> list[Range]:
    """What is to be dropped: emphasis only where it is opened and closed."""
    dropped: list[Range] = []
    opened: dict[str, Range] = {}
    for mark in found:
        said = mark.group()
        if mark["escaped"] is not None:
            dropped.append((mark.start(), mark.start() + 1))
        elif mark["picture"] is not None:
            dropped.append(mark.span())
        elif mark["link"] is not None:
            dropped += [(mark.start(), mark.start("link")), (mark.end("link"), mark.end())]
        elif said[0] not in "*_~`":
            dropped.append(mark.span())
        elif said in opened:
            dropped += [opened.pop(said), mark.span()]
        elif _opens(text, mark):
            opened[said] = mark.span()
    return sorted(dropped)


def _opens(text: str, mark: re.Match[str]) -> bool:
    return mark.end() < len(text) and not text[mark.end()].isspace()
