"""The same tables as SQLAlchemy Core sees them, for queries: `core.person.c.email`."""

from typing import cast

from sqlalchemy import Table
from sqlmodel import SQLModel

from app.db.tables import adjustments as adjustment_rows
from app.db.tables import apprenticeships as a
from app.db.tables import assessment as assessment_rows
from app.db.tables import assessor_grants as grant_rows
from app.db.tables import calendar as calendar_rows
from app.db.tables import case_study as case_rows
from app.db.tables import concerns as concern_rows
from app.db.tables import confidentiality as c
from app.db.tables import employer as w
from app.db.tables import evidence as e
from app.db.tables import forecast as forecast_rows
from app.db.tables import gateway as gateway_rows
from app.db.tables import hours_import as hours_import_rows
from app.db.tables import installation as i
from app.db.tables import life, practice, sessions, settling, shortfall, signatures, targets, training_plan
from app.db.tables import off_the_job as o
from app.db.tables import people as p
from app.db.tables import portfolio as portfolio_rows
from app.db.tables import provider_settings as s
from app.db.tables import record as r
from app.db.tables import reviews as v
from app.db.tables import sampling as sampling_rows
from app.db.tables import skills_scan as scan_rows
from app.db.tables import testimony as t
from app.db.tables import unsaved as u
from app.db.tables import visits as visit_rows
from app.db.tables import waivers as waiver_rows


def _table(row: type[SQLModel]) -> Table:
    return cast(Table, row.__table__)  # type: ignore[attr-defined]  # SQLModel sets it when the class is made


person = _table(p.PersonRow)
provider_role = _table(p.ProviderRoleRow)
organisation = _table(p.OrganisationRow)
session = _table(p.SessionRow)
token = _table(p.TokenRow)
one_time_link = _table(p.OneTimeLinkRow)
throttle = _table(p.ThrottleRow)

apprenticeship = _table(a.ApprenticeshipRow)
terms = _table(a.TermsRow)
status = _table(a.StatusRow)
break_in_learning = _table(a.BreakRow)
pause = _table(life.PauseRow)
membership = _table(a.MembershipRow)

evidence = _table(e.EvidenceRow)
evidence_version = _table(e.EvidenceVersionRow)
evidence_duty = _table(e.EvidenceDutyRow)
evidence_file = _table(e.EvidenceFileRow)
stored_file = _table(e.StoredFileRow)
staged_file = _table(e.StagedFileRow)
tag = _table(e.TagRow)
tag_decision = _table(e.TagDecisionRow)

finding = _table(c.FindingRow)
words_kept = _table(c.WordsKeptRow)
watch_name = _table(c.WatchNameRow)
breach = _table(c.BreachRow)
breach_file = _table(c.BreachFileRow)
breach_words = _table(c.BreachWordsRow)
breach_told = _table(c.BreachToldRow)
form_draft = _table(u.FormDraftRow)
upload = _table(u.UploadRow)
upload_part = _table(u.UploadPartRow)
practice_choice = _table(practice.PracticeChoiceRow)
evidence_practice = _table(practice.EvidencePracticeRow)
testimony = _table(t.TestimonyRow)
testimony_clearing = _table(t.TestimonyClearingRow)

time_entry = _table(o.TimeEntryRow)
time_entry_ksb = _table(o.TimeEntryKsbRow)
time_decision = _table(o.TimeDecisionRow)
time_double = _table(settling.TimeDoubleRow)
long_day = _table(settling.LongDayRow)
hours_import = _table(hours_import_rows.HoursImportRow)
imported_row = _table(hours_import_rows.ImportedRow)

training_session = _table(sessions.TrainingSessionRow)
session_move = _table(sessions.SessionMoveRow)
session_place = _table(sessions.SessionPlaceRow)
due_mail = _table(w.DueMailRow)
receipt = _table(w.ReceiptRow)
receipt_entry = _table(w.ReceiptEntryRow)

history = _table(r.HistoryRow)
access_log = _table(r.AccessLogRow)
assessor_grant = _table(grant_rows.AssessorGrantRow)
visit = _table(visit_rows.VisitRow)
visit_record = _table(visit_rows.VisitRecordRow)

installation = _table(i.InstallationRow)
forecast_measure = _table(forecast_rows.ForecastMeasureRow)
standard_seen = _table(i.StandardSeenRow)
confirmed_fact = _table(i.ConfirmedFactRow)
provider_setting = _table(s.ProviderSettingRow)
shortfall_statement = _table(shortfall.ShortfallStatementRow)
shortfall_agreement = _table(shortfall.ShortfallAgreementRow)
job = _table(i.JobRow)
request_once = _table(i.RequestOnceRow)

review = _table(v.ReviewRow)
review_section = _table(v.ReviewSectionRow)
review_planned = _table(v.ReviewPlannedRow)
review_meeting_draft = _table(v.ReviewMeetingDraftRow)
signed_record = _table(signatures.SignedRecordRow)
signature = _table(signatures.SignatureRow)

target = _table(targets.TargetRow)
target_change = _table(targets.TargetChangeRow)

plan_activity = _table(training_plan.PlanActivityRow)
plan_event = _table(training_plan.PlanEventRow)
plan_evidence = _table(training_plan.PlanEvidenceRow)
mock_feedback = _table(training_plan.MockFeedbackRow)
plan_fact = _table(training_plan.PlanFactRow)
calendar_address = _table(calendar_rows.CalendarAddressRow)
review_reminder = _table(calendar_rows.ReviewReminderRow)
nudge = _table(calendar_rows.NudgeRow)
concern = _table(concern_rows.ConcernRow)
concern_note = _table(concern_rows.ConcernNoteRow)
concern_reading = _table(concern_rows.ConcernReadingRow)
concern_witness = _table(concern_rows.ConcernWitnessRow)
concern_setting = _table(concern_rows.ConcernSettingRow)
adjustment = _table(adjustment_rows.AdjustmentRow)
portfolio_choice = _table(portfolio_rows.PortfolioChoiceRow)
portfolio_version = _table(portfolio_rows.PortfolioVersionRow)
portfolio_text = _table(portfolio_rows.PortfolioTextRow)
portfolio_tombstone = _table(portfolio_rows.PortfolioTombstoneRow)
skills_scan = _table(scan_rows.SkillsScanRow)
skills_scan_draft = _table(scan_rows.ScanDraftRow)
skills_scan_given = _table(scan_rows.ScanGivenRow)
skills_scan_rating = _table(scan_rows.ScanRatingRow)
assessment_sitting = _table(assessment_rows.AssessmentSittingRow)
assessment_event = _table(assessment_rows.AssessmentEventRow)
assessment_outcome = _table(assessment_rows.AssessmentOutcomeRow)
waiver = _table(waiver_rows.WaiverRow)
case_study = _table(case_rows.CaseStudyRow)
case_study_kept = _table(case_rows.CaseStudyKeptRow)
case_study_agreement = _table(case_rows.CaseStudyAgreementRow)
learner_record = _table(gateway_rows.LearnerRecordRow)
gateway_component = _table(gateway_rows.GatewayComponentRow)
sample_draw = _table(sampling_rows.SampleDrawRow)
sample_tutor = _table(sampling_rows.SampleTutorRow)
sampled_decision = _table(sampling_rows.SampledDecisionRow)
sample_said = _table(sampling_rows.SampleSaidRow)
sample_mailed = _table(sampling_rows.SampleMailedRow)
