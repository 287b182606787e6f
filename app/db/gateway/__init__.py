"""What stands between practice and the end-point assessment: rows and domain values."""

from app.db.gateway.beside import BesideGateway, beside_gateway, beside_gateway_then
from app.db.gateway.case_study import add_case_study, agree_to_case_study, case_studies, erase_case_study
from app.db.gateway.waivers import take_back, waive, waivers_of

__all__ = [
    "BesideGateway",
    "add_case_study",
    "agree_to_case_study",
    "beside_gateway",
    "beside_gateway_then",
    "case_studies",
    "erase_case_study",
    "take_back",
    "waive",
    "waivers_of",
]
