"""The terminal application of `collate decide view`: shows the units one by one, with a key for each decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static

from collate.errors import CollateError
from collate.io.wording import isolated, one_line, reading_words, sigla_list, visible
from collate.model import Apparatus, Unit
from collate.model.vocabulary import terms
from collate.terminal.signs import HEADING, NUMBER, QUIET, VARIANT
from collate.terminal.unit_filter import decided, selected
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
    AUTO_FOCUS = ""  # keys are commands until a search is asked for
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
        Binding("slash", "search", "search"),
        Binding("q", "quit", "quit"),
    ]
    CSS = """
    OptionList { width: 38; border: none; padding: 0 1; }
    VerticalScroll { width: 1fr; padding: 1 2; }
    #page { width: 100%; }
    #said { padding: 0 2; height: auto; }
    """

    def __init__(
        self, apparatus: Apparatus, decide: Decide, undo: Callable[[], str], again: Callable[[], Apparatus]
    ) -> None:
        """`decide` writes a decision, `undo` takes the last one back (both return it in words), `again` reads anew."""
        super().__init__()
        self.apparatus, self._decide, self._undo, self._again = apparatus, decide, undo, again
        self.listed = selected(apparatus, "")  # the numbers of the units that the search leaves
        self.query_words = ""
        self.place = self._first_open()
        self.reading = 1
        self.scope = SCOPES[0]
        self.said = "what is decided is written at once"

    def compose(self) -> ComposeResult:
        """The list of units beside the unit, the last decision, the search, and the keys."""
        with Horizontal():
            listing = OptionList(id="units")
            listing.can_focus = False  # keys are for the unit; the list follows, and takes the mouse
            yield listing
            with VerticalScroll():
                yield Static(id="page")
        yield Static(id="said")
        search = Input(placeholder="undecided, formal, substantive, a label, a siglum, words; Enter", id="search")
        search.display = False
        yield search
        yield Footer()

    def on_mount(self) -> None:
        """Show the first undecided unit."""
        self._list()
        self._show()

    @property
    def unit(self) -> Unit:
        """The unit shown."""
        return self.apparatus.units[self.place]

    def _first_open(self) -> int:
        """The first undecided unit of the list; its first if all are decided."""
        units = self.apparatus.units
        return next((place for place in self.listed if not decided(units[place])), self.listed[0])

    def on_key(self, event: object) -> None:
        """A key of a label labels the reading, unless a search is being typed."""
        label = LABELS.get(getattr(event, "key", ""))
        if label and not isinstance(self.focused, Input):
            self._do("label", value=label)

    def action_go(self, step: int) -> None:
        """The next unit of the list, or the one before."""
        behind = [number for number in self.listed if (number > self.place if step > 0 else number < self.place)]
        self.place = (behind[0] if step > 0 else behind[-1]) if behind else self.place
        self.reading = 1
        self._show()

    def action_search(self) -> None:
        """Ask for the units to list."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """List what matches; if nothing does, the list stays."""
        search = self.query_one("#search", Input)
        found = selected(self.apparatus, event.value)
        self.said = f"{len(found)} of {len(self.apparatus.units)} units" if found else "no unit matches"
        if found:
            self.listed, self.query_words = found, event.value
            self.place, self.reading = self._first_open(), 1
        search.display = False
        self.set_focus(None)
        self._list()
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click shows a unit."""
        self.place, self.reading = self.listed[event.option_index], 1
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
            self.listed = selected(self.apparatus, self.query_words) or [self.place]
            self.reading = 1
            self._list()
        self._show()

    def _list(self) -> None:
        """The units of the list, a line each: a sign if decided, the number, the entry."""
        listing = self.query_one("#units", OptionList)
        listing.clear_options()
        for number in self.listed:
            unit = self.apparatus.units[number]
            entry = Text(f"{'✓' if decided(unit) else ' '} {unit.number} {line(self.apparatus, unit)}", no_wrap=True)
            entry.truncate(32, overflow="ellipsis")
            listing.add_option(entry)

    def _show(self) -> None:
        if self.place in self.listed:
            self.query_one("#units", OptionList).highlighted = self.listed.index(self.place)
        self.query_one("#page", Static).update(self._page())
        self.query_one("#said", Static).update(Text(self.said, style=QUIET))

    def _page(self) -> Text:
        unit, units = self.unit, self.apparatus.units
        done = sum(map(decided, units))
        page = Text()
        page.append(f"{self.place + 1}/{len(units)}", style=NUMBER)
        page.append(f"  {unit.id}  {visible(unit.section)}, {visible(unit.locus)}   ")
        page.append(f"{done} decided   scope: {self.scope}\n\n", style=QUIET)
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
