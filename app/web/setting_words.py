"""The provider's settings in words: what each one asks, and what its answers mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.provider_settings import (
    DeliveryPattern,
    PartTimeReading,
    PriorLearningReading,
    TermTimeReading,
    TimeSource,
)
from app.rendering.words import in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One setting as the page asks it. `answers` are (value, words, more words); none where a number is asked.

    `unit` follows a number where it is said: “600 minutes”.
    """

    key: str
    label: str
    hint: str
    answers: tuple[tuple[str, str, str], ...] = ()
    many: bool = False
    unit: str = ""


_PRIOR, _PART, _TERM, _SPREAD = PriorLearningReading, PartTimeReading, TermTimeReading, DeliveryPattern

ROUNDING = Asked("rounding", "How the minimum is rounded", "The funding rules state no rounding.")
"""Its answers are the ways that the funding rules know."""

PARTS: tuple[tuple[str, str, tuple[Asked, ...]], ...] = (
    (
        "Minimum hours",
        "Sources differ on these. The figure by the other reading stays in sight wherever the minimum is worked out.",
        (
            ROUNDING,
            Asked(
                "prior_learning_reading",
                "Prior learning is taken off",
                "For starts whose hours are published for the standard.",
                (
                    (_PRIOR.OFF_PUBLISHED_MINIMUM.value, "the published hours", "The minimum itself is lower."),
                    (
                        _PRIOR.OFF_PUBLISHED_NEVER_UNDER_FLOOR.value,
                        "the published hours, down to the rule’s least",
                        "Never under the least that the rule allows.",
                    ),
                    (
                        _PRIOR.OFF_PLANNED.value,
                        "the planned hours",
                        "The minimum is what is left of the training plan, and no more than the published hours.",
                    ),
                ),
            ),
            Asked(
                "part_time_reading",
                "What under 30 hours a week makes longer",
                "For starts until hours were published. It decides how long the programme has to be.",
                (
                    (_PART.TWELVE_MONTHS.value, "12 months", "12 × 30 ÷ hours a week."),
                    (
                        _PART.PROGRAMME_LENGTH.value,
                        "the programme’s own length",
                        "The usual months to gateway × 30 ÷ hours a week, as many providers do it.",
                    ),
                ),
            ),
            Asked(
                "term_time_reading",
                "Hours of term-time work are spread over",
                "For people who work fewer than 52 weeks a year.",
                (
                    (_TERM.FIFTY_TWO_WEEKS.value, "52 weeks", "Every week of the year."),
                    (_TERM.WORKED_WEEKS.value, "46.4 weeks", "The year less 5.6 weeks of leave."),
                ),
            ),
        ),
    ),
    (
        "Time",
        "",
        (
            Asked(
                "delivery_pattern",
                "How training is spread",
                "It decides how often learning has to be seen to happen.",
                (
                    (_SPREAD.SPREAD.value, "over the whole programme", ""),
                    (_SPREAD.FRONT_LOADED_OR_BLOCK.value, "front-loaded or in blocks", "Some rules then allow longer."),
                ),
            ),
            Asked(
                "plausible_day_minutes",
                "Most minutes on one day",
                "More than this is asked about before it is saved. 600 minutes are 10 hours.",
                unit="minutes",
            ),
            Asked(
                "employer_confirms",
                "Time that needs the employer’s word",
                "Ticked: only the employer confirms. Not ticked: the tutor’s word does too, and for a session the "
                "apprentice’s own. Until you change this, the tutor’s word does for what others logged.",
                (
                    (TimeSource.EVIDENCE.value, "sent with evidence", ""),
                    (TimeSource.LOG.value, "logged by itself", ""),
                    (TimeSource.SESSION.value, "from a group session", ""),
                ),
                many=True,
            ),
        ),
    ),
    (
        "Red, amber and green",
        "A prompt for the tutor, always with its reasons. Hours that wait for somebody else never turn an apprentice "
        "red.",
        (
            Asked(
                "behind_amber_percent",
                "Amber when hours are behind by more than",
                "In percent of what the plan expects by today.",
                unit="%",
            ),
            Asked(
                "behind_red_percent",
                "Red when hours are behind by more than",
                "In percent, even once all that waits or is queried is confirmed.",
                unit="%",
            ),
            Asked(
                "quiet_amber_days",
                "Amber after days without evidence",
                "While KSBs are left. Breaks in learning are left out.",
                unit="days",
            ),
            Asked("quiet_red_days", "Red after days without evidence", "While KSBs are left.", unit="days"),
            Asked(
                "near_end_days",
                "The planned gateway is near from",
                "In days. It is amber when too many KSBs are left by then.",
                unit="days",
            ),
            Asked(
                "near_end_ksbs_left", "KSBs that may be left near the gateway", "More than this is amber.", unit="KSBs"
            ),
        ),
    ),
)


def value_in_words(asked: Asked, value: str) -> str:
    """A value as pages name it. A way of rounding is named by the funding rules, not here."""
    if not asked.answers:
        return f"{value}{'' if asked.unit == '%' else ' '}{asked.unit}"
    names = {answer: words for answer, words, _ in asked.answers}
    if asked.many:
        return in_words([names.get(one, one) for one in value.split()]) or "none"
    return names.get(value, value)


def settings_in_words(
    held: Mapping[str, str], defaults: Mapping[str, str], roundings: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """What the sums of hours go by: each setting's label, and its value, with the default where it is another."""
    found = []
    for one in (*PARTS[0][2], *PARTS[1][2]):
        words = {value: _value(one, value, roundings) for value in (held[one.key], defaults[one.key])}
        changed = "" if held[one.key] == defaults[one.key] else f" (default: {words[defaults[one.key]]})"
        found.append((one.label, f"{words[held[one.key]]}{changed}"))
    return tuple(found)


def _value(one: Asked, value: str, roundings: Mapping[str, str]) -> str:
    return roundings.get(value, value) if one is ROUNDING else value_in_words(one, value)
