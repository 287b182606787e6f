"""The smallest site that takes and serves files, run as a program of its own so that tests meet a real server.

`python tests/web/upload_page.py FOLDER MAX_BYTES` prints its port and serves until its standard input ends.
"""

import html
import socket
import sys
import threading
from pathlib import Path
from uuid import UUID

import anyio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from app.files.folder import FolderStore
from app.files.store import StoreFault
from app.web.files_served import file_response
from app.web.uploads import receive_form

CHLOE = UUID("00000000-0000-4000-8000-000000000001")
PAGE = """<!doctype html><html lang="en"><title>Add evidence</title><h1>Add evidence</h1>
<form method="post" enctype="multipart/form-data" action="/form">
<label>File <input type="file" name="file" multiple></label> <label>Title <input name="title"></label>
<button>Save</button></form>"""


class Site:
    """Serves the form, counts the bodies it has finished with, and can be asked to say when that many are done."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.store = FolderStore(folder)
        self.max_bytes = max_bytes
        self.finished = 0
        self.changed = anyio.Condition()

    async def form(self, request: Request) -> Response:
        if request.method == "GET":
            return HTMLResponse(PAGE)
        try:
            form = await receive_form(request, self.store, CHLOE, max_bytes=self.max_bytes)
            said = [fault.sentence for fault in form.faults]
            status = form.status if form.faults else 200
        except StoreFault as fault:
            return HTMLResponse(fault.sentence, 503)
        finally:
            async with self.changed:
                self.finished += 1
                self.changed.notify_all()
        kept = [f"{file.name} {file.size}" for file in form.files]
        lines = "".join(f"<li>{html.escape(line)}" for line in [*said, *kept, f"title {form.value('title')}"])
        return HTMLResponse(f"<!doctype html><h1>{status}</h1><ul>{lines}</ul>", status)

    async def done(self, request: Request) -> Response:
        with anyio.fail_after(20):
            async with self.changed:
                while self.finished < int(request.query_params["bodies"]):
                    await self.changed.wait()
        return PlainTextResponse(str(self.finished))

    def file(self, request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        asked = request.query_params
        return file_response(
            request, self.store, CHLOE, sha256, name=asked["name"], media_type=asked["type"], inline="inline" in asked
        )


def application(site: Site) -> Starlette:
    return Starlette(
        routes=[
            Route("/form", site.form, methods=["GET", "POST"]),
            Route("/done", site.done),
            Route("/files/{sha256}", site.file),
        ]
    )


def main() -> None:
    site = Site(Path(sys.argv[1]), int(sys.argv[2]))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(site), log_level="warning", lifespan="off"))

    def stop_when_the_tests_have_gone() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=stop_when_the_tests_have_gone, daemon=True).start()
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
