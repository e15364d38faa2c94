"""What became of units that were merged, split or renamed, so that "last year" exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa

from duxue.areas.hashing import table_hash
from duxue.areas.reading import ROW, Form, read_cells, read_dates
from duxue.areas.table import Areas
from duxue.messages import Fact, Fault, InputError, Place, shortened
from duxue.values import parse_decimal, plain

FORM = Form(required=("from", "to", "date"), optional=("share",))

Mixture = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Succession:
    """From `date` on, `share` of what was `old` belongs to `new`; None is not known."""

    old: str
    new: str
    date: date
    share: Fraction | None


@dataclass(frozen=True)
class Successions:
    """All successions of a workspace, sorted by date, and the areas that they join."""

    rows: tuple[Succession, ...]
    areas: Areas

    @cached_property
    def table(self) -> pa.Table:
        """Columns from, to (text), date, share (canonical text, "1/3" where no decimal ends; null unknown)."""
        shares = [None if row.share is None else plain(row.share) for row in self.rows]
        return pa.table(
            {
                "from": pa.array([row.old for row in self.rows], pa.string()),
                "to": pa.array([row.new for row in self.rows], pa.string()),
                "date": pa.array([row.date for row in self.rows], pa.date32()),
                "share": pa.array(shares, pa.string()),
            }
        )

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the content; the order of the rows in the file does not matter."""
        return table_hash(self.table, "successions")

    def predecessors(self, code: str, date_then: date, date_now: date) -> list[tuple[str, Fraction | None]]:
        """Of which units of `date_then` the unit `code` of `date_now` is made up, sorted by code.

        A share says how much of the older unit belongs to it: the past of `code` is the sum of share ×
        value over the list. A share of None is not known (a split without shares), and the past is then
        not comparable. A unit that did not change is its own only predecessor, with share 1; a new one
        has none.
        """
        made_of: Mixture = {code: Fraction(1)}
        for day, rows in self._by_date():
            if date_then < day <= date_now:
                made_of = self._before(day, rows, made_of)
        return [(old, made_of[old]) for old in sorted(made_of) if self.areas.was_valid(old, date_then)]

    def _by_date(self) -> Iterator[tuple[date, list[Succession]]]:
        """The dates, latest first, with their rows."""
        for day, rows in groupby(reversed(self.rows), key=lambda row: row.date):
            yield day, list(rows)

    def _before(self, day: date, rows: list[Succession], made_of: Mixture) -> Mixture:
        """What the mixture was made of on the eve of `day`."""
        eve = day - timedelta(days=1)
        left = {row.old for row in rows}
        found: dict[str, Fraction | None] = {}
        for code, share in made_of.items():
            for row in rows:
                if row.new == code:
                    _add(found, row.old, _product(share, row.share))
            # A unit that takes others in keeps its own past; one that gave itself away does not.
            if code not in left and self.areas.was_valid(code, eve):
                _add(found, code, share)
        return found


def read_successions(path: Path, areas: Areas, shown: str | None = None) -> Successions:
    """Read a CSV or Parquet file with the columns from, to, date and, optional, share.

    `date` is the first day on which `to` holds. A share is a decimal or a fraction ("0.35", "1/3"); a
    unit that goes to one other only, needs none. Raises InputError with all faults at once: units that
    are not valid before or after, shares that do not add up to 1, rows that are there twice.
    """
    name = shown or path.name
    cells = read_cells(path, FORM, name)
    dates = read_dates(cells["date"]).to_pylist()
    faults: list[Fault] = []
    found: list[tuple[int, Succession]] = []
    for row, day in zip(cells.to_pylist(), dates, strict=True):
        wrong = list(_row_faults(row, day, areas, name))
        faults += wrong
        if not wrong:
            found.append((row[ROW], Succession(row["from"], row["to"], day, _share(row["share"]))))
    faults += _set_faults(found, name)
    if faults:
        raise InputError(sorted(faults, key=lambda fault: (fault.place.row or 0) if fault.place else 0))
    return Successions(_completed([row for _, row in found]), areas)


def _completed(rows: list[Succession]) -> tuple[Succession, ...]:
    """Sorted; a unit that goes to one other only goes there whole."""
    goes_to: dict[tuple[str, date], int] = {}
    for row in rows:
        goes_to[row.old, row.date] = goes_to.get((row.old, row.date), 0) + 1
    whole = [
        Succession(row.old, row.new, row.date, Fraction(1) if goes_to[row.old, row.date] == 1 else row.share)
        for row in rows
    ]
    return tuple(sorted(whole, key=lambda row: (row.date, row.old, row.new)))


def _row_faults(row: Mapping[str, Any], day: date | None, areas: Areas, shown: str) -> Iterator[Fault]:
    number: int = row[ROW]

    def fault(code: str, field: str, /, **facts: Fact) -> Fault:
        return Fault(code, Place(shown, row=number, field=field), facts)

    for name in ("from", "to", "date"):
        if row[name] is None:
            yield fault("areas-cell-empty", name, column=name)
    text = row["date"]
    if text is not None and day is None:
        yield fault("areas-date", "date", found=shortened(text))
    share = row["share"]
    if share is not None and _share(share) is None:
        yield fault("areas-share", "share", found=shortened(share))
    if day is None:
        return
    for name, when in (("from", day - timedelta(days=1)), ("to", day)):
        code = row[name]
        if code is not None and not areas.was_valid(code, when):
            yield fault("areas-succession-unit", name, code=shortened(code), day=when)


def _set_faults(rows: list[tuple[int, Succession]], shown: str) -> Iterator[Fault]:
    """Faults among the rows of one unit on one date."""
    together: dict[tuple[str, date], list[tuple[int, Succession]]] = {}
    for number, row in rows:
        together.setdefault((row.old, row.date), []).append((number, row))
    for (old, day), parts in together.items():
        place = Place(shown, row=parts[-1][0], field="share")
        facts: dict[str, Fact] = {"code": old, "day": day}
        news = [row.new for _, row in parts]
        if len(set(news)) < len(news):
            twice = next(new for new in news if news.count(new) > 1)
            yield Fault("areas-succession-twice", place, facts | {"to": twice})
        elif news == [old]:
            yield Fault("areas-succession-itself", place, facts)
        else:
            yield from _share_faults([row.share for _, row in parts], place, facts)


def _share_faults(shares: list[Fraction | None], place: Place, facts: dict[str, Fact]) -> Iterator[Fault]:
    known = [share for share in shares if share is not None]
    if not known:
        return
    if len(known) < len(shares):
        yield Fault(
            "areas-shares-partly", place, facts | {"count": str(len(shares)), "known": str(len(known))}
        )
    elif sum(known) != 1:
        yield Fault("areas-shares-sum", place, facts | {"found": plain(sum(known, Fraction(0)))})


def _share(text: str | None) -> Fraction | None:
    """A share above 0 and at most 1, "0.35" or "1/3"; None for no text and for any other."""
    if text is None:
        return None
    top, slash, bottom = text.partition("/")
    if slash:
        whole = top.isascii() and bottom.isascii() and top.isdigit() and bottom.isdigit() and len(text) <= 40
        value = Fraction(int(top), int(bottom)) if whole and int(bottom) > 0 else None
    else:
        value = parse_decimal(text)
    return value if value is not None and 0 < value <= 1 else None


def _add(found: dict[str, Fraction | None], code: str, share: Fraction | None) -> None:
    present = found.get(code, Fraction(0))
    found[code] = None if present is None or share is None else present + share


def _product(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other
