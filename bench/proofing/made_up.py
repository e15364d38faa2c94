"""Made-up reports: of several kinds, from a seed, with figures that agree, and a ledger of how they do."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.proofing.annotations import Report, Spot
from bench.proofing.author import ORDINALS, Author
from bench.proofing.topics import draw
from bench.proofing.writing import Figure, Page, Word, rounded

PHRASES = Path(__file__).parent / "phrases"
FIRST, HELD_OUT = "first", "held-out"
"""Sets of phrases: the one that rules were fitted to, and one that nobody had read when it was first scored."""
GENRES = ("education", "government", "statistics", "budget", "education", "history")
TARGETS = {"public": (50, (50.4, 68)), "inclusive": (80, (80.6, 94)), "health": (50, (50.5, 62))}
"""Shares in per cent that are expected, and what a report that meets them says."""
HEALTH_SINCE = 2022
"""The target for pupils' fitness was set for the end of this year, and not for single counties."""
COUNTIES = ("全县", "全区")

Piece = Callable[[], None]


@cache
def _content(phrases: str, name: str) -> Any:
    return yaml.load((PHRASES / phrases / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def made_up(seed: int, phrases: str = FIRST) -> Report:
    """A report without a fault, the same on every machine for the same seed; Markdown if it has a table."""
    chance = random.Random(seed)
    genre = GENRES[seed % len(GENRES)]
    reports = _content(phrases, "reports")
    shape = {"total": reports["total"], **reports[genre]}
    year = chance.randint(*shape["years"])
    page = Page(in_words=genre == "history", spaced=genre != "history" and chance.random() < 0.2)
    words: dict[str, Word] = {
        **chance.choice(reports["places"]),
        "year": page.year(year),
        "last": page.year(year - 1),
        "next": page.year(year + 1),
    }
    author = Author(chance, _content(phrases, "relations"), page, words, year)
    subjects = _content(phrases, "subjects")[genre]
    tables = [table for table in subjects["tables"] if chance.random() < 0.3]
    filler = _content(phrases, "filler")
    _Composition(author, genre, shape, subjects, filler, tables).write()
    name = f"{'' if phrases == FIRST else phrases + '-'}{genre}-{seed}.{'md' if tables else 'txt'}"
    return Report(name, page.text, tuple(page.relations))


class _Composition:
    """Title, opening, sections of paragraphs, problems, closing."""

    def __init__(
        self,
        author: Author,
        genre: str,
        shape: Mapping[str, Any],
        subjects: Mapping[str, Any],
        filler: Mapping[str, Any],
        tables: Sequence[Mapping[str, Any]],
    ) -> None:
        self.author, self.genre, self.shape, self.tables = author, genre, shape, list(tables)
        self.end = "\n\n" if tables else "\n"
        self.marked = bool(tables)
        self.section = 0
        self.page, self.chance = author.page, author.chance
        pieces = list(draw(author, subjects))
        self.chance.shuffle(pieces)
        self.pieces = pieces[: self.chance.randint(20, 44)]
        lines = list(filler[genre])
        if genre != "history":
            lines += [*filler["everywhere"], *filler["distractors"]]
        self.filler = self.chance.sample(lines, len(lines))
        self.offices, self.shortfalls = filler["offices"], list(filler["problems"][genre])
        self.admissions: list[tuple[str, str, Spot]] = []

    def write(self) -> None:
        self._line(self.shape["title"], "# ")
        self._line(self.chance.choice(self.shape["openings"]))
        if self.genre == "education":
            self._scored_sections()
        else:
            self._sections(self.shape["headings"])
        self._problems()
        self._line(self.chance.choice(self.shape["closings"]))

    def _line(self, template: str, mark: str = "") -> None:
        self.page.write(mark if self.marked else "")
        self.page.say(template, self.author.words)
        self.page.write(self.end)

    def _sections(self, headings: Sequence[str]) -> None:
        traps = [self._real_growth] if self.genre in ("government", "statistics") else []
        shares = self._shared(len(headings), traps)
        for number, (heading, pieces) in enumerate(zip(headings, shares, strict=True)):
            self._line(f"{ORDINALS[number]}、{heading}", "## ")
            self._paragraphs(pieces, last=number == len(headings) - 1)
            if self.tables and number % 2:
                self._table(self.tables.pop())
        self.section = len(headings)

    def _shared(self, sections: int, first: Sequence[Piece]) -> list[list[Piece]]:
        shares: list[list[Piece]] = [[] for _ in range(sections)]
        shares[0] += first
        for number, piece in enumerate(self.pieces):
            shares[number % sections].append(piece)
        return shares

    def _paragraphs(self, pieces: Sequence[Piece], last: bool) -> None:
        """The pieces in paragraphs with sentences between; what earlier paragraphs left to say comes first."""
        waiting = self.author.later
        self.author.later = []
        if not last:
            kept = [piece for piece in waiting if self.chance.random() < 0.5]
            self.author.later = kept
            waiting = [piece for piece in waiting if piece not in kept]
        row = [*waiting, *pieces]
        while row:
            count = self.chance.randint(2, 4)
            for piece in row[:count]:
                piece()
                if self.chance.random() < 0.6:
                    self._fill()
            self._fill()
            self.page.write(self.end)
            row = row[count:]
        if last and self.author.later:
            self._paragraphs([], last=True)

    def _fill(self) -> None:
        if not self.filler:
            return
        chance = self.chance
        words = {
            "office": chance.choice(self.offices),
            "small": str(chance.randint(4, 60)),
            "small_a": str(chance.randint(2, 6)),
            "small_b": str(chance.randint(2, 6)),
            "phone": f"0{chance.randint(310, 999)}-{chance.randint(2100000, 8999999)}",
            "month": str(chance.randint(1, 11)),
            "day": str(chance.randint(1, 27)),
            "hundred": str(chance.randint(2, 9) * 100),
            "tens": str(chance.randint(2, 9) * 10),
            "ordinal": chance.choice("一二三四"),
        }
        self.page.say(self.filler.pop(), {**self.author.words, **words})

    def _scored_sections(self) -> None:
        """Part one with an item's points after each of its sections, part two with the rest."""
        page, chance = self.page, self.chance
        headings = self.shape["headings"]
        scores = [Decimal(chance.randint(8, 30)) / 2 for _ in headings]
        scores = [rounded(score, 1) if score % 1 else score.to_integral_value() for score in scores]
        scored, done = self.shape["parts"]
        self._line(f"一、{scored}", "## ")
        n = Figure(Decimal(len(headings)), "")
        total = Figure(sum(scores, Decimal(0)), "分")
        spots = self.author.say("score-head", {"n": n, "total": total})
        page.write(self.end)
        line = self.author.template("score-line")
        half = len(self.pieces) // 2
        rest, self.pieces = self.pieces[half:], [*self.pieces[:half], *self._target_pieces()]
        lines: list[Spot] = []
        shares = self._shared(len(headings), [])
        for number, (heading, score, pieces) in enumerate(zip(headings, scores, shares, strict=True)):
            mark = self.shape["mark"].format(number=number + 1, ordinal=ORDINALS[number])
            self._line(f"{mark}{heading}", "### ")
            self._paragraphs(pieces or [self._fill], last=False)
            lines.append(page.say(line, {"score": Figure(score, "分")})["score"])
            page.write(self.end)
        page.relate(
            "score-total", "score_total", "stated = sum(item scores)", spots["total"], lines, True, "item"
        )
        bare = [Spot("item", spot.start, spot.end) for spot in lines]
        page.relate(
            "score-count", "item_count", "stated = number of scored items", spots["n"], bare, True, "item"
        )
        self._line(f"二、{done}", "## ")
        self._paragraphs(rest, last=True)
        for table in self.tables:
            self._table(table)
        self.section = 2

    def _target_pieces(self) -> list[Piece]:
        names = [name for name in (*TARGETS, "spending") if self.chance.random() < 0.7]
        return [lambda name=name: self._target(name) for name in names]  # type: ignore[misc]

    def _target(self, name: str) -> None:
        missed = self.chance.random() < 0.45
        words: dict[str, Word] = {}
        if name == "spending":
            before = rounded(self.author.between(12, 60), 2)
            factor = self.author.between(0.86, 0.97) if missed else self.author.between(1.02, 1.12)
            limit, value = before, Figure(rounded(before * factor, 2), "亿元")
            words["before"] = Figure(before, "亿元")
        else:
            bound, met = TARGETS[name]
            limit = Decimal(bound)
            value = self.author.rate(self.author.between(*((bound - 12, bound - 1.5) if missed else met)), 1)
        spots = self.author.say(f"target-{name}", {**words, "value": value})
        scale = Decimal(10) ** 8 if name == "spending" else 1
        formula = f"value >= {limit * scale:f}"
        if missed:
            self.admissions.append((name, formula, spots["value"]))
        elif self._binds(name):
            self.page.relate(f"target-{name}", "threshold", formula, spots["value"], [])

    def _binds(self, target: str) -> bool:
        bound = self.author.year >= HEALTH_SINCE and self.author.words["place"] not in COUNTIES
        return target != "health" or bound

    def _problems(self) -> None:
        self._line(f"{ORDINALS[self.section]}、{self.shape['problems']}", "## ")
        lines = self.shortfalls
        for name, formula, value in self.admissions:
            start = len(self.page.text)
            self.author.say(f"admission-{name}", {})
            mention = Spot("mention", start, len(self.page.text))
            if not self._binds(name):
                continue
            self.page.relate(
                f"target-{name}", "threshold", formula, value, [mention], role="mention", mentioned=True
            )
        self.page.write("".join(lines) + self.end)

    def _real_growth(self) -> None:
        """Growth at constant prices beside values at current ones: they need not agree."""
        old = self.author.between(400, 4200)
        nominal, real = self.author.between(4, 11), self.author.between(3, 8)
        words: dict[str, Word] = {
            "old": Figure(rounded(old, 1), "亿元"),
            "new": Figure(rounded(old * (1 + nominal / 100), 1), "亿元"),
            "rate": self.author.rate(real, 1),
        }
        self.author.say("real-growth", words)

    def _table(self, table: Mapping[str, Any]) -> None:
        decimals = table.get("decimals", 0)
        cells = [[self.author.between(*table["range"]) for _ in table["columns"]] for _ in table["rows"]]
        cells = [[value if decimals else rounded(value, 0) for value in row] for row in cells]
        rows = [[*row, sum(row, Decimal(0))] for row in cells]
        rows.append([sum(column, Decimal(0)) for column in zip(*rows, strict=True)])
        self.author.say("table-lead", {"title": table["title"]})
        self.page.write("\n\n")
        total = self.shape["total"]
        names = [table["head"], *table["columns"], total]
        self.page.write(f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n")
        spots: list[list[Spot]] = []
        for name, row in zip([*table["rows"], total], rows, strict=True):
            self.page.write(f"| {name} ")
            spots.append([self._cell(rounded(value, decimals)) for value in row])
            self.page.write("|\n")
        self.page.write("\n")
        for row_spots in spots[:-1]:
            self._total("table-row", row_spots, decimals)
        for column in zip(*spots, strict=True):
            self._total("table-column", column, decimals)

    def _cell(self, value: Decimal) -> Spot:
        return self.page.say("| {cell} ", {"cell": Figure(value, "")})["cell"]

    def _total(self, topic: str, spots: Sequence[Spot], decimals: int) -> None:
        *parts, total = spots
        self.page.relate(topic, "sum", "stated = sum(in)", total, parts, exact=not decimals)
