"""How the lines of a text are set: broken at a fixed width or not, indented or not, with blank lines between or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from duxue.proofing.reading.lines import Line, columns
from duxue.proofing.reading.marks import (
    closes,
    counts_on,
    ends_clause,
    ends_openly,
    ends_sentence,
    left_open,
    starts_within,
)
from duxue.proofing.reading.numbering import numbering
from duxue.proofing.reading.settings import line_settings

_TOKEN = re.compile(r"[0-9A-Za-z.,%/+-]{1,40}|.[，。、；：！？”’）》〉〕】%]{0,3}")
_INNER_STOP = re.compile("[。！？；]")
_COMMA = re.compile("[，,](?![0-9]{3})")
_DIGIT = re.compile("[0-9]")
_ENTRY = re.compile("[：:]|[日月分页]$")
_LEAD = re.compile("(?:第|其)[一二三四五六七八九十]{1,3}[，、：]?")
_NOT_IN_HEADING = re.compile("[。！？；：:!?;]")


@dataclass(frozen=True, slots=True)
class Layout:
    """How paragraphs are told apart."""

    full: int
    """The width at which lines are broken; 0: they are not."""
    by_columns: bool
    """Whether that width counts columns, or characters."""
    indent: int
    """The column where most lines start."""
    indented: bool
    """Whether paragraphs start further right than other lines (broken at a width), or than the margin."""
    gap: int
    """Blank lines between two lines of one paragraph."""
    finished: bool
    """Whether a long line that does not end a sentence is an exception here."""

    def width(self, line: Line) -> int:
        return line.columns if self.by_columns else line.characters


def layout_of(lines: Sequence[Line]) -> Layout:
    """The layout of lines that are neither furniture nor rows of tables."""
    settings = line_settings()
    indents = Counter(line.indent for line in lines)
    usual = min((indent for indent, count in indents.items() if count == max(indents.values())), default=0)
    full, by_columns = _full_width(lines)
    if full:
        deeper = sum(count for indent, count in indents.items() if usual + 2 <= indent <= usual + 8)
        layout = Layout(full, by_columns, usual, deeper * 12 >= len(lines), 0, True)
        gaps = Counter(
            two.gap for one, two in pairwise(lines) if layout.width(one) >= full - settings.wrapped_slack
        )
        return replace(layout, gap=gaps.most_common(1)[0][0] if gaps else 0)
    long = [line for line in lines if len(line.text) > settings.heading]
    finished = sum(ends_sentence(line.text) for line in long)
    indented = usual >= 2 and indents[usual] * 2 >= len(lines)
    return Layout(0, True, usual, indented, 0, finished * 10 >= len(long) * 6)


def _full_width(lines: Sequence[Line]) -> tuple[int, bool]:
    """The width at which lines are broken, and whether in columns: nearly all that end no sentence are that wide."""
    settings = line_settings()
    least = settings.wrapped_columns[0]
    unfinished = [
        line
        for line in lines
        if least <= line.columns and not ends_sentence(line.text) and not numbering(line.text)
    ]
    long = sum(least <= line.columns for line in lines)
    if len(unfinished) < settings.wrapped_least or len(unfinished) * 100 < settings.wrapped_share * long:
        return 0, True
    # Counted in characters the fit is exact or none.
    for by_columns in (False, True):
        widths = sorted(line.columns if by_columns else line.characters for line in unfinished)
        # A line or two may run over.
        full = widths[-1 - len(widths) // 50]
        slack = settings.wrapped_slack if by_columns else 1
        near = sum(full - slack <= width for width in widths)
        over = sum((line.columns if by_columns else line.characters) > full + slack for line in lines)
        if full > settings.wrapped_columns[1] or over * 50 > len(lines):
            continue
        if near * 100 >= settings.wrapped_near * len(widths):
            return full, by_columns
    return 0, True


def is_full(line: Line, following: Line, layout: Layout) -> bool:
    """Whether the first word of the following line had no room at the end of this one."""
    width = layout.width(line)
    if width >= layout.full - 1:
        return True
    token = _TOKEN.match(following.text)
    word = token.group() if token else ""
    return width + (columns(word) if layout.by_columns else len(word)) > layout.full - 2


def heading_like(text: str) -> bool:
    """Whether a line without numbering looks like a title: short, no sentence, no `得分：8 分`."""
    return (
        len(text) <= line_settings().heading
        and not _NOT_IN_HEADING.search(text)
        and not ends_clause(text)
        and len(_COMMA.findall(text)) < 2
    )


def continues(paragraph: Sequence[Line], line: Line, layout: Layout, new_page: bool) -> bool:
    """Whether a line goes on with the paragraph that the lines before it began."""
    last = paragraph[-1]
    if new_page or line.gap > layout.gap:
        apart = True
        if line.gap > layout.gap + 4 and not new_page:
            return False
    else:
        apart = False
    said = _said(paragraph)
    if layout.full and not apart:
        return _continues_wrapped(paragraph, said, line, layout)
    if layout.full and not is_full(last, line, layout):
        return False
    return _is_broken(said, line, layout, new_page, apart)


def runs_on(before: Line, line: Line) -> bool:
    """Whether a line without an end may go on in the next one, where line ends say nothing, as in Markdown."""
    return not ends_sentence(before.text) and numbering(before.text) is None and numbering(line.text) is None


def _said(paragraph: Sequence[Line]) -> str:
    """The end of a paragraph, some lines of it at least."""
    said = paragraph[-1].text
    for line in reversed(paragraph[:-1]):
        if len(said) > line_settings().tail:
            break
        said = line.text + said
    return said


def _continues_wrapped(paragraph: Sequence[Line], said: str, line: Line, layout: Layout) -> bool:
    if layout.indented and layout.indent + 2 <= line.indent <= layout.indent + 8:
        return False
    if starts_within(line.text):
        return True
    starts = numbering(line.text)
    if starts is not None and (ends_sentence(said) or not _counts_within(said, starts.text)):
        return False
    last = paragraph[-1]
    if not is_full(last, line, layout):
        return not ends_sentence(said) and (
            ends_clause(said) and len(last.text) * 2 > line_settings().cell and last.indent == line.indent
        )
    return not (
        ends_sentence(said) and not layout.indented and layout.gap == 0 and _exactly_ends(last, layout)
    )


def _exactly_ends(last: Line, layout: Layout) -> bool:
    """A full line that ends a sentence where nothing else shows paragraphs: it ends one if there was room left."""
    return layout.width(last) < layout.full - 1


def _counts_within(said: str, number: str) -> bool:
    """Whether a number at the start of a line is one of the sentence that was broken: `共\n3、4 两个`."""
    return counts_on(said) and (number[0].isdigit() or said.endswith("第"))


def _is_broken(said: str, line: Line, layout: Layout, new_page: bool, apart: bool) -> bool:
    """Whether the text before must go on, told from its words alone."""
    if starts_within(line.text):
        return True
    awaited = left_open(said)
    if awaited and closes(line.text, awaited) and len(said) > 4:
        return True
    starts = numbering(line.text)
    if ends_sentence(said) or (starts is not None and not _counts_within(said, starts.text)):
        return False
    if _LEAD.fullmatch(said):
        return not apart or ends_sentence(line.text)
    if layout.indented and line.indent > layout.indent - (0 if layout.full else 1):
        return False
    settings = line_settings()
    if ends_clause(said):
        return ends_openly(said) or len(said) * 2 > settings.heading
    if numbering(said) is not None and len(said) <= settings.numbered_heading:
        return False
    stops = [stop.end() for stop in _INNER_STOP.finditer(said)]
    if heading_like(line.text):
        # Prose that stops within a sentence: what follows is a part of it, unless the end is `得分：8 分` or a date.
        tail = said[stops[-1] :] if stops else ""
        return len(said) > settings.heading and len(tail) >= 2 and not _ENTRY.search(tail)
    if stops:
        return len(said) > settings.cell
    if new_page:
        return len(said) > settings.cell
    if not _COMMA.search(said) or not ends_sentence(line.text) or not layout.finished:
        return False
    return len(said) > settings.heading or (len(said) > settings.cell and _DIGIT.search(said) is not None)
