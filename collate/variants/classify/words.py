"""Labels the difference between two words, by rules in a fixed order from purely formal ones to another word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from collate.languages import brevigraphs, numerals
from collate.languages.letters import straight, unmarked, unsigned
from collate.model import Label
from collate.variants.classify import analysed, slips
from collate.variants.classify.evidence import Evidence

NEAR = 0.75  # likeness from which two unknown forms are taken for spellings of one word
SHORTEST_STEM = 3
ENDING = 4  # letters at the end of a form that inflection may change
OTHER_LETTERS = {"numeral", "abbreviation", "substitution"}  # a capital more or less is no difference then
LONGEST_SHORT = 5  # letters of a short form such as M. or Nᵒ
LONGEST = 1000  # letters of what is asked anything at all; longer ones are no words, and to compare them takes hours
Holders = tuple[int, int]  # how often the one and the other stand at this place, in all witnesses
Rule = Callable[[str, str, Evidence, Holders], Label | None]


def differences(a: str, b: str, evidence: Evidence, here: Holders = (1, 1)) -> tuple[Label, ...]:
    """The labels of two aligned words, none if they are the same.

    `here` counts how often each of them stands at this place, in all witnesses.
    """
    if a == b:
        return ()
    if max(len(a), len(b)) > LONGEST:
        return (Label("substitution", "too long for a word", f"{len(a):,} and {len(b):,} letters: not looked into"),)
    one, other = straight(a), straight(b)
    if one == other:
        return (Label("punctuation", "apostrophe", f"{a} / {b}: two forms of one sign"),)
    capitals = Label("capitalisation", "letter case", f"{a} / {b}: capital or not")
    if one.lower() == other.lower():
        return (capitals,)
    found = (capitals,) if _capitals(one) != _capitals(other) else ()
    label = next(label for _, label in asked(one, other, evidence, here) if label)
    label = analysed.judged(a, b, label, evidence.by)
    return (label,) if label.name in OTHER_LETTERS else (*found, label)


def asked(a: str, b: str, evidence: Evidence, here: Holders = (1, 1)) -> Iterator[tuple[str, Label | None]]:
    """Apply the rules to two words in order; yields each rule's name and answer, up to the first label.

    Only for numbers does it matter whether letters are capitals: I is one, i is a word.
    """
    for question, rule in RULES:
        label = rule(a, b, evidence, here) if rule is _numbers else rule(a.lower(), b.lower(), evidence, here)
        yield question, label
        if label:
            return


def _capitals(form: str) -> tuple[bool, bool]:
    letters = [char for char in form if char.isalpha()]
    return bool(letters) and letters[0].isupper(), len(letters) > 1 and all(map(str.isupper, letters))


def _marks(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    if unmarked(a, evidence.pack.letters) == unmarked(b, evidence.pack.letters):
        if evidence.accented and any({a, b} <= words for words in evidence.pack.accents):
            return _two_words(a, b, evidence)
        return Label("accent", "marks on letters", f"{a} / {b}: the same letters with other marks")
    return None


def _two_words(a: str, b: str, evidence: Evidence) -> Label:
    """Two words of the pack's list that accents tell apart."""
    name = "function word" if evidence.is_function_word(a) and evidence.is_function_word(b) else "substitution"
    return Label(name, "the pack's list of accents", f"{a} / {b}: two words that accents tell apart")


def _signs(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    if evidence.bare(a) == evidence.bare(b):
        return Label("punctuation", "signs within a word", f"{a} / {b}: the same letters with other signs")
    return None


def _numbers(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    for words in (evidence.pack.numerals, evidence.pack.ordinals):
        values = [words.get(form.lower(), _figures(form)) for form in (a, b)]
        if values[0] is not None and values[0] == values[1]:
            return Label("numeral", "the same number", f"{a} and {b} are both {values[0]}")
    months = [evidence.pack.months.get(form.lower()) for form in (a, b)]
    if months[0] is not None and months[0] == months[1]:
        return Label("numeral", "the same month", f"{a} and {b} are both month {months[0]}")
    return None


def _figures(form: str) -> int | None:
    """A number in figures; small Roman ones of one letter, and those with an ending, are mostly words."""
    plain = form.strip(".")
    roman = set(plain.lower()) <= set("ivxlcdm")
    if (roman and plain.islower() and len(plain) == 1) or (
        plain[:1].isascii() and not roman and not plain[:1].isdigit()
    ):
        return None
    return numerals.value(form)


def _respelt(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    """Both forms come to one by the spelling rules of the pack."""
    one, other = evidence.respelt(a), evidence.respelt(b)
    if unsigned(one.form) != unsigned(other.form):
        return None
    own = [rule for rule in (*one.rules, *other.rules) if not (rule in one.rules and rule in other.rules)]
    if any(rule.doubtful for rule in own) and _told_apart(a, b, evidence):
        return None
    rules = "; ".join(dict.fromkeys(f"{rule.rule} ({rule.place})" for rule in own or one.rules))
    return Label("orthography", rules, f"{a} and {b} are both read as {one.form}")


def _told_apart(a: str, b: str, evidence: Evidence) -> bool:
    """Whether the dictionary knows both as they stand: as two words, or as two forms that differ in their ending."""
    lemmas = evidence.lemma(a), evidence.lemma(b)
    shared = Prefix.similarity(a, b)
    ending = shared > 1 and max(len(a), len(b)) - shared <= ENDING
    return None not in lemmas and (lemmas[0] != lemmas[1] or ending)


def _shapes(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    if evidence.letters(a) == evidence.letters(b):
        return Label("orthography", "one letter in two shapes", f"{a} / {b}: the same letters in other shapes")
    return None


def _characters(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    if evidence.converted(a) == evidence.converted(b):
        rule = "simplified, traditional and variant characters"
        return Label("orthography", rule, f"{a} and {b} are forms of one character")
    return None


def _left_out(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    """Signs that stand for letters, which the other word has: strokes, letters above the line, brevigraphs."""
    for short, full in ((a, b), (b, a)):
        signs = brevigraphs.found(short)
        if not signs or brevigraphs.found(full) or evidence.bare(short) == evidence.bare(full):
            continue  # where no letter is left out, the stroke is an accent
        forms = {evidence.letters(full), evidence.letters(evidence.respelt(full).form)}
        if any(map(brevigraphs.pattern(short, evidence.letters).fullmatch, forms)):
            stroke = all(sign in brevigraphs.STROKES for sign in signs)
            said = "the stroke stands for letters left out" if stroke else "signs stand for letters"
            return Label("abbreviation", "stroke" if stroke else "signs of abbreviation", f"{short} for {full}: {said}")
    return None


def _shortened(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    table = evidence.pack.abbreviations
    for short, full in ((a, b), (b, a)):
        bare = [evidence.bare(form).replace("ς", "σ").replace("ϲ", "σ") for form in (short, full)]
        if evidence.bare(table.get(bare[0], "")) == bare[1] and bare[1]:
            return Label("abbreviation", "the pack's list", f"{short} stands for {full}")
        cut = unsigned(short)
        if short.endswith(".") and len(cut) <= LONGEST_SHORT < len(full) and full.startswith(cut):
            return Label("abbreviation", "cut short with a point", f"{short} is the beginning of {full}")
    return None


def _elided(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    for short, full in ((a, b), (b, a)):
        stem = evidence.bare(short)
        vowel = evidence.bare(full)[len(stem) :]
        apostrophe = short.endswith("'") or short in evidence.pack.elisions
        if apostrophe and evidence.bare(full).startswith(stem) and len(vowel) == 1:
            return Label("elision", "apostrophe for a final vowel", f"{short} for {full}")
    return None


def _learnt(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    """Letters that correspond throughout these texts; a dictionary of the texts' own words may know better."""
    forms = evidence.letters(a), evidence.letters(b)
    if not evidence.learnt.same(*forms) or (evidence.trusted and _told_apart(a, b, evidence)):
        return None
    return Label("orthography", "letters that correspond in these texts", evidence.learnt.why(*forms))


def _function_words(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    if evidence.is_function_word(a) and evidence.is_function_word(b):
        return _one_lemma(a, b, evidence) or Label(
            "function word", "the pack's list", f"{a} / {b}: both are function words"
        )
    return None


def _slip(a: str, b: str, evidence: Evidence, here: Holders) -> Label | None:
    """One letter makes a form that the dictionary does not know of one that it knows."""
    if (
        not evidence.dictionary
        or not evidence.trusted
        or (evidence.lemma_of(a) is None) == (evidence.lemma_of(b) is None)
    ):
        return None
    return _one_letter(a, b, evidence, here)


def _frequent(a: str, b: str, evidence: Evidence, here: Holders) -> Label | None:
    """One letter between a form found nowhere else and a frequent one, or one that many other witnesses have here.

    With few witnesses it must be a slip that hands are known to make.
    """
    return _one_letter(a, b, evidence, here, typical=max(here) < slips.MANY)


def _one_letter(a: str, b: str, evidence: Evidence, here: Holders, *, typical: bool = False) -> Label | None:
    for (wrong, right), seen in (((a, b), here), ((b, a), here[::-1])):
        forms = evidence.bare(wrong), evidence.bare(right)
        letters = slips.one_letter(*forms, evidence)
        reason = slips.against((wrong, right), forms, seen, evidence) if letters and letters.typical >= typical else ""
        if letters and reason:
            return Label("slip", "one letter", f"{wrong} for {right}: {letters.said}; {reason}")
    return None


def _one_lemma(a: str, b: str, evidence: Evidence) -> Label | None:
    lemma = evidence.lemma_of(a)
    if lemma and lemma == evidence.lemma_of(b):
        return Label("inflection", "one lemma", f"{a} and {b} are both forms of {lemma} ({evidence.dictionary})")
    return None


def _inflected(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    """One lemma; or one stem with two endings that one paradigm has."""
    by_lemma = _one_lemma(a, b, evidence)
    if by_lemma:
        return by_lemma
    one, other = evidence.bare(a), evidence.bare(b)
    shared = Prefix.similarity(one, other)
    for stem in range(shared, SHORTEST_STEM - 1, -1):
        endings = {one[stem:], other[stem:]}
        if any(endings <= {unmarked(ending) for ending in group} for group in evidence.pack.endings):
            said = " and ".join(f"-{ending}" if ending else "no ending" for ending in (one[stem:], other[stem:]))
            return Label("inflection", "one stem", f"{a} / {b}: {one[:stem]}- with {said}")
    return None


def _spelt(a: str, b: str, evidence: Evidence, _: Holders) -> Label | None:
    """Nearly the same letters: spellings of one word, or a mistake, if nothing better is known.

    A dictionary must know the text and not know both words. Where there is none, the texts must have no settled
    spelling and be too short to learn from; else nothing is claimed, as it may be another word.
    """
    settled = bool(evidence.dictionary) and evidence.trusted
    if all(evidence.lemma_of(form) for form in (a, b)) if settled else not evidence.learnt.open:
        return None
    one, other = (unsigned(evidence.respelt(form).form) for form in (a, b))
    likeness = fuzz.ratio(one, other) / 100
    if likeness >= NEAR and min(len(one), len(other)) >= SHORTEST_STEM:
        return Label("spelling", "nearly the same letters", f"{a} / {b}: {likeness:.0%} alike")
    return None


def _another(a: str, b: str, evidence: Evidence, _: Holders) -> Label:
    known = evidence.learnt.apart(evidence.letters(a), evidence.letters(b))
    return Label("substitution", "no rule explains it", f"{a} / {b}: {known or 'no rule explains it'}")


# From what is no more than a form to another word; the first that answers names the difference.
RULES: tuple[tuple[str, Rule], ...] = (
    ("the same number", _numbers),
    ("other marks on the same letters", _marks),
    ("other signs within the same letters", _signs),
    ("one form by the spelling rules of the pack", _respelt),
    ("signs for letters left out", _left_out),
    ("one letter in two shapes", _shapes),
    ("one character in two forms", _characters),
    ("a word and its short form", _shortened),
    ("a vowel elided", _elided),
    ("letters that correspond in these texts", _learnt),
    ("two function words", _function_words),
    ("one letter makes a form that is in no dictionary", _slip),
    ("two forms of one word", _inflected),
    ("one letter away from a frequent word, and found nowhere else", _frequent),
    ("two spellings of one word", _spelt),
    ("another word", _another),
)
