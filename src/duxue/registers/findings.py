"""Gathers what is wrong with one file, and says how much of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from duxue.messages import Fact, Fault, InputError, Place, Text, shortened

MOST_SHOWN = 200
"""Faults of one file that are told one by one; the rest is told as a number."""

LONGEST_SHOWN = 60

Facts = Mapping[str, Fact]


def clipped(value: str) -> Text:
    """A cell as it is quoted in a message, cut in the open."""
    return shortened(value, LONGEST_SHOWN)


@dataclass(frozen=True)
class _Batch:
    """Faults of one kind in one column; their facts are made only for those that are shown."""

    code: str | Callable[[int], str]
    field: str | None
    rows: Sequence[int] | pa.Array | pa.ChunkedArray
    facts: Callable[[int], Facts]

    def row(self, index: int) -> int:
        found = self.rows[index]
        return int(found.as_py()) if isinstance(found, pa.Scalar) else int(found)

    def fault(self, index: int, file: str) -> Fault:
        code = self.code if isinstance(self.code, str) else self.code(index)
        return Fault(code, Place(file=file, row=self.row(index), field=self.field), self.facts(index))


@dataclass
class _Told:
    """Faults, or notes, of one file."""

    file: str
    more: str
    whole: list[Fault] = field(default_factory=list)
    batches: list[_Batch] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.whole) + sum(len(batch.rows) for batch in self.batches)

    def shown(self) -> list[Fault]:
        """Those of the whole file first, then by row; the first 200, and the number of all."""
        order = sorted(
            (batch.row(index), number, index)
            for number, batch in enumerate(self.batches)
            for index in _first_rows(batch)
        )
        room = max(MOST_SHOWN - len(self.whole), 0)
        shown = self.whole[:MOST_SHOWN]
        shown += [self.batches[number].fault(index, self.file) for _, number, index in order[:room]]
        if self.total > len(shown):
            numbers = {"shown": f"{len(shown):,}", "total": f"{self.total:,}"}
            shown.append(Fault(self.more, Place(file=self.file), numbers))
        return shown


def _first_rows(batch: _Batch) -> Sequence[int]:
    """Which of a batch stand first in the file; its rows may be in the order of the key."""
    if len(batch.rows) <= MOST_SHOWN:
        return range(len(batch.rows))
    rows = batch.rows.to_pylist() if hasattr(batch.rows, "to_pylist") else list(batch.rows)
    return sorted(range(len(rows)), key=rows.__getitem__)[:MOST_SHOWN]


class Findings:
    """What is wrong with one file; faults stop the intake, notes do not."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._faults = _Told(file, "registers-more-faults")
        self._notes = _Told(file, "registers-more-notes")

    def add(self, code: str, row: int | None = None, column: str | None = None, /, **facts: Fact) -> None:
        """One fault, about the whole file or one of its rows."""
        if row is None:
            self._faults.whole.append(Fault(code, Place(file=self.file, field=column), facts))
        else:
            self._faults.batches.append(_Batch(code, column, [row], lambda _: facts))

    def note(self, code: str, /, **facts: Fact) -> None:
        """Something about the whole file that the office should know and that does not stop the intake."""
        self._notes.whole.append(Fault(code, Place(file=self.file), facts))

    def add_all(
        self,
        code: str | Callable[[int], str],
        rows: Sequence[int] | pa.Array | pa.ChunkedArray,
        column: str | None,
        facts: Callable[[int], Facts],
        *,
        only_note: bool = False,
    ) -> None:
        """Many faults of one column, or notes; `facts` and `code` are asked for by the index into `rows`."""
        if len(rows):
            told = self._notes if only_note else self._faults
            told.batches.append(_Batch(code, column, rows, facts))

    @property
    def total(self) -> int:
        """How many faults were found, shown or not."""
        return self._faults.total

    def faults(self) -> list[Fault]:
        """The faults to show: the first 200 in the order of the rows, then how many there are."""
        return self._faults.shown()

    def notes(self) -> list[Fault]:
        """The notes to show, as `faults`."""
        return self._notes.shown()

    def raise_if_any(self) -> None:
        """Raises InputError when there is a fault."""
        if self.total:
            raise InputError(self.faults())
