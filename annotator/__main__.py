"""`annotator` and `python -m annotator`."""

import sys


def main() -> None:
    """Run the command line."""
    from annotator.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
