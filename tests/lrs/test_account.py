"""Where `coursepack lrs-check` finds a store and a key: the environment, a keyring, and never a command line."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from builder.lrs.account import AccountError, account_of
from tests.lrs.test_lrs_check import ACCOUNT, SECRET, lrs_check


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"COURSEPACK_LRS_ENDPOINT": ""}, "COURSEPACK_LRS_ENDPOINT must be set in the environment"),
        ({"COURSEPACK_LRS_KEY": ""}, "COURSEPACK_LRS_KEY must be set in the environment"),
        ({"COURSEPACK_LRS_ENDPOINT": "lrs.example.org"}, "is not an address"),
        ({"COURSEPACK_LRS_ENDPOINT": "http://lrs.example.org/"}, "must begin with https:"),
        ({"COURSEPACK_LRS_ENDPOINT": "https://alice:pw@lrs.example.org/"}, "holds a name or a password"),
        ({"COURSEPACK_LRS_ENDPOINT": "https://lrs.example.org/?a=b"}, "must end with its path"),
        ({"COURSEPACK_LRS_ENDPOINT": "https://[::1/xapi/"}, "is not an address"),
        ({"COURSEPACK_LRS_ENDPOINT": "https://lrs.example.org:99999/"}, "is not an address"),
        ({"COURSEPACK_LMS": "https://[lms/"}, "COURSEPACK_LMS is not an address"),
        ({"COURSEPACK_LMS": "lms.example.org"}, "COURSEPACK_LMS is not an address"),
    ],
)
def test_settings_that_cannot_be_used_end_with_2(change: dict[str, str], words: str) -> None:
    result = lrs_check("https://lrs.example.org/", **change)
    assert words in " ".join(result.output.split())
    assert result.exit_code == 2


def test_the_secret_may_stand_in_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = ModuleType("keyring")
    held = {("coursepack", "alice"): SECRET}
    keyring.get_password = lambda service, key: held.get((service, key))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setattr("builder.lrs.account.find_spec", lambda name: object())
    given = {"COURSEPACK_LRS_ENDPOINT": ACCOUNT.endpoint, "COURSEPACK_LRS_KEY": "alice"}
    assert account_of(given) == ACCOUNT
    with pytest.raises(AccountError, match="keyring set coursepack bob"):
        account_of(given | {"COURSEPACK_LRS_KEY": "bob"})


def test_an_account_does_not_show_its_secret() -> None:
    assert SECRET not in repr(ACCOUNT)
