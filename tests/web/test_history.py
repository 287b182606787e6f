"""The history on screen and as JSON: in words, newest first, and without anybody's drafts or words."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import app.actions
from app.actions.evidence import Written, add_evidence, submit_evidence
from app.actions.off_the_job import log_time, query
from app.answers.history_words import ABOUT_DRAFTS, ACTIONS
from app.domain.evidence import EvidenceDetails, EvidenceKind
from tests.cast import TODAY

FOLDER = Path(app.actions.__path__[0])


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def code_of(call: ast.Call) -> ast.expr | None:
    """The expression that names what is recorded, where this call records something."""
    if called(call) == "record" and len(call.args) >= 2:
        return call.args[1]
    if called(call) == "append" and {"action", "subject"} <= {keyword.arg for keyword in call.keywords}:
        return next(keyword.value for keyword in call.keywords if keyword.arg == "action")
    return None


class Module:
    """One module's functions, and the values that reach an expression in them."""

    def __init__(self, trees: list[ast.Module]) -> None:
        self.functions = {
            node.name: node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }

    def codes(self) -> set[str]:
        """Every code that is recorded anywhere in these modules."""
        found: set[str] = set()
        for function in self.functions.values():
            for call in calls(function):
                expression = code_of(call)
                if expression is not None and function.name != "record":
                    found |= self.values(expression, function)
        return found

    def values(self, node: ast.expr, function: ast.FunctionDef) -> set[str]:
        """The texts that an expression may be: constants, choices, f-strings, names followed to where they are set."""
        if isinstance(node, ast.Constant):
            return {str(node.value)}
        if isinstance(node, ast.IfExp):
            return self.values(node.body, function) | self.values(node.orelse, function)
        if isinstance(node, ast.JoinedStr):
            found = {""}
            for part in node.values:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                found = {before + after for before in found for after in self.values(inner, function)}
            return found
        assert isinstance(node, ast.Name), f"{function.name}: the action {ast.unparse(node)} cannot be followed"
        return self._named(node.id, function)

    def _named(self, name: str, function: ast.FunctionDef) -> set[str]:
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                return self.values(node.value, function)
        parameters = [argument.arg for argument in function.args.args]
        assert name in parameters, f"{function.name}: {name} cannot be followed"
        place = parameters.index(name)
        found: set[str] = set()
        for caller in self.functions.values():
            for call in calls(caller):
                if called(call) == function.name and len(call.args) > place:
                    found |= self.values(call.args[place], caller)
        return found


def recorded() -> set[str]:
    """Every action that anything in app/actions records."""
    found: set[str] = set()
    parts = [path for path in FOLDER.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    for part in parts:
        paths = [part] if part.is_file() else sorted(part.rglob("*.py"))
        found |= Module([ast.parse(path.read_text()) for path in paths]).codes()
    return found


def test_what_the_actions_record_is_found():
    assert recorded() >= {
        "apprenticeship_added", "cover_added", "password_set", "token_issued", "draft_added", "evidence_submitted",
        "tag_decided", "tag_reopened", "suggestion_agreed", "suggestion_declined", "time_logged", "time_confirmed",
        "time_corrected",
    }  # fmt: skip


def test_everything_that_is_recorded_has_words():
    assert recorded() - set(ACTIONS) == set(), "give these words in app/answers/history_words.py"


def test_nothing_has_words_that_is_never_recorded():
    assert set(ACTIONS) - recorded() == set()


def written(title="A visit", ksbs=("K1", "S2")):
    return Written(
        details=EvidenceDetails(
            title=title,
            kind=EvidenceKind.REFLECTIVE_ACCOUNT,
            happened_on=date(2026, 11, 2),
            description="What I learned from it",
            ksbs=ksbs,
            duties=(),
            statement=True,
        ),
    )


@pytest.fixture
def lived(house, cast):
    """Chloe has sent one piece, begun another, and logged time that Mark asks about."""
    with house.acting(cast.chloe) as acting:
        sent = add_evidence(acting, cast.hers, written(), send=False)
        submit_evidence(acting, cast.hers, sent)
        add_evidence(acting, cast.hers, written("A draft"), send=False)
        counted = acting.catalogue.programmes[0].counted_activities[0].code
        entry = log_time(acting, cast.hers, on=TODAY, minutes=90, activity=counted, description="Reading at home")
    with house.acting(cast.mark) as acting:
        query(acting, cast.hers, entry, "Was this in paid time?")
    return cast.hers


def test_what_happened_reads_as_words_with_the_name_of_whoever_did_it(visit, lived):
    text = visit("priya").page(f"/a/{lived}/history").text
    assert "Mark Ellis Queried 1.5 hours Entry 1" in text
    assert "Chloe Marsden Logged 1.5 hours Entry 1, for 20 November 2026" in text
    assert "Chloe Marsden Sent evidence E1, version 1: K1 and S2" in text
    assert "Adele Brook Gave a role: tutor Priya Nair, from 7 July 2025" in text
    assert text.index("Queried") < text.index("Logged") < text.index("Sent evidence") < text.index("Added the")


def test_nobody_s_words_are_in_it(visit, lived):
    for name in ("chloe", "priya", "adele"):
        html = visit(name).get(f"/a/{lived}/history").text
        for words in ("What I learned from it", "A visit", "Reading at home", "Was this in paid time?"):
            assert words not in html


def test_only_the_apprentice_is_told_of_her_drafts(visit, lived):
    assert "Began a draft E2, version 1" in visit("chloe").page(f"/a/{lived}/history").text
    assert {"draft_added"} <= ABOUT_DRAFTS
    for name in ("priya", "adele", "quentin"):
        assert "E2" not in visit(name).page(f"/a/{lived}/history").text
        codes = {one["action"] for one in visit(name).call("GET", f"apprenticeships/{lived}/history").json()["items"]}
        assert codes & ABOUT_DRAFTS == set()


def kept_from_employer(visit, cast, submit):
    """What Priya's history says once Chloe has saved a piece that her employer is not to see."""
    fields = {"title": "A visit", "kind": "work_product", "happened_on": "2026-11-02", "description": "What I did."}
    fields |= {"ksb": "K1", "confidentiality_statement": "true", "provider_only": "true", "submit": submit}
    where = f"apprenticeships/{cast.hers}"
    assert visit("chloe").call("POST", f"{where}/evidence", data=fields).status_code == 201
    return [one["action"] for one in visit("priya").call("GET", f"{where}/history").json()["items"]]


def test_of_a_draft_that_is_kept_from_the_employer_nobody_else_is_told(visit, cast):
    told = kept_from_employer(visit, cast, "false")
    assert not [one for one in told if one.endswith("_employer")]
    own = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/history").json()["items"]
    assert own[0]["action"] == "draft_kept_from_employer"


def test_of_a_piece_that_is_sent_and_kept_from_the_employer_the_tutor_is_told(visit, cast):
    assert kept_from_employer(visit, cast, "true")[:2] == ["kept_from_employer", "evidence_submitted"]


def test_the_json_says_when_by_whom_what_and_to_what(visit, cast, lived):
    items = visit("chloe").call("GET", f"apprenticeships/{lived}/history").json()["items"]
    assert {"at", "by", "action", "subject"} <= set(items[0])
    assert items[0]["action"] == "time_queried"
    assert items[0]["by"] == {"id": str(cast.mark.id), "name": "Mark Ellis"}
    assert items[0]["at"].startswith("2026-11-20T09:00:00")
    assert items[0]["words"] == "Queried 1.5 hours: Entry 1"


def test_a_long_history_is_read_page_by_page_without_gap_or_repeat(visit, lived):
    chloe = visit("chloe")
    whole = chloe.call("GET", f"apprenticeships/{lived}/history").json()
    assert whole["next"] is None
    numbers: list[int] = []
    after = ""
    for _ in range(20):
        page = chloe.call("GET", f"apprenticeships/{lived}/history?limit=2&after={after}").json()
        numbers += [one["number"] for one in page["items"]]
        after = page["next"] or ""
        if not after:
            break
    assert numbers == [one["number"] for one in whole["items"]]
    assert len(numbers) > 6


@pytest.mark.parametrize("after", ["x", "%00", "WzFd", "WyItMSJd", "WyIxZTkiXQ", "WyI5OTk5OTk5OTk5OTk5OTkiXQ"])
def test_a_cursor_that_is_not_ours_is_said_so(visit, cast, after):
    answer = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/history?after={after}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "after"


def test_the_history_of_another_apprenticeship_is_not_found_and_an_employer_may_not_read_it(visit, cast):
    assert visit("tomas").get(f"/a/{cast.hers}/history").status_code == 404
    assert visit("mark").get(f"/a/{cast.hers}/history").status_code == 403
    assert visit("chloe").get(f"/a/{UUID(int=7)}/history").status_code == 404
