"""TEI apparatuses of others: what each witness has, by every method of linking entries to the text."""

from __future__ import annotations

import pytest

from tests.witnesses.tei import document, listed, notes, sources, texts

AB = listed("A", "B")

LINKED = {  # the body, what stands after it, and what B has
    "parallel segmentation": (
        "<p>in <app><lem wit='#A'>principio</lem><rdg wit='#B'>initio</rdg></app> erat</p>", "", "in initio erat",
    ),
    "double end-point, apart from the text": (
        "<p>in <anchor xml:id='w1'/>principio<anchor xml:id='w2'/> erat</p>",
        "<app from='#w1' to='#w2'><lem wit='#A'>principio</lem><rdg wit='#B'>initio</rdg></app>", "in initio erat",
    ),
    "double end-point, the entry where its lemma ends": (
        "<p>in <anchor xml:id='w1'/>principio<app from='#w1'><rdg wit='#B'>initio</rdg></app> erat</p>", "",
        "in initio erat",
    ),
    "double end-point, the entry where its lemma begins": (
        "<p>in <app to='#w2'><rdg wit='#B'>initio </rdg></app>principio<anchor xml:id='w2'/> erat</p>", "",
        "in initio erat",
    ),
    "double end-point, words with ids": (
        "<p><w xml:id='w1'>in</w> <w xml:id='w2'>principio</w> <w xml:id='w3'>erat</w></p>",
        "<app from='#w2' to='#w2'><lem>principio</lem><rdg wit='#B'>initio</rdg></app>", "in initio erat",
    ),
    "double end-point over two paragraphs": (
        "<p>in <anchor xml:id='a'/>fine. </p><p>principio<anchor xml:id='b'/> erat</p>",
        "<app from='#a' to='#b'><rdg wit='#B'>initio</rdg></app>", "in initio|erat",
    ),
    "location-referenced, by line": (
        "<l n='1'>in principio erat</l><l n='2'>verbum</l>",
        "<app loc='1'><lem>principio</lem><rdg wit='#B'>initio</rdg></app>", "in initio erat|verbum",
    ),
    "location-referenced, by chapter and verse": (
        "<div n='1'><ab n='1'>non</ab><ab n='2'>in principio, erat</ab></div>",
        "<app loc='1,2'><lem>Principio</lem><rdg wit='#B'>initio</rdg></app>", "non|in initio, erat",
    ),
    "an entry that names no place, whose lemma is in the text once": (
        "<p>in principio erat</p>", "<app><lem>principio</lem><rdg wit='#B'>initio</rdg></app>", "in initio erat",
    ),
    "location-referenced, over words that are not repeated": (
        "<div n='1'><p>et in principio et finis erat</p></div>",
        "<app loc='1'><lem>principio ... finis</lem><rdg wit='#B'>initio</rdg></app>", "et in initio erat",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LINKED)
def test_an_apparatus_is_read_however_it_is_linked(case: str) -> None:
    """The readings take the place of the words they are about."""
    body, after, expected = LINKED[case]
    after = f"<back><listApp>{after}</listApp></back>" if after else ""
    found = texts(document(body, AB, after))
    assert found["B"] == expected
    assert "principio" in found["A"]
    assert "initio" not in found["A"]


def test_words_that_an_entry_adds_stand_where_it_says() -> None:
    """After a word, or at an anchor."""
    after = (
        "<back><app from='#w1'><lem/><rdg wit='#B'>magno</rdg></app>"
        "<app from='#p'><lem/><rdg wit='#A'>et</rdg></app></back>"
    )
    body = "<p><w xml:id='w1'>in</w> <w>principio</w> <anchor xml:id='p'/><w>erat</w></p>"
    assert texts(document(body, AB, after)) == {"A": "in principio et erat", "B": "in magno principio erat"}


def test_an_entry_that_finds_no_place_is_refused_with_the_reason() -> None:
    """Its readings are in no text."""
    after = (
        "<back><listApp><app loc='1'><lem>nowhere</lem><rdg wit='#B'>x</rdg></app>\n"
        "<app loc='1'><lem>et</lem><rdg wit='#B'>y</rdg></app><app loc='9'><lem>et</lem><rdg wit='#A'>z</rdg></app>"
        "<app loc='1'><lem>in</lem><rdg wit='#A'>an</rdg><rdg wit='#B'>en</rdg></app></listApp></back>"
    )
    data = document("<l n='1'>in et et</l>", AB, after)
    assert texts(data) == {"A": "an et et", "B": "en et et"}
    said = notes(data)
    assert "an entry of the apparatus has a lemma that is not at its place, and is left out (line 1)" in said
    assert "has a lemma that is at its place more than once, and is left out (line 2)" in said
    assert "names a place that the text does not have, and is left out (line 2)" in said


def test_a_reading_that_describes_words_is_no_reading() -> None:
    """An apparatus for print says ``om.``, which is an omission; what else it says is a lacuna, and is named."""
    body = "<p><anchor xml:id='a'/>one<anchor xml:id='b'/> <anchor xml:id='c'/>two three<anchor xml:id='d'/></p>"
    after = (
        "<back><app from='#a' to='#b'><rdg wit='#A'>om.</rdg></app>"
        "<app from='#c' to='#d'><rdg wit='#B'>three two transp.</rdg></app></back>"
    )
    data = document(body, AB, after)
    assert texts(data) == {"A": "two three", "B": "one"}
    assert "readings say more, or less, than words (add., transp., ...); their witnesses have a lacuna there" in notes(
        data
    )


LAYERS = {
    "varSeq": "<rdg wit='#A' varSeq='1'>prius</rdg><rdg wit='#A' varSeq='2'>posterius</rdg>",
    "varSeq, the later first": "<rdg wit='#A' varSeq='2'>posterius</rdg><rdg wit='#A' varSeq='1'>prius</rdg>",
    "type a.c. beside an unmarked reading": "<rdg wit='#A'>posterius</rdg><rdg wit='#A' type='a.c.'>prius</rdg>",
    "type s.l. beside an unmarked reading": "<rdg wit='#A' type='s.l.'>posterius</rdg><rdg wit='#A'>prius</rdg>",
    "hands": "<rdg wit='#A' hand='#h1'>prius</rdg><rdg wit='#A' hand='#h2'>posterius</rdg>",
    "asterisk and C": "<rdg wit='A*'>prius</rdg><rdg wit='AC'>posterius</rdg>",
    "witDetail": (
        "<rdg xml:id='r1' wit='#A'>prius</rdg><witDetail target='#r1' wit='#A'>a.c.</witDetail>"
        "<rdg wit='#A'>posterius</rdg>"
    ),
    "in the reading": "<rdg wit='#A'><subst><del>prius</del><add>posterius</add></subst></rdg>",
}


@pytest.mark.parametrize("case", LAYERS)
def test_several_readings_of_a_witness_are_its_layers(case: str) -> None:
    """Never both: the last without --hands, each with it."""
    data = document(f"<p>x <app><lem wit='#B'>b</lem>{LAYERS[case]}</app> y</p>", AB)
    assert texts(data) == {"A": "x posterius y", "B": "x b y"}
    assert texts(data, hands=True) == {"A.ac": "x prius y", "A.pc": "x posterius y", "B": "x b y"}
    assert {(s.manuscript, s.hand) for s in sources(data, hands=True)} == {("A", "a.c."), ("A", "p.c."), ("", "")}


def test_readings_of_which_nothing_says_the_order_are_named() -> None:
    """They are taken as they stand."""
    data = document("<p><app><lem wit='#B'>b</lem><rdg wit='#A'>a</rdg><rdg wit='#A #B'>c</rdg></app></p>", AB)
    assert texts(data) == {"A": "c", "B": "c"}
    assert "nothing says which was first" in notes(data)


def test_customs_of_the_new_testament() -> None:
    """``witness/@n``, names without ``#``, hands, correctors, what is apparent, what is lost or ambiguous."""
    header = listed(
        "<witness n='P46'/>", "<witness n='01'/>", "<witness n='01C2' type='corrector'/>", "<witness n='vg'/>"
    )
    body = (
        "<ab><app><lem><w>εν</w></lem><rdg n='1' wit='P46V 01* vg'><w>εν</w></rdg><rdg n='2' wit='01C2 1739'><w>επι</w>"
        "</rdg></app><app><rdg n='1' wit='01 1739'><w>τω</w><w>θεω</w></rdg><rdg n='2' type='om' wit='P46'/>"
        "<witDetail type='ambiguous' wit='vg' target='1 2'/></app></ab>"
    )
    data = document(body, header)
    assert texts(data) == {"P46": "εν", "01": "επι τω θεω", "vg": "εν", "1739": "επι τω θεω"}
    assert texts(data, hands=True)["01.ac"] == "εν τω θεω"
    assert "the list of witnesses does not have 1739" in notes(data)
    assert "readings are doubtful (V, vid., ?, one of several); they are read (line 1)" in notes(data)
    lacunae = {s.siglum: [m for m in s.marks if m.kind == "lacuna"] for s in sources(data)}
    assert {siglum for siglum, own in lacunae.items() if own} == {"vg"}


def test_a_witness_that_may_have_one_of_two_readings_has_the_likelier() -> None:
    """It is counted as doubtful; where one of the two is an omission, nothing is known."""
    body = (
        "<ab><app><rdg n='1' wit='A'>one</rdg><rdg n='2' wit='B'>two</rdg><witDetail type='ambiguous' wit='C' "
        "target='1 2'><certainty target='1' degree='0.2'/><certainty target='2' degree='0.8'/></witDetail></app></ab>"
    )
    data = document(body, listed("A", "B", "C"))
    assert texts(data) == {"A": "one", "B": "two", "C": "two"}
    assert "one of several" in notes(data)


def test_a_group_of_witnesses_stands_for_its_members() -> None:
    """By a witness that holds others, or a list with a name."""
    header = listed("<witness xml:id='a'><witness xml:id='B'/><witness xml:id='C'/></witness>", "A")
    body = "<p><app><lem wit='#A'>one</lem><rdg wit='#a'>two</rdg></app></p>"
    assert texts(document(body, header)) == {"B": "two", "C": "two", "A": "one"}


def test_the_siglum_is_what_the_list_declares() -> None:
    """An ``abbr`` or ``idno`` of siglum, ``n`` where the id is only a number, else the id."""
    header = listed(
        "<witness xml:id='M1'><abbr><hi>A</hi></abbr></witness>", "<witness xml:id='wit-2' n='Ä'/>",
        "<witness xml:id='R' n='reims'>Reims</witness>", "<witness xml:id='w_S' n='S'/>",
        "<witness xml:id='m5'><msDesc><msIdentifier><idno type='siglum'>Pal</idno></msIdentifier></msDesc></witness>",
    )  # fmt: skip
    readings = "".join(f"<rdg wit='#{key}'>{key}</rdg>" for key in ("M1", "wit-2", "R", "w_S", "m5"))
    found = texts(document(f"<p><app>{readings}</app></p>", header))
    assert found == {"A": "M1", "Ä": "wit-2", "R": "R", "S": "w_S", "Pal": "m5"}


def test_hands_are_known_by_what_stands_after_the_siglum() -> None:
    """``A_ac``, ``A1`` and ``A2`` of a witness that is listed, and no witnesses themselves."""
    for first, second in (("A_ac", "A_pc"), ("A1", "A2"), ("A¹", "A²"), ("A-m1", "A-m2")):
        body = f"<p><app><lem wit='#{second} #B'>est</lem><rdg wit='#{first}'>erat</rdg></app></p>"
        assert texts(document(body, listed("A", "B")), hands=True) == {"A.ac": "erat", "A.pc": "est", "B": "est"}
    body = "<p><app><lem wit='#A1'>est</lem><rdg wit='#A2'>erat</rdg></app></p>"
    assert texts(document(body, listed("A", "A1", "A2"))) == {"A": "", "A1": "est", "A2": "erat"}


def test_the_rest_are_those_that_an_entry_does_not_name() -> None:
    """``cett.``"""
    body = "<p><app><lem wit='#A'>est</lem><rdg wit='cett.'>erat</rdg></app></p>"
    assert texts(document(body, listed("A", "B", "C"))) == {"A": "est", "B": "erat", "C": "erat"}


def test_witnesses_that_are_declared_nowhere_are_read_and_named() -> None:
    """From the apparatus."""
    data = document("<p>x <app><rdg wit='#A #B'>one</rdg><rdg wit='#C'>two</rdg></app></p>")
    assert texts(data) == {"A": "x one", "B": "x one", "C": "x two"}
    assert "there is no list of witnesses, but A, B, C: taken from the apparatus" in notes(data)


def test_a_witness_is_silent_where_the_apparatus_says_so() -> None:
    """Until it begins, after it ends, between; a reading that names it speaks nonetheless."""
    body = (
        "<p>one <app><lem wit='#A'>two</lem><rdg wit='#B'><witStart/>zwei</rdg></app> three "
        "<app><lem wit='#A'>four</lem><rdg wit='#B'>vier<lacunaStart/></rdg></app> five "
        "<lacunaEnd wit='#B'/>six <witEnd corresp='#A'/>seven <app><rdg wit='#A #B'>eight</rdg></app></p>"
    )
    assert texts(document(body, AB)) == {
        "A": "one two three four five six eight", "B": "zwei three vier six seven eight",
    }  # fmt: skip


def test_pages_of_another_witness_are_not_those_of_this() -> None:
    """``ed`` says whose they are."""
    body = (
        "<p><pb ed='#A' n='1r'/>in <app><lem wit='#A'>a</lem><rdg wit='#B'>b</rdg></app> "
        "prin<lb ed='#B' break='no' n='2'/>"
        "cipio <pb ed='#B' n='9v'/>erat</p>"
    )
    pages = {s.siglum: [m.data["n"] for m in s.marks if m.kind == "page"] for s in sources(document(body, AB))}
    assert pages == {"A": ["1r"], "B": ["9v"]}


def test_entries_in_notes_are_about_the_words_before_them() -> None:
    """If they name witnesses; other notes are left out."""
    body = (
        "<p>nescio et nescio<note><app><lem>nescio</lem><rdg wit='#A'>scio</rdg><rdg wit='#B'>om.</rdg></app></note>, "
        "iudices<note><app><lem>iudices</lem></app> patres Quint.</note></p>"
    )
    assert texts(document(body, AB)) == {"A": "nescio et scio, iudices", "B": "nescio et , iudices"}


def test_a_synopsis_gives_its_witnesses_with_both_forms() -> None:
    """An entry for each verse, a reading for each witness, words in two spellings."""

    def word(orig: str, reg: str) -> str:
        return f"<w><choice><orig>{orig}</orig><reg>{reg}</reg></choice></w>"

    body = (
        f"<ab n='1'><app><rdg wit='#T'>{word('vnto', 'unto')} {word('hym', 'him')}</rdg>"
        f"<rdg wit='#K'>{word('unto', 'unto')} {word('him', 'him')}</rdg></app></ab>"
        f"<ab n='2'><app><rdg wit='#T'>{word('saide', 'said')}</rdg>"
        f"<rdg wit='#K'>{word('said', 'said')}</rdg></app></ab>"
    )
    found = sources(document(body, listed("T", "K")))
    assert {s.siglum: s.content for s in found} == {"T": "vnto hym\n\nsaide", "K": "unto him\n\nsaid"}
    assert [m.data["norm"] for m in found[0].marks if m.kind == "word"] == ["unto", "him", "said"]
    assert [m.data["n"] for m in found[0].marks if m.kind == "locus"] == ["1", "2"]


def test_a_lemma_is_that_of_witnesses_that_are_not_named() -> None:
    """If it names nobody; otherwise what they have is not known."""
    body = (
        "<p><app><lem>one</lem><rdg wit='#B'>two</rdg></app> "
        "<app><lem wit='#A'>three</lem><rdg wit='#B'>four</rdg></app></p>"
    )
    found = sources(document(body, listed("A", "B", "C")))
    assert {s.siglum: s.content for s in found} == {"A": "one three", "B": "two four", "C": "one"}
    assert [s.siglum for s in found if any(m.kind == "lacuna" for m in s.marks)] == ["C"]


CBETA = listed("<witness xml:id='wit.orig'>【大】</witness>", "<witness xml:id='wit1'>【宋】</witness>")


def test_the_layout_of_cbeta_with_entries_in_the_back() -> None:
    """Anchors in the text; a space of no width is an omission; sigla are what the list says."""
    body = (
        "<p><lb n='0001a01'/>能<anchor xml:id='beg1'/>淨業<anchor xml:id='end1'/>障。<anchor xml:id='beg2'/>蘊"
        "<anchor xml:id='end2'/>空<note place='inline'>云云</note></p>"
    )
    after = (
        "<back><div type='apparatus'><app from='#beg1' to='#end1'><lem wit='#wit.orig'>淨業</lem><rdg wit='#wit1'>"
        "<space quantity='0'/></rdg></app><app from='#beg2' to='#end2'><lem wit='#wit.orig'>蘊</lem>"
        "<rdg wit='#wit1'>陰</rdg></app></div></back>"
    )
    assert texts(document(body, CBETA, after)) == {"【大】": "能淨業障。蘊空云云", "【宋】": "能障。陰空云云"}


def test_the_layout_of_cbeta_with_entries_in_the_text() -> None:
    """Names without space between them are several; a remark is the reading of nobody."""
    body = (
        "<p>言<note n='1' place='foot text'>念＝忘【宋】</note><app n='1'><lem wit='【大】'>念</lem>"
        "<rdg wit='【宋】【元】'>忘</rdg><rdg wit='【大】' type='correctionRemark'>心</rdg></app></p>"
    )
    assert texts(document(body)) == {"【大】": "言念", "【宋】": "言忘", "【元】": "言忘"}


def test_a_place_can_be_a_urn_or_point_at_a_line() -> None:
    """The passage of a CTS URN, and ``corresp``."""
    body = (
        "<div type='edition' n='urn:cts:latinLit:x.y'><div n='14'><div n='1'>"
        "<p n='1'>Post emensos eventus</p></div></div>"
        "<div type='critical_apparatus'><listApp><app loc='urn:cts:latinLit:x.y:14.1.1@emensos'>"
        "<lem wit='#A'>emensos</lem><rdg wit='#B'>om. B</rdg></app></listApp></div></div>"
    )
    assert texts(document(body, AB)) == {"A": "Post emensos eventus", "B": "Post eventus"}
    body = (
        "<l n='1' xml:id='l.1'>one two</l><div type='apparatus'><app corresp='#l.1'><lem>two</lem>"
        "<rdg wit='A'>deux</rdg><rdg wit='B'>duo</rdg></app></div>"
    )
    assert texts(document(body)) == {"A": "one deux", "B": "one duo"}


def test_a_line_that_begins_in_a_marked_word_leaves_it_whole() -> None:
    """As in transcriptions of the New Testament."""
    body = (
        "<ab n='B06K1V1'><w>bro\n<lb n='8'/>ken</w> <app><rdg type='orig' hand='firsthand'><w>wrod</w></rdg>"
        "<rdg type='corr' hand='corrector1'><w>word</w></rdg></app></ab>"
    )
    (source,) = sources(document(body))
    assert source.content == "broken word"


def test_a_witness_that_differs_only_before_correction_has_the_lemma_after_it() -> None:
    """In an apparatus that names only who differs."""
    body = (
        "<p>x <app><lem>b</lem><rdg wit='#A' type='a.c.'>a</rdg></app> <app><lem>c</lem><rdg wit='#B'>d</rdg></app></p>"
    )
    assert texts(document(body, AB)) == {"A": "x b c", "B": "x b d"}
    assert texts(document(body, AB), hands=True) == {"A.ac": "x a c", "A.pc": "x b c", "B": "x b d"}


def test_an_entry_can_say_only_who_ends_and_who_begins() -> None:
    """Then its witnesses have the lemma: as the Classical Text Editor writes where the set of witnesses changes."""
    body = (
        "<p>one <app to='#a'><rdg wit='#A'><witEnd/></rdg></app>two<anchor xml:id='a'/> three "
        "<app to='#b'><rdg wit='#A #B'><witStart/></rdg></app>four<anchor xml:id='b'/> five</p>"
    )
    assert texts(document(body, AB)) == {"A": "one two four five", "B": "four five"}


def test_a_witness_of_the_list_that_no_reading_names_has_no_text() -> None:
    """Where every entry names who has what; it is there, and named on stderr."""
    data = document("<p>one <app><lem wit='#A'>two</lem><rdg wit='#B'>zwei</rdg></app></p>", listed("A", "B", "Z"))
    assert texts(data) == {"A": "one two", "B": "one zwei", "Z": ""}
    assert "no reading names Z, so that they have no text" in notes(data)


def test_a_word_at_which_a_witness_begins_is_that_of_all() -> None:
    """As the Patristic Text Archive notes from where on a witness is extant."""
    body = (
        "<p>one <app><rdg wit='#B'><witStart/>two</rdg></app> "
        "<app><lem wit='#A'>three</lem><rdg wit='#B'>drei</rdg></app></p>"
    )
    assert texts(document(body, AB)) == {"A": "one two three", "B": "two drei"}


def test_the_type_of_a_detail_says_what_is_original() -> None:
    """As the Digital Latin Library writes corrections."""
    body = (
        "<p><app><lem wit='#A'>a</lem><rdg xml:id='r1' wit='#B'>b</rdg><witDetail wit='#B' target='r1' "
        "type='correction-original'/><rdg xml:id='r2' wit='#B'>c</rdg></app></p>"
    )
    assert texts(document(body, AB), hands=True) == {"A": "a", "B.ac": "b", "B.pc": "c"}


def test_an_entry_among_the_verses_that_it_is_about_is_no_verse() -> None:
    """Its lemma stands in them already: it is looked for at its place, else right before the entry."""
    body = (
        "<lg n='1'><l>et arma virumque cano</l></lg><app loc='1.1ab'><lem wit='#A'>arma virumque</lem>"
        "<rdg wit='#B'>bella viros</rdg></app><lg n='2'><l>Troiae qui</l></lg>"
    )
    assert texts(document(body, AB)) == {"A": "et arma virumque cano|Troiae qui", "B": "et bella viros cano|Troiae qui"}
