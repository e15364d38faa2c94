"""`Inputs`: one value that holds everything that a run reads, wherever it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from duxue.areas import Areas, Successions
from duxue.evaluation import forms
from duxue.measures import Catalogue, Material, StatedFigure
from duxue.measures.engines.source import RegisterKey
from duxue.messages import Text
from duxue.notation import written
from duxue.periods import Window
from duxue.registers import Contract, Filing, Obligation, Register
from duxue.schemes import Reference, Scheme
from duxue.scoring import Judgement, Problem, StatedTotal
from duxue.standards import Standard


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A scheme, the window it looks at, and the areas that it judges."""

    scheme: str
    window: str
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who gave or reported something; only the id is compared."""

    id: str
    name: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Overridden:
    """A definition of the product that the workspace replaces, and why; every output says so."""

    what: str
    id: str
    reason: Text


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything that a run reads. Two are equal when their parts have the same hashes.

    Registers are handles over Parquet, areas a table; nothing here knows whether it came from a folder, a
    database or a snapshot. Titles of people and of the workspace stay outside the comparison.
    """

    title: Text
    codes: str
    made_up: bool
    areas: Areas
    successions: Successions
    obligations: tuple[Obligation, ...]
    filings: tuple[Filing, ...]
    registers: Mapping[RegisterKey, Register]
    stated: tuple[StatedFigure, ...]
    sources: Mapping[str, forms.SourceForm]
    judgements: tuple[Judgement, ...]
    stated_totals: tuple[StatedTotal, ...]
    problems: tuple[Problem, ...]
    admitted: tuple[forms.AdmittedForm, ...] | None
    evidence: tuple[forms.EvidenceForm, ...]
    people: Mapping[str, Person]
    windows: Mapping[str, Window]
    evaluations: tuple[Evaluation, ...]
    show: tuple[Reference, ...]
    judged: tuple[str, ...]
    schemes: Mapping[str, Scheme]
    standards: Mapping[str, Standard]
    catalogue: Catalogue
    overridden: tuple[Overridden, ...] = ()

    @property
    def contracts(self) -> Mapping[str, Contract]:
        return self.catalogue.contracts

    def material(self) -> Material:
        return Material(
            self.registers,
            self.areas,
            self.successions,
            self.obligations,
            self.filings,
            self.stated,
            self.catalogue,
        )

    def sources_in_use(self) -> list[str]:
        """The stated sources that have figures, in the form in which schemes name them."""
        return sorted({figure.id.source for figure in self.stated if figure.id.source})

    @cached_property
    def parts(self) -> dict[str, str]:
        """SHA-256 of each part: what `run.json` names and the digest is made of."""
        return {
            "settings": _hash([written(self.codes), written(self.made_up)]),
            "areas": self.areas.content_hash,
            "successions": self.successions.content_hash,
            "obligations": _hash(sorted(map(_obligation, self.obligations))),
            "filings": _hash(sorted(map(_filing, self.filings))),
            **{
                f"register {name} {period}": register.content_hash
                for (name, period), register in sorted(self.registers.items(), key=str)
            },
            "stated": _hash(sorted(map(_stated, self.stated))),
            "judgements": _hash(sorted(map(_judgement, self.judgements))),
            "stated totals": _hash(sorted(map(_stated_total, self.stated_totals))),
            "problems": _hash(sorted(map(_problem, self.problems))),
            "admitted": _hash(_admitted(self.admitted)),
            "evidence": _hash(sorted(map(_evidence, self.evidence))),
            "windows": _hash(sorted(map(_window, self.windows.values()))),
            "evaluations": _hash(
                sorted(written(list(map(str, (e.scheme, e.window, *e.objects)))) for e in self.evaluations)
            ),
            "show": _hash(sorted(written(reference) for reference in self.show)),
            "judged": _hash(sorted(self.judged)),
            "schemes": _hash(meaning(self.schemes[key]) for key in sorted(self.schemes)),
            "standards": _hash(meaning(self.standards[key]) for key in sorted(self.standards)),
            "contracts": _hash(meaning(self.contracts[key]) for key in sorted(self.contracts)),
            "measures": _hash(meaning(self.catalogue[key]) for key in self.catalogue),
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the hashes of all parts."""
        return _hash(f"{name}={digest}" for name, digest in sorted(self.parts.items()))

    def __eq__(self, other: object) -> bool:
        return self.parts == other.parts if isinstance(other, Inputs) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)


def _hash(lines: Iterable[str]) -> str:
    found = hashlib.sha256()
    for line in lines:
        found.update(line.encode("utf-8", "surrogatepass"))
        found.update(b"\n")
    return found.hexdigest()


def meaning(model: Any) -> str:
    """A definition without its words: what can move a figure or a point, and its edition."""
    return written(model, texts=False)


def _obligation(o: Obligation) -> str:
    return written([o.what, o.reporter, o.area, str(o.period), o.due])


def _filing(f: Filing) -> str:
    return written([f.what, f.reporter, str(f.period), f.state, f.by, f.on])


def _stated(s: StatedFigure) -> str:
    other = s.not_comparable.period if s.not_comparable else None
    return written(
        [
            str(s.id),
            s.value,
            s.unit.id,
            s.printed,
            s.made_up,
            s.status,
            s.evidence,
            s.submission,
            s.by,
            s.on,
            other,
        ]
    )


def _judgement(j: Judgement) -> str:
    counted = {key: j.counted[key] for key in sorted(j.counted)}
    return written(
        [
            j.scheme,
            j.item,
            j.area,
            j.layer,
            j.points,
            dict(j.judged),
            counted,
            j.by,
            j.on,
            j.evidence,
            j.submission,
        ]
    )


def _stated_total(s: StatedTotal) -> str:
    level = s.level.zh if s.level else None
    return written([s.scheme, s.area, s.layer, s.total, level, s.source, s.items_said, s.by])


def _problem(p: Problem) -> str:
    return written([p.id, p.state, p.stated, p.area])


def _admitted(admitted: tuple[forms.AdmittedForm, ...] | None) -> list[str]:
    """A list that is not there is not an empty one: nobody has read the report's own problems."""
    if admitted is None:
        return ["none"]
    return sorted(written([sorted(entry.measures), entry.area]) for entry in admitted)


def _evidence(e: forms.EvidenceForm) -> str:
    return written([e.id, e.file, e.covers, e.by, e.sha256])


def _window(w: Window) -> str:
    return written([w.id, {str(type_): str(period) for type_, period in sorted(w.periods.items())}])
