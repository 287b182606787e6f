"""When each open check and all of them could be met, at this apprentice’s own pace; and what would move that most.

A forecast declares nothing: it goes by what was accepted and confirmed so far, and says from which figures.
"""

from app.answers.forecast.checks import CheckForecast
from app.answers.forecast.replay import forecast_then, replayed_of_all
from app.answers.forecast.whole import Forecast, forecast_of

__all__ = ["CheckForecast", "Forecast", "forecast_of", "forecast_then", "replayed_of_all"]
