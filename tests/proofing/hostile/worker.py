"""Proof-reads one file after another: a path a line comes in, the status and what was said go out as a line of JSON."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from pathlib import Path

from duxue.cli import main

MEMORY = 3 << 30
"""Bytes that the process may take; a file that wants more ends in a defect, not in a machine without memory."""


def run(path: Path) -> dict[str, object]:
    """One command in this process, every fourth time with the page and the commented copy."""
    arguments = ["proof", str(path), "--json"]
    if int(path.name[:4]) % 4 == 0:
        arguments += ["--html", str(path.with_name("page.html"))]
        if path.suffix.lower() == ".docx":
            arguments += ["--docx", str(path.with_name("copy.docx"))]
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    status = main(arguments)
    said = {}
    for stream in ("stdout", "stderr"):
        written = getattr(sys, stream)
        written.flush()
        said[stream] = written.buffer.getvalue().decode(errors="replace")
    for made in ("page.html", "copy.docx"):
        path.with_name(made).unlink(missing_ok=True)
    return {
        "status": status,
        "is_json": status == 2 or _is_json(said["stdout"]),
        "said": said["stderr"][-4000:],
    }


def _is_json(words: str) -> bool:
    try:
        json.loads(words)
    except ValueError:
        return False
    return True


def serve() -> None:
    """Until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ["DUXUE_TRACEBACK"] = "1"
    answers, asked = sys.stdout, sys.stdin
    for line in asked:
        answers.write(json.dumps(run(Path(line.rstrip("\n")))) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
