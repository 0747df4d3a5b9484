"""What transcribers write into a typed text is set aside by evidence; what is text stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import collate
from collate.model import Origin, Source
from collate.witnesses.transcription.conventions import CONVENTIONS
from collate.witnesses.transcription.recognition import recognised
from tests.conftest import Run, run

Files = Callable[..., list[str]]
VERSES = [
    "arma virumque cano troiae qui primus ab oris", "italiam fato profugus laviniaque venit",
    "litora multum ille et terris iactatus et alto", "vi superum saevae memorem iunonis ob iram",
    "multa quoque et bello passus dum conderet urbem", "inferretque deos latio genus unde latinum",
]  # fmt: skip


def read(*texts: str, convention: str = "", hands: bool = False) -> list[Source]:
    """The texts as they are read together."""
    sources = [Source(siglum, text, Origin(siglum, "", "text")) for siglum, text in zip("ABC", texts, strict=False)]
    return [one for layers in recognised(sources, [convention] * len(texts), hands=hands) for one in layers]


def places(source: Source) -> list[tuple[str, str, str]]:
    """Each mark with a name: its kind, the name, and the word that follows it."""
    following = [(source.content[mark.start :].split() or [""])[0] for mark in source.marks]
    return [(m.kind, m.data["n"], word) for m, word in zip(source.marks, following, strict=True) if m.data.get("n")]


READ = [
    ("a hyphen at a line's end", ["erat ua-\ncua et", "uacua"], "erat uacua et"),
    ("a hyphen that is the word's own", ["peut-\nêtre", "peut-être"], "peut-être"),
    ("a hyphen without evidence", ["a well-\nknown man"], "a well-\nknown man"),
    ("a custom of dividing", ["one di-\nvided two di-\nvers re-\nturned"], "one divided two divers returned"),
    ("a sign of division", ["ua¬\ncua ue⸗\nnit fe\u00ad\ncit"], "uacua uenit fecit"),
    ("a division over a page", ["ua-\n\n[fol. 2r]\n\ncua"], "uacua"),
    ("a division before the mark of a page", ["ua-[fol. 2r]cua"], "uacua"),
    ("a folio in a word", ["ua[fol. 1v]cua est"], "uacua est"),
    ("a folio on a line of its own", ["[fol. 1r]\nterra\n[f. 1v]\nerat"], "terra\nerat"),
    ("a column", ["terra [1rb] erat"], "terra erat"),
    ("pages that ascend", ["a [p. 12] b [p. 13] c"], "a b c"),
    ("a reference to one page", ["it is said [p. 12] that"], "it is said [p. 12] that"),
    ("about the year", ["written (c. 1200) and (fol. 3r)"], "written (c. 1200) and (fol. 3r)"),
    ("bars", ["Gallia est | omnis diui|sa in || partes"], "Gallia est omnis diuisa in partes"),
    ("a bar after a hyphen", ["di-|uisa | in partes"], "diuisa in partes"),
    ("a table of Markdown", ["| a | b |\n|---|---|\n| c | d |"], "| a | b |\n|---|---|\n| c | d |"),
    ("dandas", ["kṣetre kuru |\nsamaveta ||\nyuyutsava |"], "kṣetre kuru |\nsamaveta ||\nyuyutsava |"),
    ("letters of abbreviations", ["p(ro)pter t(er)ram d(omi)n(u)s"], "propter terram dominus"),
    ("letters restored", ["vac[ua] fere[batur] [Arma uiru]mque"], "vacua ferebatur Arma uirumque"),
    ("suspensions", ["Imp(eratori) Caes(ari) d(is) m(anibus)"], "Imperatori Caesari dis manibus"),
    ("an added plural", ["the word(s) of author(s)"], "the word(s) of author(s)"),
    ("a parenthesis", ["il part (vers midi) et dit [sic] cela"], "il part (vers midi) et dit [sic] cela"),
    ("a gloss in another script", ["Москва(Moskva) 见（一）道"], "Москва(Moskva) 见（一）道"),
    ("a program", ["def f(x):\n    y = g(x)\n    return a[i] | b\n"], "def f(x):\n    y = g(x)\n    return a[i] | b\n"),
    ("markup", ["[red]x[/red] a<b>b</b>c [text](link)"], "[red]x[/red] a<b>b</b>c [text](link)"),
    ("lost text", ["a [...] b […] c [- - -] d ⟦ ⟧ e <lacuna> f"], "a b c d e f"),
    ("a word of which the middle is lost", ["ua[...]a"], "ua a"),
    ("a list of things to do", ["- [ ] write\n- [x] read"], "- [ ] write\n- [x] read"),
    ("annals", ["1914 war\n1915 war\n1916 war"], "1914 war\n1915 war\n1916 war"),
    ("numbers in prose", ["he had 2 apples, 3 pears, 4 plums"], "he had 2 apples, 3 pears, 4 plums"),
    ("numbers of notes", ["This is known.[1] And more.[2]"], "This is known.[1] And more.[2]"),
    ("a numbered list", ["1. Each party shall.\n2. Disputes shall."], "1. Each party shall.\n2. Disputes shall."),
    ("a folio in other languages", ["[л. 1 об.] а [л. 2] б\n[k. 3r] c\n[f° 12 v°] d\n[= fol. 13r] e\n[A, fol. 13v] f"],
     "а б\nc\nd\ne\nf"),
    ("sides by letters", ["ا [٢/أ] ب [٢/ب] ج [٣/أ] د\n道可道【5a】非常道【5b】"], "ا ب ج د\n道可道非常道"),
    ("a page that is named where it ends", ["いづれ」1オ おほん」1ウ とき」2オ には"], "いづれ おほん とき には"),
    ("pages on lines of their own", ["=== fol. 1r ===\na\n=== fol. 1v ===\nb"], "a\nb"),
    ("pages named on lines of their own", ["Seite 1\na\nSeite 2\nb"], "a\nb"),
    ("page and line", ["1r.1 in nomine\n1r.2 domini\n1v.1 nostri", "[1v2] oṃ namo [1v3] evaṃ"],
     "in nomine\ndomini\nnostri"),
    ("a line of a printed page", ["[980a21] πάντες ἄνθρωποι [980a22] τοῦ εἰδέναι"], "πάντες ἄνθρωποι τοῦ εἰδέναι"),
    ("bars with numbers", ["In nomine do|²mini nostri |3 Iesu Chri|4sti"], "In nomine domini nostri Iesu Christi"),
    ("strokes that divide words", ["von gotes / ze Oster=/reich / tun"], "von gotes ze Osterreich tun"),
    ("strokes that are punctuation", ["das er kam / vnd sprach / Gott gruess euch / lieben leute"],
     "das er kam / vnd sprach / Gott gruess euch / lieben leute"),
    ("one or the other", ["he and/or she / yes/no / a house/garden"], "he and/or she / yes/no / a house/garden"),
    ("mathematics", ["let |x| < 1 and |y| > 2 or 'x|y'"], "let |x| < 1 and |y| > 2 or 'x|y'"),
    ("numbers of notes that run", ["Gallia¹ est omnis² divisa³ in partes"], "Gallia est omnis divisa in partes"),
    ("letters of notes", ["Gallia^a est omnis^b divisa in^c partes"], "Gallia est omnis divisa in partes"),
    ("notes in Chinese", ["天下皆知美之為美〔1〕斯惡已〔2〕皆知善之為善〔3〕"], "天下皆知美之為美斯惡已皆知善之為善"),
    ("numbers that count things", ["1 January. Rain.\n2 January. Snow.\n3 January. Sun."],
     "1 January. Rain.\n2 January. Snow.\n3 January. Sun."),
    ("an enumeration", ["There are (1) the king, (2) the queen, (3) the knave and (4) the fool. So."],
     "There are (1) the king, (2) the queen, (3) the knave and (4) the fool. So."),
    ("endings of either gender", ["Leser(in), Leser(innen), gern(e), Schüler(in)"],
     "Leser(in), Leser(innen), gern(e), Schüler(in)"),
    ("a hyphen at both ends", ["ein-\n-mal"], "einmal"),
    ("remarks about the page", ["a [catchword: b]\n[blank page]\nc [in marg.: d] [deleted: e] f"], "a\nc d f"),
    ("what cannot be read", ["a [illegible] b [2 words lost] c [нрзб.] d <...> e"], "a b c d e"),
    ("codes of the Hispanic Seminary", ["{CB2.\n{RUB. Aqui} {IN4.} el (^que) [^do<n>]\n}\n{CW. rey}"],
     "Aqui el don\n"),
    ("OpenITI", ["######OpenITI#\n#META#Header#End#\n### | باب\n# قال PageV01P005 حدثنا\n~~ ms001 محمد"],
     "باب\nقال حدثنا\nمحمد"),
    ("a dialogue", ["— Venez-\nvous ? dit-il.\n— Non."], "— Venez-\nvous ? dit-il.\n— Non."),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "wanted"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_a_text_is_read_without_what_its_transcriber_added(texts: list[str], wanted: str) -> None:
    """And what may be its own is left; the file comes back from what was read and what was set aside."""
    first, *_ = found = read(*texts)
    assert first.content == wanted
    assert [one.original for one in found] == texts


NUMBERED = [
    ("every line", [f"{n} {verse}" for n, verse in enumerate(VERSES, 1)]),
    ("every fifth, with a wide space", [f"5  {v}" if n == 5 else v for n, v in enumerate(VERSES, 1)]),
    ("every fifth, at the right", [f"{v}    {n}" if n == 5 else v for n, v in enumerate(VERSES, 1)]),
    ("every second", [f"{n} {v}" if n % 2 == 0 else v for n, v in enumerate(VERSES, 1)]),
    ("in brackets", [f"[{n}] {v}" for n, v in enumerate(VERSES, 1)]),
    ("paragraphs", [f"§ {n} {v}" for n, v in enumerate(VERSES, 1)]),
    ("lines with a label", [f"v. {n} {v}" for n, v in enumerate(VERSES, 1)]),
    ("after each verse", [f"{v} ﴿{n}﴾" for n, v in enumerate(VERSES, 1)]),
    ("in the digits of another script", [f"({chr(0x660 + n)}) {v}" for n, v in enumerate(VERSES, 1)]),
    ("after dandas", [f"{v} ||{n}||" for n, v in enumerate(VERSES, 1)]),
    ("in circles", [f"{chr(0x245F + n)}{v}" for n, v in enumerate(VERSES, 1)]),
    ("letters", [f"{'אבגדהו'[n - 1]} {v}" for n, v in enumerate(VERSES, 1)]),
    ("superscripts", [f"{'¹²³⁴⁵⁶'[n - 1]}{v}" for n, v in enumerate(VERSES, 1)]),
]


@pytest.mark.parametrize("lines", [case[1] for case in NUMBERED], ids=[case[0] for case in NUMBERED])
def test_numbers_in_sequence_become_places(lines: list[str]) -> None:
    """Of every verse, also of those between two that are numbered."""
    (found,) = read("\n".join(lines))
    assert found.content.replace(" ||", "").split() == " ".join(VERSES).split()
    assert places(found) == [("locus", str(n), verse.split()[0]) for n, verse in enumerate(VERSES, 1)]


def test_a_number_by_itself_needs_another_witness() -> None:
    """That has the words before and after it side by side."""
    alone = "\n".join(f"5 {verse}" if n == 5 else verse for n, verse in enumerate(VERSES, 1))
    assert "5 multa" in read(alone)[0].content
    assert "5 multa" not in read(alone, "\n".join(VERSES))[0].content


def test_chapter_and_verse_are_names_of_places() -> None:
    """As they are written."""
    (found,) = read("1:1 In principio creavit 1:2 Terra autem erat 2:1 Igitur perfecti")
    assert places(found) == [("locus", "1:1", "In"), ("locus", "1:2", "Terra"), ("locus", "2:1", "Igitur")]


def test_verses_that_begin_again_are_named_with_their_chapter() -> None:
    """By its heading."""
    (found,) = read("CAP. IV\n1 In principio\n2 Terra autem\nCAP. V\n1 Igitur perfecti\n2 Et factum est")
    assert [name for _, name, _ in places(found)] == ["4.1", "4.2", "5.1", "5.2"]


def test_every_fifth_line_is_numbered_where_some_lines_do_not_count() -> None:
    """The number is that of its line, and those between have theirs while they are below the next."""
    lines = [f"{line}   {n}" if n % 5 == 0 else line for n, line in enumerate(VERSES * 3, 1)]
    (found,) = read("\n".join([*lines[:7], "[Enter Aeneas.]", *lines[7:]]))
    assert not any(char.isdigit() for char in found.content)
    assert [(name, word) for _, name, word in places(found) if name in {"5", "10"}] == [("5", "multa"), ("10", "vi")]


def test_a_line_is_named_with_its_page() -> None:
    """The page once, where it begins."""
    (found,) = read("1r.1 in nomine\n1r.2 domini\n1v.1 nostri")
    assert [(kind, name) for kind, name, _ in places(found)] == [
        ("page", "fol. 1r"), ("line", "1"), ("line", "2"), ("page", "fol. 1v"), ("line", "1"),
    ]  # fmt: skip


def test_numbers_that_begin_again_on_each_page_are_lines() -> None:
    """Of that page."""
    (found,) = read("[fol. 1r]\n1 arma vi-\n2 rum cano\n3 troiae\n[fol. 1v]\n1 qui primus\n2 ab oris\n3 italiam")
    assert found.content == "arma virum cano\ntroiae\nqui primus\nab oris\nitaliam"
    assert places(found)[:3] == [("page", "fol. 1r", "arma"), ("line", "1", "arma"), ("line", "2", "rum")]


CONVENTIONAL = [
    ("leiden", "[divi] f(ilio) ⟦Getae⟧ <et> {et} `item´ ạbc [3] (!) a / b", "divi filio et item abc a b"),
    ("leiden", "Au-\ngusto Aur( ) <p=B>otestate <...> X", "Augusto Aur potestate X"),
    ("edition", "quod [est] <et> †corr† {del} *** do[mi]minus", "quod et corr dominus"),
    ("diplomatic", "the [[olde]] \\newe/ kyng <and> {blot} w(i)t(h) [god]", "the newe kyng and with god"),
    ("none", "p(ro)pter ua-\ncua [fol. 1r] a | b | c", "p(ro)pter ua-\ncua [fol. 1r] a | b | c"),
    ("", "he [the king] and <so> {it} (was)", "he [the king] and <so> {it} (was)"),
]


@pytest.mark.parametrize(("convention", "text", "wanted"), CONVENTIONAL)
def test_signs_mean_what_the_convention_says(convention: str, text: str, wanted: str) -> None:
    """Whole words are kept with a mark, or left out; without a convention they are text."""
    (found,) = read(text, convention=convention)
    assert " ".join(found.content.split()) == " ".join(wanted.split())
    assert found.original == text


def test_a_corrected_text_is_read_in_two_layers() -> None:
    """Before correction with what was deleted, after it with what was added."""
    before, after = read("the [[olde]] \\newe/ kyng", convention="diplomatic", hands=True)
    assert (before.siglum, before.hand, before.content) == ("A.ac", "a.c.", "the olde kyng")
    assert (after.siglum, after.hand, after.content) == ("A.pc", "p.c.", "the newe kyng")


WORD = st.tuples(st.sampled_from(["terra", "uacua", "λόγος"]), st.integers(0, 9))


@given(words=st.lists(WORD, min_size=1, max_size=8),
       name=st.sampled_from(["leiden", "edition", "diplomatic"]))  # fmt: skip
def test_what_is_written_by_a_convention_is_read_back_by_it(words: list[tuple[str, int]], name: str) -> None:
    """Words with the signs of their marks: the same words come back, with the same marks; what is no text does not."""
    senses = [sense for sense in CONVENTIONS[name] if sense.opens != sense.closes]
    chosen = [(word, senses[number] if number < len(senses) else None) for word, number in words]
    written = " ".join(f"{sense.opens}{word}{sense.closes}" if sense else word for word, sense in chosen)
    (found,) = read(written, convention=name)
    assert found.content.split() == [word for word, sense in chosen if sense is None or sense.kept]
    marked = [(mark.kind, found.content[mark.start : mark.end].strip()) for mark in found.marks if mark.kind != "line"]
    assert marked == [(sense.mark, word) for word, sense in chosen if sense and sense.kept]


def test_a_text_of_python_is_read_by_a_convention_that_is_named() -> None:
    """Else it is taken as it is."""
    texts = {"A": "terra va|cua | p(ro)pter", "B": "terra vacua propter"}
    made = collate.collate(texts, collate.Settings(languages=("la",), convention="diplomatic"))
    assert [list(one.normals) for one in made.witnesses] == [["terra", "vacua", "propter"]] * 2
    plain = collate.collate(texts, collate.Settings(languages=("la",)))
    assert "|" in plain.witnesses[0].normals


def test_the_margin_names_the_page_before_its_first_line(witness_files: Files) -> None:
    """Where both begin at one word."""
    out = run("read", *witness_files(A="ter|ra uacua || lux est | et")).out
    assert "\npage 1, 1, 2" in out


SIGNS = [
    "(1) ", "|2 ", "[l. 2] ", "v. 1 ", "1r.2 ", "﴿١﴾", "①", "א ", "a[1]", "b² ", "^a",
    "[catchword: a]", "[in marg.: b]", "{RUB. ",
    "(", ")", "[", "]", "<", ">", "⟦", "⟧", "[[", "]]", "{", "}", "|", "||", "-\n", "¬\n", "\n", " ", " ", "1", "2 ",
    "5\t", "[fol. 1r]", "[1]", "[2] ", "1:1 ", "1:2 ", "§ 1 ", "[...]", "/", "\\", "†", "ạ", "a\u0323", "\r\n",
    "\u00ad", "道", "ab", "cde", "Im", "et ", "***", "vac.", "=", "\n\n", "\u0301", "\u2028",
]  # fmt: skip


@given(texts=st.lists(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join), min_size=1, max_size=2),
       convention=st.sampled_from(["", *CONVENTIONS]))  # fmt: skip
def test_every_file_comes_back_from_what_was_read(texts: list[str], convention: str) -> None:
    """Whatever signs stand beside one another; marks lie in the text."""
    for text, found in zip(texts, read(*texts, convention=convention), strict=True):
        assert found.original == text
        assert all(0 <= mark.start <= mark.end <= len(found.content) for mark in found.marks)
        cut = len(found.content) // 2
        parts = found.part(0, cut), found.part(cut, len(found.content))
        assert "".join(part.original for part in parts) == text or not 0 < cut < len(found.content)


def test_json_has_the_witness_s_own_characters_and_the_word_as_read(witness_files: Files) -> None:
    """`t` is what stands in the file, with what is not text after the word before it; `n` is what is compared."""
    files = witness_files(A="[fol. 1r] terra va|cua | et\n", B="terra vacua et\n")
    table = json.loads(run("table", "-l", "la", *files, "--json").out)
    (a, b) = table["table"]
    assert [cell[0]["t"] for cell in a] == ["terra ", "va|cua | ", "et\n"]
    assert [cell[0]["n"] for cell in a] == [cell[0]["n"] for cell in b] == ["terra", "vacua", "et"]
    assert table["sources"][0]["lead"] == "[fol. 1r] "


def test_a_table_of_typed_text_reads_back_to_the_same(witness_files: Files) -> None:
    """Words, places and what was set aside."""
    files = witness_files(A="[fol. 1r] terra va|cua | et\n[fol. 1v]\nlux\n", B="terra vacua et nox\n")
    table = run("table", "-l", "la", *files, "--json").out.encode()
    direct = run("apparatus", "-l", "la", *files, "--json").out
    again = run("convert", "-", "--to", "json", stdin=table).out
    assert json.loads(again)["units"] == json.loads(direct)["units"]


def said(result: Run) -> list[str]:
    """What was said of signs on stderr."""
    return [line for line in result.err.splitlines() if "became" in line or "set aside;" in line]


def test_each_kind_of_sign_is_said_once_for_all_witnesses(witness_files: Files) -> None:
    """With their number and the first of them; `--convention none` says nothing, for nothing is recognised."""
    files = witness_files(A="[fol. 1r] terra p(ro)pter\n", B="[fol. 3r] terra [fol. 3v] t(er)ra\n")
    lines = said(run("diff", "-l", "la", *files))
    assert lines == [
        "collate: A B: 3 folio, page and column marks became places; the first is [fol. 1r] (A, line 1)",
        "collate: A B: 2 brackets within words became marks; the first is p(ro)pter (A, line 1)",
    ]
    assert said(run("diff", "-l", "la", "--convention", "none", *files)) == []


def test_a_convention_is_described_beside_the_text(witness_files: Files) -> None:
    """For one witness; the option overrules it."""
    files = witness_files(A="terra <et> caelum", B="terra et caelum")
    beside = Path(files[0]).with_name("witnesses.toml")
    beside.write_text('[[witness]]\nfile = "A.txt"\nconvention = "leiden"\n', encoding="utf-8")
    assert run("diff", "-l", "la", *files).status == 0
    assert run("diff", "-l", "la", *files, "--convention", "none").status == 1


def test_a_convention_that_is_not_known_is_named(witness_files: Files) -> None:
    """With those that are."""
    result = run("diff", "--convention", "Leyden", *witness_files(A="a", B="b"))
    assert (result.status, "leiden" in result.err) == (2, True)
