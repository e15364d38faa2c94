"""The numbers that Word shows before the paragraphs of numbered lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from duxue.proofing.reading.counting import chinese, circled, letters, one_by_one, roman, stem
from duxue.proofing.reading.docx.names import Element, child, is_on, name_of, value, whole

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": one_by_one,
    "japaneseDigitalTenThousand": chinese,
    "taiwaneseDigital": one_by_one,
    "ideographTraditional": stem,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "bullet": lambda number: "",
    "none": lambda number: "",
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    """Numbers with which this list starts anew, by level; taken once."""


class ListNumbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if numbering is not None:
            self._read(numbering)

    def following(self, number: str, level: int) -> str:
        """The number of the next paragraph of that list and level, as shown; empty for bullets and no list."""
        found = self._lists.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        shape = found.levels.get(level, _Level())
        if level in found.starts:
            counts[level] = found.starts.pop(level)
        else:
            before = counts[level]
            counts[level] = shape.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                counts[deeper] = None
        return self._shown(found, counts, shape)

    def _shown(self, found: _List, counts: list[int | None], shape: _Level) -> str:
        if shape.form in ("bullet", "none"):
            return shape.text if shape.form == "none" and "%" not in shape.text else ""

        def one(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            other = found.levels.get(level, _Level())
            count = counts[level]
            form = "decimal" if shape.legal else other.form
            return _FORMS.get(form, str)(other.start if count is None else count)

        return _PLACE.sub(one, shape.text)

    def _read(self, numbering: Element) -> None:
        abstract = {
            value(one, "abstractNumId"): _levels(one) for one in numbering if name_of(one) == "abstractNum"
        }
        for one in numbering:
            if name_of(one) != "num":
                continue
            known = value(child(one, "abstractNumId"))
            levels = dict(abstract.get(known, {}))
            found = _List(known, levels)
            for override in one:
                if name_of(override) != "lvlOverride":
                    continue
                at = whole(value(override, "ilvl"))
                levels |= _levels(override)
                start = child(override, "startOverride")
                if start is not None:
                    found.starts[at] = whole(value(start), 1)
            self._lists[value(one, "numId")] = found


def _levels(parent: Element) -> dict[int, _Level]:
    return {whole(value(one, "ilvl")): _level(one) for one in parent if name_of(one) == "lvl"}


def _level(element: Element) -> _Level:
    restart = child(element, "lvlRestart")
    form = child(element, "numFmt")
    return _Level(
        whole(value(child(element, "start")), 1),
        value(form) or "decimal",
        value(child(element, "lvlText"))[:40],
        None if restart is None else whole(value(restart)),
        is_on(child(element, "isLgl")),
    )
