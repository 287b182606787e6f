"""A message from a template: a subject line, a blank line, then words."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from app.rendering.environment import render


@dataclass(frozen=True, slots=True)
class Message:
    """Plain words to one address. `key` is the same whenever the same message is sent again."""

    to: str
    subject: str
    text: str
    key: str = ""

    def as_email(self, sender: str) -> EmailMessage:
        """The message as it goes over SMTP. A header cannot hold a line break, so none gets in.

        Sent twice, it has the same Message-ID, by which mail programs show it once.
        """
        email = EmailMessage()
        email["From"] = sender
        email["To"] = self.to
        email["Subject"] = " ".join(self.subject.split())
        if self.key:
            email["Message-ID"] = f"<{self.key}@{parseaddr(sender)[1].rpartition('@')[2]}>"
        email.set_content(self.text)
        return email


def written(template: str, to: str, key: str = "", **words: object) -> Message:
    """A message made from `templates/mail/<template>.txt`."""
    subject, _, text = render(f"mail/{template}.txt", **words).strip().partition("\n\n")
    return Message(to, subject.removeprefix("Subject: "), text + "\n", key)
