"""``python -m builder`` is the command ``coursepack``."""

from builder.cli import main

main()
