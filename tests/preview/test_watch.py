"""What is saved is noticed, whatever happens to the folder."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path

from builder.preview.watch import changes_in
from tests.patience import PATIENCE


def test_a_folder_that_another_one_replaces_at_once_is_read_anew_and_watched(tmp_path: Path) -> None:
    course, other = tmp_path / "course", tmp_path / "other"
    for folder in (course, other):
        folder.mkdir()
        (folder / "course.yaml").write_text("title: Course\n", encoding="utf-8")

    async def seen() -> list[set[Path]]:
        stop = asyncio.Event()
        found: list[set[Path]] = []
        async with asyncio.timeout(PATIENCE / 1000), aclosing(changes_in(course, stop)) as changes:
            waiting = asyncio.ensure_future(anext(changes))
            await asyncio.to_thread(course.stat)  # meanwhile it has looked which folder it watches
            course.rename(tmp_path / "before")
            other.rename(course)
            found.append(await waiting)
            while found[-1]:
                found.append(await anext(changes))
            (course / "page.md").write_text("A page\n", encoding="utf-8")
            found.append(await anext(changes))
            stop.set()
        return found

    # A browser of other tests may have a loop of its own in this thread.
    with ThreadPoolExecutor(1) as thread:
        *_, anew, saved = thread.submit(lambda: asyncio.run(seen())).result()
    assert anew == set()
    assert saved == {course / "page.md"}
