"""Gives the script that imports this module the Python packages of Scripts/judges.txt.

They are in a virtual environment of the project's own, .build-judges, which
`Scripts/install-dependencies --judges` makes; what the machine's Python happens to have does not count.
"""

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / ".build-judges"

if Path(sys.prefix) != HOME:
    interpreter = HOME / "bin" / "python3"
    if not interpreter.exists():
        sys.exit("Python packages are missing: run Scripts/install-dependencies --judges")
    os.execv(interpreter, [str(interpreter), *sys.argv])
