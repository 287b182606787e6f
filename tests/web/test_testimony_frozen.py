"""What a witness signed about a piece is in the manifest of the portfolio, so that the one hash covers it too."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.portfolio import freeze_portfolio
from app.answers.verification import discrepancies
from app.db import portfolio as db
from app.documents.pack import check_pack
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.portfolio import canonical, changes, manifest_from
from tests.actions.test_evidence import act
from tests.mail.test_worker import postbox
from tests.web.test_testimony import SIGNED, begun, link, sent, testimonies

__all__ = ["link", "postbox", "sent"]
FROZEN = "For the discussion in January."


@pytest.fixture
def accepted(house, cast, sent):
    act(house, cast.priya, lambda a: actions.decide_tag(a, cast.hers, 1, Decision("K8", Verdict.ACCEPTED, "Shown.")))
    act(house, cast.priya, lambda a: actions.clear_evidence(a, cast.hers, 1, version=1, cleared=True, looked=True))


def freeze(house, cast) -> int:
    return act(house, cast.priya, lambda a: freeze_portfolio(a, cast.hers, FROZEN))


def frozen(house, cast, number=1):
    with house.database.reading() as session:
        return db.load(session, cast.hers, number), db.words_of(session, cast.hers, number)


def test_a_signed_testimony_is_in_the_manifest_by_role_time_and_the_hash_of_what_was_signed(
    house, cast, visit, link, accepted
):
    begun(visit, link).post("/witness", data=SIGNED)
    freeze(house, cast)
    version, words = frozen(house, cast)
    [given] = version.manifest.signatures
    [signed] = testimonies(house, cast)
    assert (given.piece, given.role) == (1, "witness")
    assert given.signed_at == signed.signed_at.isoformat(timespec="seconds")
    assert words[given.record][1] == signed.signed_sha256
    assert given.record in version.manifest.digests
    assert signed.signed_sha256 not in version.text
    assert "Dana" not in version.text
    assert manifest_from(version.text) == version.manifest


def test_page_and_pack_say_in_one_line_who_signed_and_the_pack_holds(house, cast, visit, link, accepted):
    begun(visit, link).post("/witness", data=SIGNED)
    freeze(house, cast)
    [signed] = testimonies(house, cast)
    line = f"E1: a witness signed on 20 November 2026. SHA-256 of what was signed: {signed.signed_sha256}"
    priya = visit("priya")
    assert line in priya.page(f"/a/{cast.hers}/portfolio/1").text
    pack = priya.get(f"/a/{cast.hers}/portfolio/1/pack.zip").content
    with zipfile.ZipFile(BytesIO(pack)) as archive:
        assert line in archive.read("portfolio-version-1/annex.html").decode()
    assert check_pack([BytesIO(pack)]).holds


def test_where_nobody_signed_nothing_is_said(house, cast, visit, link, accepted):
    freeze(house, cast)
    assert frozen(house, cast)[0].manifest.signatures == ()
    assert "Signed" not in visit("priya").page(f"/a/{cast.hers}/portfolio/1").text


def test_a_witness_who_signs_later_makes_a_new_version_that_says_so(house, cast, visit, link, accepted):
    assert freeze(house, cast) == 1
    begun(visit, link).post("/witness", data=SIGNED)
    assert freeze(house, cast) == 2
    assert freeze(house, cast) == 2
    (first, then), (second, now) = frozen(house, cast), frozen(house, cast, 2)
    assert changes(first.manifest, second.manifest, then, now) == ("A witness signed about E1 on 20 November 2026.",)


def test_erasing_the_piece_takes_the_hash_along_and_the_version_still_verifies(house, cast, visit, link, accepted):
    """The hash of names and words could tell whoever guesses them that they were there."""
    begun(visit, link).post("/witness", data=SIGNED)
    freeze(house, cast)
    [signed] = testimonies(house, cast)
    with house.acting(cast.priya) as acting:
        seq = drill.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in it.")
        drill.erase_evidence(acting, cast.hers, seq, "E1")
    version, words = frozen(house, cast)
    assert signed.signed_sha256 not in {text for _, text in words.values()}
    assert version.manifest.signatures
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


def test_a_version_frozen_before_signatures_stood_in_it_is_read_as_it_was(house, cast, accepted):
    freeze(house, cast)
    version, _ = frozen(house, cast)
    assert '"signatures":[]' in version.text
    assert canonical(replace(version.manifest, signatures=())) == version.text
