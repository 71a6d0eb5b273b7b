"""How well and how fast Sayback redacts, next to stock Presidio: ``python -m benchmarks.redaction_quality``."""
