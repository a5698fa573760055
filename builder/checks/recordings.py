"""Rules for films and sounds: that every browser plays them, and that every learner gets what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.checks.parts import blocks_in, spoken_scenes
from builder.diagnostics import Diagnostic, Location, error
from builder.model.blocks.recordings import Recorded, Video
from builder.model.course import Course
from builder.model.found import MediaFile, Recording
from builder.model.shared import Scene

#: Of each kind of file, how its pictures and its sounds may be written (docs/decisions/051-media.md).
_FILMS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "mp4": (("avc1", "avc3"), ("mp4a",)),
    "webm": (("V_VP8", "V_VP9", "V_AV1"), ("A_OPUS", "A_VORBIS")),
}
_SOUNDS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "mp3": ((), ("mp3",)),
    "mp4": ((), ("mp4a",)),
    "ogg": ((), ("opus", "vorbis")),
}
#: Ten minutes of a film at 720 lines, and of speech at 256 kbit/s.
MAX_FILM_BYTES, MAX_SOUND_BYTES = 100_000_000, 20_000_000
#: Seconds by which a caption may outlast its recording: editors round, and encoders cut at a frame.
_ROUNDED = 0.5


def _recorded(course: Course) -> Iterator[tuple[Recorded, MediaFile, MediaFile | None]]:
    """Yield each film and sound whose file is there, with that file and the file of its captions."""
    for module in course.contents:
        held = {file.path: file for file in module.media}
        for block in blocks_in(module, Recorded):
            if block.file in held:
                yield block, held[block.file], held.get(block.captions)


def _spoken(course: Course) -> Iterator[tuple[Scene, MediaFile]]:
    """Yield each scene of an animation whose sound is there, with the file of it."""
    for module in course.contents:
        held = {file.path: file for file in module.media}
        yield from ((scene, held[scene.sound]) for scene in spoken_scenes(course, module) if scene.sound in held)


def unplayable_recording(course: Course) -> Iterator[Diagnostic]:
    """A film or a sound that some browsers do not play, or that does not say how long it is.

    Why: learners would see a black frame and never know what they miss. The name of a file says little: an MP4 from a
    phone may hold HEVC, which many browsers cannot show. Where a file does not say how long it is, nobody can go to a
    place in it.

    Example: a film with HEVC in `hive.mp4`; a `video` that holds sound alone; a recording of a browser.

    Instead: save films as MP4 with H.264 and AAC (or as WebM with VP8, VP9 or AV1), and sounds as MP3, M4A (AAC) or Ogg
    (Opus or Vorbis). `ffmpeg -i hive.mov -c:v libx264 -pix_fmt yuv420p -c:a aac -movflags +faststart hive.mp4` makes a
    film that begins to play before all of it is there.
    """
    spoken = ((scene, "sound", file) for scene, file in _spoken(course))
    for part, key, file in (*((block, "file", file) for block, file, _ in _recorded(course)), *spoken):
        is_film = isinstance(part, Video)
        if is_film:
            what, forms, hint = "film", _FILMS, "save it as MP4 with H.264 and AAC"
        else:
            what, forms, hint = "sound", _SOUNDS, "save it as MP3, M4A (AAC) or Ogg (Opus)"
        recording = file.recording
        if recording is None or file.holds not in forms:
            fact = f"is no {what} that every browser plays, or is cut off"
        elif bool(recording.pictures) is not is_film:
            fact = "has no pictures" if is_film else "has pictures"
            hint = f"show it with ::: {'audio' if is_film else 'video'}"
        elif not (fact := _strange(recording, *forms[file.holds])):
            continue
        yield error("unplayable-recording", course.place(part, key), f"{file.path!r} {fact}", hint)


def _strange(recording: Recording, pictures: Sequence[str], sounds: Sequence[str]) -> str:
    """Return what in *recording* some browser cannot do with, or "" if there is nothing."""
    strange = [codec for codec in recording.pictures if codec not in pictures]
    strange += [codec for codec in recording.sounds if codec not in sounds]
    if strange:
        return f"holds {', '.join(strange)}, which not every browser plays"
    return "" if recording.seconds else "does not say how long it is"


def recording_size(course: Course) -> Iterator[Diagnostic]:
    """A film of more than 100 million bytes, or a sound of more than 20 million.

    Why: many learners watch on a phone with little signal, and many LMSs refuse a package of some hundred megabytes.

    Example: a film as the camera made it.

    Instead: save a film with 720 lines (`ffmpeg -i hive.mov -vf scale=-2:720 -crf 28 hive.mp4`) and speech with 64 kbit
    a second (`-b:a 64k`), divide it, or keep it on a video site and link to it.
    """
    for block, file, _ in _recorded(course):
        limit = MAX_FILM_BYTES if isinstance(block, Video) else MAX_SOUND_BYTES
        if file.length > limit:
            message = f"{file.path!r} has {file.length:,} bytes; the limit is {limit:,}"
            hint = "save it with fewer lines or bits a second, or divide it"
            yield error("recording-size", course.place(block, "file"), message, hint)


def captions_form(course: Course) -> Iterator[Diagnostic]:
    """Captions that are no WebVTT, or not in the order of time.

    Why: browsers pass over what they do not understand and say nothing, so that whoever cannot hear misses a sentence,
    or all of them.

    Example: a file of SubRip (`00:00:01,000 --> 00:00:04,000`) renamed to `hive.vtt`; a cue that ends before it begins.

    Instead: a line `WEBVTT`, an empty one, and then cues, each with its times, its words and an empty line:
    `00:01.000 --> 00:04.000`.
    """
    for block, _, captions in _recorded(course):
        if captions is None:
            continue
        if captions.captions is None:
            message = f"{captions.path!r} is no file of captions"
            yield error("captions-form", course.place(block, "captions"), message, "save them as WebVTT, as .vtt")
        for line, fact in captions.captions.faults if captions.captions else ():
            hint = "a cue: 00:01.000 --> 00:04.000, its words in the next lines, and an empty line"
            yield error("captions-form", Location(captions.where.path, line), fact, hint)


def captions_past_end(course: Course) -> Iterator[Diagnostic]:
    """A caption that runs past the end of its film or sound, or a scene that ends before its sound.

    Why: nobody would ever read it, or hear the end. Most often it belongs to another cut.

    Example: a caption until `01:20.000` of a film of 75 seconds; a `sound:` of 14 seconds in a scene of 12.

    Instead: take the captions of this cut, or end the last one with it; give the scene as many `seconds`.
    """
    for scene, file in _spoken(course):
        seconds = file.recording.seconds if file.recording else None
        if seconds and seconds > scene.seconds + _ROUNDED:
            message = f"{file.path!r} has {seconds:.1f} s, and the scene {scene.seconds}"
            yield error("captions-past-end", course.place(scene, "sound"), message, "give the scene more seconds")
    for _, file, captions in _recorded(course):
        seconds = file.recording.seconds if file.recording else None
        if seconds and captions and captions.captions and captions.captions.end > seconds + _ROUNDED:
            message = f"the caption runs until {captions.captions.end:g} s, and {file.path!r} has {seconds:.1f} s"
            where = Location(captions.where.path, captions.captions.end_line)
            yield error("captions-past-end", where, message, "take the captions of this cut, or end them with it")
