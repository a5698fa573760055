"""``python -m builder`` is the command ``coursepack``: it starts here, before anything large is imported."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


def run() -> NoReturn:
    """Run the command. However it ends, it says so in a sentence, with the exit code that shells know."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, _stop)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Closed. Else the next file that is opened would stand in its place, and be printed into.
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - as long as the process
    code: object = 0
    try:
        from builder.cli import main

        main()
    except SystemExit as end:
        code = end.code
    except OSError as problem:
        code = _unprinted(problem)
    try:
        sys.stdout.flush()
    except OSError as problem:
        code = _unprinted(problem)
    sys.exit(code)  # type: ignore[arg-type]


def _stop(number: int, _: object) -> NoReturn:
    """End as a shell expects it, after everybody has tidied up: an exit does that, and a signal's own way does not."""
    signal.signal(number, signal.SIG_IGN)
    with suppress(OSError):
        os.write(2, b"Stopped before the end; nothing was put in place.\n")
    sys.exit(128 + number)


def _unprinted(problem: OSError) -> int:
    """Say that the results could not be printed, and let nobody try again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with suppress(OSError):
        os.write(2, f"The results cannot be printed: {problem.strerror}\n".encode())
    return 2


if __name__ == "__main__":
    run()
