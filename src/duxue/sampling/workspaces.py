"""Writes a made-up workspace, or made-up schools into a workspace that is there."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal

from duxue import library
from duxue.messages import InputError, Text
from duxue.messages import Place as FilePlace
from duxue.registers import load_contract
from duxue.sampling.city import Returned, Sample, sample_city, sample_schools
from duxue.sampling.country import ASSETS, PERIOD, sample_nation
from duxue.sampling.files import manifest, write_csv, write_register
from duxue.sampling.places import Divisions, Place, country_divisions, province_divisions
from duxue.sampling.school_areas import AREA_COLUMNS, free_codes, national_codes

Kind = Literal["city", "province", "country"]
KINDS: tuple[Kind, ...] = ("city", "province", "country")
USUAL_SCHOOLS = {"city": 90, "province": 5_000, "country": 500_000}
USUAL_SCHOOLS_IN_AN_AREA = 56
KINDERGARTENS_PER_100_SCHOOLS = 44

_SAMPLES = library.ROOT / "samples"
_OBLIGATIONS = ("what", "reporter", "area", "period", "due")
_FILINGS = ("what", "reporter", "period", "state", "by", "on")


def write_sample(
    folder: Path,
    kind: Kind = "city",
    seed: str | int = 2021,
    schools: int | None = None,
    lang: str = "en",
    area: str | None = None,
) -> list[Path]:
    """Writes a made-up workspace of a kind into `folder` and gives the files written.

    With `area`, `folder` is a workspace that exists: schools are made up for the counties under that area, and
    their registers, their rows of `areas.csv` and their lines of the manifest are added; nothing else changes.
    In `zh` the registers bear Chinese titles, else the ids of their fields. Faults: a folder that is not
    empty, fewer schools than counties, an area without counties, registers that are there already.
    """
    if area is not None:
        return _add_schools(folder, area, seed, schools, lang)
    if folder.exists() and any(folder.iterdir()):
        raise InputError.one("sampling-folder-not-empty", FilePlace(file=str(folder)), folder=str(folder))
    wanted = USUAL_SCHOOLS[kind] if schools is None else schools
    if kind == "city":
        return _write_city(folder, seed, wanted, lang)
    divisions = province_divisions() if kind == "province" else country_divisions()
    return _write_large(folder, kind, seed, wanted, divisions)


def _made_by(kind: str, seed: str | int, schools: int) -> str:
    return f"duxue sample {kind}, seed {seed}, {schools} schools"


def _enough(schools: int, counties: int) -> None:
    if schools < counties:
        raise InputError.one(
            "sampling-too-few-schools", None, schools=f"{schools:,}", counties=f"{counties:,}"
        )


def _write_city(folder: Path, seed: str | int, schools: int, lang: str) -> list[Path]:
    _enough(schools, 6)
    nurseries = max(schools * KINDERGARTENS_PER_100_SCHOOLS // 100 + 1, 6)
    sample = sample_city(seed, schools, nurseries)
    written = _templates("city", folder, "sample-city-2021")
    written += _write_registers(folder, sample, lang)
    text = manifest(_entries(sample), _made_by("city", seed, schools))
    written.append(_write(folder / "registers" / "manifest.yaml", text))
    write_csv(folder / "areas.csv", AREA_COLUMNS, sample.areas.to_pylist())
    write_csv(folder / "obligations.csv", _OBLIGATIONS, sample.obligations)
    write_csv(folder / "filings.csv", _FILINGS, sample.filings)
    return [*written, *(folder / name for name in ("areas.csv", "obligations.csv", "filings.csv"))]


def _write_large(folder: Path, kind: Kind, seed: str | int, schools: int, divisions: Divisions) -> list[Path]:
    _enough(schools, len(divisions.of_kind("county")))
    written = _templates("balance", folder, "sample-balance-2021", divisions.root.code)
    nation = sample_nation(seed, schools, folder / "registers", divisions)
    areas = nation.areas.rename(folder / nation.areas.name)
    text = manifest([(ASSETS, "school-assets", PERIOD)], _made_by(kind, seed, schools))
    return [*written, areas, nation.assets, _write(folder / "registers" / "manifest.yaml", text)]


def _templates(sample: str, folder: Path, scheme: str, root: str = "") -> list[Path]:
    """The written parts of a sample workspace; its scheme goes into the workspace's own library."""
    written = []
    for path in sorted((_SAMPLES / sample).glob("*.yaml")):
        target = folder / path.name
        if path.name == "scheme.yaml":
            target = folder / "library" / "schemes" / scheme / path.name
        written.append(_write(target, path.read_text("utf-8").replace("{root}", root)))
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _write_registers(folder: Path, sample: Sample, lang: str) -> list[Path]:
    registers = folder / "registers"
    registers.mkdir(parents=True, exist_ok=True)
    written = []
    for returned in sample.returned:
        path = registers / _file(returned)
        contract = load_contract(library.ROOT / "registers" / f"{returned.register}.yaml", returned.register)
        write_register(path, contract, returned.rows, lang)
        written.append(path)
    return written


def _file(returned: Returned) -> str:
    return f"{returned.register}.{returned.period}.csv"


def _entries(sample: Sample) -> list[tuple[str, str, str]]:
    return [(_file(returned), returned.register, returned.period) for returned in sample.returned]


def _add_schools(folder: Path, area: str, seed: str | int, schools: int | None, lang: str) -> list[Path]:
    shown = "areas.csv"
    with (folder / shown).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    counties = _counties_under(rows, area)
    if not counties:
        raise InputError.one("sampling-no-counties", FilePlace(file=shown), area=area)
    wanted = USUAL_SCHOOLS_IN_AN_AREA if schools is None else schools
    _enough(wanted, len(counties))
    national = all(len(county.code) == 6 and not county.code.startswith("99") for county in counties)
    nurseries = max(wanted // 4, len(counties))
    sample = sample_schools(seed, counties, wanted, nurseries, national_codes if national else free_codes)
    _refuse_existing(folder, sample, {row["code"] for row in rows})
    written = _write_registers(folder, sample, lang)
    columns = list(rows[0])
    write_csv(folder / shown, columns, [*rows, *sample.areas.to_pylist()])
    listed = folder / "registers" / "manifest.yaml"
    text = manifest(_entries(sample), f"duxue sample --area {area}, seed {seed}, {wanted} schools")
    if listed.exists():
        there = listed.read_text("utf-8").replace("files: []", "files:")
        text = there.rstrip("\n") + "\n" + text.split("files:\n", 1)[1]
    return [*written, folder / shown, _write(listed, text)]


def _refuse_existing(folder: Path, sample: Sample, codes: set[str]) -> None:
    for returned in sample.returned:
        if (folder / "registers" / _file(returned)).exists():
            place = FilePlace(file=f"registers/{_file(returned)}")
            raise InputError.one("sampling-register-there", place, file=_file(returned))
    taken = sorted(codes & set(sample.areas["code"].to_pylist()))
    if taken:
        raise InputError.one("sampling-codes-taken", FilePlace(file="areas.csv"), code=taken[0])


def _counties_under(rows: list[dict[str, str]], area: str) -> list[Place]:
    below = {area}
    counties = []
    for row in sorted(rows, key=lambda row: row["code"]):
        if row["parent"] in below or row["code"] == area:
            below.add(row["code"])
            if row["kind"] == "county":
                name = Text(row["name"], row.get("name_en") or row["name"])
                counties.append(Place(row["code"], name, row["parent"], "county"))
    return counties
