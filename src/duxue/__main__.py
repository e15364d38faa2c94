"""`python -m duxue` is the command `duxue`."""

from __future__ import annotations

import sys

from duxue.cli import main

if __name__ == "__main__":
    sys.exit(main())
