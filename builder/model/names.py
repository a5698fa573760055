"""Names that some system cannot store, wherever they come from: folders, ids that become files, files in any zip."""

from __future__ import annotations

import re

#: Names that Windows keeps for devices, whatever stands behind the dot:
#: https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?", re.IGNORECASE)
#: How many folders deep a file of a package may stand.
MAX_DEPTH = 8
