"""Where a store is, and who may write to it: from the environment or a keyring, and never from a command line.

What stands on a command line is read by every user of the machine, and kept in the shell's history.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

ENDPOINT = "COURSEPACK_LRS_ENDPOINT"
KEY = "COURSEPACK_LRS_KEY"
SECRET = "COURSEPACK_LRS_SECRET"
#: Where the LMS is from whose pages packages will talk to the store; may be left out.
LMS = "COURSEPACK_LMS"
#: Under this name a keyring holds the secret of a key.
SERVICE = "coursepack"


class AccountError(Exception):
    """There is no account to check with; the message says what is missing or wrong, and never holds a secret."""


@dataclass(frozen=True)
class StoreAccount:
    """A store and a key to it, and the LMS whose pages will use it. ``endpoint`` ends with a slash."""

    endpoint: str
    key: str
    secret: str = field(repr=False)
    #: The origin of the LMS, or "" where nobody said.
    lms: str = ""

    @property
    def authorization(self) -> str:
        """The value of the header that lets a request in."""
        return "Basic " + b64encode(f"{self.key}:{self.secret}".encode()).decode()


def account_of(environment: Mapping[str, str]) -> StoreAccount:
    """Return the account that *environment* names; the secret may stand in a keyring instead."""
    missing = [name for name in (ENDPOINT, KEY) if not environment.get(name)]
    if missing:
        raise AccountError(f"{' and '.join(missing)} must be set in the environment")
    endpoint, key = environment[ENDPOINT].strip(), environment[KEY]
    _judge_endpoint(endpoint)
    secret = environment.get(SECRET) or _from_keyring(key)
    if not secret:
        hint = f"or put into the keyring: keyring set {SERVICE} {key}"
        raise AccountError(f"{SECRET} must be set in the environment, {hint}")
    lms = environment.get(LMS, "").strip()
    if lms and not origin_of(lms):
        raise AccountError(f"{LMS} is not an address such as https://lms.example.org")
    return StoreAccount(endpoint if endpoint.endswith("/") else f"{endpoint}/", key, secret, origin_of(lms))


def origin_of(address: str) -> str:
    """Return scheme, host and port of *address*, or "" if it is no web address."""
    parts = _split(address)
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme in ("http", "https") and parts.hostname else ""


def _judge_endpoint(endpoint: str) -> None:
    parts = _split(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AccountError(f"{ENDPOINT} is not an address such as https://lrs.example.org/xapi/")
    if parts.username is not None or parts.password is not None:
        raise AccountError(f"{ENDPOINT} holds a name or a password: set {KEY} and {SECRET} instead")
    if parts.query or parts.fragment:
        raise AccountError(f"{ENDPOINT} must end with its path: what stands behind ? or # is not part of an endpoint")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise AccountError(f"{ENDPOINT} must begin with https: over http everybody on the way can read the secret")


def _split(address: str) -> SplitResult:
    """Return the parts of *address*: none, where it cannot be an address at all."""
    try:
        parts = urlsplit(address)
        return parts if parts.port != 0 else urlsplit("")
    except ValueError:
        return urlsplit("")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_keyring(key: str) -> str:
    """Return the secret of *key* in the system's keyring, or "" where there is none, or no package ``keyring``."""
    if find_spec("keyring") is None:
        return ""
    keyring = import_module("keyring")
    try:
        return keyring.get_password(SERVICE, key) or ""
    except keyring.errors.KeyringError as problem:
        raise AccountError(f"the keyring cannot be read: {problem}") from problem
