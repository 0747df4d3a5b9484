"""Allow ``python -m collate``."""

from collate.cli.app import main

if __name__ == "__main__":
    main()
