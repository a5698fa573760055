"""What of the player a course may let an edition do without."""

from typing import Literal

#: The certificate, where a partnership's learning system makes its own; and the button that has a page read aloud.
Switch = Literal["certificate", "read_aloud"]
