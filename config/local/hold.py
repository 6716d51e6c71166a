"""Hold the embedded servers up from the command line: `python -m config.local.hold [--env]`.

With `--env` it prints the addresses as lines for a shell and ends; without, it keeps the servers up
until it is interrupted or terminated.
"""

import signal
import sys

from config.local.addresses import local_addresses
from config.local.servers import default_var, servers_in_use, wanted_servers
from config.local.state import LocalServerError


def main(arguments: list[str]) -> int:
    """Return the exit status: 1 when a server can't be started."""
    var = default_var()
    if "--env" in arguments:
        addresses = local_addresses(var)
        print(f"export DATABASE_URL={addresses.database_url}")
        print(f"export DATABASE_OWNER_URL={addresses.database_owner_url}")
        print(f"export REDIS_URL={addresses.redis_url}")
        print(f"export SECRET_KEY={addresses.secret_key}")
        return 0
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        with servers_in_use(var, wanted_servers({})):
            print(f"PostgreSQL and Redis of {var} are up; Ctrl-C ends.", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
