"""What forecasts of gateway were worth: measured now and then, the newest measure kept."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db.tables.columns import text_column


class ForecastMeasureRow(SQLModel, table=True):
    """The one measure there is: `body` is a JSON list of errors by months before gateway."""

    __tablename__ = "forecast_measure"
    id: int = Field(primary_key=True)
    body: str = text_column()
    at: datetime
