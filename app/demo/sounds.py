"""The one recording of the demonstration: a breathing track in tones, since nobody's voice is to be in it."""

import io
import math
import wave
from collections.abc import Iterator
from functools import cache

RATE = 8_000
SECONDS = 25
BELLS = ((0, 2), (22, 2))
"""From which second, for how many."""
BREATHS = ((5, 3, 220, 330), (8, 4, 330, 220), (13, 3, 196, 294), (16, 4, 294, 196))
"""From which second, for how many, from which pitch to which, in hertz: in and out, and once more, lower."""
BELL_PITCH = 660
LOUD = 100
"""Of 127, around the middle of what one byte holds."""


@cache
def breathing_track() -> bytes:
    """A WAV file: one channel, a byte each 8,000th of a second."""
    samples = bytearray([128]) * (RATE * SECONDS)
    for since, lasts, low, high in (*BREATHS, *((*bell, BELL_PITCH, BELL_PITCH) for bell in BELLS)):
        for place, level in enumerate(_tone(lasts, low, high), since * RATE):
            samples[place] = 128 + round(LOUD * level)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return out.getvalue()


def _tone(lasts: int, low: float, high: float) -> Iterator[float]:
    """A tone that glides from one pitch to another, and comes and goes softly."""
    turned, length = 0.0, lasts * RATE
    for at in range(length):
        share = at / length
        turned += (low + (high - low) * share) / RATE
        yield math.sin(2 * math.pi * turned) * math.sin(math.pi * share)
