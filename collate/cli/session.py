"""What the `decide` commands work on: witnesses aligned once, the apparatus as it stands, the file of decisions."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from collate import paths
from collate.cli import console, options
from collate.cli.introducing import introduce
from collate.config import DECISIONS
from collate.errors import UsageError

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus, Decision, Unit


@dataclass(slots=True)
class How:
    """How the witnesses are read and aligned: what stands before the subcommand."""

    encoding: str | None = None
    cjk: str = options.DEFAULT.cjk
    aligner: str = options.DEFAULT.aligner
    sections: str = options.DEFAULT.sections
    anchor: list[str] | None = None
    max_size: int = options.MAX_SIZE


HOW = How()


class Session:
    """What is decided upon: the witnesses, aligned once, the apparatus as it stands, and the file of decisions."""

    def __init__(
        self, witnesses: Sequence[str], base: str | None, language: list[str] | None, decisions: str | None
    ) -> None:
        from collate import judge, pipeline

        self.settings = self._settings(language, decisions)
        self.folder = None if decisions else folder_of(self.settings)
        sources = pipeline.sources([pipeline.Named.parse(name) for name in witnesses], self.settings)
        introduce(sources)
        self.base = base or sources[0].siglum
        self.collation = pipeline.collate(pipeline.witnesses(sources, self.settings), self.settings)
        self.known = judge.evidence(self.collation, self.settings)
        self.apparatus = self.judged()
        for note in self.apparatus.notes:
            console.talk(note)

    @classmethod
    def path_of(cls, decisions: str | None) -> tuple[Path, Path | None]:
        """The file that decisions go to, and the folder that it must not leave: none if the command line names it."""
        settings = cls._settings(None, decisions)
        return settings.project.decisions or Path(DECISIONS), None if decisions else folder_of(settings)

    def taken_back(self) -> str:
        """Take the last decision back; returns it in words."""
        return taken_back(self.path, self.folder)

    @staticmethod
    def _settings(language: list[str] | None, decisions: str | None) -> Settings:
        given = decisions if decisions is None or Path(decisions).exists() else None
        settings = options.settings(
            language, HOW.encoding, HOW.cjk, HOW.aligner, HOW.max_size, HOW.sections, HOW.anchor, decisions=given
        )
        path = Path(decisions) if decisions else settings.project.decisions
        return replace(settings, project=replace(settings.project, decisions=path))

    @property
    def path(self) -> Path:
        """The file of decisions, there or not."""
        return self.settings.project.decisions or Path(DECISIONS)

    def judged(self) -> Apparatus:
        """The apparatus by the decisions as they are now."""
        from collate import pipeline

        self.apparatus = pipeline.apparatus(self.collation, self.base, self.settings, self.known)
        return self.apparatus

    def unit(self, name: str) -> Unit:
        """The unit of that name."""
        from collate.analyse.classify.explain import numbered

        found = numbered(self.apparatus.units, name)
        if found is None:
            raise UsageError(f"there is no unit {name!r}", hint="collate diff shows them")
        return found

    def reading(self, unit: Unit, text: str | None) -> str:
        """The reading that is meant; UsageError if it is not there, or if several could be meant."""
        others = [reading.normal for reading in unit.readings[1:]]
        if text is None and len(others) == 1:
            return others[0]
        if text is None:
            raise UsageError(f"{unit.id} has several readings", hint=f"--reading {' | '.join(map(repr, others))}")
        known = {form: reading.normal for reading in unit.readings for form in (reading.normal, reading.text)}
        if text not in known:
            raise UsageError(
                f"{unit.id} has no reading {text!r}", hint=f"it has: {', '.join(map(repr, sorted(known)))}"
            )
        return known[text]

    def decide(self, unit: Unit | None, decision: Decision) -> str:
        """Write a decision about a unit (a join: with the next one); returns it in words."""
        from collate.decide import file, place

        if unit is not None:
            following = [other for other in self.apparatus.units if other.start >= unit.end][:1]
            if decision.do == "join" and not following:
                raise UsageError(f"{unit.id} is the last unit")
            decision = place.about(self.apparatus, unit, decision, following if decision.do == "join" else ())
        before = self.path.read_bytes().decode("utf-8") if self.path.exists() else ""
        text = before + file.written(decision)
        _write(self.path, text, self.folder)
        if decision.do != "realign":
            self._refuse_stale()
        return file.said([decision])[0]

    def _refuse_stale(self) -> None:
        """Take back a decision that has no effect, and say why."""
        from collate import judge

        last = judge.decisions(self.settings)[-1].line
        mark = f"{judge.decisions_name(self.settings)}:{last}: stale decision"
        because = next((note for note in self.judged().notes if note.startswith(mark)), None)
        if because is not None:
            self.taken_back()
            raise UsageError(f"that has no effect: {because.partition('without effect: ')[2]}")


def made(do: str, who: str | None, why: str, when: str | None, **what: str) -> Decision:
    """A decision without its place: whose, of what day, and why."""
    from collate.model import Decision

    if when is not None and not _is_day(when):
        raise UsageError(f"{when!r} is no date", hint="write 2026-11-24")
    return Decision(
        do, "", "", why=why, who=who if who is not None else getpass.getuser(),
        when=when or datetime.now(UTC).date().isoformat(), **what,  # type: ignore[arg-type]
    )  # fmt: skip


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def folder_of(settings: Settings) -> Path | None:
    """The folder that decisions are written under: the project's, or their own; None if others were allowed."""
    path, folder = settings.project.decisions or Path(DECISIONS), settings.project.folder
    if folder is None:
        return path.parent
    return None if paths.outside(folder, [path]) else folder


def _write(path: Path, text: str, folder: Path | None) -> None:
    """Write the file of decisions: through a link only if the command line names the file (`folder` is None)."""
    if folder is None:
        paths.write_named(path, lambda out: console.say(out, text.lstrip("\n")))
    else:
        paths.write(folder, path, lambda out: console.say(out, text.lstrip("\n")))


def taken_back(path: Path, folder: Path | None = None) -> str:
    """Take the last decision of a file back; returns it in words. `folder`: what the file must not leave."""
    from collate.decide import file

    decisions = file.read(path.read_bytes(), str(path)) if path.is_file() else []
    if not decisions:
        raise UsageError("holds no decision", path=str(path), hint="name the file: --decisions FILE")
    rest = file.without_last(path.read_bytes().decode("utf-8"))
    _write(path, rest, folder)
    return file.said(decisions[-1:])[0]
