"""The figures of one evaluation in one window, with the scheme's order of sources applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from duxue.areas import AreasAt
from duxue.evaluation.inputs import Inputs
from duxue.measures import Calculator, Figure, Finding, MeasureRef, Moment
from duxue.messages import Text
from duxue.scoring.wording import both, qualified, with_unit
from duxue.standards import Limit, limit_for
from duxue.values import convert, half_up, plain, unit

COMPUTED = "computed"


class WindowFigures:
    """Gives scoring its figures, and remembers every one that it gave, for the record."""

    def __init__(
        self, inputs: Inputs, calculator: Calculator, moment: Moment, sources: Sequence[str]
    ) -> None:
        self.inputs, self.calculator, self.moment = inputs, calculator, moment
        known = inputs.sources_in_use()
        self.sources = [s for s in sources if s == COMPUTED or s in known] or [COMPUTED]
        self.given: dict[str, Figure] = {}
        self.candidates: dict[tuple[MeasureRef, str], list[Figure]] = {}
        self.tree: AreasAt = calculator.tree(moment)

    @property
    def made_up_counts(self) -> bool:
        return self.inputs.made_up

    def figure(self, ref: MeasureRef, area: str) -> Figure:
        """The figure of the first source that has one which may be judged; else the first that says anything."""
        if ref.source is not None:
            return self._from(ref, area, ref.source)
        key = (ref, area)
        if key not in self.candidates:
            self.candidates[key] = [self._from(ref, area, source) for source in self.sources]
        found = self.candidates[key]
        return next(filter(self._usable, found), None) or next(filter(_valued, found), None) or found[0]

    def _from(self, ref: MeasureRef, area: str, source: str) -> Figure:
        asked = None if source == COMPUTED else source
        figure = self.calculator.figure(ref, area, self.moment, asked)
        if figure.value is not None or asked is None:
            self.keep(figure)
        return figure

    def keep(self, figure: Figure) -> None:
        """Into the record, with the figures that it is made of."""
        if str(figure.id) in self.given:
            return
        self.given[str(figure.id)] = figure
        for part in self.calculator.parts_of(figure):
            self.keep(part)

    def _usable(self, figure: Figure) -> bool:
        return figure.value is not None and (self.made_up_counts or not figure.made_up)

    def areas_under(self, area: str, kind: str) -> list[str]:
        return self.tree.under(area, kind)

    def attributes(self, area: str) -> Mapping[str, str]:
        found = self.tree.get(area)
        return found.attributes if found else {}

    def kind(self, area: str) -> str:
        found = self.tree.get(area)
        return found.kind if found else ""

    def limit(self, standard: str, ref: MeasureRef, area: str) -> Limit | None:
        """The standard's limit in the measure's own unit."""
        found = self.inputs.standards.get(standard)
        if found is None:
            return None
        limit = limit_for(found, dict(ref.slice), self.attributes(area))
        if limit is None:
            return None
        own, declared = unit(self.inputs.catalogue[ref.measure].unit), unit(found.unit)
        value = limit.value if own.id == declared.id else convert(Fraction(limit.value), declared, own)
        return Limit(limit.op, value)

    def title(self, ref: MeasureRef) -> Text:
        """The measure's title with its slice and, where it is not the window's own, its period."""
        catalogue = self.inputs.catalogue
        marks = [catalogue.slice_title(ref.measure, key, value) for key, value in ref.slice]
        if ref.at != "t":
            marks.append(
                both("evaluation-earlier", years=ref.at.removeprefix("t-").removesuffix("y"))
                if ref.at.startswith("t-")
                else Text.same(ref.at)
            )
        return qualified(catalogue.title(ref.measure), marks)

    def area_title(self, area: str) -> Text:
        found = self.tree.get(area)
        return found.name if found else Text.same(area)

    def words(self, figure: Figure) -> Text:
        """The value as it stands in a sentence: a stated figure as it was printed, in its own unit."""
        stated = self.calculator.material.stated_by_id().get(figure.id)
        if stated is not None:
            return with_unit(Decimal(stated.printed), stated.unit)
        return Text.same("—") if figure.shown is None else with_unit(figure.shown, figure.unit)

    def differences(self) -> Iterator[Finding]:
        """Sources that give different values for the same figure: both may be judged, and one is wrong."""
        for (ref, area), figures in self.candidates.items():
            usable = [figure for figure in figures if self._usable(figure)]
            for other in usable[1:]:
                if not agree(usable[0], other):
                    yield self._difference(ref, area, usable[0], other)

    def _difference(self, ref: MeasureRef, area: str, first: Figure, other: Figure) -> Finding:
        facts = {
            "first": str(first.id),
            "other": str(other.id),
            "value": _shown(first),
            "other_value": _shown(other),
        }
        message = both(
            "evaluation-sources-differ",
            figure=self.title(ref),
            area=self.area_title(area),
            value=_shown(first),
            other=_shown(other),
            first_source=self.source_title(first.id.source),
            other_source=self.source_title(other.id.source),
        )
        return Finding("evaluation-sources-differ", "inconsistent", "sources", str(first.id), facts, message)

    def source_title(self, source: str | None) -> Text:
        if source is None:
            return both("evaluation-source-computed")
        form = self.inputs.sources.get(source.removeprefix("stated:"))
        return form.title if form else Text.same(source)


def _valued(figure: Figure) -> bool:
    return figure.value is not None


def _shown(figure: Figure) -> str:
    return "—" if figure.shown is None else plain(figure.shown)


def agree(first: Figure, other: Figure) -> bool:
    """Whether two sources say the same at the coarser of the two precisions."""
    if first.shown is None or other.shown is None:
        return True
    scale = min(first.decimals, other.decimals)
    return half_up(Fraction(first.shown), scale) == half_up(Fraction(other.shown), scale)
