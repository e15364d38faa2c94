"""The quick reader may only take a file that the exact one reads in the same way."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from duxue.registers.csv_rows import _exact, _quick
from duxue.registers.findings import Findings

texts = st.text('ab,"\n\r 校', max_size=40)
tables = st.lists(st.lists(st.text('ab,"\n 校', max_size=4), min_size=2, max_size=2), max_size=6)


def compare(text: str, header: list[str]) -> bool:
    data = text.encode()
    quick = _quick(data, header)
    if quick is None:
        return False
    findings = Findings("a.csv")
    columns, rows = _exact(data, header, findings)
    assert findings.total == 0
    kept = [[(cell or None) for cell in column.to_pylist()] for column in columns]
    found = [column.to_pylist() for column in quick[0]]
    # Blank lines of a single column are rows of nothing to the quick reader; they are passed over later.
    numbers = [number for number, *cells in zip(quick[1].to_pylist(), *found, strict=True) if any(cells)]
    assert _filled(found) == _filled(kept)
    assert numbers == [n for n, *cells in zip(rows.to_pylist(), *kept, strict=True) if any(cells)]
    return True


def _filled(columns: list[list[str | None]]) -> list[list[str | None]]:
    rows = [row for row in zip(*columns, strict=True) if any(row)]
    return [list(column) for column in zip(*rows, strict=True)]


@given(texts)
@example('"b"a,c\n')
@example('a,"b\n')
@example('a,"b""c"\n')
@example('a,"b\nc"\n')
@example('a,""\r\nb,"c"')
@example("\n\na,b\n\n")
@example('a"b,c"d\n')
def test_whatever_the_quick_reader_takes_the_exact_one_reads_alike(text: str):
    compare("h1,h2\n" + text, ["h1", "h2"])


@given(tables, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(["\n", "\r\n"]))
def test_files_of_a_csv_writer_are_read_alike(rows: list[list[str]], quoting: int, ending: str):
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]
    writer.writerows([["h1", "h2"], *rows])
    compare(out.getvalue(), ["h1", "h2"])


def test_a_fully_quoted_file_is_read_quickly():
    assert compare('"h1","h2"\n"S1","12"\n"S2",""\n', ["h1", "h2"])
    assert compare("h1,h2\nS1,12\nS2,\n", ["h1", "h2"])
