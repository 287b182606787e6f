"""Every address names, once, the permission that opens it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_dependant
from fastapi.routing import APIRoute, iter_route_contexts

from app.actions.acting import Installation
from app.catalogue import Catalogue
from app.db.database import Database
from app.domain.permissions import Permission
from app.files.folder import FolderStore
from app.settings import Settings
from app.web.access import anyone
from app.web.application import create_app

OPEN = {
    "/", "/health", "/help", "/accessibility", "/privacy", "/sign-in", "/go-on", "/sign-out", "/favicon.ico",
    "/witness", "/witness-thanks", "/witness-help", "/due/link", "/receipts/check",
    "/api/v1/docs", "/api/v1/openapi.json",
}  # fmt: skip
OPEN_BELOW = ("/static/", "/sign-in/", "/link/", "/demo/", "/witness/", "/due/link/", "/calendar/")


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("routes")
    settings = Settings(_env_file=None, data_dir=folder, secret_key="a secret of the tests")
    database = Database(f"sqlite:///{folder / 'empty.sqlite3'}")
    yield create_app(Installation(settings, database, catalogue, FolderStore(folder), hasher=PasswordHasher()))
    database.close()


def permissions(dependant: Dependant) -> list[Permission]:
    """The permissions that a route's dependencies name, at whatever depth."""
    own = getattr(dependant.call, "permission", None)
    below = [found for one in dependant.dependencies for found in permissions(one)]
    return ([own] if own is not None else []) + below


@dataclass(frozen=True)
class Address:
    """One route as it is served."""

    path: str
    methods: frozenset[str]
    permissions: tuple[Permission, ...]


@pytest.fixture(scope="module")
def addresses(application: FastAPI) -> list[Address]:
    found = []
    for context in iter_route_contexts(application.routes):
        route = context.original_route
        assert isinstance(route, APIRoute), f"{route} is served without being asked for a permission"
        found.append(Address(str(context.path), frozenset(context.methods or ()), tuple(permissions(route.dependant))))
    return found


def test_every_route_names_one_permission(addresses: list[Address]) -> None:
    assert len(addresses) >= 12
    assert [address for address in addresses if len(address.permissions) != 1] == []
    assert all(isinstance(address.permissions[0], Permission) for address in addresses)


def test_a_route_that_names_none_would_be_found() -> None:
    def open_door() -> None: ...

    def guarded(_: None = anyone()) -> None: ...

    assert permissions(get_dependant(path="/", call=open_door)) == []
    assert permissions(get_dependant(path="/", call=guarded)) == [Permission.PUBLIC]


def test_only_these_addresses_are_open_to_the_world(addresses: list[Address]) -> None:
    public = {address.path for address in addresses if Permission.PUBLIC in address.permissions}
    assert "/health" in public
    assert {path for path in public - OPEN if not path.startswith(OPEN_BELOW)} == set()


def test_an_address_about_an_apprenticeship_asks_for_a_permission_on_it(addresses: list[Address]) -> None:
    about = [address for address in addresses if "{apprenticeship}" in address.path]
    assert about
    assert [one.path for one in about if {Permission.USE_ACCOUNT, Permission.PUBLIC} & set(one.permissions)] == []


def test_reading_and_changing_never_share_a_route(addresses: list[Address]) -> None:
    reading = {"GET", "HEAD"}
    assert [one.path for one in addresses if one.methods & reading and one.methods - reading] == []
    assert {method for one in addresses for method in one.methods} >= {"GET", "POST"}
