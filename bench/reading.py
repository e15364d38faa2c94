"""How long a report takes to read: ten thousand characters, and how the time grows with the text."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.proofing.made_up import made_up
from duxue.proofing import proof
from duxue.proofing.reading import read_bytes

SHORT = 10_000
SIZES = (10_000, 50_000, 100_000, 250_000, 500_000)
RUNS = 7


def made_text(characters: int) -> str:
    """Made-up reports one after the other, up to that many characters."""
    text, seed = "", 0
    while len(text) < characters:
        text += made_up(seed).text + "\n"
        seed += 1
    return text[:characters]


def seconds(data: bytes) -> float:
    start = time.perf_counter()
    proof(read_bytes(data, "report.txt"))
    return time.perf_counter() - start


def report_marks() -> None:
    """Prints the marks of the proof-reader: without start-up, as a whole process, by size, and the memory."""
    texts = {size: made_text(size).encode() for size in SIZES}
    seconds(texts[SHORT])
    print(f"\nreading a report; {SHORT:,} characters, median of {RUNS}")
    short = statistics.median(seconds(texts[SHORT]) for _ in range(RUNS))
    print(f"  without start-up   {short:6.3f} s   (mark: 0.3 s)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_bytes(texts[SHORT])
        whole = statistics.median(_process(file) for _ in range(RUNS))
    print(f"  whole process      {whole:6.3f} s   (mark: 1 s)")
    for size, data in texts.items():
        taken = seconds(data)
        print(f"  {size:>9,} characters {taken:6.2f} s, {taken / size * 1e6:5.1f} s a million")
    print(f"  memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB   (mark: 300 MB)")


def _process(file: Path) -> float:
    command = [str(Path(sys.executable).parent / "duxue"), "proof", str(file), "--json"]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    report_marks()
