"""What the journeys through the outside face share: programs with a bearer token, and the servers they call."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from app.actions.acting import Installation
from app.actions.newcomers import issue_token
from app.web.application import create_app
from tests.cast import email

Program = Callable[..., TestClient]


@pytest.fixture
def program(house: Installation) -> Iterator[Program]:
    """`program("chloe")` calls `/api/v1/` with Chloe's token and nothing else; `program()` with none."""
    opened: list[TestClient] = []

    def start(name: str | None = None, of: Installation = house) -> TestClient:
        headers = {"authorization": f"Bearer {issue_token(of, email(name), 1)}"} if name else {}
        opened.append(TestClient(create_app(of), base_url="http://testserver/api/v1/", headers=headers))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
