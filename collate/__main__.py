"""The entry point of the program, for ``collate`` and ``python -m collate``."""

import os

from collate.cli import early


def main() -> None:
    """Run the program. Ctrl-C is handled before the other modules are imported, which takes a while."""
    early.listen()
    # The tables are small: threads of the library for matrices cost more than they gain, all the more beside others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from collate.cli.app import main as program  # noqa: PLC0415  heard first, loaded then

        program()
    except KeyboardInterrupt:  # in the moment in which the program stops listening itself
        early.ended()


if __name__ == "__main__":
    main()
