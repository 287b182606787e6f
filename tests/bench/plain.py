"""What FastAPI's own `UploadFile` does with the same file: the measure for uploads.py, run by a bare uvicorn.

It keeps the same promises as Touchmark does: the file hashed, forced to the disk, and named only when it is whole.
"""

import hashlib
import os
from pathlib import Path

from fastapi import FastAPI, UploadFile

PIECE = 1024 * 1024
app = FastAPI()


@app.post("/upload")
def upload(file: UploadFile) -> dict[str, str]:
    """Keep a file."""
    folder = Path(os.environ["PLAIN_FOLDER"])
    digest, fresh = hashlib.sha256(), folder / ".fresh"
    with fresh.open("wb", 0) as out:
        while piece := file.file.read(PIECE):
            digest.update(piece)
            out.write(piece)
        os.fsync(out.fileno())
    fresh.replace(folder / digest.hexdigest())
    opened = os.open(folder, os.O_RDONLY)
    os.fsync(opened)
    os.close(opened)
    return {"sha256": digest.hexdigest()}
