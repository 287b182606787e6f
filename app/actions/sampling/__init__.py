"""Drawing a sample of tutors' decisions, judging what was drawn, and answering that."""

from app.actions.sampling.drawing import draw_again, draw_sample
from app.actions.sampling.judging import answer_sample, judge_sample, settle_sample

__all__ = ["answer_sample", "draw_again", "draw_sample", "judge_sample", "settle_sample"]
