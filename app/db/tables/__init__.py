"""Every table. These classes never leave `app.db`; they do not validate, the database's own constraints do."""

from sqlmodel import SQLModel

from app.db.tables import apprenticeships, evidence, installation, off_the_job, people, record

metadata = SQLModel.metadata

__all__ = ["apprenticeships", "evidence", "installation", "metadata", "off_the_job", "people", "record"]
