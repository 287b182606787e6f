"""What follows a pattern is found in the forms people write it in, and what only looks like it stays quiet."""

import pytest

from app.domain.confidentiality import FindingKind, Known, find, pattern_trouble
from app.domain.confidentiality.numbers import is_nhs_number

KNOWN = Known(apprentice="Chloe Marsden", case_numbers=r"RB[A-Z]-\d{6}")

FOUND = {
    FindingKind.PHONE: (
        "My number is 07700900123",
        "ring 07700 900 123.",
        "Tel: 020 7946 0018",
        "T: +447700900123",
        "(01632) 960 983",
        "01632-960983",
        "0161 496 0000",
        "07700/900123",
        "mobile 7700900123",
        "call on 0044 7700 900123",
        "07700.900.123",
        "+44 (0) 7700 900 123",
        "Her mobile is 07700 900461, landline 01895 556 214",
        "01895 556214/07700 900461",
    ),
    FindingKind.EMAIL: (
        "kelly_m@yahoo.co.uk",
        "k.marsh+kids@icloud.com",
        "<mailto:kelly@outlook.com>",
        "kelly at gmail dot com",
        "office@oakwood.sch.uk",
        "jane.o'neil@nhs.net",
    ),
    FindingKind.POSTCODE: (
        "UB8 1UW",
        "ub81uw",
        "Ub8 1uw",
        "lives in SW1A 2AA area",
        "W1A 0AX",
        "M1 1AE",
        "EC1A 1BB",
        "CR2 6XH,",
        "(HA4 9QD)",
        "postcode: s1 2ab",
    ),
    FindingKind.ADDRESS: (
        "14 Rowan Close",
        "14A Rowan Cl.",
        "Flat 7, 22-24 Kings Road",
        "lives at 9 St. John's Road",
        "number 12 mill lane",
        "27 The Avenue",
        "Apartment 12, Kestrel House",
        "lives on Rowan Close",
        "Address: 14, Long Lane",
        "of 221B Baker Street",
        "12 High St",
        "6 Oak Tree Way, Yeading",
        "temporary accommodation at the Premier Inn, 6 Heathrow Boulevard",
        "Flat 2",
        "The family live in Kestrel House, flat 9",
        "moved from Mill Lane to Elm Grove",
        "1 Mandela Crescent",
        "No. 5 Ash Tree Drive",
        "88 Upper Park Road",
        "Room 14, Oakfield Hostel",
    ),
    FindingKind.NHS_NUMBER: (
        "943 476 5919",
        "9434765919",
        "NHS: 943-476-5919",
        "NHS No.9434765919",
    ),
    FindingKind.NI_NUMBER: (
        "AB123456C",
        "ab 12 34 56 c",
        "NI: JG103759A",
        "National Insurance number JG 10 37 59",
        "AB-12-34-56-C",
    ),
    FindingKind.DATE_OF_BIRTH: (
        "DOB 4/5/2016",
        "D.O.B: 04.05.16",
        "dob 4th May 2016",
        "born 4 May 2016",
        "born on the 4th of May",
        "Date of Birth - 2016-05-04",
        "(04/05/2016, DOB)",
        "his birthday is on 4 May",
        "turns 11 on 4 May",
        "b. 4/5/16",
        "was born in March 2016",
        "d.o.b. 4-5-2016",
        "born: 4 May",
        "celebrates her birthday on 12 March",
        "Born 12.03.2019 at 34 weeks",
        "4/5/2016 (date of birth)",
        "She will be 16 on 3 June",
        "their birthdays are 4 May and 6 June",
        "Child (DOB: 12 Jan 2020)",
        "DoB is 12th of January 2020",
        "turning five on May 4th",
    ),
    FindingKind.CASE_NUMBER: (
        "case number 1048833",
        "LCS ID: 40718263",
        "Mosaic ID 123456",
        "RBX-123456",
        "ref. EH/23/00981",
        "Ref: 23-00981",
        "EHM 204417",
        "case no 44123",
        "our reference CYP/2024/1187",
        "CareFirst number 88213",
        "crime reference 0412345/26",
        "Client ID 20441",
        "family ID: F20331",
        "file number 2024/887",
        "Case: 1048833",
        "(LL 1048833)",
        "Liquid Logic no. 99812",
        "referral number R-20441",
        "URN 01AB/12345/26",
        "crime number 01/12345/26",
        "Early Help ID 90112",
        "EHA number 55210",
        "Case ID #88213",
        "her record (ID 1048833)",
    ),
    FindingKind.MARKING: (
        "OFFICIAL-SENSITIVE",
        "OFFICIAL SENSITIVE",
        "Official - Sensitive",
        "[PERSONAL]",
        "CONFIDENTIAL: CHILD PROTECTION",
        "RESTRICTED - THIRD PARTY INFORMATION",
        "PRIVATE & CONFIDENTIAL",
        "Private and Confidential\nDear Mum",
        "Printed on 12/03/2026 by K Smith",
        "Page 1 of 4 Printed from Liquidlogic",
        "Strictly Confidential",
        "OFFICIAL: SENSITIVE - PERSONAL DATA",
        "Protective marking: OFFICIAL",
        "official-sensitive",
        "CONFIDENTIAL\nMinutes",
        "Case Note Type: Home visit\nCreated By: X\nDate Created: 3",
        "LCS Case Summary",
        "Report generated: 12/03/2026 14:22",
    ),
}


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, some in FOUND.items() for words in some])
def test_it_is_found_as_people_write_it(kind: FindingKind, words: str):
    assert kind in {found.kind for found in find(words, KNOWN)}


@pytest.mark.parametrize(
    "words",
    [
        "I phoned 0808 800 5000, 111, 101 and 0300 123 1234.",
        "The order 20260512-4471 cost £1,240.50 and 07:45 to 08:30.",
        "On 04/05/2026, 11/05/2026 and 18/05/2026 I ran the group.",
        "Section 17 of the Children Act 1989, S47, s20",
        "ST0868 version 1.0, K1 to K14, S6, B3, LARS 634, E13",
        "36 hours, 14 days, 3 visits, 2 children, 5 sessions, Level 4",
        "Week 12 Close to home: a reflection",
        "10 Downing Street announced it.",
        "There were 3 Family Court hearings.",
        "The programme was born in 2016.",
        "I used the 5 Ways to Wellbeing and the 3 Houses tool.",
        "The review is due on 12 May 2026 and the next on 3 June.",
        "The Working Together 2023 guidance, page 14, paragraph 1.12",
        "Invoice 4471; PO 889123; order number 943 476 5918",
        "My caseload is 12 and case 3 was the hardest.",
        "Case study 2: a family of five",
        "Reference 1 and reference 2 in the bibliography",
        "OTJ: 1:30, total 312:45 of 557 hours",
        "ISBN 978-0-335-26245-8; doi 10.1000/182",
        "Email earlyhelp@ridgeway.gov.uk or info@barnardos.org.uk",
        "I met 14 young people in Victoria Park and 3 in Uxbridge Road library",
        "Apprenticeship vacancy ref VAC1000123456",
        "Learner ULN 9434765920",
        "2 weeks close contact; 4 hour drive; 10 minute walk; 5 way conversation",
        "In year 2016 we had 1200 referrals 2017 1300",
        "the score was 12/20 and 15/20",
        "1 in 4 people; 24/7; 50/50; 9-5; 0-19 service; 0–5s",
        "Grade: 7, SDQ 18, GAD-7 12, PHQ-9 14",
        "It was my birthday in May.",
        "Meeting ID: 884 1234 5678 Passcode 1234 on Teams",
        "training course reference: SG-2024",
        "at 10 a drive to the coast",
        "I marked the file as instructed in the policy on OFFICIAL-SENSITIVE documents.",
        "We discussed confidentiality, and what is confidential between us.",
        "I recorded this on Mosaic and on LCS. EHM was down.",
        "Every case file should be reviewed every 12 weeks",
        "On 3 May 2026 I turned 25.",
    ],
)
def test_what_only_looks_like_it_stays_quiet(words: str):
    assert find(words, KNOWN) == ()


def test_an_nhs_number_needs_its_check_digit():
    assert is_nhs_number("9434765919") and not is_nhs_number("9434765918")
    assert not is_nhs_number("1111111111")
    assert find("943 476 5918", KNOWN) == ()


@pytest.mark.parametrize("words", ["QQ123456C", "GB123456A", "AO123456A", "AB123456E", "AB12345C"])
def test_a_national_insurance_number_needs_letters_that_are_given_out(words: str):
    assert find(f"It was {words}.", KNOWN) == ()


@pytest.mark.parametrize("words", ["QX1 2AB", "UB8 1CW", "U8B 1UW", "S1 2nd", "b2 1hr"])
def test_a_postcode_needs_an_area_and_letters_that_exist(words: str):
    assert find(words, KNOWN) == ()


def test_the_apprentices_own_address_stays_quiet():
    assert find("chloe.marsden@ridgeway.gov.uk", KNOWN) == ()
    assert find("chloe.marsh@ridgeway.gov.uk", KNOWN) != ()


@pytest.mark.parametrize(
    "pattern", ["", r"EH-\d{4,7}", r"[A-Z]{2}\d{6}", r"(?:LCS|EHM) ?\d{5,8}", r"CYP/\d{4}/\d{3,5}"]
)
def test_an_employers_pattern_is_taken(pattern: str):
    assert pattern_trouble(pattern) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\d+)+",
        r"\d*",
        r"(a|a)+$",
        r"(?=a)\d",
        r"(\d)\1",
        "[0-9",
        r"\d{1,40}\d{1,40}\d{1,40}",
        "x" * 101,
        "[a-z]",
        "case",
    ],
)
def test_a_pattern_that_could_take_long_or_finds_words_is_not_taken_and_not_used(pattern: str):
    assert pattern_trouble(pattern)
    assert find("a b c", Known(case_numbers=pattern)) == ()
