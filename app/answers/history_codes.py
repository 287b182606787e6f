"""What the codes in rows of history are called."""

ROLES = {
    "apprentice": "apprentice",
    "tutor": "tutor",
    "employer": "employer’s contact",
    "assessor": "independent assessor",
    "quality_assurer": "quality assurer",
    "safeguarding_lead": "safeguarding lead",
    "administrator": "administrator",
}
VERDICTS = {"accepted": "Accepted", "returned": "Asked for more", "declined": "Declined"}
VERDICTS |= {"both": "two times", "same": "the same time"}
AGREED = {
    "planned_end": "planned end",
    "weekly_minutes": "hours a week",
    "days_a_week": "days a week",
    "weeks_a_year": "weeks a year",
    "planned_minutes": "planned hours",
    "prior_learning_minutes": "prior learning",
    "employer": "employer",
}
SUBJECTS = {"english": "English"}
STATED = {
    "induction_shape": "induction’s shape",
    "organisation": "the assessment organisation",
    "contact": "who to contact",
    "arrangements": "when and how it is delivered",
    "in_plan": "whether the plan includes it",
    "certificate_level": "what the certificate shows",
    "exception_basis": "what an exception rests on",
}
SCANS = {"clean": "clean", "not_scanned": "not scanned", "infected": "something harmful, so it was closed"}
SIGHTS = {
    "evidence": "cleared evidence",
    "hours": "hours",
    "reviews": "reviews",
    "gateway": "gateway checks",
    "sampling": "quality sampling",
}
