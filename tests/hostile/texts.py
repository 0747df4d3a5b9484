"""Texts that mean something to a terminal, a page, a spreadsheet, TeX or a file system: each a line of two witnesses."""

from __future__ import annotations

from pathlib import Path

# What it would be if it were not text, and the words themselves.
PAYLOADS: list[tuple[str, str]] = [
    ("a colour", "\x1b[31mred\x1b[0m"),
    ("a title of the window", "\x1b]0;PWNED\x07"),
    ("a cleared screen", "\x1b[2J\x1b[H"),
    ("a sequence of eight bits", "\x9b2J\x9d0;PWNED\x9c"),
    ("a link of a terminal", "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\"),
    ("a line written over", "good\rbad\x08\x08\x08"),
    ("a sign that is none", "del\x7fete\x0e\x0f"),
    ("a change of direction", "abc\u202edcb\u202c\u2066x\u2069\u200f"),
    ("other ends of lines", "one\u2028two\u2029three\x0bfour\x0cfive\x85six\x1cseven"),
    ("no characters", "\ufffe\uffff\ufdd0"),
    ("markup of rich", "[red]x[/red] [/B] [sic] 1[a] [link=file:///etc/passwd]y[/link]"),
    ("a script", "<script>window.ran=1</script></script><img src=x onerror=window.ran=1>"),
    ("a comment of a page", "<!-- --> <![CDATA[ ]]> &lt; &amp; &#x1b; &nbsp;"),
    ("an attribute", "\" onfocus='window.ran=1' autofocus x=\""),
    ("an instruction", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;"),
    ("a formula", '=HYPERLINK("http://x";"y") =1+1 +1+1 -2+3 @SUM(1) {=1+1} =cmd|\'/C\'!A0'),
    ("a number that changes", "00123 1E5 1-2 2/3 TRUE"),
    ("a quotation of a table", 'one,"two";three\ttab'),
    ("a file of TeX", r"\input{/etc/hostname} \openin\x=/etc/hostname ^^5cinput{/etc/hostname}"),
    ("a loop of TeX", r"\def\x{\x}\x \loop\iftrue\repeat }}} {{{ $ $$ \end{document}"),
    ("Lua in TeX", r"\directlua{os.execute('touch PWNED')} \immediate\write18{touch PWNED}"),
    ("signs of TeX", "% & # _ ^ ~ \\ $ {"),
    ("Markdown", "[x](javascript:y) ![z](w) `code` **bold** # head | cell | --- <b>"),
    ("NEXUS", "; END; [comment] 'quoted' (a,b); MATRIX"),
    ("DOT", '"]; node [label="x"] -> {} \\N'),
    ("a path", "../../../etc/passwd ..\\..\\x C:\\x /dev/null ~root con nul $(id) `id` ; rm -rf *"),
    ("one after another", "{{7*7}} ${7*7} %s %d %n {0} {x!r}"),
    ("many marks", "Z" + "\u0301\u0323" * 40 + " e"),
    ("an emoji of several", "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
]
ACTIVE = "\x1b\x9b\x9d\x07\x08\x7f\x0e\u202e\u2066\u2028\u0085"


def witnesses(folder: Path) -> tuple[str, str]:
    """Two files: what is hostile stands by turns in the base and in the other, against a plain word."""
    for siglum, own in (("A", 0), ("B", 1)):
        lines = [text.replace("\r", " ") if k % 2 == own else "one" for k, (_, text) in enumerate(PAYLOADS)]
        text = "\n\n".join(f"here {line} stands" for line in lines)
        (folder / f"{siglum}.txt").write_text(text + "\n", encoding="utf-8", newline="")
    return str(folder / "A.txt"), str(folder / "B.txt")
