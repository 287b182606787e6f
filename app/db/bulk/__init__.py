"""Very many rows at once: what the other modules of `app.db` write one by one, gathered and written in batches.

Whoever gathers answers for what the rows say; the database's own constraints hold for them as for any others.
"""

from app.db.bulk.chain import Chain
from app.db.bulk.found import Keys, organisations_of, people_of
from app.db.bulk.rows import Rows

__all__ = ["Chain", "Keys", "Rows", "organisations_of", "people_of"]
