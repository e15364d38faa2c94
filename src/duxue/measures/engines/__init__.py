"""Engines: the same plan, a fast way and a slow one."""
