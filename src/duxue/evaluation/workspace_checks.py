"""What evaluation.yaml names, held against the definitions: the figures to show and the standards to judge by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duxue.evaluation import forms
from duxue.evaluation.definitions import Definitions
from duxue.evaluation.entry_checks import hint
from duxue.evaluation.inputs import Inputs
from duxue.evaluation.window_types import judged_in, lacking
from duxue.measures.references import faults_of_slice
from duxue.messages import Fact, Fault, InputError, Place, listed
from duxue.notation import Document, likely, models_inside
from duxue.periods import PeriodType, Window
from duxue.registers.hints import did_you_mean
from duxue.schemes import Reference


def workspace_faults(
    workspace: forms.WorkspaceForm,
    document: Document,
    definitions: Definitions,
    windows: Mapping[str, Window],
) -> Iterator[Fault]:
    """Measures, slices, standards and periods that do not exist, each at its line."""
    yield from _periods(workspace, document, definitions, windows)
    for number, reference in enumerate(workspace.show):
        yield from _shown(reference, document, ("show", number), definitions)
    if isinstance(workspace.standards, tuple):
        for number, name in enumerate(workspace.standards):
            if name not in definitions.standards:
                facts: dict[str, Fact] = {"standard": name, **hint(name, definitions.standards)}
                yield Fault("workspace-standard-unknown", document.place(("standards", number)), facts)


def _periods(
    workspace: forms.WorkspaceForm,
    document: Document,
    definitions: Definitions,
    windows: Mapping[str, Window],
) -> Iterator[Fault]:
    """Types of periods that scheme, figures to show and named standards need, and a window does not name."""
    catalogue, standards = definitions.catalogue, definitions.standards
    shown = {reference.measure for reference in workspace.show}
    named = () if isinstance(workspace.standards, str) else workspace.standards
    shown |= {standards[name].measure for name in named if name in standards}
    said: set[tuple[str, PeriodType]] = set()
    for form in workspace.evaluations:
        window = windows.get(form.window)
        if window is None:
            continue
        scheme = definitions.schemes[form.scheme].scheme
        measures = shown | {reference.measure for reference in models_inside(scheme, Reference)}
        for type_ in lacking(catalogue, measures & set(catalogue), window):
            if (form.window, type_) not in said:
                said.add((form.window, type_))
                yield _lacks(window, type_, document.place(("windows", form.window)))


def _lacks(window: Window, type_: PeriodType, place: Place) -> Fault:
    try:
        window.period_for(type_)
    except InputError as error:
        return Fault(error.faults[0].code, place, error.faults[0].facts)
    raise AssertionError(f"{window.id} has {type_}")


def left_out(inputs: Inputs, document: Document) -> Iterator[Fault]:
    """Standards in force that a window cannot judge, as it does not name their periods: said, never passed over."""
    for name, window in inputs.windows.items():
        judged = {standard.id for standard in judged_in(inputs, window)}
        names = [standard for standard in inputs.judged if standard not in judged]
        if names:
            types = lacking(inputs.catalogue, (inputs.standards[one].measure for one in names), window)
            facts: dict[str, Fact] = {
                "window": name,
                "standards": listed([inputs.standards[one].title for one in names]),
                "types": listed(type_.value for type_ in types),
            }
            yield Fault("workspace-standards-left-out", document.place(("windows", name)), facts)


def _shown(
    reference: Reference, document: Document, at: tuple[str | int, ...], definitions: Definitions
) -> Iterator[Fault]:
    catalogue, measure = definitions.catalogue, reference.measure
    if measure not in catalogue:
        facts: dict[str, Fact] = {
            "measure": measure,
            "likely": did_you_mean(likely(measure, list(catalogue))),
        }
        yield Fault("measures-unknown", document.place(at), facts)
        return
    yield from faults_of_slice(catalogue, measure, reference.figure.slice, document.place(at))
