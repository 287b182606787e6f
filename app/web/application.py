"""The application: routers, refusals, static files, and what stands before them."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp

from app.actions.acting import Installation
from app.web import metrics
from app.web.access import anyone, installation
from app.web.figures import Figures, figures_for
from app.web.guard import Guard
from app.web.head import HeadAsGet
from app.web.patience import Patience
from app.web.refused import add_refusals, refuse_another_site
from app.web.remembered import Memory, Remembering
from app.web.request_log import RequestLog, count_statements
from app.web.routers import API, api_routers, page_routers

VERSION = version("touchmark")
NOT_TOLD: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""FastAPI would look for somebody to tell of each request, and tell them what errors said: we have a log of our own."""
health_router = APIRouter()


@health_router.get("/health", include_in_schema=False)
def health(request: Request, _: None = anyone()) -> Response:
    """Whether the database and the file store answer; 503 when one does not."""
    house = installation(request)
    database, files = house.database.answers(), house.store.works()
    body = {
        "status": "ok" if database and files else "failing",
        "database": "ok" if database else "failing",
        "files": "ok" if files else "failing",
        "version": VERSION,
    }
    return JSONResponse(body, status_code=200 if database and files else 503)


class Touchmark(FastAPI):
    """The application, with its log outside everything else, so that it sees what nothing foresaw too."""

    def build_middleware_stack(self) -> ASGIApp:
        """What stands before the routes, from the outside in."""
        figures: Figures | None = self.state.figures
        within = super().build_middleware_stack()
        return RequestLog(within, figures.tell, figures.upload) if figures else RequestLog(within)


def create_app(house: Installation, lifespan: Callable[[FastAPI], Any] | None = None) -> FastAPI:
    """The whole web face of one installation."""
    app = Touchmark(
        title="Touchmark",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        telemetry=NOT_TOLD,
    )
    app.state.installation = house
    app.state.figures = figures_for(house)
    count_statements(house.database)
    app.include_router(health_router)
    app.include_router(metrics.router)
    for router in page_routers():
        app.include_router(router)
    for router in api_routers():
        app.include_router(router, prefix=API)
    add_refusals(app)
    app.state.memory = Memory()
    app.add_middleware(HeadAsGet)
    app.add_middleware(Remembering, memory=app.state.memory)
    app.add_middleware(Patience)
    app.add_middleware(Guard, base_url=house.settings.base_url, refuse=refuse_another_site)
    return app
