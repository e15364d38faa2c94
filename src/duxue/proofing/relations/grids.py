"""A table as a grid: headings, names of rows, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import alternatives, data, units
from duxue.proofing.document import Table
from duxue.values import Interval

_UNIT = re.compile(r"[（(／/](?P<unit>[^（）()]{1,6})[）)]?$|单位[：:]?(?P<stated>[^，。；）)]{1,8})")
_BLANK = frozenset({"", "-", "—", "–", "－", "——", "/", "／", "无", "…"})
_SHORT = 40
_AMOUNT = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}")
Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """Figures by row and column; `words` also has what a merged cell covers."""

    words: dict[Place, str]
    figures: dict[Place, Quantity]
    blanks: frozenset[Place]
    caption: str
    rows: int
    columns: int

    @cached_property
    def first_row(self) -> int:
        """The first row with figures."""
        return min((row for row, _ in self.figures), default=self.rows)

    @cached_property
    def first_column(self) -> int:
        """The first column of figures that is no number of the row."""
        columns = sorted({column for _, column in self.figures})
        return next((column for column in columns if not self._counts_rows(column)), self.columns)

    def _counts_rows(self, column: int) -> bool:
        return any(word in self.heading(column) for word in ("序号", "编号", "排名"))

    def heading(self, column: int) -> str:
        """The words above a column, from the top; a merged one counts once."""
        found: list[str] = []
        for row in range(self.first_row):
            words = self.words.get((row, column), "")
            if words and words not in found:
                found.append(words)
        return "/".join(found)

    def name(self, row: int) -> str:
        """The words before the figures of a row."""
        found: list[str] = []
        for column in range(self.first_column):
            words = self.words.get((row, column), "")
            if words and words not in found and (row, column) not in self.figures:
                found.append(words)
        return "/".join(found)

    @cached_property
    def names(self) -> dict[int, str]:
        """The name of every row under the headings."""
        return {row: self.name(row) for row in range(self.first_row, self.rows)}

    def column(self, column: int) -> list[int]:
        """The rows that have a figure in the column."""
        return [row for row in range(self.first_row, self.rows) if (row, column) in self.figures]

    def counted(self, figure: Quantity, column: int, row: int) -> bool:
        """Whether a figure is counted one by one: by its unit, that of its heading, its row or the caption."""
        if figure.kind != "bare":
            return figure.exact
        for words in (self.heading(column), self.name(row), self.caption):
            unit = unit_of(words)
            if unit:
                return unit in units() and units()[unit].kind in ("count", "score") and figure.step == 1
        return column in self._whole_numbers

    @cached_property
    def _whole_numbers(self) -> frozenset[int]:
        """Columns of whole numbers that no name of an amount stands above."""
        broken = {column for (_, column), figure in self.figures.items() if figure.step < 1}
        columns = {column for _, column in self.figures} - broken
        return frozenset(one for one in columns if not holds_word(self.heading(one), "table_amounts"))

    def interval(self, row: int, column: int) -> Interval:
        figure = self.figures[row, column]
        return Interval.exact(figure.value) if self.counted(figure, column, row) else figure.interval


def unit_of(words: str) -> str:
    """The unit that a heading or a caption names: 人数（人）, 单位：万元; empty where it names several or none."""
    for piece in reversed(words.split("/")):
        found = _UNIT.search(piece)
        if found:
            return found["unit"] or found["stated"]
    return ""


def grids(claims: Claims) -> Iterator[Grid]:
    """Every table with figures in at least two rows or columns."""
    for table in claims.document.tables:
        grid = _grid(claims, table)
        if len(grid.figures) > 2 and grid.first_row < grid.rows:
            yield grid


def _grid(claims: Claims, table: Table) -> Grid:
    passages = claims.document.passages
    words: dict[Place, str] = {}
    figures: dict[Place, Quantity] = {}
    blanks: set[Place] = set()
    rows = columns = 0
    for cell in table.cells:
        text = passages[cell.passage].text.replace(" ", "")
        facts = [one for one in claims.of_passage(cell.passage) if _is_figure(one, text, cell.row)]
        place = (cell.row, cell.column)
        if len(facts) == 1 and len(text) <= facts[0].end - facts[0].start + 1:
            figures[place] = facts[0]
        if text in _BLANK:
            blanks.add(place)
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                words[row, column] = text
        rows, columns = max(rows, cell.row + cell.rows), max(columns, cell.column + cell.columns)
    return Grid(words, figures, frozenset(blanks), _caption(claims, table), rows, columns)


def _is_figure(quantity: Quantity, text: str, row: int) -> bool:
    """1904.9 alone in a cell under the headings is a figure, though it could be a month elsewhere."""
    amount = quantity.reason == "date" and row > 0 and _AMOUNT.fullmatch(text) is not None
    return (quantity.fact or amount) and quantity.upper is None


def _caption(claims: Claims, table: Table) -> str:
    """The short passages right before the table."""
    first = min((cell.passage for cell in table.cells), default=0)
    before: Sequence[str] = [
        passage.text
        for passage in claims.document.passages[max(0, first - 2) : first]
        if passage.kind != "cell" and len(passage.text) <= _SHORT
    ]
    return "/".join(before)


def is_named(words: str, name: str) -> bool:
    """Whether the last piece of a heading, without brackets, is a word of that list of `parts.yaml`."""
    last = re.sub(r"[（(][^（）()]*[）)]", "", words.rsplit("/", maxsplit=1)[-1]).strip("：: ")
    return last in data("parts")[name]


def holds_word(words: str, name: str) -> bool:
    """Whether a heading holds a word of that list."""
    return any(word in words for word in data("parts")[name])


def is_added(heading: str) -> bool:
    """Whether the figures under a heading may be added up: 均衡性补助 is no average, 人均补助 is one."""
    return not holds_word(re.sub(alternatives(data("parts")["table_added"]), "", heading), "table_not_added")


def zero() -> Interval:
    return Interval.exact(Fraction(0))
