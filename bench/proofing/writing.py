"""A page that is written from templates and keeps account of where its figures stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from bench.proofing.annotations import Relation, Spot
from bench.proofing.formulas import own_tolerance
from bench.proofing.numerals import DIGITS, SCALES, chinese, chinese_whole

_PIECES = re.compile(r"\[\[(?P<row>.+?)\|(?P<join>.)\]\]|\{(?P<slot>\w+)\}")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is printed: 12.3 with the unit 亿元."""

    shown: Decimal
    unit: str

    @property
    def scale(self) -> Decimal:
        return next((scale for word, scale in SCALES.items() if self.unit.startswith(word)), Decimal(1))

    @property
    def value(self) -> Decimal:
        return self.shown * self.scale


Word = str | Figure
Row = Mapping[str, Word]


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@dataclass(slots=True)
class Page:
    """The text so far, and the relations in it."""

    in_words: bool = False
    """Numbers in Chinese, as reports wrote them until the eighties."""
    spaced: bool = False
    """A space around Arabic numerals."""
    text: str = ""
    relations: list[Relation] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text += text

    def say(self, template: str, words: Row, rows: Sequence[Row] = ()) -> dict[str, Spot]:
        """Writes a sentence; where each word of it stands, those of a row with the row's number: value1, part1."""
        spots: dict[str, Spot] = {}
        place = 0
        for match in _PIECES.finditer(template):
            self.write(template[place : match.start()])
            place = match.end()
            if match["slot"]:
                self._put(match["slot"], words[match["slot"]], spots)
                continue
            for number, row in enumerate(rows, 1):
                if number > 1:
                    self.write(match["join"])
                self._row(match["row"], row, str(number), spots)
        self.write(template[place:])
        return spots

    def _row(self, template: str, row: Row, number: str, spots: dict[str, Spot]) -> None:
        place = 0
        for match in _SLOT.finditer(template):
            self.write(template[place : match.start()])
            self._put(match[1], row[match[1]], spots, number)
            place = match.end()
        self.write(template[place:])

    def _put(self, name: str, word: Word, spots: dict[str, Spot], number: str = "") -> None:
        shown = word if isinstance(word, str) else self.shown(word)
        if not shown:
            return
        if self.spaced and isinstance(word, Figure) and self.text[-1:].isalpha():
            self.write(" ")
        start = len(self.text)
        self.write(shown)
        value = word.value if isinstance(word, Figure) else None
        spots[name + number] = Spot(name, start, len(self.text), value)

    def shown(self, figure: Figure) -> str:
        if not self.in_words:
            space = " " if self.spaced and not figure.unit.startswith("%") and figure.unit else ""
            return f"{figure.shown:f}{space}{figure.unit}"
        shown = (
            figure.shown
            if "." not in f"{figure.shown:f}"
            else Decimal(f"{figure.shown:f}".rstrip("0").rstrip("."))
        )
        if figure.unit == "%":
            return "百分之" + chinese(shown)
        if figure.unit == "年":
            return "".join(DIGITS[int(sign)] for sign in f"{figure.shown:f}") + "年"
        if figure.scale > 1 and figure.shown != figure.shown.to_integral_value():
            unit = next(figure.unit.removeprefix(word) for word in SCALES if figure.unit.startswith(word))
            return chinese_whole(int(figure.value)) + unit
        return chinese(shown) + figure.unit

    def year(self, year: int) -> str:
        return "".join(DIGITS[int(sign)] for sign in str(year)) if self.in_words else str(year)

    def relate(
        self,
        topic: str,
        kind: str,
        formula: str,
        stated: Spot,
        inputs: Sequence[Spot],
        exact: bool = False,
        role: str = "in",
        mentioned: bool = False,
    ) -> None:
        """Enters a relation that holds into the ledger."""
        first = Spot("value" if kind == "threshold" else "stated", stated.start, stated.end, stated.value)
        others = tuple(
            Spot(f"{role}{n}", spot.start, spot.end, spot.value) for n, spot in enumerate(inputs, 1)
        )
        name = f"{topic}-{len(self.relations) + 1}"
        relation = Relation(
            name,
            kind,
            formula,
            (first, *others),
            Decimal(0),
            True,
            Decimal(0),
            exact,
            mentioned,
            False,
            topic,
        )
        self.relations.append(own_tolerance(relation, self.text))
