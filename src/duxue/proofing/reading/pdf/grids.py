"""Tables by their ruling lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from duxue.proofing.reading.pdf.glyphs import Glyph, Page, Rule

_NEAR = 3.0
"""Lines closer together than this are one."""
_MOST = 400
"""Lines of one direction beyond which it is no table but a drawing."""


@dataclass(slots=True)
class Box:
    """A cell of a table, merged ones as one, and its characters."""

    row: int
    column: int
    rows: int
    columns: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """`across`: where its lines stand from the top down; `down`: from left to right."""

    across: list[float]
    down: list[float]
    boxes: list[Box]

    @property
    def top(self) -> float:
        return self.across[0]

    @property
    def bottom(self) -> float:
        return self.across[-1]

    def holds(self, glyph: Glyph) -> bool:
        x = (glyph.left + glyph.right) / 2
        return self.top - 1 < glyph.middle < self.bottom + 1 and self.down[0] - 1 < x < self.down[-1] + 1


def grids_of(page: Page) -> list[Grid]:
    """The tables of a page from top to bottom, with the characters in their cells."""
    across, down = _merged(page.across), _merged(page.down)
    if len(across) > _MOST or len(down) > _MOST:
        return []
    grids = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    grids.sort(key=lambda grid: grid.top)
    kept: list[Grid] = []
    for grid in grids:
        inner = [other for other in kept if other.top - 1 < grid.top and grid.bottom < other.bottom + 1]
        if not inner:
            kept.append(grid)
    for glyph in page.glyphs:
        for grid in kept:
            if grid.holds(glyph):
                _put(grid, glyph)
                break
    return [grid for grid in kept if sum(bool(box.glyphs) for box in grid.boxes) > 1]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that go on in one another, or lie on one another, as one."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if levels and rule.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    merged: list[Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        start = end = None
        for rule in sorted(level, key=lambda one: one.start):
            if start is None or end is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _NEAR:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            merged.append(Rule(at, start, end))
    return merged


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch one another, directly or over others."""
    find, join = _sets(len(across) + len(down))
    for i, one in enumerate(across):
        for k, two in enumerate(down):
            touches = (
                one.start - _NEAR <= two.at <= one.end + _NEAR
                and two.start - _NEAR <= one.at <= two.end + _NEAR
            )
            if touches:
                join(i, len(across) + k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(across):
        groups[find(i)][0].append(rule)
    for k, rule in enumerate(down):
        groups[find(len(across) + k)][1].append(rule)
    return list(groups.values())


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    if len(across) < 2 or not down:
        return None
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    # A table may be open at its sides.
    columns = _levels([*(rule.at for rule in down), left, right])
    rows = _levels([rule.at for rule in across])
    if len(columns) < 2 or len(rows) < 2 or (len(columns) - 1) * (len(rows) - 1) < 2:
        return None
    return Grid(rows, columns, _boxes(rows, columns, across, down))


def _levels(values: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for place in sorted(values):
        if not levels or place - levels[-1] > _NEAR:
            levels.append(place)
    return levels


def _boxes(
    rows: Sequence[float], columns: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[Box]:
    """The cells: fields of the grid with no line between them are one."""
    high, wide = len(rows) - 1, len(columns) - 1
    find, join = _sets(high * wide)
    for i in range(high):
        for k in range(wide):
            y, x = (rows[i] + rows[i + 1]) / 2, (columns[k] + columns[k + 1]) / 2
            if k + 1 < wide and not _stands(down, columns[k + 1], y):
                join(i * wide + k, i * wide + k + 1)
            if i + 1 < high and not _stands(across, rows[i + 1], x):
                join(i * wide + k, (i + 1) * wide + k)
    fields: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i in range(high):
        for k in range(wide):
            fields[find(i * wide + k)].append((i, k))
    boxes = []
    for places in fields.values():
        row, column = min(i for i, _ in places), min(k for _, k in places)
        last_row, last_column = max(i for i, _ in places), max(k for _, k in places)
        boxes.append(Box(row, column, last_row - row + 1, last_column - column + 1))
    return sorted(boxes, key=lambda box: (box.row, box.column))


def _stands(rules: Sequence[Rule], at: float, beside: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= beside <= rule.end for rule in rules)


def _put(grid: Grid, glyph: Glyph) -> None:
    x = (glyph.left + glyph.right) / 2
    for box in grid.boxes:
        if (
            grid.down[box.column] - 1 <= x <= grid.down[box.column + box.columns] + 1
            and grid.across[box.row] - 1 <= glyph.middle <= grid.across[box.row + box.rows] + 1
        ):
            box.glyphs.append(glyph)
            return


def _sets(count: int) -> tuple[Callable[[int], int], Callable[[int, int], None]]:
    """Sets that can be joined, each known by one of its members."""
    parents = list(range(count))

    def find(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    def join(one: int, two: int) -> None:
        parents[find(one)] = find(two)

    return find, join
