"""`make bench`: what pages, uploads and packs cost, as ratios of one run; what the check finds; how KSBs are suggested.

ARGS names the parts to run: pages, throughput, uploads, packs, confidentiality, suggestions; all of them without it.
"""

import sys
from collections.abc import Callable

from tests.bench.confidentiality import confidentiality
from tests.bench.packs import packs
from tests.bench.pages import pages
from tests.bench.suggestions import suggestions
from tests.bench.throughput import throughput
from tests.bench.uploads import uploads

PARTS: dict[str, Callable[[], list[str]]] = {
    "pages": pages,
    "throughput": throughput,
    "uploads": uploads,
    "packs": packs,
    "confidentiality": confidentiality,
    "suggestions": suggestions,
}


def main(named: list[str]) -> int:
    """Print each part's figures as it is done; 2 where a part is named that there is not."""
    if unknown := [name for name in named if name not in PARTS]:
        sys.stderr.write(f"There is no benchmark called {', '.join(unknown)}, only {', '.join(PARTS)}.\n")
        return 2
    for name in named or PARTS:
        print(name.capitalize())
        for row in PARTS[name]():
            print(f"  {row}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
