"""Standard data, validated once at the edge and handed out as frozen values."""

from app.catalogue.catalogue import Catalogue, read_catalogue
from app.catalogue.checking import STANDARD_DATA, check_files
from app.catalogue.faults import CatalogueFaults, FileFault
from app.catalogue.report import fault_lines, list_lines

__all__ = [
    "STANDARD_DATA",
    "Catalogue",
    "CatalogueFaults",
    "FileFault",
    "check_files",
    "fault_lines",
    "list_lines",
    "read_catalogue",
]
