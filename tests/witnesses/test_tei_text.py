"""TEI of others: the text of a witness as a person reads it aloud, and nothing else. Small examples of each pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from collate.errors import InputError, UsageError
from collate.witnesses.readers.tei import elements, read
from collate.witnesses.readers.tei.elements import ELEMENTS, Use
from tests.witnesses.tei import document, layers, listed, shown, text

READ = {
    "lines begin without space, as is the custom": (
        "<p>foo<lb/>bar, <hi>a</hi><lb/>baz<pb n='2'/><lb/>quux</p>", "foo|bar, a|baz|quux"),
    "a line in a word, where other lines have space": (
        "<p>\n<lb n='1'/>foo bar\n<lb n='2'/>con<lb n='3'/>sul\n<lb n='4'/>zip</p>", "foo bar|consul|zip"),
    "a page between words that are elements": (
        "<ab><w>αρχη</w><pb n='2'/><cb/><lb/><w>η<lb break='no'/>ν</w></ab>", "αρχη|ην"),
    "a break that says in other words that it is in one": (
        "<p>con<lb rend='hyphen'/>sul im<lb type='inWord'/>perator se<lb rend='¬'/>cundo</p>",
        "consul imperator secundo"),
    "two forms of Menota without a choice": (
        ("<p xmlns:me='http://www.menota.org/ns/1.0'><w><me:facs>oc</me:facs><me:dipl>ok</me:dipl><me:norm>ok</me:norm>"
        "</w><me:punct>.</me:punct></p>"), "ok."),
    "a charter beside its description": (
        ("<chDesc xmlns='http://www.monasterium.net/NS/cei'><abstract>Gift</abstract></chDesc>"
        "<tenor xmlns='http://www.monasterium.net/NS/cei'><pTenor>In nomine</pTenor></tenor>"), "In nomine"),
    "a text beside its translation": (
        "<div type='transcription'><p>Gallia est</p></div><div type='translation'><p>Gaul is</p></div>", "Gallia est"),
    "a text in two versions": (
        "<div type='diplomatic'><p>vnd</p></div><div type='normalized'><p>und</p></div>", "vnd"),
    "a translation alone": ("<div type='translation'><p>Gaul is</p></div>", "Gaul is"),
    "the number of a note": (
        "<p>ami<ref target='#n'>1</ref>, <ref target='#n'>so</ref><note xml:id='n'>x</note></p>", "ami, so"),
    "sentences without space between them": (
        "<p><s>One.</s><s>Two.</s> <s>道。</s><s>名。</s></p>", "One. Two. 道。名。"),
    "the reference of a quotation is not text": (
        "<p>as <cit><quote>in the beginning</quote> <bibl>Gen 1</bibl></cit> says</p>", "as in the beginning says",
    ),
    "notes, headers, descriptions and metadata are not text": (
        ("<listPerson><person><persName>N.</persName></person></listPerson><p>one<note>a note</note> <fw>12</fw>two "
        "<figure><figDesc>a tree</figDesc></figure><certainty/>three<interp>x</interp></p>"), "one two|three",
    ),
    "what the editor supplies, and what is unclear or superfluous, is read": (
        "<p>d<supplied>omi</supplied>nus <unclear>rex</unclear> et <surplus>et</surplus> al</p>",
        "dominus rex et et al",
    ),
    "an abbreviation beside its whole expansion is read once": (
        "<p><expan><abbr>A.</abbr><ex>Aulus</ex></expan> it</p>", "Aulus it",
    ),
    "letters that stand for an abbreviation are letters of the word": (
        "<p><expan>A<ex>ulu</ex>s</expan> d<am>̄</am><ex>omi</ex>n<ex>u</ex>s</p>", "Aulus dominus",
    ),
    "an abbreviation without a stop goes on in its expansion": (
        "<p><expan><abbr>Aug</abbr><ex>ustus</ex></expan></p>", "Augustus",
    ),
    "of a choice the expansion is read, and the form of the source": (
        ("<p><choice><abbr>dns</abbr><expan>dominus</expan></choice> <choice><sic>vivit</sic>"
        "<corr>vixit</corr></choice> <choice>\n<orig>iam</orig>\n<reg>jam</reg>\n</choice>,</p>"), "dominus vivit iam,",
    ),
    "forms that stand alone are read": ("<p><reg>animum</reg> <corr>est</corr> <abbr>S.</abbr> <sic>x</sic></p>",
        "animum est S. x",
    ),
    "a choice within a choice": (
        "<p><choice><sic><choice><abbr>dns</abbr><expan>domnus</expan></choice></sic><corr>dominus</corr></choice></p>",
        "domnus",
    ),
    "what was added is read, what was deleted is not": (
        "<p>a <subst>\n<del>bad</del>\n<add>good</add>\n</subst> d<del>x</del>ay</p>", "a good day",
    ),
    "what was struck out and restored is read": (
        ("<p>one <restore><del>two</del></restore> <mod rend='strikethrough'>three</mod> <del xml:id='d'>four</del>"
        "<undo target='#d'/></p>"), "one two four",
    ),
    "a long deletion ends where it says": (
        "<p>one <delSpan spanTo='#e'/>two</p><p>three <anchor xml:id='e'/>four</p>", "one|four",
    ),
    "words go on over line beginnings that say so": (
        "<p>uac<lb break='no'/>ua and uac-<lb break='no'/>ua</p>", "uacua and uac-|ua",
    ),
    "words go on over line beginnings without space, where others have space": (
        "<p>ad <lb/>primum multi <lb/>plices addu<lb/>cuntur, <lb/>rationes<pb/><cb/><lb/>que</p>",
        "ad|primum multi|plices adducuntur,|rationesque",
    ),
    "lines without any space beside them are lines": ("<p>one<lb/>two<lb/>three</p>", "one|two|three"),
    "a page that begins in a word leaves it whole": ("<p>Beau<pb n='41'/>fort <pb n='42'/>came.<pb/>Then</p>",
        "Beaufort came. Then",
    ),
    "parts of a word are one word": (
        "<p><w part='I'>pro</w> <lb/> <w part='F'>pter</w> <w>hoc</w></p>", "propter hoc",
    ),
    "marked words are divided, whatever stands between them": ("<p><w>εν</w><w>τω</w> <w>ναω</w></p>", "εν τω ναω"),
    "signs stand at words, where space between elements is layout": (
        "<p>\n<w>Qu</w>\n<pc>’</pc>\n<w>as</w>\n<pc>,</pc>\n<pc>«</pc>\n<w>oui</w>\n<pc>»</pc>\n<pc>.</pc></p>",
        "Qu’as, «oui».",
    ),
    "signs stand as they are, where some stand at words": (
        "<p><w>Qu</w><pc>’</pc><w>as</w> <pc>·</pc> <w>tu</w></p>", "Qu’ as · tu",
    ),
    "join says where no space is": (
        "<p><w>one</w> <pc join='left'>,</pc> <pc join='right'>“</pc> <w>two</w></p>", "one, “two",
    ),
    "the reading beside an ideograph is not text": (
        ("<p>私<ruby><rb>達</rb><rt>たち</rt></ruby>が<span type='ruby'><span type='rb'>余</span><span type='rp'>（"
        "</span><span type='rt'>よ</span></span></p>"), "私達が余",
    ),
    "elements of no text in the text": (
        "<p>one<space/>two <g>&amp;</g> <c> </c><hi>t</hi>hree<handShift/><ptr target='#x'/>.</p>",
        "one two & three.",
    ),
    "a quotation is a paragraph of its own, or words of one": (
        "<p>he <quote>said</quote> so</p><quote><p>a verse</p></quote>", "he said so|a verse",
    ),
    "of an edition its translation and its apparatus are not the text": (
        ("<div type='edition'><ab>χαῖρε</ab></div><div type='translation'><p>hail</p></div>"
        "<div type='apparatus'><p>1 om. A</p></div>"), "χαῖρε",
    ),
    "what is not displayed is not text": ("<p>1<hi rend='font-weight:bold; display:none'>1</hi> a</p>", "1 a"),
    "a note that stands in the text of the source is text": ("<p>空<note place='inline'>云</note></p>", "空云"),
    "forms of Menota": (
        ("<p xmlns:me='http://www.menota.org/ns/1.0'><w><choice><me:facs>ꝼo</me:facs><me:dipl>fo</me:dipl>"
        "<me:norm>fór</me:norm></choice></w></p>"), "fo",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_the_text_is_read_and_nothing_else(case: str) -> None:
    """One pattern each."""
    body, expected = READ[case]
    assert text(body) == expected


FORMS = (
    "<p><expan><abbr>A.</abbr><ex>Aulus</ex></expan> <choice><abbr>dns</abbr><expan>dominus</expan></choice> "
    "<choice><sic>vivit</sic><corr>vixit</corr></choice> <choice><orig>iam</orig><reg>jam</reg></choice> "
    "p<am>̄</am><ex>er</ex> et <surplus>et</surplus></p>"
)


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        ((), "Aulus dominus vivit iam per et et"),
        (("abbr",), "A. dns vivit iam p̄ et et"),
        (("corr",), "Aulus dominus vixit iam per et"),
        (("reg",), "Aulus dominus vivit jam per et et"),
        (("abbr", "corr", "reg"), "A. dns vixit jam p̄ et"),
    ],
)
def test_which_of_two_forms_is_read_can_be_chosen(prefer: tuple[str, ...], expected: str) -> None:
    """Abbreviation or expansion, source or correction, original or regular form."""
    assert text(FORMS, *prefer) == expected


def test_two_forms_of_one_pair_cannot_both_be_preferred() -> None:
    """Nor can a form that there is not."""
    with pytest.raises(UsageError, match="cannot both be preferred"):
        text("<p>x</p>", "sic", "corr")
    with pytest.raises(UsageError, match="no form 'nonsense'"):
        text("<p>x</p>", "nonsense")


def test_forms_that_p4_has_in_attributes_are_read() -> None:
    """TEI P4 has no namespace, and writes the other form as an attribute; the id is ``id``."""
    head = "<TEI.2><teiHeader/><text lang='lat'><body>"
    data = f"{head}<p>a <abbr expan='dominus'>dns</abbr> <sic corr='vixit'>vivit</sic></p></body></text></TEI.2>"
    (source,) = read(data.encode(), path="x.xml", siglum="X")
    assert (shown(source), source.language.code) == ("a dominus vivit", "lat")
    (source,) = read(data.encode(), path="x.xml", siglum="X", prefer=["corr", "abbr"])
    assert shown(source) == "a dns vixit"


def test_a_corpus_is_read_whole() -> None:
    """Every text of a teiCorpus, in order."""
    one = "<TEI><teiHeader/><text><body><p>{}</p></body></text></TEI>"
    data = f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/>{one.format('a')}{one.format('b')}</teiCorpus>"
    (source,) = read(data.encode(), path="x.xml", siglum="X")
    assert shown(source) == "a|b"


@pytest.mark.parametrize(
    "data",
    [
        "<TEI><div><p><s>one</s> <s>two</s></p></div></TEI>",
        "<div xmlns='http://www.tei-c.org/ns/1.0'><p>one two</p></div>",
    ],
)
def test_a_fragment_without_a_body_is_read(data: str) -> None:
    """As some tools exchange them."""
    (source,) = read(data.encode(), path="x.xml", siglum="X")
    assert shown(source) == "one two"


def test_entities_of_html_are_read_and_others_are_refused() -> None:
    """An entity that the file does not define would leave a gap."""
    doctype = '<!DOCTYPE TEI.2 SYSTEM "tei.dtd" [<!ENTITY own "mine">]>'
    whole = f"{doctype}<TEI.2><text><body><p>caf&eacute;&own; &mdash;</p></body></text></TEI.2>"
    (source,) = read(whole.encode(), path="x.xml", siglum="X")
    assert shown(source) == "cafémine —"
    with pytest.raises(InputError, match="Entity 'mystery' not defined"):
        read(whole.replace("eacute", "mystery").encode(), path="x.xml", siglum="X")


def test_an_inclusion_in_the_text_is_refused_by_name() -> None:
    """It would read as nothing; in the header it does no harm."""
    include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='ch1.xml'/>"
    with pytest.raises(InputError, match=r"includes ch1\.xml"):
        text(f"<p>a</p>{include}")
    assert text("<p>a</p>", header=include) == "a"


def test_signs_are_read_as_the_header_explains_them() -> None:
    """A ``g`` without text; what the header does not explain is set aside."""
    header = (
        "<encodingDesc><charDecl><char xml:id='a'><mapping type='standard'>ꝓ</mapping></char>"
        "<char xml:id='u'><mapping type='Unicode'>U+2CEF8</mapping></char></charDecl></encodingDesc>"
    )
    data = document("<p><g ref='#a'/>hoc <g ref='#u'/> <g ref='#none'/>.</p>", header)
    (source,) = read(data, path="x.xml", siglum="X")
    assert shown(source) == "ꝓhoc \U0002cef8 ."
    (aside,) = source.set_aside
    assert (aside.kind, aside.count, aside.where) == ("glyphs that the header does not explain", 1, "line 1")


def test_what_is_set_aside_is_counted_with_its_first_place() -> None:
    """By kind."""
    (source,) = read(document("<p>a<note>one</note>\n<note>two</note> b<fw>3</fw></p>"), path="x.xml", siglum="X")
    found = [(one.kind, one.count, one.first, one.where) for one in source.set_aside]
    assert found == [("notes", 2, "one", "line 1"), ("running headers and catchwords", 1, "3", "line 2")]


def test_front_and_back_matter_is_set_aside() -> None:
    """Where it has words."""
    data = document("<p>a</p>", "", "<back><div><p>printed by N.</p></div></back>")
    (source,) = read(data, path="x.xml", siglum="X")
    assert [(one.kind, one.first) for one in source.set_aside] == [("<back> matter", "printed by N.")]


def test_text_that_is_lost_is_a_lacuna_and_text_that_is_omitted_is_none() -> None:
    """As ``gap`` says by its reason."""
    (source,) = read(document("<p>a <gap reason='lost'/> b <gap reason='omitted'/> c</p>"), path="x.xml", siglum="X")
    assert [mark.start for mark in source.marks if mark.kind == "lacuna"] == [1]


def test_what_is_no_element_of_tei_is_said_once() -> None:
    """Its text is read."""
    (source,) = read(document("<p>a <mine>b</mine> <mine>c</mine></p>"), path="x.xml", siglum="X")
    assert shown(source) == "a b c"
    assert source.origin.notes == (
        "<mine> is an element that the reader does not know; its text is read (2 times, first on line 1)",
    )


def test_the_language_is_that_of_the_text() -> None:
    """Not of the header, of a translation, or of a type face."""
    body = (
        "<div type='edition' xml:lang='gez'><p><hi xml:lang='nl'>ሰላም</hi></p></div><div xml:lang='en'><p>hail</p></div>"
    )
    (source,) = read(document(body), path="x.xml", siglum="X")
    assert source.language.code == "gez"


STAGES = {
    "before and after one correction": (
        "<p>a <subst><del>bad</del><add>good</add></subst> day</p>", "", {"a.c.": "a bad day", "p.c.": "a good day"},
    ),
    "a stage for each number": (
        "<p><del seq='1'>one</del> <add seq='1'><del seq='2'>two</del></add> <add seq='2'>three</add></p>", "",
        {"a.c.": "one", "stage 1": "two", "stage 2": "three"},
    ),
    "a stage for each hand, in the order of the header": (
        "<p>x <add hand='#late'>3</add> <add hand='#early'>2</add> <add hand='#scribe'>1</add></p>",
        ("<profileDesc><handNotes><handNote xml:id='scribe'/><handNote xml:id='early'/><handNote xml:id='late'/>"
        "</handNotes></profileDesc>"),
        {"a.c.": "x", "early": "x 2 1", "late": "x 3 2 1"},
    ),
    "readings of one text by its hands": (
        ("<p>in <app><rdg type='orig' hand='firsthand'><w>verbo</w></rdg><rdg type='corr' hand='corrector'>"
        "<w>verbum</w></rdg></app> erat</p>"), "", {"a.c.": "in verbo erat", "p.c.": "in verbum erat"},
    ),
    "no correction": ("<p>a day</p>", "", {"": "a day"}),
}  # fmt: skip


@pytest.mark.parametrize("case", STAGES)
def test_the_stages_of_a_correction_are_layers(case: str) -> None:
    """Never one text of all of them."""
    body, header, expected = STAGES[case]
    assert layers(body, header) == expected


def places(body: str) -> list[tuple[str, str, str]]:
    """The kind, the name and the first word of each place."""
    (source,) = read(document(body), path="x.xml", siglum="X")
    kinds = {"section", "locus", "page", "column", "line"}
    marks = [mark for mark in source.marks if mark.kind in kinds]
    return [(one.kind, one.data.get("n", ""), (source.content[one.start :].split() or [""])[0]) for one in marks]


PLACES = {
    "numbers of divisions make a path": (
        "<div n='1'><p n='1'>a</p><p n='2'>b</p></div><div n='2'><p n='1'>c</p></div>",
        [
            ("section", "1", "a"), ("locus", "1.1", "a"), ("locus", "1.2", "b"), ("section", "2", "c"),
            ("locus", "2.1", "c"),
        ],
    ),
    "a number that repeats the one above it is not said twice": (
        "<div n='1'><p n='1.1'>a</p><p n='1:2'>b</p></div>",
        [("section", "1", "a"), ("locus", "1.1", "a"), ("locus", "1:2", "b")],
    ),
    "lines of verse": (
        "<div n='I'><l n='3357'>a</l><l n='3358'>b</l></div>",
        [("section", "I", "a"), ("locus", "I.3357", "a"), ("locus", "I.3358", "b")],
    ),
    "milestones that divide the text": (
        ("<p><milestone unit='chapter' n='1'/><milestone unit='verse' n='1'/>a <milestone unit='verse' n='2'/>b "
        "<milestone unit='chapter' n='2'/><milestone unit='verse' n='1'/>c</p>"),
        [("locus", "1", "a"), ("locus", "1.1", "a"), ("locus", "1.2", "b"), ("locus", "2", "c"), ("locus", "2.1", "c")],
    ),
    "the name of an edition is no number": (
        "<div type='edition' n='urn:cts:x:y'><div n='3'><p>a</p></div></div>", [("section", "3", "a")],
    ),
    "references of another kind": ("<ab cRef='Gen.1.1'>a</ab>", [("locus", "Gen.1.1", "a")]),
    "pages, columns and lines": (
        "<p><pb n='1r'/><cb n='a'/><lb n='1'/>a <lb n='2'/>b</p>",
        [("page", "1r", "a"), ("column", "a", "a"), ("line", "1", "a"), ("line", "2", "b")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACES)
def test_canonical_references_are_places(case: str) -> None:
    """As the file numbers its parts."""
    body, expected = PLACES[case]
    assert places(body) == expected


def test_what_a_file_knows_of_its_words_is_kept() -> None:
    """Regular form, lemma and grammar; the two spellings of a word."""
    body = (
        "<p><w lemma='soi1' pos='PROper' msd='x'>se</w> <w norm='jam'>iam</w> <w><orig>vnto</orig><reg>unto</reg></w> "
        "<w>t<choice><orig>h</orig><reg>he</reg></choice></w> <choice><orig>hee</orig><reg>he</reg></choice></p>"
    )
    (source,) = read(document(body), path="x.xml", siglum="X")
    found = [(source.content[m.start : m.end], dict(m.data)) for m in source.marks if m.kind == "word"]
    assert found == [
        ("se", {"lemma": "soi1", "pos": "PROper", "msd": "x"}),
        ("iam", {"norm": "jam"}),
        ("vnto", {"norm": "unto"}),
        ("th", {"norm": "the"}),
        ("hee", {"norm": "he"}),
    ]


def test_the_header_lists_a_witness_without_being_an_apparatus() -> None:
    """A transcription that names its manuscript is one text."""
    (source,) = read(document("<p>one <pb ed='#A'/>two</p>", listed("A")), path="x.xml", siglum="X")
    assert (source.content, source.origin.notes) == ("one two", ())


SAMPLE = {
    Use.INLINE: "a b c", Use.LINE: "a|b|c", Use.PARAGRAPH: "a|b|c", Use.WORD: "a b c", Use.LEFT_OUT: "a c",
    Use.NOTHING: "a c", Use.ADDITION: "a b c", Use.DELETION: "a c",
}  # fmt: skip


def test_every_element_is_read_as_the_table_says() -> None:
    """The table is that of the documents."""
    names = [name for name, row in ELEMENTS.items() if row.use in SAMPLE]
    within = {"quote", "q", "label", "stage"}  # lines of their own, but words in a paragraph
    expected = {name: "a b c" if name in within else SAMPLE[ELEMENTS[name].use] for name in names}
    expected |= {"addSpan": "a c", "delSpan": "a c"}  # they have no content, and end at an anchor
    assert {name: text(f"<p>a <{name}>b</{name}> c</p>") for name in names} == expected


def test_every_attribute_of_the_table_is_read() -> None:
    """By the code; one that is not in the table cannot be read."""
    folder = Path(elements.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "elements.py")
    code += Path(elements.__file__).read_text(encoding="utf-8").partition("_QUALIFIED =")[2]
    quoted = code.replace("'", '"')
    assert {name for name in elements.ATTRIBUTES if f'"{name}"' not in quoted} == set()
    with pytest.raises(KeyError):
        elements.attribute(None, "nonsense")
