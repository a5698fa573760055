"""How long a test waits for what has to come: a guard against hanging, and no promise.

What is promised of time is counted in steps, moved on a clock of its own, or measured by ``make bench-page``.
"""

#: Milliseconds.
PATIENCE = 60_000
