"""Where the program starts, as ``collate`` and as ``python -m collate``."""

from collate.cli import early


def main() -> None:
    """Run the program. Ctrl-C is heard before the rest of it is loaded, which takes a while."""
    early.listen()
    try:
        from collate.cli.app import main as program  # noqa: PLC0415  heard first, loaded then

        program()
    except KeyboardInterrupt:  # in the moment in which the program stops listening itself
        early.ended()


if __name__ == "__main__":
    main()
