"""Page numbers and running headers of a PDF file, by their places and their return."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from duxue.proofing.reading.folding import fold
from duxue.proofing.reading.furniture import PAGE_NUMBER, RUNNING_HEADER, is_page_number
from duxue.proofing.reading.numbering import numbering
from duxue.proofing.reading.pdf.glyphs import Page
from duxue.proofing.reading.pdf.rows import Row

_EDGE = 0.13
"""The part of a page's height at its top and bottom where headers and numbers stand."""
_AT_MOST = 3
_SAME = 6.0
_LONGEST = 80
_AGAIN = 3
_DIGITS = re.compile("[0-9]+")


def margins(pages: Sequence[Page], rows: Sequence[Sequence[Row]]) -> dict[int, str]:
    """By `id` of the row: the reason why a row at the edge of its page is not read as prose."""
    found: dict[int, str] = {}
    places: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for page, of_page in zip(pages, rows, strict=True):
        for row in _at_edges(page, of_page):
            said = fold(row.text).replace(" ", "").replace("\t", "")
            if is_page_number(said):
                found[id(row)] = PAGE_NUMBER
            elif len(said) <= _LONGEST and numbering(said) is None:
                places[_DIGITS.sub("#", said), round(row.top / _SAME)].append(row)
    for (said, level), again in places.items():
        near = [*again, *places.get((said, level + 1), [])]
        here = {row.page for row in near}
        if len(here) >= _AGAIN or (len(here) == len(pages) == 2 and "#" not in said):
            found |= {id(row): RUNNING_HEADER for row in near}
    return found


def _at_edges(page: Page, rows: Sequence[Row]) -> list[Row]:
    """The first and last rows of a page that stand within its edges."""
    ordered = sorted(rows, key=lambda row: row.top)
    above = [row for row in ordered[:_AT_MOST] if row.bottom < _EDGE * page.height]
    below = [row for row in ordered[-_AT_MOST:] if row.top > (1 - _EDGE) * page.height]
    return above + [row for row in below if row not in above]
