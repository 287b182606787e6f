"""What stands between practice and the end-point assessment: rows and domain values."""

from app.db.gateway.beside import BesideGateway, beside_gateway

__all__ = ["BesideGateway", "beside_gateway"]
