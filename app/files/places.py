"""The place for files that the settings name."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from app.files.folder import FolderStore
from app.files.store import FileStore
from app.settings import Settings, SettingsFault


def store_for(settings: Settings, *, forced: bool = True) -> FileStore:
    """A folder, or a bucket where FILES_URL begins with s3://. Raises SettingsFault with a sentence.

    `forced` is a folder's: see there.
    """
    if not settings.files_in_bucket:
        return FolderStore(settings.files_folder, forced=forced)
    if find_spec("obstore") is None:
        raise SettingsFault("The setting TOUCHMARK_FILES_URL needs the extra “s3”: pip install touchmark[s3].")
    # Only here, since whoever keeps files in a folder need not have it.
    from app.files.bucket import BucketStore  # noqa: PLC0415

    parts = urlsplit(settings.files_url)
    return BucketStore(parts.netloc, parts.path.strip("/"), settings.s3_endpoint)
