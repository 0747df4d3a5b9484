"""JSON and TOML of others: what costs too much is refused at once, what is of another shape is named by its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pytest

from collate.errors import CollateError, InputError, LimitError
from collate.io.documents import Count, json_object, shaped, toml_table
from tests.conftest import in_time

SECONDS = 10  # on a busy machine: each of these took minutes, a gigabyte, or both


@dataclass(frozen=True)
class Reading:
    """A reading."""

    text: str
    kind: Literal["words", "omission"] = "words"
    place: Count = 0


@dataclass(frozen=True)
class Unit:
    """A unit."""

    readings: list[Reading]


@pytest.mark.parametrize(
    "text",
    [
        "a." * 20_000 + "a = 1",
        '"a" . ' * 20_000 + "a = 1",
        "[" + "a." * 20_000 + "a]",
        "a = " + "[" * 50_000,
        "a = " + "{a = " * 5_000,
        "a = " + "9" * 5_000,
        "a = -" + "9_9" * 5_000,
    ],
    ids=[
        "a key of 40 kB",
        "a quoted key",
        "a header",
        "lists in lists",
        "tables in tables",
        "digits",
        "digits with lines",
    ],
)
def test_toml_without_end_is_refused_at_once(text: str) -> None:
    """The sentence has the line."""
    with in_time(SECONDS), pytest.raises(LimitError) as refused:
        toml_table(f"# first\n{text}\n".encode(), "x.toml", "see there")
    assert refused.value.line == 2
    assert refused.value.path == "x.toml"


@pytest.mark.parametrize(
    "sign", ['"', "'", '"""', "'''", '\\"', "a", "a.", "a ", "#", "[a]\n", '"a" ', "= ", "-9_", "\n"]
)
@pytest.mark.parametrize("before", ["", "a = ", 'a = "', "a = '''", 'a = """'])
def test_a_megabyte_of_one_sign_is_read_in_time(before: str, sign: str) -> None:
    """Whether it is TOML or not: no string that is not closed, and no run of names, is gone over again and again."""
    data = (before + sign * (500_000 // len(sign))).encode()
    with in_time(SECONDS):
        try:
            toml_table(data, "x.toml", "see there")
        except CollateError as problem:
            named = problem.path
        else:
            named = "x.toml"
    assert named == "x.toml"


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + "a." * 1_000 + '"',
        "a = '''\n" + "[" * 1_000 + "\n'''",
        "# " + "a." * 1_000,
        'a = """\\\n' + '"a".' * 50 + '"""',
    ],
)
def test_dots_and_brackets_in_strings_and_comments_are_text(text: str) -> None:
    """They are no key of many parts, and no depth."""
    assert set(toml_table(text.encode(), "x.toml", "")) <= {"a"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": NaN}', "x.json: NaN is no number of JSON"),
        ('{"a": -Infinity}', "x.json: -Infinity is no number of JSON"),
        ('{"a": {"b": 1, "b": 2}}', "x.json: the key 'b' stands twice in one object"),
        ('{"a": [{"b\\ud800": 1}]}', "a lone surrogate"),
        ('{"a": [0, "\\udc00"]}', "x.json: a[1]: a lone surrogate"),
        ('{"a": ' + "9" * 5_000 + "}", "x.json:1: holds a number of thousands of digits"),
        ("[" * 100_000, "x.json: is nested too deeply"),
        ("[]", "x.json: is not a JSON object"),
    ],
)
def test_what_json_does_not_have_is_refused(text: str, said: str) -> None:
    """Python's own reader takes the first four."""
    with pytest.raises(CollateError) as refused:
        json_object(text, "x.json")
    assert said in refused.value.sentence()


def test_a_pair_of_surrogates_is_a_character() -> None:
    """Only half of one is none."""
    assert json_object('{"a": "\\ud83d\\ude42"}', "x.json") == {"a": "🙂"}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "the whole: should be a table, and is a list"),
        ({}, "units: lacks 'readings'"),
        ({"readings": {}}, "units.readings: should be a list, and is a table"),
        ({"readings": [{"text": 3}]}, "units.readings[0].text: should be text, and is a whole number"),
        ({"readings": [{"text": "a"}, {"text": None}]}, "units.readings[1].text: should be text, and is nothing"),
        ({"readings": [{"text": "a", "kind": "x"}]}, "units.readings[0].kind: cannot be 'x'"),
        ({"readings": [{"text": "a", "kind": {}}]}, "units.readings[0].kind: should be text, and is a table"),
        ({"readings": [{"text": "a", "place": -1}]}, "units.readings[0].place: should be a whole number >= 0"),
        ({"readings": [{"text": "a", "place": True}]}, "place: should be a whole number, and is true or false"),
        ({"readings": [{"text": "a", "place": float("inf")}]}, "place: should be a whole number, and is a number"),
        ({"readings": [{"text": "a", "place": 10**400}]}, "place: should be a whole number <= 9007199254740992"),
    ],
)
def test_what_is_of_another_shape_is_named_by_its_key(value: Any, said: str) -> None:
    """In the words of these files, not in those of Python."""
    with pytest.raises(InputError) as refused:
        shaped(value, Unit, "x.json", "units" if isinstance(value, dict) else "")
    assert said in refused.value.sentence()


def test_what_fits_is_taken_as_it_is() -> None:
    """Nothing is coerced, and what is not asked for is passed over."""
    assert shaped({"readings": [{"text": "a", "more": 1}]}, Unit, "x.json") == Unit([Reading("a")])


def test_a_message_quotes_the_beginning_and_the_end_of_a_long_key() -> None:
    """A key of 40 kB is no message; a line end in one does not make two lines of it."""
    sentence = InputError("there is no key 'x" + "y" * 40_000 + "\nz'", path="x.toml").sentence()
    assert len(sentence) < 1_000
    assert sentence.startswith("x.toml: there is no key 'xyy")
    assert sentence.endswith("yy z'")
