"""The SMTP side: take every message and keep it as one file."""

import asyncio
import os
import signal
import time
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP

LARGEST = 30 * 1024 * 1024
SUFFIX = ".eml"


class Keeper:
    """Writes each accepted message to `folder`, whole or not at all; names sort by arrival."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._numbers = count()

    async def handle_DATA(self, server, session, envelope):
        """Called by aiosmtpd for every message; the answer goes to the sending side."""
        name = f"{time.time_ns()}-{os.getpid()}-{next(self._numbers)}"
        unfinished = self._folder / f"{name}.part"
        recipients = ", ".join(envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipients}\r\n"
        unfinished.write_bytes(head.encode() + envelope.original_content)
        unfinished.rename(self._folder / f"{name}{SUFFIX}")
        return "250 Kept"


async def serve(folder: Path, host: str, port: int) -> None:
    """Take mail on `host`:`port` until SIGTERM or SIGINT; OSError when the port is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    server = await loop.create_server(
        lambda: SMTP(keeper, data_size_limit=LARGEST, enable_SMTPUTF8=True, hostname="localhost", ident="Sympraxis"),
        host,
        port,
    )
    async with server:
        print(f"Keeping mail in {folder} from port {port}.", flush=True)
        await ended.wait()
