"""Data only: standards, registers, measures, schemes, messages, units, as YAML that an inspector can read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent
"""The folder of the product's own data files."""
