"""English is told from other languages, in sentences and in notes that leave the small words out."""

import pytest

from app.domain.confidentiality import is_english

NOTES = [
    (
        "Home visit, mum tired, talked routines, bedtime chart made with kids, agreed try 2 wks, fed back to "
        "manager, next visit booked, used active listening, strengths first, no jargon"
    ),
    (
        "TAF mtg 10am, school, HV, mum, dad late. Attendance 82%. Behaviour better at home, still fights w/ "
        "brother. Actions: ref CAMHS, chase housing, food bank voucher, review 6 wks"
    ),
    (
        "Phone call dad, upset re contact, listened, gave space, signposted legal advice line, safety plan "
        "checked, no immediate risk, case note done same day, manager told"
    ),
    (
        "Drop-in: 4 families, benefits forms, PIP appeal, foodbank x2, nursery funding code, one new referral, "
        "explained consent, leaflets given, room set up, tidied after"
    ),
    (
        "Supervision w/ manager. Caseload 9, two closing. Wellbeing ok. Lone working: phone buddy missed Tues, "
        "new system agreed. Goals: genogram practice, theory reading, shadow social worker"
    ),
    (
        "Parenting group wk 3, praise and rewards, 6 parents, role play, quiet mum joined in, homework sheet, "
        "creche full, biscuits, next week boundaries, ask feedback forms"
    ),
    (
        "School visit. Met SENCO. Child anxious mornings, stomach ache, refuses coat. Tried visual timetable, "
        "soft start, breakfast club. Works mostly. Mum pleased. Follow up call Friday"
    ),
    (
        "Reflect: rushed start, talked too much, dad quiet. Next time open questions, slow down, sit alongside. "
        "Good: honest about records, plain words, agreed small step"
    ),
    (
        "Genogram drawn with grandma, three generations, losses, house moves, strengths circled, patterns "
        "spotted, kids views added using stickers, photo taken, copy left with family"
    ),
    (
        "CAF form, chronology, scaling questions 4 to 6, wishes and feelings sheet, three houses tool, plan "
        "shared, signed, copies sent, school nurse invited, next TAC date set"
    ),
    (
        "Visited hub, toy library, speech therapist talk, baby massage timetable, picked leaflets, met volunteer "
        "lead, learned referral route, waiting list six weeks, shared team meeting"
    ),
    (
        "Conflict mum v stepdad re screens, stayed neutral, each had turn, summarised, family rules poster, kids "
        "choose rewards, ground rules, ended calm, phone check Monday"
    ),
    (
        "Joint visit SW, child protection plan, core group, drugs test clear, cot, clean bottles, sleeps through,"
        " health visitor weigh, grandparents weekend, step down likely"
    ),
    (
        "Allotment session, six teens, planted beans, risk checked, tools counted, chatted exams, one disclosed "
        "self harm, followed procedure, DSL told, recorded same day, debrief"
    ),
]
ELSEWHERE = {
    "polish notes": (
        "Wizyta domowa, mama zmęczona, rozmowa o rutynie, tabela snu z dziećmi, ustalone dwa tygodnie próby, "
        "informacja dla kierownika, następna wizyta zapisana, słuchałam, mocne strony, bez żargonu, meeting w "
        "school"
    ),
    "polish": (
        "Mieszkamy tutaj od trzech lat i dzieci chodzą do szkoły, ale mąż pracuje w nocy i rzadko jest w domu, "
        "więc wszystko robię sama, a sąsiadka czasem pomaga"
    ),
    "welsh notes": (
        "Ymweliad cartref, mam wedi blino, siarad am arferion, siart amser gwely gyda'r plant, cytuno i drio am "
        "bythefnos, adborth i'r rheolwr, ymweliad nesaf wedi ei drefnu, gwrando gweithredol, cryfderau gyntaf, "
        "dim jargon"
    ),
    "welsh notes of a school": (
        "Cyfarfod ysgol, athrawes, nyrs, mam hwyr, presenoldeb gwell, ymddygiad gwell gartref, clywed llais "
        "plentyn, gweld cynllun, cerdded, ystyried, camau nesaf, adolygiad chwe wythnos, ffonio tai, bwyd, "
        "nodiadau wedi eu cwblhau"
    ),
    "urdu in latin letters, notes": (
        "Ghar ka visit, ammi thaki hui thin, routine ki baat ki, bedtime chart bachon ke sath banaya, do hafte "
        "try karne ka agree kiya, manager ko feedback diya, next visit book, listening ki, strengths pehle, "
        "jargon nahi"
    ),
    "urdu in latin letters, full of english words": (
        "Social worker school meeting mein aaye, teacher ne kaha attendance better hai, mother ko support "
        "chahiye, housing form fill kiya, council ko phone kiya, next appointment Monday ko hai, report manager "
        "ko send kar di"
    ),
    "romanian notes": (
        "Vizită acasă, mama obosită, discutat rutine, tabel de culcare făcut cu copiii, convenit două săptămâni, "
        "feedback către manager, următoarea vizită programată, ascultare activă, puncte forte, fără jargon, "
        "scoală, profesor, acord"
    ),
    "romanian notes without accents": (
        "Intalnire scoala, asistent social, mama a intarziat, comportament mai bun acasa, se cearta cu fratele, "
        "actiuni: trimitere psiholog, locuinta, banca de alimente, revizuire sase saptamani, plan semnat"
    ),
    "french notes": (
        "Visite à domicile, maman fatiguée, parlé des routines, tableau du coucher fait avec les enfants, accord "
        "pour essayer deux semaines, retour au manager, prochaine visite fixée, écoute active, points forts, pas "
        "de jargon"
    ),
    "french notes without small words": (
        "Réunion école, infirmière, père retard, présence meilleure, comportement difficile maison, actions: "
        "orientation psychologue, logement, banque alimentaire, bilan six semaines, plan signé, copies envoyées, "
        "famille contente, budget, transport, crise, important, table, grant, question"
    ),
    "spanish notes": (
        "Visita en casa, madre cansada, hablamos rutinas, tabla de dormir con niños, acuerdo dos semanas, informe"
        " al jefe, próxima visita, escucha activa, fortalezas primero, sin jerga, escuela, reunión, plan familiar"
    ),
    "dutch notes": (
        "Huisbezoek, moeder moe, gesproken over routines, bedtijd kaart gemaakt samen met kinderen, afspraak twee"
        " weken proberen, terugkoppeling manager, volgende bezoek gepland, actief luisteren, sterke kanten eerst,"
        " geen jargon, training, beoordeling, vergadering"
    ),
    "german notes": (
        "Hausbesuch, Mutter müde, Routinen besprochen, Plan fürs Bett mit Kindern gemacht, zwei Wochen versuchen,"
        " Rückmeldung an Leitung, nächster Besuch, aktives Zuhören, Stärken zuerst, kein Jargon, Sitzung, "
        "Beratung"
    ),
    "somali notes": (
        "Booqasho guri, hooyo daalan, waxaan ka hadalnay caadooyinka, jadwalka hurdada carruurta, waxaan ku "
        "heshiinay laba toddobaad, maamulaha ayaa loo sheegay, booqashada xigta, dhageysi firfircoon, xoogga "
        "hore, iskuul, macallin"
    ),
    "bengali in latin letters": (
        "Bari visit, ma klanto, routine niye kotha, ghumer chart bachchader sathe, dui shoptaho try, manager ke "
        "janano, porer visit book, mon diye shona, shokti age, school e meeting, teacher bollo attendance bhalo"
    ),
    "tagalog notes": (
        "Home visit, pagod ang nanay, pinag-usapan ang routine, bedtime chart kasama ang mga bata, subukan "
        "dalawang linggo, sinabi sa manager, susunod na visit naka-book, nakinig nang mabuti, strengths muna, "
        "walang jargon"
    ),
    "swedish notes": (
        "Hembesök, mamma trött, talat om rutiner, sängdags schema med barnen, enats prova två veckor, "
        "återkoppling till chefen, nästa besök bokat, aktiv lyssning, styrkor först, ingen jargong, utbildning, "
        "bedömning, planering, utredning, uppföljning"
    ),
    "lithuanian notes": (
        "Vizitas namuose, mama pavargusi, kalbėjome apie rutiną, miego lentelė su vaikais, susitarėme dvi "
        "savaites, pranešta vadovui, kitas vizitas, aktyvus klausymas, stiprybės pirma, be žargono, mokykla, "
        "mokytoja, susirinkimas, planas"
    ),
    "panjabi in latin letters": (
        "Ghar visit, maa thaki si, routine di gall kiti, bedtime chart bachiyan nal banaya, do hafte try, manager"
        " nu dasia, agla visit book, dhyan nal sunia, school vich meeting, teacher ne kiha theek hai"
    ),
    "albanian notes": (
        "Vizitë në shtëpi, nëna e lodhur, folëm për rutinat, tabela e gjumit me fëmijët, ramë dakord dy javë, "
        "njoftuar menaxheri, vizita tjetër, dëgjim aktiv, pikat e forta, pa zhargon, shkolla, mësuesja"
    ),
    "dutch": (
        "We waren in de ochtend bij het gezin en de moeder vertelde me dat ze in de nacht niet had geslapen, want"
        " haar zoon was ziek en in het ziekenhuis was het druk"
    ),
    "welsh": (
        "Mi es i i weld y teulu a siaradais i am y plant a am y tŷ, a dywedodd hi am ei gwaith, a i at y nyrs am "
        "help a at yr ysgol, felly mi wnes i nodi popeth i fi"
    ),
    "portuguese": (
        "A mãe me disse que no fim do dia as crianças do vizinho vão para a escola a pé, e eu a ouvi com calma e "
        "falei as coisas de que ela precisa no momento"
    ),
    "german": (
        "Ich war am Morgen in der Familie und die Mutter hat mir gesagt, dass sie so müde war, also haben wir in "
        "Ruhe über die Kinder und den Plan gesprochen"
    ),
    "norwegian": (
        "Vi var på besøk i går og mor fortalte at hun var trøtt for de har sovet lite i det siste, så vi har "
        "laget en plan for kvelden med barna og faren"
    ),
}


@pytest.mark.parametrize("notes", NOTES)
def test_notes_of_early_help_are_english_without_the_small_words(notes: str):
    assert is_english(f"Notes. {notes}")


@pytest.mark.parametrize("words", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_other_languages_are_told_in_sentences_and_in_notes(words: str):
    assert not is_english(words)


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (
            "We met at the school and she told me that her mother had been ill for most of the year.",
            True,
        ),
        (
            "Mieszkamy tutaj od trzech lat i dzieci chodzą do szkoły, ale mąż pracuje w nocy i rzadko jest w domu, "
            "więc wszystko robię sama, a sąsiadka czasem pomaga przy zakupach i odbiera młodszą córkę",
            False,
        ),
        ("আমার মেয়ে স্কুলে যায়", False),
        ("Kelly 07700 900123", True),
        ("", True),
    ],
)
def test_few_words_and_other_scripts_are_told(words: str, english: bool):
    assert is_english(words) is english
