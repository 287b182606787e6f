"""Odd input at every address, by everybody: whatever comes, the answer is one that the outside face promises.

The choices are made by a seeded generator, so that what fails once fails again.
"""

import base64
import json
import random
import re
from urllib.parse import quote

import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import select

from app.actions import off_the_job as time
from app.db.tables import core
from tests.cast import TODAY
from tests.visits import Page, page_faults

PROMISED = {200, 201, 206, 302, 303, 304, 307, 401, 403, 404, 405, 409, 412, 413, 416, 422, 429}
PEOPLE = (None, "chloe", "priya", "mark", "quentin", "adele", "helen", "sadia", "olwen")
SPARED = ("/sign-out", "/end", "/open", "/members/end", "/link", "/sign-in")
"""What would only sign people out, end them, or be throttled."""
NASTY = "<script>alert(1)</script>{{ 7*7 }}{% raw %}\"'&=HYPERLINK(1)"
LONG = "a" * 6_000
PLAIN_WORDS = """
0 -1 1 60 1441 1e999 1e-400 NaN Infinity 0x10 1_0 1.5 0001-01-01 9999-12-31 2026-11-02 2026-13-45
2026-11-02T25:00 20261102 2026-W45-1 253402300800 true on null [] E1 e1 E000000001 E2 S1 K1 D1 Z9 S1,S2
work_product workshop accepted returned declined active on_a_break tutor apprentice administrator
ST0868/1.0 1.0 all matrix duty need red soon confirm query ../../etc/passwd %2e%2e%2f //evil.example
javascript:alert(1) name@example.org a@b
"""
WORDS = (
    NASTY,
    LONG,
    "9" * 30,
    "9" * 5_000,
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202eright to left",
    "\u200b",
    "\ufeff",
    "\ufb01",
    "\xe9\u0301",
    "\U0001f469\u200d\U0001f467",
    "\u0663",
    "\xbd",
    "\xb2",
    "E\u0663",
    "\r\nSet-Cookie: a=b",
    "a\x01b@example.org",
    "'; DROP TABLE person; --",
    *PLAIN_WORDS.split(),
)
PLAIN_NAMES = """
title kind happened_on description ksb duty off_the_job_minutes off_the_job_hours off_the_job_activity
confidentiality_statement legal_matter lead_role clearance clearance_by clearance_on looked others_appear provider_only
authenticity ai_use ai_words practice witness_name witness_email words relation signed_name agreed advised candidate
kept submit form revision otj suggest reason version cleared agree verdict-S1
feedback-S1 entry decision note on hours minutes activity ksbs record_only once name email role person
tutor_name tutor_email tutor_since employer_organisation employer_name employer_email employer_since
cover_role cover_name cover_email cover_since cover_until status status_since status_back_on
status_reason standard start planned_end weekly_hours days_a_week weeks_a_year planned_hours
planned_minutes programme apprentice.name apprentice.email apprentice.date_of_birth tutor.name
tutor.email employer.name employer.email employer.organisation apprentice tutor employer organisation
verdict feedback state view sort after before page q limit tick rag review next password keep a.b path
__proto__ rounding prior_learning_hours reference
"""
NAMES = (
    "",
    "verdict-\x00",
    *PLAIN_NAMES.split(),
)


class Mischief:
    """Odd addresses, forms and bodies, from one seed."""

    def __init__(self, seed, cast, ids):
        self.random = random.Random(seed)
        self.words = (*WORDS, *ids, *(f"{one}:1" for one in ids), *(self._forms_of(cast.hers)))
        self.places = {
            "apprenticeship": [cast.hers, cast.hers, cast.hers, cast.his],
            "evidence": ["E1", "E1", "E2", "1"],
            "file": list(ids),
            "number": [1, 2],
            "entry": [1, 2],
            "ksb": ["S1", "K1"],
            "person": [cast.ben.id],
            "reference": ["ST0868"],
            "version": ["1.0"],
            "kind": ["set_password", "sign_in"],
            "role": ["quality_assurer"],
        }

    @staticmethod
    def _forms_of(one):
        return (str(one).upper(), one.hex, f"{{{one}}}", one.urn, f" {one}", str(one).replace("-", "\u2010"))

    def word(self):
        """Any of the odd words, or a cursor made of some."""
        if self.random.random() < 0.15:
            parts = [self.random.choice(self.words) for _ in range(self.random.randint(0, 3))]
            said = json.dumps(self.random.choice([parts, {"a": parts}, parts and parts[0], "\ud800", ["\ud800", "x"]]))
            return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
        return self.random.choice(self.words)

    def address(self, path):
        """The address of a route: its places filled mostly with what is there, now and then with anything."""

        def filled(found):
            if self.random.random() < 0.75:
                return quote(str(self.random.choice(self.places.get(found[1], ["x"]))), safe=":")
            return quote(self.word()[:200], safe="", errors="surrogatepass") or "x"

        return re.sub(r"{([a-z]+)(?::[a-z]+)?}", filled, path) + self.query()

    def query(self):
        """A query string, often with a name that some page knows; bytes that are no text as well."""
        if self.random.random() < 0.3:
            return ""
        pairs = [
            f"{quote(self.random.choice(NAMES))}={quote(self.word()[:3000], errors='surrogatepass')}"
            for _ in range(self.random.randint(1, 3))
        ]
        return "?" + "&".join([*pairs, *self.random.choice([[], ["%ff=%ed%a0%80"], ["&&=;="]])])

    def fields(self):
        """The fields of a form."""
        known = self.random.sample(NAMES, self.random.randint(0, 20))
        return [(name, self.word()) for name in known for _ in range(self.random.choice([1, 1, 1, 3]))]

    def value(self, depth=0):
        """A value of JSON."""
        kind = self.random.randint(0, 7 if depth < 3 else 5)
        if kind == 6:
            return [self.value(depth + 1) for _ in range(self.random.randint(0, 3))]
        if kind == 7:
            return self.object(depth + 1)
        return [self.word(), self.random.choice([0, 1, -1, 60, 10**30, 2**63]), 1.5, True, None, self.word()][kind]

    def object(self, depth=0):
        """A JSON object with names that some call knows."""
        return {name: self.value(depth) for name in self.random.sample(NAMES, self.random.randint(0, 12))}

    def body(self, path):
        """What is sent: mostly of the kind that the route takes."""
        kind = self.random.randint(0, 9)
        if kind == 0:
            odd = self.random.choice(
                [b"", b"\xff\x00", b"%ff=%00&" * 50, b"{", b'{"a":' * 400, b'{"on":NaN,"on":1e999}']
            )
            type_ = self.random.choice(["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
            return {"content": odd, "headers": {"content-type": type_}}
        if path.startswith("/api/") and "/evidence" not in path and kind < 9:
            return {"content": json.dumps(self.object()).encode(), "headers": {"content-type": "application/json"}}
        if path.endswith(("/new", "/edit", "/versions", "/evidence")) and kind < 7:
            name = tidy(self.word())
            files = [("file", (name, self.word().encode(errors="replace"), "text/plain"))]
            data: dict[str, list[str]] = {}
            for field, value in self.fields():
                data.setdefault(field or "x", []).append(value)
            return {"data": data, "files": files}
        pairs = (f"{quote(n)}={quote(v, errors='surrogatepass')}" for n, v in self.fields())
        form = {"content-type": "application/x-www-form-urlencoded"}
        return {"content": "&".join(pairs).encode(), "headers": form}


def tidy(name):
    """A file name that the client can put in a header at all."""
    return name.replace("\r", "").replace("\n", "").replace("\x00", "")[:300] or "file"


def routes(app):
    """Every route as method and path."""
    found = {(m, str(c.path)) for c in iter_route_contexts(app.routes) for m in c.methods or ()}
    return sorted(pair for pair in found if not (pair[0] == "POST" and pair[1].endswith(SPARED)))


def attack(visitors, mischief, method, path):
    """Send one odd thing; returns what is wrong with the answer, "" where nothing is."""
    name = mischief.random.choice(list(visitors))
    address = mischief.address(path)
    sent = mischief.body(path) if method == "POST" else {}
    said = f"{method} {address[:300]} as {name} with {str(sent)[:1500]}"
    try:
        answer = visitors[name].client.request(method, address, follow_redirects=False, **sent)
    except Exception as error:
        return f"{said}: {type(error).__name__}: {error}"[:3000]
    if answer.status_code not in PROMISED or "Traceback" in answer.text:
        return f"{said}: {answer.status_code} {answer.text[:300]}"
    if "<script>alert" in answer.text and answer.headers["content-type"].startswith("text/html"):
        return f"{said}: a script of ours"
    location = answer.headers.get("location", "/").removeprefix("http://testserver")
    if not location.startswith(("/", "data:")) or location.startswith("//") or "a=b" in str(answer.headers.raw):
        return f"{said}: sent to {location}"
    whole = "<html" in answer.text
    faults = page_faults(answer.text) if whole and answer.headers["content-type"].startswith("text/html") else []
    # A tampered form has fields that the page has not, so what is wrong with them leads nowhere.
    faults = [fault for fault in faults if not fault.startswith("link to #")]
    return f"{said}: {faults}" if faults else ""


@pytest.fixture
def world(house, cast, visit):
    """Chloe has sent E1 with a file, begun E2 and logged two entries; everybody's browser."""
    visitors = {name: visit(name) for name in PEOPLE}
    sent = {"title": "A visit", "kind": "other", "happened_on": "2026-11-02", "description": "x", "ksb": "S1"}
    file = [("file", ("a.txt", b"words", "text/plain"))]
    for submit in ("true", "false"):
        address = f"apprenticeships/{cast.hers}/evidence"
        answer = visitors["chloe"].call("POST", address, data=sent | {"submit": submit}, files=file)
        assert answer.status_code == 201
    with house.acting(cast.chloe) as a:
        for _ in range(2):
            time.log_time(a, cast.hers, on=TODAY, minutes=60, activity="workshop")
    with house.database.reading() as session:
        ids = [str(one) for one in session.scalars(select(core.evidence_file.c.id))]
    return visitors, [*ids, str(cast.hers), str(cast.his), str(cast.ben.id)]


def test_whatever_is_sent_to_any_address_is_answered_as_promised(world, cast):
    visitors, ids = world
    every = routes(visitors[None].client.app)
    assert len(every) > 80
    mischief = Mischief(868, cast, ids)
    faults = [fault for method, path in every for _ in range(2) if (fault := attack(visitors, mischief, method, path))]
    assert faults == []


def cursor(said):
    """A cursor made of these bytes."""
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("chloe", "/api/v1/apprenticeships?after=" + cursor(b"[" * 3_000), 422),
        ("chloe", "/api/v1/apprenticeships?after=" + cursor(b'["\\ud800", "{hers}"]'), 422),
        ("chloe", "/api/v1/apprenticeships?after=" + cursor(b'["\xff", "x"]'), 422),
        ("priya", "/to-review?after=" + cursor(b"[" * 3_000), 200),
        ("priya", "/to-review?after=" + cursor(b'["2026-11-02T09:00:00Z", "{hers}", "' + b"9" * 30 + b'"]'), 200),
        ("priya", "/to-review?after=" + cursor(b'["0001-01-01T00:00:00+14:00", "{hers}", "1"]'), 200),
        ("chloe", "/api/v1/apprenticeships/{hers}/evidence?ksb=%00", 200),
        ("mark", "/a/{hers}/evidence?ksb=%00&after=%D9%A3", 200),
        ("mark", "/api/v1/apprenticeships/{hers}/off-the-job/summary?on=9999-12-31", 422),
        ("mark", "/api/v1/apprenticeships/{hers}/off-the-job/summary?on=0001-01-01", 422),
        ("mark", "/api/v1/off-the-job/minimum?start=2025-08-01&planned_end=9999-12-31&weekly_hours=1e-300", 422),
    ],
)
def test_an_address_that_only_somebody_with_ideas_would_write(visit, cast, name, address, status):
    answer = visit(name).client.get(address.replace("{hers}", str(cast.hers)))
    assert answer.status_code == status
    if answer.headers["content-type"] == "application/problem+json":
        assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("range_", "status"),
    [("bytes=0-" + "9" * 5_000, 200), ("bytes=" + "9" * 5_000 + "-", 200), ("bytes=99999-", 416), ("bytes=-0", 416)],
)
def test_a_range_that_no_file_has(world, cast, range_, status):
    visitors, ids = world
    address = f"/a/{cast.hers}/evidence/E1/files/{ids[0]}"
    statuses = {
        visitors["chloe"].client.get(address.replace(ids[0], one), headers={"range": range_}).status_code
        for one in ids[:2]
    }
    assert status in statuses


@pytest.mark.parametrize("kept", ["abc.\xe9", ".", "a", "a.b.c", "\xff" * 50])
def test_a_message_s_cookie_that_is_not_ours_says_nothing(visit, kept):
    answer = visit().client.get("/sign-in", headers=[(b"cookie", b"touchmark_notice=" + kept.encode("latin-1"))])
    assert answer.status_code == 200


def test_ten_thousand_tags_and_files_are_one_sentence(visit, cast):
    """Every field is counted; nothing is saved, and the sentence can be read."""
    chloe = visit("chloe")
    body = "title=A+visit&" + "ksb=S1&" * 10_000
    form = {"content-type": "application/x-www-form-urlencoded"}
    for address in (f"/a/{cast.hers}/evidence/new", f"/api/v1/apprenticeships/{cast.hers}/evidence"):
        answer = chloe.client.post(address, content=body, headers=form)
        assert answer.status_code == 422
        assert "Choose fewer" in answer.text
    assert chloe.call("GET", f"apprenticeships/{cast.hers}/evidence").json()["items"] == []


def test_what_people_type_is_shown_as_they_typed_it_and_never_runs(visit, cast):
    """Markup, template words and a formula as title, words, reason, feedback and name of a file, on every page."""
    chloe, priya = visit("chloe"), visit("priya")
    here = f"apprenticeships/{cast.hers}"
    sent = {
        "title": NASTY,
        "description": NASTY,
        "kind": "other",
        "happened_on": "2026-11-02",
        "ksb": "S1",
        "submit": "true",
    }
    file = [("file", ("<img src=x onerror=alert(1)>.txt", b"words", "text/html"))]
    assert chloe.call("POST", f"{here}/evidence", data=sent, files=file).status_code == 201
    time_ = {"on": "2026-11-02", "minutes": 60, "activity": "workshop", "description": NASTY}
    assert chloe.call("POST", f"{here}/off-the-job", json=time_).status_code == 201
    assert priya.call("POST", f"{here}/off-the-job/1/query", json={"note": NASTY}).status_code == 200
    said = {"verdict": "returned", "feedback": NASTY}
    assert priya.call("POST", f"{here}/evidence/E1/tags/S1/decision", json=said).status_code == 200
    seen = 0
    for visitor in (chloe, priya):
        for path in ("", "evidence", "evidence/E1", "coverage?view=matrix", "off-the-job", "off-the-job/1", "history"):
            page = visitor.page(f"/a/{cast.hers}/{path}")
            assert "alert" not in "".join(str(one) for one in page.all("script") + page.all("img"))
            seen += page.text.count("<script>alert(1)</script>{{ 7*7 }}{% raw %}")
    assert seen > 8


def test_a_name_cannot_be_written_to_read_as_another(visit):
    """Signs that turn letters around or show nothing do not get into a name."""
    adele = visit("adele")
    for number, name in enumerate(
        ("Priya\u202e Nair", "\u200bPriya Na\u2060ir", "\ufeffPriya\x07 Nair", "\u2066Priya Nair\u2069")
    ):
        answer = adele.post("/people", {"name": name, "email": f"p{number}@example.org"})
        assert Page(answer.text).headings["h1"] == ["Priya Nair"]
    assert adele.post("/people", {"name": "\u200b\u202e", "email": "p@example.org"}).status_code == 422
