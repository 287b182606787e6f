"""When each open check and all of them could be met, at this apprentice’s own pace; and what would move that most.

A forecast declares nothing: it goes by what was accepted and confirmed so far, and says from which figures.
"""

from app.answers.forecast.checks import CheckForecast
from app.answers.forecast.lived import Lived, lived_here
from app.answers.forecast.replay import replayed_of_all
from app.answers.forecast.whole import Forecast, forecast_of

__all__ = ["CheckForecast", "Forecast", "Lived", "forecast_of", "lived_here", "replayed_of_all"]
