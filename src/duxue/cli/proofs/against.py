"""A report held against a run of a workspace: what the run knows, in the words in which a report says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from duxue.cli.reading import reading
from duxue.cli.screen import Screen
from duxue.evaluation import Record
from duxue.measures import Figure
from duxue.proofing import Document, Proof
from duxue.proofing.against import Known, compared
from duxue.proofing.claims import read_claims

YEAR = re.compile(r"[A-Z]{0,2}(?P<year>[0-9]{4})(?:-[A-Z0-9-]{1,8})?")
"""A period of one year, school year, term, month or day; no sum over several years."""


def held_against(screen: Screen, document: Document, found: Proof, workspace: Path, run: str | None) -> Proof:
    """The proof with the comparisons; the newest run, evaluated first where none is current."""
    with reading(screen, workspace, run) as read:
        known = tuple(_known(read.record()))
    return replace(found, against=compared(read_claims(document), known))


def _known(record: Record) -> Iterator[Known]:
    """The figures of the objects that were judged. Made-up ones count only where the whole workspace is made up."""
    catalogue = record.inputs.catalogue
    objects = {judged.area for evaluation in record.evaluations for judged in evaluation.objects}
    figures = [figure for figure in record.figures if figure.id.area in objects]
    several = _several_slices(figures)
    for figure in figures:
        year = YEAR.fullmatch(figure.id.period)
        if year is None or not isinstance(figure.value, Fraction):
            continue
        if figure.made_up and not record.inputs.made_up:
            continue
        words = [catalogue.slice_title(figure.id.measure, key, value).zh for key, value in figure.id.slice]
        yield Known(
            figure=str(figure.id),
            title=catalogue.title(figure.id.measure),
            slice=tuple(words) if figure.id.measure in several else (),
            unit=figure.unit.id,
            value=figure.value,
            year=int(year["year"]),
        )


def _several_slices(figures: Iterable[Figure]) -> set[str]:
    """The measures that need the words of their slice to be told apart."""
    slices: dict[str, set[object]] = {}
    for figure in figures:
        slices.setdefault(figure.id.measure, set()).add(figure.id.slice)
    return {measure for measure, found in slices.items() if len(found) > 1}
