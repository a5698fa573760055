from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_without_libyaml_a_course_is_read_just_the_same() -> None:
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "import yaml; assert not yaml.__with_libyaml__\n"
        "from pathlib import Path; from builder.source.load import load\n"
        "loaded = load(Path(sys.argv[1])); print(len(loaded.problems), loaded.course.tokens[0].where)"
    )
    command = [sys.executable, "-c", code, "tests/samples/_base"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "0 tests/samples/_base/first/01-start.md:11:30\n"


def test_without_libyaml_no_depth_of_nesting_brings_the_reader_down() -> None:
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from builder.source.yaml_places import Source, SourceIndex\n"
        "from builder.source.yaml_text import read_yaml\n"
        "problems = []\n"
        "read_yaml(Source('f', '[' * 4000), SourceIndex(), problems.append)\n"
        "print([problem.code for problem in problems])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "['yaml-depth']\n"
