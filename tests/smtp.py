"""A real SMTP server on the loopback that keeps what it is given."""

import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Sink:
    """`received` holds (recipients, bytes) in order; `answer` is said to every recipient."""

    def __init__(self):
        self.received = []
        self.answer = "250 OK"
        self.address = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):
        self.received.append((envelope.rcpt_tos, envelope.content))
        return "250 kept"


@contextmanager
def sink():
    """Run a Sink on a free port of the loopback."""
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    handler.address = (controller.hostname, controller.port)
    try:
        yield handler
    finally:
        controller.stop()


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
