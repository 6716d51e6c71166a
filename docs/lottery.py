"""Repeats the draw of a fair's lottery, with nothing but Python (3.9 or later).

    python lottery.py SEED KEYS.txt

SEED is the published seed. KEYS.txt holds the published key of each applicant, one a line, in any order (UTF-8).
Each key's number is the SHA-256 of seed, colon, key; the lowest number is drawn first.
"""

import hashlib
import pathlib
import sys


def number(seed, key):
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


seed, file = sys.argv[1:]
lines = pathlib.Path(file).read_text(encoding="utf-8").splitlines()
keys = {line.strip() for line in lines if line.strip()}
for place, key in enumerate(sorted(keys, key=lambda key: (number(seed, key), key)), 1):
    sys.stdout.write(f"{place}\t{key}\n")
