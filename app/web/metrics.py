"""`/metrics`: figures for a monitor that shows the secret it was given; for anybody else there is no such address."""

import hmac
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.web.access import installation
from app.web.figures import Figures

router = APIRouter(include_in_schema=False)


class MonitorWhoMay:
    """A dependency: whoever shows `METRICS_TOKEN` as a bearer token. Raises NotFound for everybody else."""

    permission = Permission.READ_FIGURES

    def __call__(self, request: Request) -> None:
        token = installation(request).settings.metrics_token
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if not token or scheme.casefold() != "bearer" or not hmac.compare_digest(secret.encode(), token.encode()):
            raise NotFound


def monitor() -> Any:
    """`_: None = monitor()` in a route's parameters."""
    return Depends(MonitorWhoMay())


@router.get("/metrics")
def metrics(request: Request, _: None = monitor()) -> Response:
    """Requests, times, jobs waiting, uploads under way, and whether the database answers."""
    figures: Figures = request.app.state.figures
    return Response(figures.text(), media_type="text/plain; version=1.0.0; charset=utf-8; escaping=underscores")
