"""Layers, sources, levels and the pass mark."""

from __future__ import annotations

import re

from duxue.schemes.faults import Faults
from duxue.schemes.scheme import Level, Scheme
from duxue.values import plain

_SOURCE = re.compile(r"computed|stated:[a-z0-9][a-z0-9-]*")


def check_results(scheme: Scheme, faults: Faults) -> None:
    """Notes double layers, sources of another form, levels out of order, and a pass mark nobody can reach."""
    for name, words in (("layers", scheme.layers), ("sources", scheme.sources)):
        for index, word in enumerate(words):
            if word in words[:index]:
                faults.add("schemes-double-word", (name, index), word=word, list=name)
    for index, source in enumerate(scheme.sources):
        if not _SOURCE.fullmatch(source):
            faults.add("schemes-source-form", ("sources", index), found=source)
    _levels(scheme, faults)
    _pass_mark(scheme, faults)


def _levels(scheme: Scheme, faults: Faults) -> None:
    seen: set[str] = set()
    for index, level in enumerate(scheme.levels):
        path = ("levels", index)
        if level.id in seen:
            faults.add("schemes-double-level", (*path, "id"), id=level.id)
        seen.add(level.id)
        if level.at_least is None:
            if index < len(scheme.levels) - 1:
                faults.add("schemes-level-open", path, id=level.id)
        elif level.at_least > scheme.total:
            faults.add(
                "schemes-level-too-high",
                (*path, "at_least"),
                id=level.id,
                at_least=plain(level.at_least),
                total=plain(scheme.total),
            )
        if index:
            _descending(scheme.levels[index - 1], level, index, faults)


def _descending(before: Level, level: Level, index: int, faults: Faults) -> None:
    if before.at_least is None or level.at_least is None or level.at_least < before.at_least:
        return
    faults.add(
        "schemes-levels-order",
        ("levels", index, "at_least"),
        id=level.id,
        at_least=plain(level.at_least),
        before=before.id,
        before_at_least=plain(before.at_least),
    )


def _pass_mark(scheme: Scheme, faults: Faults) -> None:
    mark = scheme.pass_
    if mark is None:
        return
    if mark.level is not None and mark.level not in {level.id for level in scheme.levels}:
        faults.unknown(
            "schemes-pass-level", ("pass", "level"), mark.level, [level.id for level in scheme.levels]
        )
    if mark.at_least is not None and mark.at_least > scheme.total:
        faults.add(
            "schemes-pass-too-high",
            ("pass", "at_least"),
            at_least=plain(mark.at_least),
            total=plain(scheme.total),
        )
