"""Names are found by what stands around them; who is on record, cited or anonymous stays quiet."""

import pytest

from app.domain.confidentiality import FindingKind, Known, find, find_in_name, fold, watch_keys

KNOWN = Known(
    apprentice="Chloe Marsden", colleagues=("Priya Nair", "Mark Ellis"), organisations=("Ridgeway Borough Council",)
)


@pytest.mark.parametrize(
    "words",
    [
        "tenant T. Okafor is eleven weeks in arrears",
        "Harper-Rose would not come out from under the table",
        "J Smith was seen at home with his mother.",
        "The case of Smith, J. was closed",
        "Spoke to Nkem about the school place and she agreed.",
        "I asked Oluwadara how she was feeling.",
        "Mum (Temperance) opened the door.",
        "Thandeka's mum was worried about bedtime.",
        "Dad – Obinna – was not at home.",
        "a 14-year-old girl named Sukhleen",
        "The children are Zuberi, Imara and Kito.",
        "Discussed Xanthe's behaviour at school",
        "Family name: Wojnarowski",
        "Child's name: Ottoline Greaves-Hart",
        "Hi Zsofia, hope you're ok",
        "Call from Ms. Featherington re housing",
        "Mr Singh-Dhaliwal rang",
        "mr patel rang the office",
        "spoke with mrs khan about the rent",
        "my client, Jane, said",
        "My client Delroy Z",
        "the Petrov family",
        "the Okonjo children were at school",
        "Sibling: Bartholomew",
        "I met Mary at her flat",
        "DS Carmichael and PC 1234 Jones attended",
        "Dr. A. Mensah",
        "Social worker Abena Darko rang",
        "health visitor, Glenda, said",
        "Jayden said he was hungry",
        "JAYDEN was very quiet",
        "jayden was quiet",
        "i visited kelly on friday and she was upset",
        "Kelly-Ann disclosed",
        "I supported Will with his CV",
        "Grace told me she was scared",
        "Rose's mum phoned",
        "I took Hope to nursery",
        "Mark's son Tobiah",
        "the aunt, Mrs Grace Adu, collects",
        "Meeting with Kemi and her sister",
        "D'Andre is 15",
        "O'Shea family",
        "Sarah J was in the room",
        "Kelly M. agreed",
        "the boy, Jayden, hid",
        "her little brother Zeke hit her",
        "Attendees: Sarah Pearce (SW), Tom Hill (HV), me",
        "Thanks, Sinead",
        "Nkechi Obi",
        "My name is Shabnam and I live",
        "she introduced herself as Marguerite",
        "Everyone calls him Bash",
        "his friend Deano",
        "grandma Ethel",
        "Ms A Khan",
        "Miss Lovelace was late",
        "Master Jacob Stone",
        "Councillor Bright",
        "PC Jones",
        "baby Noah",
        "twins Ava and Isla",
        "Uncle Femi",
        '"Tell Shaquille to come," she said.',
        "Ayşe told me",
        "Łukasz is 9",
        "Siân was tearful",
        "Chloë Jones",
        "Mohammed's attendance is 62%",
        "Sinéad O'Connell-Byrne",
        "Re: Kyle Reynolds – housing",
        "CHILD: Tilly Brown",
        "The parents are Steve and Mel.",
        "Mum's boyfriend Gaz was present",
        "a mum called Bex",
        "Client: Ruksana B",
        "Victim: M. Kowalski",
        "I sat with Ola while she cried",
        "I rang Rich to check",
        "Frankie (7) and Bo (4)",
        "Mother - Hanna Lindqvist",
        "I spoke to Ms Y. Tesfaye",
        "Mum, Agnieszka, and her partner Piotr",
        "the father Kwadwo",
        "with Thomas and his dad",
        "his mother Comfort works nights",
        "Her daughter Blessing has asthma",
        "Her son Prince is in Year 6",
        "my service user Precious",
        "Mr White",
        "Mrs Young and Miss Price",
        "Mr. Day's tenancy",
        "young person Ari",
        "Lola was withdrawn. Lola's key worker is Jan.",
        "'Fatima' came in",
        "PR is held by Kirsty Allen",
        "Liaised with Tracey at housing",
        "Email from Donna re: beds",
        "handover from Steph",
        "I left Aidan's house at 4",
        "kids: Ty, Mo & Lexi",
        "Tyler T has been excluded",
        "Ms Begum's GP",
        "The Begums have moved",
        "K. Dawson",
        "named person is Iqra Yasmin",
    ],
)
def test_a_name_is_found(words: str):
    assert FindingKind.NAME in {found.kind for found in find(words, KNOWN)}


@pytest.mark.parametrize(
    "words",
    [
        "Parent A told me that Child B was happy.",
        "She lives with her nan. Nan said no.",
        "Rosie's Rainbow Fund and Jo's Place were contacted, and Papyrus too.",
        "Family C moved to Hayes.",
        "I met with Mum and Dad at the Family Hub.",
        "Working Together 2023 says so.",
        "The Children and Families Act 2014, the Housing Act 1996 and the Care Act 2014",
        "Bowlby's attachment theory explains this.",
        "According to Maslow, needs are layered.",
        "I used Gibbs' reflective cycle (1988).",
        "Rogers (1951) spoke of unconditional positive regard.",
        "Smith and Jones (2019) found",
        "(Featherstone et al., 2018)",
        "Priya observed my session. Mark signed the hours.",
        "Chloe Marsden's log. C Marsden. C. Marsden",
        "The Solihull Approach and the Webster-Stratton Incredible Years programme",
        "Barnardo's, NSPCC and Home-Start can help.",
        "We went to Victoria Park and then Charlotte Street.",
        "Great Ormond Street Hospital; St Thomas' Hospital; King's College Hospital",
        "St John Ambulance gave us first aid training.",
        "St George's Church hosts the food bank.",
        "Queen Elizabeth Hospital and the Anna Freud Centre",
        "Clare's Law and Sarah's Law were explained; Martha's Rule too",
        "Lucy Faithfull Foundation, Marie Curie, Macmillan nurses",
        "In May and June I led three groups. April was quiet.",
        "On Monday Mum came with the twins.",
        "Hope is what families need. Faith groups helped. Grace is rare.",
        "Reading with children at the library in Reading.",
        "Mum said that English is her second language and Polish her first.",
        "Spoke to Housing, Education and Police about the plan.",
        "Early Help Assessment, Team Around the Family, Signs of Safety, Child in Need",
        "The Designated Safeguarding Lead and the SENCO met the Head of Year.",
        "K1, S6 and B3 are shown by this.",
        "J.S. and her son T. were at home. JS was upset.",
        "Mrs K was kind. Mr A agreed. Ms B.",
        "Person X, Client Y and Worker Z",
        "The Laming report and Munro review changed practice after Victoria Climbié.",
        "Bronfenbrenner, Vygotsky and Piaget all matter.",
        "Child Protection Conference; Section 47 enquiry; Section 17",
        "Freedom Programme, Triple P, Caring Dads, Strengthening Families",
        "I phoned Citizens Advice about Universal Credit.",
        "Mother tongue: Urdu. Religion: Muslim.",
        "Childline and Samaritans numbers given: 0800 1111 and 116 123.",
        "The Rose Room at the children's centre; Sunflower Class",
        "Snapchat, TikTok and Instagram were discussed. Roblox said to be safe.",
        "Equality Act 2010, Human Rights Act 1998, Gillick competence, Fraser guidelines",
        "Kolb's experiential learning cycle (Kolb, 1984)",
        "Prochaska and DiClemente's cycle of change",
        "Reflective Account On Lone Working And Boundaries",
        "Professional Discussion With Tutor About Safeguarding",
        "Visit To A Family At Home With My Manager",
        "The Prevent Duty and Channel Panel",
        "Southall, Hayes and West Drayton; the London Borough of Hillingdon",
        "Jenga, Uno and Lego helped him to talk.",
        "The genogram showed three generations. Ecomap too.",
        "Maslow's triangle; Erikson's stages; Kübler-Ross grief cycle",
        "Brené Brown's talk on vulnerability",
        "Ofsted rated it good. Mosaic was down. Liquidlogic crashed.",
        "Mum laughed. Dad cried. Nan came too.",
        "Health Visitor said so; Social Worker agreed.",
        "Thank you Mum for sharing.",
        "The Director of Children's Services, Ridgeway Borough Council",
        "I shadowed the MASH in Uxbridge for 3 days in Summer 2026.",
        "Christmas was hard. Eid and Diwali were better. Easter too.",
        "Year 6 transition to Oakwood Academy",
        "Motivational Interviewing by Miller and Rollnick",
        "the Freud Museum; the Tavistock; the Maudsley",
        "The Troubled Families programme, now Supporting Families",
        "I used the Johari window and Karpman's drama triangle.",
        "Mum scored 7 on the Warwick-Edinburgh scale.",
        "SMART goals; PACE approach; RAG rated",
        "The Joseph Rowntree Foundation report on poverty",
        "Action for Children; Save the Children; Great Yarmouth",
        "Dear Parent, Dear All, Hi Team, Dear Sir or Madam",
        "Ms and Mr are titles I ask about.",
        "Attended Mental Health First Aid with Thrive LDN.",
        "Edwards and Turnell's Signs of Safety",
        "Peppa Pig was on television. Bluey helped.",
        "The Kinship charity and Grandparents Plus",
        "Bishop's Stortford; Milton Keynes; Bury St Edmunds",
        "Macmillan; Mind; Rethink; Shelter; Crisis",
        "My colleague in Housing and the Youth Worker",
        "Ealing's Family Hub; Hillingdon's threshold document",
        "Parent Zone; Family Lives; Gingerbread",
        "Tuckman's forming and storming; Belbin roles; Driscoll's What? So what? Now what?",
        "the Duluth model; the Cycle of Change; the Freedom of Information Act",
        "Lone working policy; Lone Worker device",
        "Boxing Day and New Year",
        "Lundy model of participation; Hart's ladder",
        "Adverse Childhood Experiences (Felitti et al, 1998)",
    ],
)
def test_what_is_nobodys_name_stays_quiet(words: str):
    assert find(words, KNOWN) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Home visit J Smith.docx",
        "IMG_Jayden_DOB.jpg",
        "Smith family plan.docx",
        "Khan EHA 2024.docx",
        "kelly marsh consent.pdf",
        "TAF_minutes_KMarsh.docx",
        "Mrs Patel letter.docx",
        "JaydenSmith.docx",
        "Okafor_T_housing.pdf",
        "07700900123.txt",
        "LCS 123456 print.pdf",
        "Reece DOB 040516.docx",
        "UB8 1UW map.pdf",
        "letter to mum kirsty.docx",
        "Case notes - Amara Nwosu.pdf",
        "Sarah.docx",
    ],
)
def test_the_name_of_a_file_that_names_somebody_is_found(name: str):
    assert find_in_name(name, KNOWN) != ()


@pytest.mark.parametrize(
    "name",
    [
        "Chloe Marsden CV.docx",
        "Reflective account K4.docx",
        "Early Help Assessment blank.docx",
        "IMG_20260512_101112.jpg",
        "Observation by Priya Nair.pdf",
        "Bowlby essay.docx",
        "Parent A plan.docx",
        "Certificate Prevent 2026.pdf",
        "Gibbs reflection.docx",
        "Professional discussion B2.docx",
        "Lone working policy v2.docx",
        "Screenshot 2026-05-12 at 10.11.12.png",
        "WhatsApp Image 2026-05-12.jpg",
        "Family Hub timetable May.xlsx",
        "Working Together 2023.pdf",
        "Portfolio evidence 13 final FINAL.docx",
        "K1 S2 Supervision notes.docx",
        "Child B genogram.pdf",
        "Theory of change.pptx",
        "Duty 4 - Advice.docx",
        "Summer term review.docx",
        "Mark Ellis witness testimony.docx",
        "Kolb cycle.png",
        "Triple P session 3.docx",
        "scan0001.pdf",
        "Document (3).docx",
    ],
)
def test_the_name_of_a_file_that_names_nobody_stays_quiet(name: str):
    assert find_in_name(name, KNOWN) == ()


def test_places_in_the_name_of_a_file_count_its_own_characters():
    name = "IMG_Jayden_DOB.jpg"
    assert [name[one.start : one.end] for one in find_in_name(name, KNOWN)] == ["Jayden"]


def test_a_name_on_the_watch_list_is_found_however_it_is_written():
    keys = set(watch_keys("Hope Zlatkova-O’Brien"))
    watching = Known(apprentice="Hope Chapman", watched=keys.__contains__)
    for words in ("We saw Hope today.", "zlatkova-obrien rang", "HOPE ZLATKOVA-O'BRIEN"):
        assert "a name on the watch list" in {one.why for one in find(words, watching)}
    assert find("There is hope for them.", watching) == ()


def test_the_watch_list_is_asked_of_folded_single_words_and_pairs():
    asked: list[str] = []
    find("Zoë O’Brien came", Known(watched=lambda words: bool(asked.append(words))))
    assert asked == ["zoe", "zoe obrien", "obrien", "obrien came", "came"]


def test_watch_keys_of_three_words_take_each_pair():
    assert watch_keys("Mary Jane  Watson") == ("mary", "jane", "watson", "mary jane", "jane watson", "mary watson")
    assert watch_keys("") == () and fold("  Łukasz  O’NEILL ") == "lukasz oneill"


def test_colleagues_stay_quiet_in_part_but_not_under_another_surname():
    assert find("Priya and Ms Nair and P Nair and Mark agreed.", KNOWN) == ()
    assert [one.length for one in find("I met Priya Khan.", KNOWN)] == [len("Priya Khan")]
