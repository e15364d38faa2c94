"""The broken workspaces: a valid small one with the files that differ laid over it."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
BASE = HERE / "base"
REMOVED = "removed.txt"
MESSAGES = {lang: f"message.{lang}.txt" for lang in ("zh", "en")}
NAMES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path != BASE and path.name[0] != "_")


def build(name: str, root: Path) -> Path:
    """The workspace of this name in an empty folder: the base, less what is removed, with what differs."""
    shutil.copytree(BASE, root)
    case = HERE / name
    for path in sorted(case.rglob("*")):
        if path.is_file() and path.name not in {REMOVED, *MESSAGES.values()}:
            target = root / path.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    if (case / REMOVED).is_file():
        for file in (case / REMOVED).read_text(encoding="utf-8").split():
            (root / file).unlink()
    if name in MADE:
        MADE[name](root)
    return root


def contents(root: Path) -> dict[str, str]:
    """Each file with the hash of its bytes, each folder, and each link with its target."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_symlink():
            told = f"-> {path.readlink()}"
        elif path.is_dir():
            told = "folder"
        else:
            told = hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(path.relative_to(root))] = told
    return found


def changed(root: Path, file: str, old: str, new: str) -> None:
    """Replaces one piece of a file, which must be there."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def _gbk(root: Path) -> None:
    text = (root / "judgements.yaml").read_text(encoding="utf-8")
    (root / "judgements.yaml").write_bytes(text.encode("gbk"))


def _stages(root: Path, pupils: pa.Array) -> bytes:
    """The register of stages as Parquet in the place of its CSV file."""
    file = root / "registers" / "small-stages.SY2021.parquet"
    pq.write_table(
        pa.table(
            {
                "county": ["219901", "219901", "219902", "219902"],
                "stage": ["primary", "junior", "primary", "junior"],
                "pupils": pupils,
                "teachers": pa.array([80, 50, 50, 40], pa.int64()),
                "area": pa.array([None] * 4, pa.decimal128(7, 1)),
            }
        ),
        file,
    )
    changed(root, "registers/manifest.yaml", "small-stages.SY2021.csv", file.name)
    return file.read_bytes()


def _half_a_parquet(root: Path) -> None:
    whole = _stages(root, pa.array([1200, 600, 900, 500], pa.int64()))
    (root / "registers" / "small-stages.SY2021.parquet").write_bytes(whole[: len(whole) // 2])


def _floats(root: Path) -> None:
    _stages(root, pa.array([1200.0, 600.5, 900.0, 500.0], pa.float64()))


def _link(root: Path) -> None:
    file = root / "registers" / "small-stages.SY2021.csv"
    file.rename(root / "elsewhere.csv")
    file.symlink_to("../elsewhere.csv")


def _alias_bomb(root: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghij"
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in itertools.pairwise(names)]
    (root / "problems.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _deep_expression(root: Path) -> None:
    changed(root, "library/measures/small.yaml", "where: liable", f"where: {'(' * 4_999}1{')' * 4_999}")


def _deep_yaml(root: Path) -> None:
    (root / "problems.yaml").write_text(f"last_year: {'[' * 10_000}{']' * 10_000}\n", encoding="utf-8")


MADE: dict[str, Callable[[Path], None]] = {
    "gbk-in-yaml": _gbk,
    "half-a-parquet": _half_a_parquet,
    "parquet-of-floats": _floats,
    "link-to-a-register": _link,
    "alias-bomb": _alias_bomb,
    "expression-10000-deep": _deep_expression,
    "yaml-10000-deep": _deep_yaml,
}
