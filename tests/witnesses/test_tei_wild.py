"""TEI of other projects as it is found: a stretch of each file, checked by reading the file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

from collate.model import Source
from collate.witnesses.readers.tei import read_witnesses
from tests.conftest import FIELD, thorough

WILD = FIELD / "wild" / "tei"


@cache
def found(name: str, *, hands: bool = False) -> dict[str, Source]:
    """The sources of a file whose name begins so."""
    (path,) = WILD.glob(f"{name}*.xml")
    several = read_witnesses(path.read_bytes(), path=str(path), siglum="X", hands=hands)
    return {source.siglum: source for source in several}


def plain(text: str) -> str:
    """A text in one spelling of Unicode, with single spaces."""
    return " ".join(normalize("NFC", text).split())


# The siglum ("X": the text itself), words before a stretch, and the stretch: a few words each.
STRETCHES = {
    "aozora": ("X", "第二の盗人", "余計な事を云うな"),
    "beta-LIT4714": ("W2", "ዘወልደ፡", "ኖሬ፡ ሰላም፡ ለኪ፡"),
    "beta-LIT4916": ("E", "ክፍል፡", "፮ናና፡ ካልእ፡ ዖፍ፡"),
    "cbgm-john6": ("69", "του τοπου", "οπου"),
    "elespdn-it": ("W3", "koncem", "veljače. Salon"),
    "faust": ("X", "Chor\nWir kommen", "ſchon, warum weichſt du\nzuruck"),
    "fv-f1818": ("X", "My father loved", "Beaufort with"),
    "gille": ("Sev_Z", "cosas son de", "pensar"),
    "hc-structure_A": ("X", "dresser to carpet.", "2 Further,"),
    "hc-structure_B": ("X", "water.", "III But"),
    "perseus-phi0474": ("X", "Agitur".lower() + " enim in criminibus", "Auli Cluenti"),
    "perseus-phi0959": ("X", "abde loco.", "publica non audent intra monimenta"),
    "plaoul-lectio18": ("V", "naturale ut attingere", "possit"),
    "plaoul-lectio21": ("SV", "varias,", "nec aliquas"),
    "plaoul21-reims": ("X", "pro indigentiis hominum", "succurrendo sed etiam"),
    "plaoul21-sorb": ("X", "in praecedenti lectione", "tactum est"),
    "plaoul21-svict": ("X", "tactum est in lectione praecedenti ex divina", "providentia"),
    "plaoul21-vat": ("X", "multiplicantur", "se offerunt"),
    "pta-6": ("O", "περι", "τής ἁγίας"),
    "rdgai": ("J30", "فقالوا", "له الاحبار انت تشهد"),
    "sarit": ("Thakur1997", "", "puruṣakāraḥ phalotpattyahetuḥ"),
    "scta": ("X", "Ad primum ostendendum", "multiplices adducuntur rationes"),
    "teiphy": ("P46", "", "εν τω ηγαπημενω ο και την εις παντας"),
    "tla-flor-cte": ("P", "περὶ τῆς τοῦ", "ἁγίου πνεύματος"),
    "tla-flor-ps": ("C", "δὲ τοῦ κυρίου λέγοντος μὴ", "κρίνετε φοβούμενος οὐδένα κρίνῃ"),
}


LARGE = {"gille", "sarit"}


@pytest.mark.parametrize("name", [pytest.param(one, marks=thorough) if one in LARGE else one for one in STRETCHES])
def test_a_stretch_of_the_file_is_read_as_it_stands(name: str, field: Path) -> None:
    """As its XML says."""
    siglum, before, stretch = STRETCHES[name]
    assert plain(f"{before} {stretch}") in plain(found(name)[siglum].content)


ABSENT = {  # what today's readers let in, and must not
    "perseus-phi0474": ("A.Auli", "cett.", "Quintil. ix"),
    "perseus-phi0959": ("monimenta inter", "loco modo"),
    "aozora": ("よけい", "（ちくしょう"),
    "plaoul-lectio18": ("Kilvington, ??",),
    "teiphy": ("B10K6V20U12",),
    "tla-flor-cte": ("praem.", "transp.", "‡"),
    "faust": ("gonntgonnt", "verfluck"),
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_text_does_not_get_in(name: str, field: Path) -> None:
    """In no witness of the file."""
    for source in found(name).values():
        assert [words for words in ABSENT[name] if words in source.content] == []


SIGLA = {
    "beta-LIT4916": "D E F M V",
    "elespdn-it": "W1 W2 W3",
    "gille": "Esc_Q Mad_A Mad_B Mad_G Sal_J Sev_R Sev_Z",
    "plaoul-lectio21": "R S SV V",
    "pta-6": "M O V",
    "rdgai": "CSA J30 J67 S118 S120 S122 S128 S137 S138 S139 S71+",
    "tla-flor-cte": "A B C D E F G H K M22 P Q S T",
    "tla-flor-ps": "A B C D E F G H K P Q S T",
}


@pytest.mark.parametrize("name", [pytest.param(one, marks=thorough) if one in LARGE else one for one in SIGLA])
def test_the_witnesses_are_those_of_the_apparatus(name: str, field: Path) -> None:
    """Listed, or only named by readings."""
    assert sorted(found(name)) == SIGLA[name].split()


def test_hands_of_the_new_testament_are_layers(field: Path) -> None:
    """A corrector that is listed as one, and a first hand that is only named."""
    layers = {siglum: source.manuscript for siglum, source in found("teiphy", hands=True).items() if source.manuscript}
    assert {"01", "03", "06", "424"} <= set(layers.values())
    assert len(found("teiphy")) == 65


def test_layers_of_a_medieval_witness_are_never_joined(field: Path) -> None:
    """A reading a.c. and one above the line."""
    both = found("tla-flor-ps", hands=True)
    assert plain("οὐδένα κρίνει") in plain(both["Q.ac"].content)
    assert plain("οὐδένα κρίνῃ") in plain(both["Q.pc"].content)
    assert not any("κρίνεικρίν" in plain(source.content) for source in both.values())


def test_verses_have_their_numbers(field: Path) -> None:
    """By book, poem and line."""
    marks = [mark for mark in found("perseus-phi0959")["X"].marks if mark.kind == "locus"]
    names = {str(mark.data["n"]) for mark in marks if "n" in mark.data}
    assert {"1.1.1", "1.1.2", "4.16.52"} <= names
    assert all(re.fullmatch(r"[1-4]\.\d+\.\d+[a-z]?", name) for name in names)
