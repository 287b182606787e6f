"""The process that reads one file: `python -m app.files.reading <type> <path> <seconds> <bytes>`.

It binds itself before it looks at anything, and answers with one line of JSON; where something goes wrong in a way that
nobody foresaw, it ends without one, which means “we could not read this one”.
"""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from app.files.reading.bounds import Bounds, confine
from app.files.reading.gathered import Gathered
from app.files.reading.kinds import READERS


def main(media_type: str, path: str, processor: str, memory: str) -> int:
    """0 with an answer on standard output."""
    confine(Bounds(processor=int(processor), memory=int(memory)))
    gathered = Gathered()
    reader = import_module(f"app.files.reading.{READERS[media_type]}")
    reader.gather(Path(path), media_type, gathered)
    sys.stdout.write(json.dumps(asdict(gathered.whole())))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
