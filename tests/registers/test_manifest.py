from __future__ import annotations

from pathlib import Path

import pytest

from duxue.messages import InputError, Text
from duxue.periods import Period
from duxue.registers import ManifestEntry, read_manifest

ENTRY = "- {file: FILE, register: conditions, period: SY2021, origin: collected, source: {zh: 统计, en: statistics}}\n"


def read(tmp_path: Path, text: str) -> list[ManifestEntry]:
    path = tmp_path / "manifest.yaml"
    path.write_text(text)
    return read_manifest(path, "registers/manifest.yaml")


def test_each_file_has_its_register_period_origin_and_source(tmp_path: Path):
    (entry,) = read(tmp_path, "files:\n" + ENTRY.replace("FILE", "a.csv"))
    assert entry == ManifestEntry(
        "a.csv", "conditions", Period.parse("SY2021"), "collected", Text("统计", "statistics"), None
    )
    assert read(tmp_path, "files: []\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            ENTRY + ENTRY,
            'registers/manifest.yaml:3:10: the file "FILE" already stands as entry 1 of the manifest',
        ),
        (ENTRY.replace("SY2021", "2021学年"), "registers/manifest.yaml:2:46: "),
        (ENTRY.replace("collected", "colected"), "registers/manifest.yaml:2:62: "),
        (ENTRY.replace("register", "registr"), "registers/manifest.yaml:2:"),
    ],
)
def test_faults_name_their_line(tmp_path: Path, text: str, message: str):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "files:\n" + text)
    assert caught.value.faults[0].shown("en").startswith(message)
