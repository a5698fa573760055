"""Animations as files of a package: small, closed in themselves, and true to their storyboard."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.model.course import Course
from builder.render.animations import CUE_LENGTH, CourseDrawings, animation_files, cues, player_data
from builder.render.facts import Facts
from builder.render.pages import PageRenderer
from builder.source.load import load

TESTS = Path(__file__).parents[1]
VECTOR = TESTS / "vectors" / "animation.json"
#: A whole animation, as the learner's device loads it when the player is opened.
LARGEST_ANIMATION = 40_000
#: What an animation may add to its page beside its words.
LARGEST_MARKUP = 6_000
#: Faster than this, nothing may come and go: three flashes a second can trigger seizures (WCAG 2.2, 2.3.1).
SHORTEST_ROUND_MS = 400
WORDS_A_SECOND = 2.6


@pytest.fixture(scope="session")
def files(course: Course) -> dict[str, bytes]:
    """Every file of the course's animations, which its first module holds."""
    made = animation_files(course, course.contents[0], Facts(course).fill)
    return {file.path: file.content for file in made if isinstance(file.content, bytes)}


@pytest.fixture(scope="session")
def stories(files: dict[str, bytes]) -> dict[str, Any]:
    """What the player gets, by the name of the animation."""
    return {name[10:-5]: json.loads(content) for name, content in files.items() if name.endswith(".json")}


def shapes_in(shape: list[Any]) -> Iterator[list[Any]]:
    yield shape
    for child in shape[2] if len(shape) > 2 else ():
        if isinstance(child, list):
            yield from shapes_in(child)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{2,}", text.lower()))


def test_every_animation_is_drawn_scene_by_scene(course: Course, stories: dict[str, Any]) -> None:
    drawn = CourseDrawings(course)
    scenes = {animation.id: len(animation.scenes) for animation in course.animations}
    assert scenes
    assert {name: len(story["scenes"]) for name, story in stories.items()} == scenes
    assert all(drawn.has(animation) for animation in course.animations)


def test_an_animation_stays_within_its_budget(files: dict[str, bytes], stories: dict[str, Any]) -> None:
    sizes = {name: len(gzip.compress(files[f"animation-{name}.json"])) for name in stories}
    assert {name: size for name, size in sizes.items() if size > LARGEST_ANIMATION} == {}


def test_an_animation_adds_little_to_its_page_but_words(course: Course) -> None:
    module = course.contents[0]
    renderer = PageRenderer(course, module)
    for animation in course.animations:
        page = next(p for p in module.pages for b in p.blocks if getattr(b, "animation", "") == animation.id)
        html = re.search(r"<figure class=\"block block--animation\".*?</figure>", renderer.render(page).html, re.S)
        assert html
        texts = [renderer.fill(t) for scene in animation.scenes for t in (scene.words, scene.narration, scene.picture)]
        assert len(html[0]) - sum(map(len, texts)) <= LARGEST_MARKUP


def test_a_still_is_a_picture_that_needs_nothing_but_itself(course: Course, files: dict[str, bytes]) -> None:
    stills = {name: content for name, content in files.items() if name.endswith(".svg")}
    assert len(stills) == sum(len(animation.scenes) for animation in course.animations)
    for name, content in stills.items():
        root = etree.fromstring(content)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name
        targets = re.findall(rb'(?:href="#|url\(#)([^")]+)', content)
        assert {target.decode() for target in targets} == set(ids), f"{name}: an id is missing, or one is not needed"
        assert re.findall(rb"https?:(?!//www\.w3\.org/2000/svg)", content) == []


def test_what_the_player_gets_is_complete_and_keeps_ids_apart(stories: dict[str, Any]) -> None:
    for story in stories.values():
        cast = {s[1]["id"] for shape in story["cast"] for s in shapes_in(shape) if "id" in s[1]}
        for scene in story["scenes"]:
            shapes = list(shapes_in(scene["picture"]))
            own = {s[1]["id"] for s in shapes if "id" in s[1]}
            assert all(name.startswith(f"drawn-{scene['id']}_") for name in own)
            assert all(name.startswith(f"drawn-{story['id']}_") for name in cast)
            values = [value for s in shapes for value in s[1].values()]
            targets = {match for value in values for match in re.findall(r"^#(.+_.+)$|^url\(#(.+)\)$", value)}
            assert {a or b for a, b in targets} <= own | cast
            assert {motion["target"] for motion in scene["motion"]} <= own


def test_every_scene_moves_and_nothing_flashes(stories: dict[str, Any]) -> None:
    for story in stories.values():
        for scene in story["scenes"]:
            assert scene["motion"], f"{scene['id']} stands still"
            for motion in scene["motion"]:
                assert motion["duration"] >= SHORTEST_ROUND_MS, f"{scene['id']}: {motion['target']}"
                assert motion["delay"] + motion["duration"] * motion["iterations"] <= scene["seconds"] * 1000 + 1


def test_captions_are_the_narration_and_can_be_read_in_time(course: Course, stories: dict[str, Any]) -> None:
    fill = Facts(course).fill
    for animation in course.animations:
        for scene, shown in zip(animation.scenes, stories[animation.id]["scenes"], strict=True):
            assert " ".join(text for _, text in shown["cues"]) == " ".join(fill(scene.narration).split())
            starts = [start for start, _ in shown["cues"]]
            assert starts[0] == 0
            assert starts == sorted(starts)
            assert len(scene.narration.split()) / scene.seconds <= WORDS_A_SECOND, scene.id


def test_a_caption_is_whole_sentences_of_at_most_two_lines() -> None:
    found = cues(f"One. Two is longer. {'x' * CUE_LENGTH}. Four?", 10)
    assert [text for _, text in found] == ["One. Two is longer.", f"{'x' * CUE_LENGTH}.", "Four?"]
    assert found[0][0] == 0
    assert 1 < found[1][0] < 3
    assert 9 < found[2][0] < 10


def test_a_picture_has_no_words_but_those_of_its_storyboard(course: Course, stories: dict[str, Any]) -> None:
    for animation in course.animations:
        storyboard = words_of(" ".join([animation.title, *(scene.picture for scene in animation.scenes)]))
        shapes = [s for scene in stories[animation.id]["scenes"] for s in shapes_in(scene["picture"])]
        written = " ".join(child for s in shapes for child in (s[2] if len(s) > 2 else ()) if isinstance(child, str))
        assert words_of(written) <= storyboard


def test_an_animation_without_drawings_is_shown_in_words(course: Course) -> None:
    undrawn = course.model_copy(update={"drawings": ()})
    module = undrawn.contents[0]
    page = next(p for p in module.pages for b in p.blocks if getattr(b, "animation", "") == "A1")
    html = PageRenderer(undrawn, module).render(page).html
    assert "animation__still" not in html
    assert "data-file" not in html
    scene = undrawn.animations[0].scenes[0]
    assert f">{scene.words}<" in html
    assert scene.picture in html
    assert animation_files(undrawn, module, str) == ()


def small_course(folder: Path) -> Course:
    """Return the base of the samples with an animation of two scenes that uses every kind of motion."""
    shutil.copytree(TESTS / "samples" / "_base", folder, dirs_exist_ok=True)
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" stroke-linecap="round">'
    drawings = {
        "cast.svg": '<defs><linearGradient id="dusk"><stop offset="0" stop-color="#1f2c50"/></linearGradient>'
        '<circle id="moon" r="20" fill="url(#dusk)"/><circle id="sun" r="30"/></defs>',
        "A1/A1-1.svg": '<g id="sky"><use href="#moon" x="9"/></g><path id="line" d="M0 0H9"/><text>Q&amp;A</text>',
        "A1/A1-2.svg": '<g id="sky"><use href="#moon"/></g>',
    }
    for name, body in drawings.items():
        file = folder / "animations" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{head}{body}</svg>", encoding="utf-8")
    (folder / "animations" / "A1.yaml").write_text(
        """
id: A1
title: Two skies
scenes:
  - id: A1-1
    seconds: 4
    picture: A sky.
    words: "{{g:consent}}"
    narration: The moon is up. It is a quiet night over the town and over the fields that lie behind it, so quiet.
    motion:
      - {target: sky, from: 2, to: 4, easing: linear, keyframes: [{opacity: 1}, {opacity: 0.5}]}
      - {target: sky, from: 0, to: 1, keyframes: [{opacity: 0, translate: [0, 8]}, {at: 0.5, opacity: 1}, {opacity: 1}]}
      - {target: line, from: 1, to: 3, repeat: 2, alternate: true, keyframes: [{draw: 0}, {draw: 1}]}
  - id: A1-2
    seconds: 2
    picture: Another sky.
    narration: And so to bed.
    motion:
      - {target: sky, from: 0, to: 2, origin: [50, 100], keyframes: [{rotate: -2, scale: [1, 1]}, {rotate: 2}]}
after: Good night.
""",
        encoding="utf-8",
    )
    loaded = load(folder)
    assert loaded.course is not None, loaded.problems
    return loaded.course


def test_the_player_s_tests_read_what_the_builder_writes(tmp_path: Path, *, update_goldens: bool) -> None:
    course = small_course(tmp_path)
    data = player_data(CourseDrawings(course), course.animations[0], Facts(course).fill)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if update_goldens:
        VECTOR.write_text(text, encoding="utf-8", newline="\n")
    assert VECTOR.read_text(encoding="utf-8") == text


def test_only_what_a_scene_borrows_travels_with_it(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    data = player_data(CourseDrawings(course), course.animations[0], str)
    assert [shape[1]["id"] for shape in data["cast"]] == ["drawn-A1_dusk", "drawn-A1_moon"]
    assert "sun" not in json.dumps(data)


def test_a_later_motion_does_not_reach_back_before_its_beginning(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    first, second, third = player_data(CourseDrawings(course), course.animations[0], str)["scenes"][0]["motion"]
    assert (first["delay"], first["fill"]) == (0, "both")
    assert (second["target"], second["fill"]) == ("drawn-A1-1_line", "both")
    assert (third["delay"], third["fill"]) == (2000, "forwards")
