"""Write results to a stream: a package for each kind of result, a module for each format.

    Writer(apparatus, out, *, ...) -> None

Input: an `Apparatus`, a `Parallel`, findings, counts or trees. Output: text or bytes in a format. No text ever
becomes markup, a formula or a control sequence. Start with `apparatus.text`; `losses` says what a format cannot hold.
"""
