"""`python -m macros`: the command line."""

from macros.commands import main

if __name__ == "__main__":
    raise SystemExit(main())
