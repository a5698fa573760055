"""The faults by number: what goes wrong in each. Tests ``test_f07_…`` are about number 7.

Some of them the preview lets an author play as well; how stands beside the words.
"""

from __future__ import annotations

import json
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "scorm_templates" / "preview" / "faults.json"
FAULTS = {int(number): fault["title"] for number, fault in json.loads(_FILE.read_text(encoding="utf-8")).items()}
