#!/usr/bin/env python
"""Django's command line; finds or starts the embedded servers where the environment names none."""

import os
import sys

from config.local.servers import default_var, servers_in_use, wanted_servers
from config.local.state import LocalServerError


def main():
    """Run one command, with the embedded servers up for as long as it takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "DATABASE_URL" not in os.environ:
        os.environ.setdefault("DEBUG", "1")
    wanted = wanted_servers(os.environ)
    if not wanted and os.environ.get("SECRET_KEY"):
        return _execute()
    try:
        with servers_in_use(default_var(), wanted):
            _execute()
    except LocalServerError as error:
        sys.exit(str(error))


def _execute():
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
