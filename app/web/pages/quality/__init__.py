"""Quality assurance: the draws of a sample, each decision drawn, what was asked of its tutor, drift between tutors."""

from fastapi import APIRouter

from app.web.pages.quality import asked, decision, drawing

router = APIRouter(include_in_schema=False)
for part in (drawing, decision, asked):
    router.include_router(part.routes)
