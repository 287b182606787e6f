"""What stands between practice and the end-point assessment: rows and domain values."""

from app.db.gateway.beside import BesideGateway, beside_gateway
from app.db.gateway.waivers import take_back, waive, waivers_of

__all__ = ["BesideGateway", "beside_gateway", "take_back", "waive", "waivers_of"]
