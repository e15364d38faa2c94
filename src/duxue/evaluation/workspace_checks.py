"""What evaluation.yaml names, held against the definitions: the figures to show and the standards to judge by."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.evaluation import forms
from duxue.evaluation.definitions import Definitions
from duxue.evaluation.entry_checks import hint
from duxue.measures.references import faults_of_slice
from duxue.messages import Fact, Fault
from duxue.notation import Document, likely
from duxue.schemes import Reference


def workspace_faults(
    workspace: forms.WorkspaceForm, document: Document, definitions: Definitions
) -> Iterator[Fault]:
    """Measures, slices and standards that do not exist, each at its line."""
    for number, reference in enumerate(workspace.show):
        yield from _shown(reference, document, ("show", number), definitions)
    if isinstance(workspace.standards, tuple):
        for number, name in enumerate(workspace.standards):
            if name not in definitions.standards:
                facts: dict[str, Fact] = {"standard": name, **hint(name, definitions.standards)}
                yield Fault("workspace-standard-unknown", document.place(("standards", number)), facts)


def _shown(
    reference: Reference, document: Document, at: tuple[str | int, ...], definitions: Definitions
) -> Iterator[Fault]:
    catalogue, measure = definitions.catalogue, reference.measure
    if measure not in catalogue:
        facts = {"measure": measure, "likely": likely(measure, list(catalogue)) or "—"}
        yield Fault("measures-unknown", document.place(at), facts)
        return
    yield from faults_of_slice(catalogue, measure, reference.figure.slice, document.place(at))
