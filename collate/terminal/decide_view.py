"""The terminal application of `collate decide view`: shows the units one by one, with a key for each decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from collate.errors import CollateError
from collate.io.wording import isolated, one_line, reading_words, sigla_list, visible
from collate.model import Apparatus, Unit
from collate.model.decision import RULE
from collate.model.vocabulary import terms
from collate.terminal.signs import HEADING, NUMBER, QUIET, VARIANT
from collate.variants.entries import line

AROUND = 12  # words of the base shown on either side
SCOPES = ("here", "section", "everywhere")
KEYS = "1234567890abcdefgh"  # of the labels, in the order of labels.toml; what no scribe does is left out
NOT_GIVEN = {"lacuna", "transposition"}
LABELS = dict(zip(KEYS, (name for name in terms() if name not in NOT_GIVEN), strict=False))
Decide = Callable[[Unit, str, dict[str, str]], str]


class DecideView(App[None]):
    """The application: one unit at a time; each decision is written at once, and the apparatus updated."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,n", "go(1)", "next"),
        Binding("left,p", "go(-1)", "prev"),
        Binding("down,tab", "other", "other", priority=True),
        Binding("s", "scope", "scope"),
        Binding("r", "regularise", "regularise"),
        Binding("l", "lemma", "lemma"),
        Binding("j", "join", "join"),
        Binding("x", "split", "split"),
        Binding("u", "undo", "undo"),
        Binding("q", "quit", "quit"),
    ]
    CSS = "VerticalScroll { padding: 1 2; } #said { padding: 0 2; height: auto; }"

    def __init__(
        self, apparatus: Apparatus, decide: Decide, undo: Callable[[], str], again: Callable[[], Apparatus]
    ) -> None:
        """`decide` writes a decision, `undo` takes the last one back (both return it in words), `again` reads anew."""
        super().__init__()
        self.apparatus, self._decide, self._undo, self._again = apparatus, decide, undo, again
        self.place = self._first_open()
        self.reading = 1
        self.scope = SCOPES[0]
        self.said = "what is decided is written at once"

    def compose(self) -> ComposeResult:
        """The unit, the last decision, and the keys."""
        with VerticalScroll():
            yield Static(id="page")
        yield Static(id="said")
        yield Footer()

    def on_mount(self) -> None:
        """Show the first undecided unit."""
        self._show()

    @property
    def unit(self) -> Unit:
        """The unit shown."""
        return self.apparatus.units[self.place]

    def _first_open(self) -> int:
        """The first undecided unit after the current one, starting again at the beginning after the last."""
        units = self.apparatus.units
        return next((place for place, unit in enumerate(units) if not _decided(unit)), 0)

    def on_key(self, event: object) -> None:
        """A key of a label labels the reading."""
        label = LABELS.get(getattr(event, "key", ""))
        if label:
            self._do("label", value=label)

    def action_go(self, step: int) -> None:
        """The next unit, or the one before."""
        self.place = max(0, min(len(self.apparatus.units) - 1, self.place + step))
        self.reading = 1
        self._show()

    def action_other(self) -> None:
        """The next reading of the unit."""
        self.reading = self.reading % max(1, len(self.unit.readings) - 1) + 1
        self._show()

    def action_scope(self) -> None:
        """Here, in this section, everywhere."""
        self.scope = SCOPES[(SCOPES.index(self.scope) + 1) % len(SCOPES)]
        self._show()

    def action_regularise(self) -> None:
        """The reading counts as the lemma."""
        self._do("regularise")

    def action_lemma(self) -> None:
        """The reading is the text."""
        self._do("lemma")

    def action_join(self) -> None:
        """This unit and the next are one."""
        self._do("join", with_reading=False)

    def action_split(self) -> None:
        """The unit is cut after its first word."""
        self._do("split", with_reading=False, value="1")

    def action_undo(self) -> None:
        """The last decision is taken back."""
        self._try(lambda: f"taken back: {self._undo()}")

    def _do(self, what: str, *, with_reading: bool = True, value: str = "") -> None:
        given = {"value": value} if value else {}
        if with_reading and self.reading < len(self.unit.readings):
            given |= {"reading": self.unit.readings[self.reading].normal, "scope": self.scope}
        self._try(lambda: self._decide(self.unit, what, given))

    def _try(self, act: Callable[[], str]) -> None:
        try:
            self.said = visible(act())
        except CollateError as problem:
            self.said = visible(problem.sentence())
        else:
            start = self.unit.start
            self.apparatus = self._again()
            if not self.apparatus.units:
                self.exit()
                return
            units = self.apparatus.units
            self.place = next((k for k, unit in enumerate(units) if unit.end > start), len(units) - 1)
            self.reading = 1
        self._show()

    def _show(self) -> None:
        self.query_one("#page", Static).update(self._page())
        self.query_one("#said", Static).update(Text(self.said, style=QUIET))

    def _page(self) -> Text:
        unit, units = self.unit, self.apparatus.units
        decided = sum(map(_decided, units))
        page = Text()
        page.append(f"{self.place + 1}/{len(units)}", style=NUMBER)
        page.append(f"  {unit.id}  {visible(unit.section)}, {visible(unit.locus)}   ")
        page.append(f"{decided} decided   scope: {self.scope}\n\n", style=QUIET)
        page.append_text(self._around())
        page.append(f"\n\n{line(self.apparatus, unit)}\n", style=HEADING)
        for number, reading in enumerate(unit.readings):
            mark = "> " if number == self.reading else "  "
            page.append(f"\n{mark}{reading_words(reading)}  {sigla_list(reading.sigla)}\n")
            for label in reading.labels:
                page.append(f"    {label.name}: {visible(label.because)} ({visible(label.rule)})\n", style=QUIET)
        page.append("\n" + "  ".join(f"{key} {name}" for key, name in LABELS.items()), style=QUIET)
        return page

    def _around(self) -> Text:
        """The base's words before, in and after the unit."""
        collation = self.apparatus.collation
        row = collation.row(self.apparatus.base)
        witness = collation.witnesses[row]
        first, last = collation.tokens(row, self.unit.start, self.unit.end)
        if first == last:
            first = last = self.unit.word - 1
        text = Text("… ")
        text.append(isolated(one_line(witness.surface(max(0, first - AROUND), first))) if first else "")
        inside = isolated(one_line(witness.surface(first, last))) if last > first else ""
        text.append(f" ‹{inside}› ", style=VARIANT)
        end = min(len(witness), last + AROUND)
        text.append(isolated(one_line(witness.surface(last, end))) if end > last else "")
        return text.append(" …")


def _decided(unit: Unit) -> bool:
    labels = (label for reading in unit.readings for label in reading.labels)
    return bool(unit.conjecture) or any(label.rule == RULE for label in labels)
