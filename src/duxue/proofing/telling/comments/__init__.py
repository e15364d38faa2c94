"""`duxue proof --docx`: the reader's own Word document with comments at the figures."""

from __future__ import annotations

from duxue.proofing.telling.comments.commenting import commented

__all__ = ["commented"]
