"""One fault for a value that may have several forms, not one for each form that it has not."""

from __future__ import annotations

from collections.abc import Sequence

from duxue.notation.alignment import Aligned
from duxue.notation.composing import Path


def settle(errors: Sequence[Aligned], depth: int = 0) -> list[list[Aligned]]:
    """The errors in groups that each make one fault. Of a union's branches the one that was most likely meant stays;

    where the value is of no branch's type, the branches' errors stay together: "expected a number or text".
    """
    groups: list[list[Aligned]] = []
    unions: dict[Path, list[Aligned]] = {}
    for error in errors:
        if len(error.branches) <= depth:
            groups.append([error])
            continue
        union = error.branches[depth][0]
        if union not in unions:
            unions[union] = []
            groups.append(unions[union])
        unions[union].append(error)
    settled: list[list[Aligned]] = []
    for group in groups:
        if len(group[0].branches) > depth:
            settled += _settle_union(group, depth)
        else:
            settled.append(group)
    return settled


def _settle_union(errors: list[Aligned], depth: int) -> list[list[Aligned]]:
    union = errors[0].branches[depth][0]
    branches: dict[str, list[Aligned]] = {}
    for error in errors:
        branches.setdefault(error.branches[depth][1], []).append(error)
    if len(branches) == 1:
        return settle(errors, depth + 1)
    meant = {name: group for name, group in branches.items() if not _is_other_type(group, union)}
    if not meant:
        return [errors]
    return settle(min(meant.values(), key=_distance), depth + 1)


def _is_other_type(errors: list[Aligned], union: Path) -> bool:
    """Whether the value is not of this branch's type at all, a list where it wants a mapping."""
    return all(error.path == union and _is_about_type(error) for error in errors)


def _is_about_type(error: Aligned) -> bool:
    kind = error.error["type"]
    return kind.endswith(("_type", "_parsing")) or kind in (
        "number_expected",
        "none_required",
        "is_instance_of",
    )


def _distance(errors: Sequence[Aligned]) -> tuple[int, int]:
    """How far a value is from a branch: keys that it may not have weigh more than keys that it lacks."""
    unknown = sum(error.error["type"] == "extra_forbidden" for error in errors)
    return unknown, len(errors)
