"""A learning record store, before a course depends on it: ``coursepack lrs-check``."""
