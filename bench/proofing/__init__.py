"""How well the proof-reader reads: annotated reports, the same with changes, and made-up reports with planted faults."""
