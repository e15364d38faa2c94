"""The windows of a workspace: which period of each type an evaluation looks at."""

from __future__ import annotations

from duxue.evaluation import forms
from duxue.messages import Fault, InputError
from duxue.notation import Document
from duxue.periods import Period, PeriodType, Window


def read_windows(workspace: forms.WorkspaceForm, document: Document) -> dict[str, Window]:
    """Windows by id; `InputError` with every period that cannot be read or is of another type."""
    found: dict[str, Window] = {}
    faults: list[Fault] = []
    for name, form in workspace.windows.items():
        periods: dict[PeriodType, Period] = {}
        for type_ in PeriodType:
            written = getattr(form, type_.value.replace("-", "_"))
            if written is None:
                continue
            place = document.place(("windows", name, type_.value))
            try:
                period = Period.parse(written)
            except InputError as error:
                faults.extend(Fault(fault.code, place, fault.facts) for fault in error.faults)
                continue
            if period.type is not type_:
                facts = {"found": written, "wanted": type_.text}
                faults.append(Fault("workspace-window-period", place, facts))
                continue
            periods[type_] = period
        if not periods and not faults:
            faults.append(
                Fault("workspace-window-empty", document.place(("windows", name)), {"window": name})
            )
        found[name] = Window(name, form.title, periods)
    if faults:
        raise InputError(faults)
    return found
