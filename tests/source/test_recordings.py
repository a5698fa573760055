"""Films, sounds and captions: what they say of themselves is read, and nothing that they hold stops a build."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.found import Captions, Recording
from builder.source.recordings import read_recording
from builder.source.webvtt import read_captions
from tests.recordings import EXAMPLES, MEDIA, mp3, mp4, ogg, webm

#: Each kind of recording, how it is made, and what is read of it besides its length.
MADE: dict[str, tuple[Callable[[float], bytes], tuple[str, ...], tuple[str, ...]]] = {
    "mp4": (mp4, ("avc1",), ("mp4a",)),
    "webm": (webm, ("V_VP8",), ()),
    "ogg": (ogg, (), ("opus",)),
    "mp3": (mp3, (), ("mp3",)),
    "mp3 with a count": (lambda seconds: mp3(seconds, counted=True), (), ("mp3",)),
}


def read(kind: str, data: bytes) -> Recording | None:
    return read_recording(kind.split()[0], io.BytesIO(data), len(data))


@pytest.mark.parametrize("kind", MADE)
@given(seconds=st.integers(1, 30))
def test_a_recording_says_how_long_it_is_and_how_it_is_written(kind: str, seconds: int) -> None:
    make, pictures, sounds = MADE[kind]
    recording = read(kind, make(seconds))
    assert recording
    assert (recording.pictures, recording.sounds) == (pictures, sounds)
    assert recording.seconds == pytest.approx(seconds, rel=0.01, abs=0.03)


@pytest.mark.parametrize("kind", MADE)
@given(data=st.data())
def test_a_recording_with_anything_wrong_in_it_is_read_or_is_none(kind: str, data: st.DataObject) -> None:
    whole = MADE[kind][0](2)
    place = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(max_size=12))
    for broken in (whole[:place], whole[:place] + noise + whole[place + len(noise) :], noise + whole):
        recording = read(kind, broken)
        assert recording is None or recording.seconds is None or recording.seconds > 0


def test_a_film_that_is_cut_off_is_none() -> None:
    assert (read("mp4", mp4()[:-1]), read("webm", webm()[:-1])) == (None, None)


def test_a_film_that_does_not_say_how_long_it_is_has_no_length() -> None:
    recording = read("webm", webm(says=False))
    assert recording == Recording(("V_VP8",), (), None)


def test_vorbis_says_its_own_rate() -> None:
    head = b"\x01vorbis" + bytes(4) + b"\x01" + (24_000).to_bytes(4, "little") + bytes(14)
    assert read("ogg", ogg(6, head=head)) == Recording((), ("vorbis",), 12)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_recordings_of_the_examples_are_those_that_are_made_here(name: str) -> None:
    assert (MEDIA / name).read_bytes() == EXAMPLES[name](), "run python -m tests.recordings"


CUE = "00:01.000 --> 00:02.500\nWords.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"WEBVTT\n\n{CUE}",
        f"WEBVTT\nKind: captions\nLanguage: en\n\n{CUE}",
        f"WEBVTT - of a hive\n\nNOTE by\nsomebody\n\nfirst\n{CUE}\n\n00:00:02.000 --> 00:00:02.500 line:0\nA\nB",
    ],
)
def test_captions_as_the_standard_has_them_are_sound(text: str) -> None:
    captions = read_captions(text)
    assert (captions.end, captions.faults) == (2.5, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("WEBVTT\n", 1),
        (f"WEBVTTX\n\n{CUE}", 1),
        (f"WEBVTT\n{CUE}", 1),
        (f"WEBVTT\nKind: captions\n{CUE}", 1),
        ("1\n00:00:01,000 --> 00:00:04,000\nWords.\n", 1),
        ("WEBVTT\n\n1\n00:00:01,000 --> 00:00:04,000\nWords.\n", 4),
        ("WEBVTT\n\nWords alone.\n", 3),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n", 4),
        (f"WEBVTT\n\n{CUE}\n00:00.500 --> 00:02.000\nEarlier.\n", 6),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nWords.\n", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nWords.\n", 3),
        (f"WEBVTT\n\n00:00.000 --> 00:01.000\n{CUE}", 3),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nWords.\n", 3),
    ],
)
def test_captions_that_a_browser_would_pass_over_are_told_by_their_line(text: str, line: int) -> None:
    assert read_captions(text).faults[0][0] == line


@given(st.text(alphabet=st.sampled_from("WEBVT01:.-> \n\tNOTEa"), max_size=120))
def test_any_text_is_captions_or_is_told_why_not(text: str) -> None:
    captions = read_captions("WEBVTT\n\n" + text)
    assert isinstance(captions, Captions)
    assert captions.faults or captions.end > 0
