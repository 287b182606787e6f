"""The few requests to an S3-compatible store that obstore does not make, signed by us (AWS Signature Version 4).

It is about uploads in parts whose process died: the store keeps their parts, where no listing shows them, until
somebody ends them.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Self
from urllib.parse import quote, urlsplit

SECONDS = 60
_UPLOAD = re.compile(
    r"<Upload>.*?<Key>(?P<key>[^<]*)</Key>.*?<UploadId>(?P<id>[^<]*)</UploadId>.*?<Initiated>(?P<at>[^<]*)</Initiated>",
    re.DOTALL,
)
_NEXT = re.compile(r"<Next(Key|UploadId)Marker>([^<]+)</Next")
_GOES_ON = "<IsTruncated>true</IsTruncated>"


@dataclass(frozen=True, slots=True)
class Unsent:
    """An upload in parts that was begun at this moment and neither finished nor ended."""

    key: str
    upload: str
    begun: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """Whoever asks an S3-compatible store something, by its address."""

    endpoint: str
    region: str
    access_key: str
    secret_key: str
    token: str = ""

    @classmethod
    def from_environment(cls, endpoint: str = "") -> Self | None:
        """With the AWS variables; None where they hold no keys (then the store is to end what is unsent itself)."""
        said = os.environ.get
        key, secret = said("AWS_ACCESS_KEY_ID", ""), said("AWS_SECRET_ACCESS_KEY", "")
        region = said("AWS_REGION") or said("AWS_DEFAULT_REGION") or "us-east-1"
        where = endpoint or said("AWS_ENDPOINT_URL") or f"https://s3.{region}.amazonaws.com"
        return cls(where, region, key, secret, said("AWS_SESSION_TOKEN", "")) if key and secret else None

    def unsent(self, bucket: str, prefix: str) -> Iterator[Unsent]:
        """Uploads in parts under this prefix that are neither finished nor ended."""
        marker: dict[str, str] = {}
        while True:
            page = self.ask("GET", f"/{bucket}", {"uploads": "", "prefix": prefix, **marker}).decode()
            for found in _UPLOAD.finditer(page):
                yield Unsent(found["key"], found["id"], datetime.fromisoformat(found["at"]))
            if _GOES_ON not in page:
                return
            marker = {"key-marker" if name == "Key" else "upload-id-marker": at for name, at in _NEXT.findall(page)}

    def end(self, bucket: str, one: Unsent) -> None:
        """Have the store forget the parts of an upload."""
        self.ask("DELETE", f"/{bucket}/{one.key}", {"uploadId": one.upload})

    def ask(self, method: str, path: str, query: Mapping[str, str]) -> bytes:
        """The body of the answer. Raises OSError where there is none, or it is a refusal."""
        where = urlsplit(self.endpoint)
        asked = "&".join(f"{quote(name, safe='')}={quote(query[name], safe='')}" for name in sorted(query))
        path = quote(path)
        connecting = HTTPSConnection if where.scheme == "https" else HTTPConnection
        connection = connecting(where.netloc, timeout=SECONDS)
        try:
            headers = self._headers(method, where.netloc, path, asked)
            connection.request(method, f"{path}?{asked}" if asked else path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        except HTTPException as error:
            raise OSError("the store answered nonsense") from error
        finally:
            connection.close()
        if answer.status >= 300:
            raise OSError(f"the store answered {answer.status}")
        return body

    def _headers(self, method: str, host: str, path: str, query: str) -> dict[str, str]:
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        nothing = hashlib.sha256(b"").hexdigest()
        headers = {"host": host, "x-amz-content-sha256": nothing, "x-amz-date": now}
        if self.token:
            headers["x-amz-security-token"] = self.token
        names = ";".join(sorted(headers))
        lines = [method, path, query, *(f"{name}:{headers[name]}" for name in sorted(headers)), "", names, nothing]
        scope = f"{now[:8]}/{self.region}/s3/aws4_request"
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        key = b"AWS4" + self.secret_key.encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        signature = hmac.digest(key, f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{digest}".encode(), "sha256").hex()
        said = f"Credential={self.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
        return {**headers, "authorization": f"AWS4-HMAC-SHA256 {said}"}
