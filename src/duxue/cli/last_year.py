"""What a new workspace takes over from last year's: definitions, areas, people, and what is still to be done."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from duxue.evaluation import forms
from duxue.evaluation.windows import read_windows
from duxue.messages import InputError, Place, Text
from duxue.notation import Document, load, written
from duxue.periods import Window

DONE = "done"
CARRIED = ("id", "title", "state", "area", "place")
"""Of a problem; who stated it belongs to last year's report, who re-checked it to last year's re-check."""
AREAS = ("areas.csv", "areas.parquet", "successions.csv")


@dataclass(frozen=True)
class LastYear:
    """A workspace of last year, as far as it is carried over."""

    root: Path
    workspace: forms.WorkspaceForm
    document: Document
    judgements: forms.JudgementsFile
    problems: forms.ProblemsFile

    @classmethod
    def read(cls, root: Path) -> LastYear:
        """Faults of the three files, as for an evaluation."""
        if not (root / "evaluation.yaml").is_file():
            raise InputError.one("workspace-not-there", Place(str(root)), file="evaluation.yaml")
        workspace, document = load(root / "evaluation.yaml", forms.WorkspaceForm, "evaluation.yaml")
        judgements, problems = forms.JudgementsFile(), forms.ProblemsFile()
        if (root / "judgements.yaml").is_file():
            judgements, _ = load(root / "judgements.yaml", forms.JudgementsFile, "judgements.yaml")
        if (root / "problems.yaml").is_file():
            problems, _ = load(root / "problems.yaml", forms.ProblemsFile, "problems.yaml")
        return cls(root, workspace, document, judgements, problems)

    @property
    def scheme(self) -> str:
        return self.workspace.evaluations[0].scheme

    @property
    def area(self) -> str | None:
        return next((chosen.area or chosen.under for chosen in self.workspace.evaluations[0].objects), None)

    @property
    def codes(self) -> str:
        return self.workspace.codes

    @property
    def made_up(self) -> bool:
        return self.workspace.made_up

    @property
    def objects(self) -> list[str]:
        return [written(chosen) for chosen in self.workspace.evaluations[0].objects]

    @property
    def show(self) -> str:
        chosen = [shown.model_dump(by_alias=True, exclude_defaults=True) for shown in self.workspace.show]
        return _listed(written(entry) for entry in chosen)

    @property
    def standards(self) -> str:
        return written(self.workspace.standards)

    @property
    def people(self) -> str:
        return (
            "".join(f"\n  {name}: {written(person)}" for name, person in self.judgements.people.items())
            or "{}"
        )

    @property
    def open_problems(self) -> str:
        """What was not put right: a problem that is done stays behind, and none becomes done on the way."""
        still = [problem for problem in self.problems.last_year if problem.state != DONE]
        return _listed(
            written({name: value for name in CARRIED if (value := getattr(problem, name))})
            for problem in still
        )

    def windows_shifted(self) -> Mapping[str, Window]:
        """The window of the evaluation, a year later; its name and title with it where they tell the year."""
        name = self.workspace.evaluations[0].window
        window = read_windows(self.workspace, self.document).get(name)
        if window is None:
            facts = {"window": name, "allowed": ", ".join(self.workspace.windows)}
            place = self.document.place(("evaluations", 0, "window"))
            raise InputError.one("workspace-window-unknown", place, **facts)
        periods = {type_: period.shift(1) for type_, period in window.periods.items()}
        later = self._later(name)
        return {later: Window(later, self._later_text(window.title), periods)}

    @property
    def title(self) -> Text:
        """The title of the workspace, with the next year in it where it tells the year."""
        return self._later_text(self.workspace.title)

    def _later_text(self, text: Text) -> Text:
        return Text(self._later(text.zh), self._later(text.en))

    def _later(self, text: str) -> str:
        windows = read_windows(self.workspace, self.document)
        years = [period.year for window in windows.values() for period in window.periods.values()]
        return text.replace(str(min(years)), str(min(years) + 1)) if years else text

    def carry(self, made: Path) -> None:
        """Copies areas and library; links are left behind."""
        for name in AREAS:
            if (self.root / name).is_file() and not (self.root / name).is_symlink():
                shutil.copyfile(self.root / name, made / name)
        library = self.root / "library"
        for path in sorted(library.rglob("*")) if library.is_dir() else []:
            if path.is_file() and not path.is_symlink():
                target = made / "library" / path.relative_to(library)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _listed(entries: Iterable[str]) -> str:
    """A YAML list of lines, or an empty one."""
    return "".join(f"\n  - {entry}" for entry in entries) or "[]"
