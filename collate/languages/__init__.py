"""What is known of languages: letters, numerals, word lists, spelling rules.

Comes in: a language code, or a text whose language is to be detected. Goes out: a `Pack` (`packs`), number words and
small words (`senses`), words of common concepts (`concepts`), or a language with the reason for it (`detection`). The
data are files in this folder, one folder a language, and in folders of the user's own. Start with `packs`.
"""
