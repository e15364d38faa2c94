"""What people entered, held against scheme, areas and evidence: nothing that they write is passed over in silence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from duxue.areas import Areas
from duxue.evaluation import forms
from duxue.messages import Fact, Fault, Place, listed
from duxue.notation import Document, likely
from duxue.registers.hints import did_you_mean
from duxue.schemes import Leaf, Scheme, asked_of
from duxue.values import plain

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Known:
    """What an entry may refer to: the schemes that are evaluated, measures, sources and the ids of evidence."""

    schemes: Mapping[str, Scheme]
    measures: frozenset[str]
    sources: frozenset[str]
    evidence: frozenset[str]

    def of(self, scheme: str | None) -> list[Scheme]:
        """The scheme of this name; all of them where none is named."""
        if scheme is None:
            return list(self.schemes.values())
        return [self.schemes[scheme]] if scheme in self.schemes else []


def hint(word: str, allowed: Iterable[str]) -> dict[str, Fact]:
    """The facts `likely` and `allowed` of a sentence about a word that is not known."""
    words = sorted(allowed)
    return {"likely": did_you_mean(likely(word, words)), "allowed": listed(words) if words else "—"}


def judgement_faults(file: forms.JudgementsFile, document: Document, known: Known) -> Iterator[Fault]:
    for number, form in enumerate(file.points):
        at = ("points", number)
        place = document.place
        if form.by not in file.people:
            facts = {"person": form.by, **hint(form.by, file.people)}
            yield Fault("workspace-person-unknown", place((*at, "by")), facts)
        if form.evidence is not None and form.evidence not in known.evidence:
            facts = {"evidence": form.evidence, **hint(form.evidence, known.evidence)}
            yield Fault("workspace-evidence-unknown", place((*at, "evidence")), facts)
        if form.scheme is not None and form.scheme not in known.schemes:
            yield _scheme_not_used(form.scheme, place((*at, "scheme")), known)
            continue
        yield from _item_faults(form, at, document, known)
    keys = [(p.scheme, p.item, p.area, p.layer, p.by) for p in file.points]
    yield from twice("workspace-judged-twice", keys, document, "points", "item", ("item", "person"), (1, 4))
    yield from _total_faults(file.stated, document, known)


def _item_faults(form: forms.JudgementForm, at: Path, document: Document, known: Known) -> Iterator[Fault]:
    schemes = known.of(form.scheme)
    leaves = {leaf.id: leaf for scheme in schemes for leaf in scheme.leaves()}
    if form.item not in leaves:
        facts = {"item": form.item, **hint(form.item, leaves)}
        yield Fault("workspace-item-unknown", document.place((*at, "item")), facts)
        return
    yield from _layer_faults(form.layer, schemes, document.place((*at, "layer")))
    yield from _beyond_full(leaves[form.item], form, document.place((*at, "points")))
    asked = asked_of(leaves[form.item])
    for key, given, allowed in (
        ("judged", form.judged, asked.judged),
        ("counted", form.counted, asked.counted),
    ):
        for name in given:
            if not allowed:
                facts = {"name": name, "key": key, "item": form.item}
                yield Fault("workspace-answer-unasked", document.place((*at, key, name)), facts)
            elif name not in allowed:
                facts = {"name": name, "key": key, "item": form.item, **hint(name, allowed)}
                yield Fault("workspace-answer-unknown", document.place((*at, key, name)), facts)


def _layer_faults(layer: str, schemes: Iterable[Scheme], place: Place) -> Iterator[Fault]:
    layers = {name for scheme in schemes for name in scheme.layers}
    if layer not in layers:
        yield Fault("workspace-layer-unknown", place, {"layer": layer, **hint(layer, layers)})


def _beyond_full(leaf: Leaf, form: forms.JudgementForm, place: Place) -> Iterator[Fault]:
    if form.points is not None and not leaf.low <= form.points <= leaf.high:
        facts: dict[str, Fact] = {
            "item": leaf.id,
            "points": plain(Fraction(form.points)),
            "low": plain(leaf.low),
            "high": plain(leaf.high),
        }
        yield Fault("workspace-points-outside", place, facts)


def _scheme_not_used(scheme: str, place: Place, known: Known) -> Fault:
    return Fault("workspace-scheme-not-used", place, {"scheme": scheme, **hint(scheme, known.schemes)})


def _total_faults(
    totals: tuple[forms.StatedTotalForm, ...], document: Document, known: Known
) -> Iterator[Fault]:
    for number, form in enumerate(totals):
        at = ("stated", number)
        if form.scheme not in known.schemes:
            yield _scheme_not_used(form.scheme, document.place((*at, "scheme")), known)
            continue
        yield from _layer_faults(form.layer, known.of(form.scheme), document.place((*at, "layer")))
        if form.source is not None and form.source not in known.sources:
            facts = {"source": form.source, **hint(form.source, known.sources)}
            yield Fault("workspace-source-unknown", document.place((*at, "source")), facts)
    keys = [(total.scheme, total.area, total.layer) for total in totals]
    yield from twice("workspace-stated-total-twice", keys, document, "stated", "scheme", ("area",), (1,))


def twice(
    code: str,
    keys: Sequence[tuple[str | None, ...]],
    document: Document,
    part: str,
    at: str,
    names: tuple[str, ...],
    shown: tuple[int, ...],
) -> Iterator[Fault]:
    """A fault for each key that was there before; `names` are the facts, `shown` where they stand in the key."""
    first: dict[Hashable, int] = {}
    for number, key in enumerate(keys):
        before = first.setdefault(key, number)
        if before != number:
            facts = {name: str(key[index]) for name, index in zip(names, shown, strict=True)}
            facts["first"] = str(document.place((part, before, at)))
            yield Fault(code, document.place((part, number, at)), facts)


def problem_faults(file: forms.ProblemsFile, document: Document, known: Known) -> Iterator[Fault]:
    keys = [(problem.id,) for problem in file.last_year]
    yield from twice("workspace-id-twice", keys, document, "last_year", "id", ("id",), (0,))
    for number, problem in enumerate(file.last_year):
        if problem.source is not None and problem.source not in known.sources:
            facts: dict[str, Fact] = {"source": problem.source, **hint(problem.source, known.sources)}
            yield Fault("workspace-source-unknown", document.place(("last_year", number, "source")), facts)
    for number, entry in enumerate(file.admitted or ()):
        for index, measure in enumerate(entry.measures):
            if measure not in known.measures:
                word = did_you_mean(likely(measure, known.measures))
                place = document.place(("admitted", number, "measures", index))
                yield Fault("measures-unknown", place, {"measure": measure, "likely": word})


def area_faults(named: Iterable[tuple[str | None, Document | None, Path]], areas: Areas) -> Iterator[Fault]:
    """For each code that the table of areas does not have at any time; a code may stand in any file."""
    every = [(code, document, path) for code, document, path in named if code is not None and document]
    codes = pa.array([code for code, _, _ in every], pa.string())
    column = areas.table.column("code")
    there = pc.is_in(codes, value_set=pc.unique(column)).to_pylist()
    for (code, document, path), found in zip(every, there, strict=True):
        if not found:
            near = likely(code, column.to_pylist()) if len(column) <= MANY else None
            facts: dict[str, Fact] = {"area": code, "likely": did_you_mean(near)}
            yield Fault("workspace-area-unknown", document.place(path), facts)


MANY = 5_000
"""Above so many areas no likely code is looked for: it would cost more than it helps."""
