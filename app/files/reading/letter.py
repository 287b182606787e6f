"""E-mails: the headers are words, too; attachments are read as files are."""

import re
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from html import unescape
from pathlib import Path

from app.files.reading.bounds import MOST_PART, TooMuch
from app.files.reading.gathered import Gathered
from app.files.reading.properties import inside

_SHOWN = ("From", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date")
_UNSEEN = ("Sender", "X-Original-To", "Delivered-To", "Return-Path", "Thread-Topic", "X-Originating-IP", "Organization")
_TAG = re.compile(r"<(?:style|script)\b[^>]{0,2000}>.*?</(?:style|script)>|<[^<>]{0,20000}>", re.I | re.S)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]{0,200}>", re.I)
_COMMENT = re.compile(r"<!--(.{0,5000}?)-->", re.S)
_MOST_LEAVES = 200


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from an .eml."""
    if path.stat().st_size > MOST_PART:
        raise TooMuch
    with path.open("rb") as file:
        letter = BytesParser(policy=policy.default).parse(file)
    lines = [f"{name}: {value}" for name in _SHOWN for value in letter.get_all(name, [])]
    bodies = [_body(leaf, gathered) for leaf in _leaves(letter)]
    gathered.page("", "\n".join([*lines, "", *filter(None, bodies)]))
    for name in _UNSEEN:
        for value in letter.get_all(name, []):
            gathered.hide("line above the e-mail", name, str(value))


def _leaves(letter: Message) -> list[Message]:
    leaves = [one for one in letter.walk() if not one.is_multipart()]
    if len(leaves) > _MOST_LEAVES:
        raise TooMuch
    return leaves


def _body(leaf: Message, gathered: Gathered) -> str:
    name, kind = leaf.get_filename(), leaf.get_content_type()
    if name is None and kind in ("text/plain", "text/html") and isinstance(leaf, EmailMessage):
        words = str(leaf.get_content())
        return _without_tags(words, gathered) if kind == "text/html" else words
    if leaf.get_content_maintype() == "image":
        gathered.picture()
        gathered.hide("name of an attachment", "attachments", name or "")
        return ""
    payload = leaf.get_payload(decode=True)
    if isinstance(payload, bytes) and payload:
        gathered.hide("name of an attachment", "attachments", name or "")
        inside(payload, name or "attachment", "attachment", gathered)
    return ""


def _without_tags(words: str, gathered: Gathered) -> str:
    for found in _COMMENT.finditer(words):
        gathered.hide("hidden words", "", unescape(found[1]))
    return unescape(_TAG.sub(" ", _BREAK.sub("\n", _COMMENT.sub("", words))))
