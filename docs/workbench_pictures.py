"""Take the pictures of docs/workbench.md: needs Debian's chromium and the packages of `make ready` (Pillow comes with matplotlib).

usage: python docs/workbench_pictures.py [FOLDER]      (docs/ unless named)
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
TREATY = DOCS.parent / "texts" / "treaty-1916"
KEYS = ("a", "0", "l", "n", "a", "n")  # what the editor of the pictures has decided


def main(folder: Path) -> None:
    """A picture in light with places that a decision will take, one in dark, one of a narrow window."""
    with tempfile.TemporaryDirectory() as desk, sync_playwright() as driver:
        address, program = served(desk)
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, width, height, scheme in (
            ("workbench", 1280, 760, "light"), ("workbench-dark", 1280, 760, "dark"), ("workbench-narrow", 480, 900, "light"),
        ):  # fmt: skip
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(address)
            waited(page)
            for key in KEYS if name == "workbench" else ():
                page.keyboard.press(key)
                waited(page)
            page.wait_for_timeout(500)
            picture = Image.open(BytesIO(page.screenshot()))
            picture.quantize(64).save(folder / f"{name}.png", optimize=True)
        browser.close()
        program.terminate()
        program.wait(10)


def served(desk: str) -> tuple[str, subprocess.Popen[str]]:
    """The workbench over the treaty, in a folder of its own."""
    texts = [str(TREATY / name) for name in ("fr-draft.txt", "fr-edited.txt")]
    command = [sys.executable, "-m", "collate", "edit", "--no-open", "--who", "Ed", *texts]
    program = subprocess.Popen(command, cwd=desk, stderr=subprocess.PIPE, encoding="utf-8")
    lines: Any = program.stderr
    return next(found[0] for line in lines if (found := re.search(r"http://\S+", line))), program


def waited(page: Any) -> None:
    """Until the page is ready and has nothing to do."""
    while page.evaluate(
        "document.documentElement.dataset.ready !== 'all' || document.documentElement.dataset.busy === 'yes'"
    ):
        time.sleep(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
