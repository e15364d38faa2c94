"""Duxue 督学: evaluates, traceably, how a government carries out its duties in education."""

__version__ = "0.1.0"
