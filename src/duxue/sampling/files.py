"""Writes made-up tables as the files of a workspace."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from duxue.registers import Contract

SOURCE_ZH = "模拟数据（非真实），由 duxue sample 生成"
SOURCE_EN = "made up by duxue sample, not real"


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """UTF-8 with LF; a column that a row lacks is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row.get(column, "") for column in columns] for row in rows)


def write_register(path: Path, contract: Contract, rows: Iterable[Mapping[str, Any]], lang: str) -> None:
    """A register with its fields' ids (en) or with Chinese titles and words (zh), as offices write it."""
    if lang != "zh":
        write_csv(path, list(contract.fields), rows)
        return
    titles = {name: field.title.zh for name, field in contract.fields.items()}
    words = {name: _chinese_words(field) for name, field in contract.fields.items()}
    named = ({titles[name]: words[name].get(value, value) for name, value in row.items()} for row in rows)
    write_csv(path, list(titles.values()), named)


def _chinese_words(field: Any) -> dict[Any, str]:
    codes = getattr(field, "codes", {})
    return {code: title.zh for code, title in codes.items()}


def manifest(entries: Iterable[tuple[str, str, str]], made_by: str) -> str:
    """The text of `registers/manifest.yaml` for (file, register, period), all of them made up."""
    lines = ["# 每个文件来自哪里 / Where each file comes from", "files:"]
    for file, register, period in entries:
        lines += [
            f"  - file: {file}",
            f"    register: {register}",
            f"    period: {quoted(period)}",
            "    origin: made-up",
            f"    source: {{zh: {SOURCE_ZH}, en: {quoted(SOURCE_EN)}}}",
            f"    made_by: {quoted(made_by)}",
        ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """The text as a YAML scalar in double quotes."""
    return json.dumps(text, ensure_ascii=False)
