"""How long the page of a novel takes to open, and how smoothly it scrolls: ``python benchmarks/page.py``.

Chromium opens the page of Frankenstein (five versions; from ../shared/field if it is there, else a simulated tradition
of the same size) three times in each view. *ready* is the page's own mark, when the first screen can be used; *all*,
when every paragraph is there; *first search*, until the places in all texts are listed; *frames*, what the browser
took to draw while it scrolled from top to bottom.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from measure import COLLATE, NOVEL, tradition
from playwright.sync_api import sync_playwright

SCROLL = """() => new Promise((done) => {
  const frames = [];
  let last = performance.now();
  const step = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    scrollBy(0, innerHeight / 4);
    const more = scrollY + innerHeight < document.documentElement.scrollHeight - 2;
    if (more && frames.length < 300) requestAnimationFrame(step);
    else done(frames);
  };
  requestAnimationFrame(step);
})"""

SEARCH = """() => {
  const start = performance.now();
  document.querySelector("#search").value = "the creature";
  document.querySelector("#search").dispatchEvent(new Event("input"));
  const took = performance.now() - start;
  document.querySelector("#search").value = "";
  document.querySelector("#search").dispatchEvent(new Event("input"));
  return took;
}"""


def main() -> None:
    """Make the page, and print a line for each view."""
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(map(str, NOVEL.glob("*.txt"))) or tradition(Path(folder), 5, 75_000)
        target = Path(folder) / "page.html"
        start = time.perf_counter()
        subprocess.run([COLLATE, "page", "-l", "en", *files, "-o", str(target)], check=True, capture_output=True)
        print(
            f"made in {time.perf_counter() - start:.1f} s, {target.stat().st_size / 1e6:.1f} MB, {len(files)} witnesses"
        )
        chromium = shutil.which("chromium") or sys.exit("skipped: Chromium is not on this machine")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for view in ("reading", "synopsis"):
                report(browser, f"{target.as_uri()}#view={view}", view)


def report(browser: Any, address: str, view: str) -> None:
    """Open an address three times; medians."""
    ready, whole, frames, searched = [], [], [], []
    for _ in range(3):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        while page.evaluate("document.documentElement.dataset.ready") != "all":
            page.wait_for_timeout(20)
        whole.append(page.evaluate("performance.now()"))
        ready.append(page.evaluate("performance.getEntriesByName('collate-ready')[0].startTime"))
        searched.append(page.evaluate(SEARCH))
        frames += page.evaluate(SCROLL)
        page.close()
    slow = statistics.quantiles(frames, n=20)[-1]
    times = [f"{label} {statistics.median(taken) / 1000:.2f} s" for label, taken in
             (("ready", ready), ("all", whole), ("first search", searched))]  # fmt: skip
    drawn = f"frames: median {statistics.median(frames):.0f} ms, 95 % under {slow:.0f} ms, worst {max(frames):.0f} ms"
    print(f"{view:<9} {', '.join(times)}; {drawn}")


if __name__ == "__main__":
    main()
