from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# The same examples in every run; `make soak` tries many more, still from a fixed seed.
settings.register_profile(
    "quick", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", settings.get_profile("quick"), max_examples=5_000)
settings.load_profile("soak" if os.environ.get("DUXUE_SOAK") else "quick")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The public reports to read, which stay outside the repository; the test is skipped without them."""
    folder = os.environ.get("DUXUE_CORPUS")
    if not folder:
        pytest.skip("DUXUE_CORPUS is not set")
    return Path(folder)
