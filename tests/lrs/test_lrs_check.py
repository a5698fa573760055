"""`coursepack lrs-check`, against a store on loopback that is well, and against what is no store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.message import Message

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.lrs.account import StoreAccount, origin_of
from builder.lrs.client import MOST_BYTES, Client, NoAnswer, Reply
from builder.lrs.trial import HEADERS, _browsers, try_store
from builder.preview.lrs import Lrs, StoreAnswer
from tests.e2e.judges import judge_statements
from tests.e2e.server import World, serve

SECRET = "wonderland"
SETTINGS = {"COURSEPACK_LRS_KEY": "alice", "COURSEPACK_LRS_SECRET": SECRET}
ACCOUNT = StoreAccount("https://lrs.example.org/xapi/", "alice", SECRET)


#: Seconds in which everything on loopback has answered, unless it hangs.
HANGING = 60


@dataclass
class OddLrs(Lrs):
    """A store that answers some requests in its own way."""

    #: Gets the request's method, path and body, and the right answer; returns another one.
    oddity: Callable[[str, str, bytes, StoreAnswer], StoreAnswer] = field(default=lambda *given: given[-1])

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        return self.oddity(method, path, body, super().answer(method, path, query, headers, body))


@pytest.fixture
def world() -> World:
    return World(lrs=OddLrs(credentials=ACCOUNT.authorization))


@pytest.fixture
def endpoint(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serve(world) as address:
        yield f"{address}/lrs/"


def lrs_check(endpoint: str, **change: str) -> Result:
    # The LMS has the store's own address, unless a test says otherwise: over http nothing else could work.
    where = {"COURSEPACK_LRS_ENDPOINT": endpoint, "COURSEPACK_LMS": endpoint}
    result = CliRunner(env=where | SETTINGS | change).invoke(main, ["lrs-check"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert SECRET not in result.output
    return result


def oddly(world: World, oddity: Callable[[str, str, bytes, StoreAnswer], StoreAnswer]) -> None:
    assert isinstance(world.lrs, OddLrs)
    world.lrs.oddity = oddity


def test_a_store_that_is_well_can_be_used_and_is_left_as_it_was(world: World, endpoint: str) -> None:
    world.allowed_origin = "*"
    result = lrs_check(endpoint)
    assert result.exit_code == 0, result.output
    assert [line.split(":")[0] for line in result.output.splitlines()[1:-1]] == ["works"] * 7
    assert result.output.endswith("Packages can use this store.\n")
    assert world.lrs.documents == {}
    assert [statement["verb"]["display"]["en"] for statement in world.lrs.statements] == ["experienced", "voided"]
    assert judge_statements(world.lrs.statements[:1]) == []


def test_the_slash_at_the_end_of_an_endpoint_may_be_left_out(world: World, endpoint: str) -> None:
    assert lrs_check(endpoint.rstrip("/")).exit_code == 0


class Answering(Client):
    """A client whose store answers a browser's question in one way."""

    def __init__(self, account: StoreAccount, headers: dict[str, str]) -> None:
        super().__init__(account, patience=HANGING)
        self.asked: list[str] = []
        self._headers = Message()
        for name, value in headers.items():
            self._headers[name] = value

    def ask_as_browser(self, origin: str, *, method: str, headers: str) -> Reply:
        self.asked.append(origin)
        return Reply(204, self._headers, b"")


def test_a_store_without_cors_can_be_used_by_a_course_beside_it_and_the_rest_is_said() -> None:
    (finding,) = _browsers(Answering(ACCOUNT, {}))
    assert finding.outcome == "lacks"
    assert "Browsers will not let a course on another site talk to it" in finding.words


def test_a_store_is_asked_whether_it_lets_in_the_lms_that_was_named() -> None:
    lms = "https://lms.example.com"
    allowed = {"Access-Control-Allow-Origin": lms, "Access-Control-Allow-Methods": "PUT, POST, GET"}
    client = Answering(replace(ACCOUNT, lms=lms), allowed | {"Access-Control-Allow-Headers": HEADERS})
    (finding,) = _browsers(client)
    assert (finding.outcome, client.asked) == ("works", [lms])


def test_an_http_address_fails_for_an_lms_at_another_one_and_the_reason_is_said(world: World, endpoint: str) -> None:
    world.allowed_origin = "*"
    for lms in ("", "https://lms.example.org", endpoint.replace("127.0.0.1", "localhost")):
        result = lrs_check(endpoint, COURSEPACK_LMS=lms)
        assert "fails: Packages cannot reach a store at an http: address" in result.output
        assert result.exit_code == 1
    assert lrs_check(endpoint).exit_code == 0


def test_a_wrong_secret_is_said(endpoint: str) -> None:
    result = lrs_check(endpoint, COURSEPACK_LRS_SECRET="wonderwall")
    assert result.exit_code == 1
    assert "fails: It did not take a test statement: it does not know the key, or the secret is wrong" in result.output


def without_etag(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
    return (right[0], {}, right[2]) if path == "activities/state" else right


def of_somebody_else(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
    return (200, {}, b'{"id": "7"}') if method == "GET" and path == "statements" else right


def answering(
    method: str, path: str, status: int, body: bytes = b""
) -> Callable[[str, str, bytes, StoreAnswer], StoreAnswer]:
    def odd(asked: str, where: str, _: bytes, right: StoreAnswer) -> StoreAnswer:
        return (status, {}, body) if (asked, where) == (method, path) else right

    return odd


ODDITIES: dict[str, tuple[Callable[[str, str, bytes, StoreAnswer], StoreAnswer], int, str]] = {
    "takes no statement": (
        answering("PUT", "statements", 403),
        1,
        "fails: It did not take a test statement: the key may",
    ),
    "calls it malformed": (answering("PUT", "statements", 400), 1, "it calls the request malformed"),
    "is busy": (answering("PUT", "statements", 429), 1, "it is too busy"),
    "is broken": (answering("PUT", "statements", 500), 1, "it is broken (status 500)"),
    "gives another back": (of_somebody_else, 1, "fails: What it gave back is not the test statement"),
    "lets nobody read": (answering("GET", "statements", 403), 0, "lacks: The key may not read statements"),
    "has no documents": (answering("PUT", "activities/state", 404), 1, "fails: It did not take a State document"),
    "invents a document": (
        answering("GET", "activities/state", 200, b"{}"),
        1,
        "that was never written should be a 404",
    ),
    "has no ETags": (without_etag, 0, "lacks: It gives no ETags"),
    "speaks an old version": (
        answering("GET", "about", 200, b'{"version": ["0.95"]}'),
        1,
        "fails: The store speaks xAPI 0.95",
    ),
    "says no version": (answering("GET", "about", 404), 0, "lacks: The store answers, and does not say which versions"),
}


@pytest.mark.parametrize("name", ODDITIES)
def test_what_does_not_work_is_said_in_words(name: str, world: World, endpoint: str) -> None:
    oddity, code, words = ODDITIES[name]
    oddly(world, oddity)
    result = lrs_check(endpoint)
    assert words in result.output
    assert result.exit_code == code, result.output


def test_a_statement_that_never_comes_back_is_waited_for_and_said(
    world: World, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.lrs.trial.PATIENCE_FOR_READING", 0.0)
    oddly(world, answering("GET", "statements", 404))
    assert "fails: It did not give the test statement back" in lrs_check(endpoint).output


def test_a_statement_that_comes_back_after_a_moment_is_good_enough(world: World, endpoint: str) -> None:
    world.lrs.credentials = ACCOUNT.authorization
    late = [404, 404]

    def slowly(method: str, path: str, _: bytes, right: StoreAnswer) -> StoreAnswer:
        return (late.pop(), {}, b"") if late and (method, path) == ("GET", "statements") else right

    oddly(world, slowly)
    pauses: list[float] = []
    client = Client(StoreAccount(endpoint, ACCOUNT.key, ACCOUNT.secret, origin_of(endpoint)), patience=HANGING)
    findings = list(try_store(client, pause=pauses.append))
    assert [finding.words for finding in findings if "fails" in finding.outcome] == []
    assert len(pauses) == 2


@pytest.mark.parametrize("broken", ["_give_back", "_conflicts"])
def test_nothing_stays_in_the_store_when_the_check_itself_breaks_off(
    broken: str, world: World, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ModuleNotFoundError(broken)

    monkeypatch.setattr(f"builder.lrs.trial.{broken}", breaks)
    with pytest.raises(ModuleNotFoundError, match=broken):
        lrs_check(endpoint)
    assert [statement["verb"]["display"]["en"] for statement in world.lrs.statements] == ["experienced", "voided"]
    assert world.lrs.documents == {}


def test_a_statement_is_voided_too_if_the_store_took_it_and_did_not_say_so(world: World, endpoint: str) -> None:
    def silent(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
        is_first = (method, path) == ("PUT", "statements") and b"experienced" in body
        return (200, {"Content-Type": "text/html"}, b"<html>") if is_first else right

    oddly(world, silent)
    assert lrs_check(endpoint).exit_code == 1
    assert [statement["verb"]["display"]["en"] for statement in world.lrs.statements] == ["experienced", "voided"]


def test_a_document_is_deleted_too_if_the_store_took_it_and_did_not_say_so(world: World, endpoint: str) -> None:
    def lost(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
        is_document = (method, path) == ("PUT", "activities/state")
        return (200, {"Content-Type": "text/html"}, b"<html>") if is_document else right

    oddly(world, lost)
    assert lrs_check(endpoint).exit_code == 1
    assert world.lrs.documents == {}


def test_a_web_page_and_a_redirect_are_no_store(world: World, endpoint: str) -> None:
    oddly(world, lambda *given: (200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"))
    assert "fails: The store does not answer: a web page answered in its place" in lrs_check(endpoint).output
    oddly(world, lambda *given: (302, {"Location": "https://example.org/login"}, b""))
    result = lrs_check(endpoint)
    assert "it redirects (status 302)" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize("status", [200, 403])
def test_an_answer_of_the_most_bytes_is_read_and_one_byte_more_is_not(status: int, world: World, endpoint: str) -> None:
    client = Client(StoreAccount(endpoint, ACCOUNT.key, ACCOUNT.secret), patience=HANGING)
    oddly(world, answering("GET", "about", status, b"x" * MOST_BYTES))
    assert len(client.send("GET", "about").body) == MOST_BYTES
    oddly(world, answering("GET", "about", status, b"x" * (MOST_BYTES + 1)))
    with pytest.raises(NoAnswer, match="it sent more than 8,000,000 bytes"):
        client.send("GET", "about")


def test_a_store_that_hangs_is_given_up(world: World, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.lrs.command.LRS_PATIENCE", 0.2)
    done = threading.Event()

    def hang(method: str, path: str, body: bytes, right: StoreAnswer) -> StoreAnswer:
        done.wait(HANGING)
        return right

    oddly(world, hang)
    result = lrs_check(endpoint)
    done.set()
    assert "it did not answer within 0.2 seconds" in result.output
    assert result.exit_code == 1


def test_an_address_where_nothing_listens_is_said(endpoint: str) -> None:
    result = lrs_check("http://127.0.0.1:9/")
    assert "nothing listens at this address" in result.output
    assert result.exit_code == 1
