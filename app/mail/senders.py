"""Where mail goes: a mail server, or the console where none is set or the installation is a demonstration."""

import smtplib
import ssl
import sys
from contextlib import suppress
from typing import Protocol, TextIO
from urllib.parse import unquote, urlsplit

from app.mail.message import Message

PATIENCE_SECONDS = 30


class Sender(Protocol):
    """Takes a message; raises OSError or SMTPException when it could not be handed over."""

    def send(self, message: Message) -> None: ...


class Console:
    """Prints mail, for development and demonstrations; never among the lines of the log, which name nobody."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout

    def send(self, message: Message) -> None:
        """Write one message."""
        rule = "-" * 60
        self.out.write(f"{rule}\nTo: {message.to}\nSubject: {message.subject}\n\n{message.text}{rule}\n")
        self.out.flush()


class Smtp:
    """Hands mail to a server: smtp://user:password@host:port (STARTTLS where offered) or smtps://…"""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or "localhost"
        self.tls = parts.scheme == "smtps"
        self.port = parts.port or (465 if self.tls else 587 if parts.username else 25)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.sender = sender

    def send(self, message: Message) -> None:
        """Hand over one message. What the server says afterwards changes nothing: it has the message then."""
        server = self._connected()
        try:
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message.as_email(self.sender))
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_SECONDS, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        except BaseException:
            server.close()
            raise
        return server


def sender_for(smtp_url: str, mail_from: str, *, demo: bool) -> Sender:
    """The sender that the settings describe. A demonstration's people are invented, so it never sends."""
    return Smtp(smtp_url, mail_from) if smtp_url and not demo else Console()
