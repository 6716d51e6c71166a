"""`python -m core.mailcatcher --dir FOLDER --port PORT`: the SMTP server alone, without Django."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from core.mailcatcher.server import serve


def main() -> int:
    """Serve until terminated; exit status 1 with one line when the port is taken."""
    parser = argparse.ArgumentParser(prog="core.mailcatcher", description="Keep every mail as a file.")
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    try:
        asyncio.run(serve(options.dir, options.host, options.port))
    except OSError as error:
        print(
            f"The mail catcher can't listen on port {options.port}: {os.strerror(error.errno or 0)}.", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
