"""Language data and detection: letters, numerals, word lists, spelling rules.

Input: a language code, or a text whose language is to be detected. Output: a `Pack` (`packs`), number words and
function words (`senses`), words of common concepts (`concepts`), or a language with the reason for it (`detection`).
The data are in this folder, one folder per language, and in folders of the user's own. Start with `packs`.
"""
