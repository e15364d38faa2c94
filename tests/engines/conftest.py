from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import Building


@pytest.fixture
def building(tmp_path: Path) -> Building:
    """An empty workspace over a small city: C with the counties C1 (S1, S2) and C2 (S3), and its own unit U (S4)."""
    return Building(tmp_path)
