"""`make bench`: how fast the platform is, on throw-away servers.

make bench                                          # the stands of a fair, pages under load, a table, the search
make bench ARGS="pages --seconds 10 /thessaly/"     # only the pages, or only some addresses
make bench ARGS="scale --sizes 1000 10000"          # only the search, in countries of one's own sizes
make bench ARGS="table --rows 600"                  # only saving a table of products
make bench ARGS="allocation --fairs 1"              # only giving the stands of a large fair
"""

import argparse
import sys

from config.bench import allocation, pages, scale, table
from config.local.state import LocalServerError


def main(arguments: list[str]) -> int:
    """Print the tables; exit status 1 when an address does not answer 200, or the search misses its bar."""
    options = _parser().parse_args(arguments)
    try:
        wanted = [options.run] if "run" in options else [allocation.run, pages.run, table.run, scale.run]
        return max([run(options) for run in wanted])
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.set_defaults(**allocation.USUAL, **table.USUAL, **pages.USUAL, **scale.USUAL)
    parts = parser.add_subparsers()
    of_allocation = parts.add_parser("allocation", help="the stands of a large fair: seconds, proven or the gap")
    of_allocation.add_argument("--applicants", type=int, default=allocation.USUAL["applicants"])
    of_allocation.add_argument("--stands", type=int, default=allocation.USUAL["stands"])
    of_allocation.add_argument("--fairs", type=int, default=allocation.USUAL["fairs"])
    of_allocation.set_defaults(run=allocation.run)
    of_pages = parts.add_parser("pages", help="requests a second of public pages, with the demo's data")
    of_pages.add_argument("--seconds", type=float, default=pages.USUAL["seconds"])
    of_pages.add_argument("--connections", type=int, default=pages.USUAL["connections"])
    of_pages.add_argument("paths", nargs="*", default=pages.USUAL["paths"])
    of_pages.set_defaults(run=pages.run)
    of_table = parts.add_parser("table", help="saving a table of products: all new, all names or prices changed")
    of_table.add_argument("--rows", type=int, default=table.USUAL["rows"])
    of_table.add_argument("--repeats", type=int, default=table.USUAL["repeats"])
    of_table.set_defaults(run=table.run)
    of_scale = parts.add_parser("scale", help="search, directory and map in a small and a large country")
    of_scale.add_argument("--sizes", type=int, nargs=2, default=scale.USUAL["sizes"], metavar="ORGANISATIONS")
    of_scale.add_argument("--rounds", type=int, default=scale.USUAL["rounds"])
    of_scale.add_argument("--each", action="store_true", help="a line for each question, too")
    of_scale.set_defaults(run=scale.run)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
