"""The engine that a command asks for, checked before anything is read."""

from __future__ import annotations

from duxue.messages import InputError

SPARK = "spark"


def engine_named(name: str) -> str:
    """The name of an engine that is there; faults for Spark, which is still to come, and for any other word."""
    from duxue.evaluation import BY_SIZE, ENGINES

    if name == BY_SIZE:
        return name
    if name == SPARK:
        raise InputError.one("cli-engine-spark", None, allowed=", ".join(ENGINES))
    if name not in ENGINES:
        raise InputError.one("evaluation-engine-unknown", None, engine=name, allowed=", ".join(ENGINES))
    return name
