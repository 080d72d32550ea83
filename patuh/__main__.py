"""`python -m patuh` is the same as `patuh`."""

from patuh.cli import main

if __name__ == "__main__":
    main()
