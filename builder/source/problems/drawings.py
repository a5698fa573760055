"""What can be wrong with a drawing: everything that could run, load or leave the package is refused."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error


def drawing_not_svg(where: Location, message: str, hint: str) -> Diagnostic:
    """A file that should be a drawing is no SVG picture of 640 by 360 units.

    Why: the builder takes drawings apart and puts them into the page shape by shape, so it must be able to read every
    one of them. All scenes have one size, or they would jump. Entities, and parts that draw one another, can grow
    without end. A picture in `media/` may have any size and says which, so that its place on the page is kept. It is
    written anew from what was read, so it has to be UTF-8, like every text.

    Example: a file that starts with `<!DOCTYPE svg [<!ENTITY a "...">]>`, or with `<svg viewBox="0 0 800 600">`.

    Instead: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">`
    """
    return error("drawing-not-svg", where, message, hint)


def drawing_element(where: Location, tag: str, hint: str) -> Diagnostic:
    """A drawing holds an element that is not on the list of those that only draw.

    Why: packages run on the LMS's own address, with the learner's rights. What can run a script, load a file, hold a
    form or move on its own (`script`, `foreignObject`, `image`, `a`, `animate`, `style` and others) has no place in a
    picture, neither in a scene nor in `media/`; nor has an instruction such as `<?xml-stylesheet?>`. What drawing
    programs note for themselves (`metadata`, `sodipodi:namedview`, comments) is left out without a word.

    Example: `<foreignObject>`, `<animate attributeName="opacity" .../>`

    Instead: draw with shapes, groups, gradients, patterns, clip paths, masks, symbols, `use` and `text`; say what moves
    under `motion:` in the animation's YAML file.
    """
    return error("drawing-element", where, f"<{tag}> cannot stand in a drawing", hint)


def drawing_attribute(where: Location, tag: str, name: str, hint: str) -> Diagnostic:
    """A drawing holds an attribute that is not on the list of those that only draw.

    Why: attributes such as `onload` run scripts, and others would change the picture in ways that not every browser
    follows. What changes nothing (`role`, `class`, `aria-label`, `data-name`, `inkscape:label`) is left out without a
    word, and a `style` becomes attributes.

    Example: `<g onclick="...">`, `<path filter="url(#shadow)">`

    Instead: take it out. From Inkscape, save as "Plain SVG"; from Illustrator, with "Presentation Attributes".
    """
    return error("drawing-attribute", where, f"<{tag}> cannot have the attribute {name!r}", hint)


def drawing_value(where: Location, name: str, value: str, hint: str) -> Diagnostic:
    """An attribute of a drawing has a value of the wrong form, or one that leads out of the drawing.

    Why: colours, numbers and names are all that a shape needs. A value such as `url(https://...)` makes the page ask
    another server, and a package asks nobody.

    Example: `fill="url(https://example.org/a.svg#b)"`, `href="other.svg#moon"`

    Instead: `fill="#e9b872"`, `fill="url(#dusk)"`, `href="#moon"`
    """
    shown = value if len(value) <= 40 else value[:39] + "…"
    return error("drawing-value", where, f"{shown!r} cannot be the value of {name!r}", hint)


def drawing_text(where: Location, message: str, hint: str) -> Diagnostic:
    """Text in a drawing stands outside a `text` element, or holds a token.

    Why: text elsewhere is not shown, and tokens such as `{{g:consent}}` are filled in text that can be read and
    checked, never in pictures.

    Example: `<g>moon</g>`, `<text>{{g:notify_days}}</text>`

    Instead: put the words into `words:` or `narration:` of the scene.
    """
    return error("drawing-text", where, message, hint)


def drawing_id(where: Location, name: str, first: Location) -> Diagnostic:
    """Two elements that a scene can refer to have the same id.

    Why: a motion or a `use` would find the wrong one. A scene sees its own ids and those of `cast.svg`.

    Example: `<g id="moon">` in a scene when the cast has a `moon`.

    Instead: give one of them another id.
    """
    return error("drawing-id", where, f"the id {name!r} is already at {first}", "give one of them another id")


def drawing_reference(where: Location, name: str, hint: str) -> Diagnostic:
    """A drawing refers to an id that neither it nor the cast has.

    Why: the part would be missing from the picture without a word.

    Example: `<use href="#mun"/>`

    Instead: `<use href="#mum"/>`
    """
    return error("drawing-reference", where, f"there is no {name!r} in this drawing or in the cast", hint)


def missing_drawing(where: Location, scene: str, file: str) -> Diagnostic:
    """A scene has no drawing, although other scenes of its animation have.

    Why: an animation is played in pictures or read in words; half of each is neither.

    Example: `animations/A1/` holds `A1-1.svg` and `A1-3.svg`, and the animation has three scenes.

    Instead: draw the missing scene, or take the folder out: the animation is then shown in words.
    """
    return error("missing-drawing", where, f"the scene {scene} has no drawing", f"draw it in {file}")
