"""What the signs of symbol fonts mean: in Word these stand in the private area U+F000 to U+F0FF."""

from __future__ import annotations

# Adobe's Symbol encoding (https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt); a blank: no such sign.
_SYMBOL = dict(
    enumerate(
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
        "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
        " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ "
        "                                "
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈… ―↵"
        "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
        "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ",
        start=0x20,
    )
)
# The signs of the Wingdings fonts that stand in texts; the others are pictures.
_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
FIRST, LAST = 0xF000, 0xF0FF


def private(character: str) -> bool:
    """Whether a character stands for a sign of a symbol font."""
    return FIRST <= ord(character) <= LAST


def sign(code: int, font: str) -> str:
    """The character that a sign of a font is, by its code (with or without 0xF000); "" if it is not known."""
    table = _FONTS.get(font.casefold())
    within = code - FIRST if FIRST <= code <= LAST else code
    if table is None:
        return "" if FIRST <= code <= LAST or not 0x20 <= code < 0xD800 else chr(code)
    return table.get(within, "").strip()
