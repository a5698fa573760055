"""The command ``coursepack lrs-check``: printing and exit codes. No logic."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

#: Seconds after which a request to a learning record store counts as lost, as in the player
#: (player/src/trackers/lrs/lrs.ts).
LRS_PATIENCE = 15.0


@click.command("lrs-check")
def lrs_check() -> NoReturn:
    """Try a learning record store, and say what works.

    The environment says which: COURSEPACK_LRS_ENDPOINT, COURSEPACK_LRS_KEY and COURSEPACK_LRS_SECRET. The secret may
    stand in the system's keyring instead. COURSEPACK_LMS may say at which address the LMS is.
    """
    # Not at the top: no other command talks to a network.
    from builder.lrs.account import AccountError, account_of
    from builder.lrs.client import Client
    from builder.lrs.trial import try_store

    try:
        account = account_of(os.environ)
    except AccountError as problem:
        raise click.UsageError(str(problem)) from problem
    click.echo(f"Trying {account.endpoint}")
    outcomes = set()
    for finding in try_store(Client(account, patience=LRS_PATIENCE)):
        outcomes.add(finding.outcome)
        click.echo(f"{finding.outcome}: {finding.words}")
    click.echo("Packages can use this store." if "fails" not in outcomes else "Packages cannot use this store.")
    sys.exit(1 if "fails" in outcomes else 0)
