"""`duxue proof --html`: one page of its own, the report with its figures marked and the findings beside it."""

from __future__ import annotations

from duxue.proofing.telling.page.assembling import proof_page

__all__ = ["proof_page"]
