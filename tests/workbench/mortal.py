"""A workbench that is killed again and again: each line on stdin starts one, by a fork of what has been aligned once.

usage: python -m tests.workbench.mortal FOLDER      (prints the process and the address of each)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from collate.cli.workbench.server import serve
from tests.workbench.conftest import KINGS, opened


def main(folder: Path) -> None:
    """Serve until stdin ends."""
    found = opened(folder, KINGS)
    found.desk()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            serve(found, port=0, who="Ed", ready=lambda address, _: print(os.getpid(), address, flush=True))  # noqa: T201
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
