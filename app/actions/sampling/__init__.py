"""Drawing a sample of tutors' decisions, judging what was drawn, and answering that."""

from app.actions.sampling.drawing import FIRST_BACK, draw_again, draw_sample
from app.actions.sampling.judging import answer_sample, judge_sample, settle_sample

__all__ = ["FIRST_BACK", "answer_sample", "draw_again", "draw_sample", "judge_sample", "settle_sample"]
