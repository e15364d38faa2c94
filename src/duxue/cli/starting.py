"""A workspace to start from: valid at once, every file with comments that say what goes in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from duxue.areas.codes import table as code_table
from duxue.cli.last_year import LastYear
from duxue.cli.schemes_there import FILE, looks_like_a_path
from duxue.evaluation import load_workspace
from duxue.evaluation.definitions import find_scheme
from duxue.library import ROOT
from duxue.messages import InputError, Place, Text
from duxue.notation import written
from duxue.periods import Period, PeriodType, Window
from duxue.schemes import Scheme, load_scheme

TEMPLATES = ROOT / "templates" / "workspace"
PARTS = ("registers", "measures", "standards", "schemes")
AREA_COLUMNS = "code,name,name_en,parent,kind,valid_from,valid_to"
OBLIGATION_COLUMNS = "what,reporter,area,period,due"
FILING_COLUMNS = "what,reporter,period,state,by,on"
SINCE = "2000-01-01"
NATIONAL, FREE = "cn-gbt2260", "free"
DIGITS = 6


@dataclass(frozen=True)
class Start:
    """What a new workspace begins with."""

    scheme: Scheme
    scheme_folder: Path | None
    area: str
    last: LastYear | None
    windows: Mapping[str, Window] = field(default_factory=dict)


def start(scheme: str | None, area: str | None, last: Path | None) -> Start:
    """Reads what is asked for; faults for an unknown scheme, or where nothing says which scheme."""
    before = None if last is None else LastYear.read(last)
    name = scheme or (before.scheme if before else None)
    if name is None:
        raise InputError.one("cli-new-scheme")
    folder = Path(name) if looks_like_a_path(name) else None
    around = last if folder is None else None
    found = load_scheme(folder).scheme if folder else find_scheme(name, around).scheme
    code = area or (before.area if before else None) or f"my-{found.object}"
    windows = before.windows_shifted() if before else _windows(found)
    return Start(found, folder, code, before, windows)


def _windows(scheme: Scheme) -> dict[str, Window]:
    year = scheme.year
    texts = (f"FY{year}", f"SY{year}", f"SY{year}-T1", f"{year}-12", f"{year}-12-31")
    periods = dict(zip(PeriodType, map(Period.parse, texts), strict=True))
    name = f"w{year}"
    return {name: Window(name, Text(f"{year}年度", f"year {year}"), periods)}


def write_workspace(folder: Path, begun: Start) -> list[Path]:
    """Puts the workspace in place by one rename, after it was read once; the files written.

    Nothing is left behind where it cannot be read, and a folder that holds anything is never touched.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.one("cli-new-not-empty", Place(str(folder)), folder=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".duxue-new-") as work:
        made = Path(work) / "workspace"
        _write(made, begun)
        load_workspace(made, Path(work) / "registers")
        made.rename(folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _write(made: Path, begun: Start) -> None:
    for part in PARTS:
        (made / "library" / part).mkdir(parents=True)
    (made / "registers").mkdir()
    values = dict(_values(begun))
    for path in sorted(TEMPLATES.iterdir()):
        target = made / ("registers" if path.name == "manifest.yaml" else "") / path.name
        target.write_text(_filled(path.read_text("utf-8"), values), "utf-8")
    (made / "obligations.csv").write_text(OBLIGATION_COLUMNS + "\n", "utf-8")
    (made / "filings.csv").write_text(FILING_COLUMNS + "\n", "utf-8")
    if begun.last is None:
        (made / "areas.csv").write_text("\n".join(_areas(begun)) + "\n", "utf-8")
    else:
        begun.last.carry(made)
    if begun.scheme_folder is not None:
        _copy_scheme(begun, made)


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f" <{name}>\n", f"{value}\n" if value.startswith("\n") else f" {value}\n")
        text = text.replace(f"<{name}>", value)
    return text


def _values(begun: Start) -> Iterator[tuple[str, str]]:
    scheme, last = begun.scheme, begun.last
    window = next(iter(begun.windows.values()))
    title = last.title if last else scheme.title
    yield "title", written(title)
    yield "title_zh", title.zh
    yield "title_en", title.en
    yield "codes", last.codes if last else codes_of(begun.area)
    yield "made_up", written(last.made_up if last else False)
    yield "scheme", written(scheme.id)
    yield "window", written(window.id)
    yield "objects", "\n".join(_objects(begun))
    yield "windows", "\n".join(_window_lines(window))
    yield "show", last.show if last else "[]"
    yield "standards", last.standards if last else "all"
    yield "people", last.people if last else "{}"
    yield "problems", last.open_problems if last else "[]"
    yield "area", begun.area
    yield "county", f"{begun.area[:4]}02" if begun.area.isdecimal() else "my-county"
    yield "school_year", str(window.periods.get(PeriodType.SCHOOL_YEAR, "SY2021"))
    yield "fiscal_year", str(window.periods.get(PeriodType.FISCAL_YEAR, "FY2021"))


def _objects(begun: Start) -> Iterator[str]:
    last = begun.last
    if last is not None and begun.area == last.area and last.objects:
        yield from (f"      - {text}" for text in last.objects)
    else:
        yield f"      - {{area: {written(begun.area)}}}"


def _window_lines(window: Window) -> Iterator[str]:
    yield f"  {window.id}:"
    yield f"    title: {written(window.title)}"
    for type_, period in window.periods.items():
        yield f"    {type_.value}: {period}"


def codes_of(area: str) -> str:
    """`cn-gbt2260` where the code has that form, else `free`."""
    national = len(area) == DIGITS and area.isascii() and area.isdecimal()
    return NATIONAL if national and area[:2] in code_table("provinces") else FREE


def _areas(begun: Start) -> Iterator[str]:
    """The one area, under its province where the code tells which that is."""
    yield AREA_COLUMNS
    area, kind = begun.area, begun.scheme.object
    province = f"{area[:2]}0000"
    if codes_of(area) != NATIONAL:
        yield f"{area},待填写名称,name to be filled in,,{kind},{SINCE},"
        return
    name = code_table("provinces")[area[:2]]
    yield f"{province},{name.zh},{name.en},,province,{SINCE},"
    if area != province:
        yield f"{area},待填写名称,name to be filled in,{province},{kind},{SINCE},"


def _copy_scheme(begun: Start, made: Path) -> None:
    """The scheme's own files into the workspace's library; nothing but regular files."""
    source = begun.scheme_folder
    assert source is not None
    target = made / "library" / "schemes" / begun.scheme.id
    if source.is_file():
        source = source.parent
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.is_file() and not path.is_symlink() and path.suffix in (".yaml", ".md"):
            shutil.copyfile(path, target / path.name)
    if not (target / FILE).is_file():
        raise InputError.one("schemes-not-there", Place(str(source)), file=FILE)
