"""Ask a health page from inside a container: `python -m config.local.probe URL [PART]`."""

import json
import sys
import urllib.error
import urllib.request

SECONDS = 8


def main(url: str, part: str | None = None) -> int:
    """Return 0 when the page answers 200, or, with `part`, when its JSON says that this part is there."""
    # "localhost" is the one name that the platform always answers to.
    request = urllib.request.Request(url, headers={"Host": "localhost"})  # noqa: S310  (the address is our own)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    print(body.decode(errors="replace"))
    if part is None:
        return 0 if status == 200 else 1
    return 0 if _parts(body).get(part) else 1


def _parts(body: bytes) -> dict:
    try:
        parts = json.loads(body)
    except ValueError:
        return {}
    return parts if isinstance(parts, dict) else {}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
