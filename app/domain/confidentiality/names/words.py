"""Words around names: what goes before one, what follows one, and capitalised words that are none. All folded."""

TITLES = frozenset(
    """
    aunt auntie aunty baby cllr councillor dame dc doctor dr ds fr gran grandad granddad grandfather grandma
    grandmother grandpa granny imam insp inspector judge lady little lord master matron miss mr mrs ms mx nan nana
    nanna nanny nurse pastor pc prof professor rabbi rev reverend sergeant sgt sister uncle
    """.split()
)
LOWER_TITLES = frozenset(
    "mr mrs ms dr cllr auntie aunty aunt uncle nana nan gran granny grandma grandad grandpa baby".split()
)

KIN = frozenset(
    """
    aunt auntie aunty baby boy boyfriend boys brother carer child children cousin dad daddy daughter daughters
    eldest ex ex-husband ex-partner ex-wife father fiance fiancee girl girlfriend girls gran grandad grandchild
    granddad granddaughter grandfather grandma grandmother grandpa grandson granny guardian half-brother half-sister
    husband infant kid kids lad mam mother mum mummy mums nan nana nanna nanny nephew newborn niece oldest parent
    parents partner sibling siblings sister son sons step-dad step-mum stepbrother stepdad stepdaughter stepfather
    stepmother stepmum stepsister stepson teen teenager toddler twin twins uncle wife youngest
    """.split()
)
ROLES = frozenset(
    """
    applicant assistant bestie caller chair childminder client clients colleague complainant coordinator counsellor
    doctor flatmate friend friends gp head headteacher housemate interpreter keyworker landlady landlord lead lodger
    manager mentee mentor midwife neighbour neighbours nurse officer patient perpetrator person practitioner pupil
    referrer resident senco service-user solicitor student supervisor teacher tenant therapist tutor user victim
    visitor witness worker yp
    """.split()
)
CALLED = frozenset("called named name surname nickname nicknamed names known christened".split())

# Nouns that only people have, after “Jayden’s”.
PERSONS_OWN = frozenset(
    """
    adhd allocated anxiety arm assessment asthma attendance aunt autism baby bag bed bedroom behaviour benefits
    birthday boyfriend brother brothers bruise carer case child children class clothes coat confidence consent
    contact cousin dad dads daughter daughters debts depression diagnosis diet doctor drinking drug drugs ehcp
    eldest ex eyes face family father feelings file first flat form friend friends girlfriend gp gran grandad
    grandmother hair hand hands head health home homework house husband key kids landlord language last leg life
    lunch medication mental message mobile money mood mother mum mums nan nappy needs new number nursery oldest own
    parent parents partner phone place plan pregnancy progress referral rent request room school shoes sibling
    siblings sister sisters situation sleep social solicitor son speech story tantrums teacher tenancy text texts
    trainers tutor twin uncle uniform views voice weight wife wishes words worker year youngest
    """.split()
)

# What people do, in words that hardly go with an organisation or a place.
PERSONS_VERBS = frozenset(
    """
    admitted agreed agrees answered apologised appeared appears arrived asked asks ate attended attends became
    becomes believed believes bit came chose comes confided cried cries declined denied described disclosed
    disengaged drank drinks eats emailed engaged engages enjoyed enjoys explained feels fell felt finds found gets
    goes got greeted hates held hid hit hoped hopes insisted joined joked kicked knew knows laughed left liked likes
    lived lives looked looks lost loved loves mentioned messaged minimised missed misses moved needed needs nodded
    opened phoned played plays presented punched ran rang refused refuses remembers replied returned said sat says
    screamed seemed seems self-harmed shouted showed shows shrugged signed sleeps slept smiled smokes sobbed sounded
    speaks spoke started stated stood stopped struggled struggles talked tells texted thanked thinks thought told
    tried turned understands understood vomited wakes walked wanted wants went wet whispered wished wishes woke wore
    worried worries
    """.split()
)
BEING = frozenset(
    """
    also always can can't clearly could couldn't did didn't does doesn't had has hasn't is isn't just may might
    never now often really should still then was wasn't will won't would wouldn't
    """.split()
)

# After these, a capitalised word is most often a person.
TOWARDS = frozenset(
    """
    advised ask asked asking assessed bless call called calling calmed cheers collected comforted congratulated
    contact contacted dear drove email emailed encouraged escorted hello help helped helping hi hiya hugged
    interviewed introduced invite invited love meet meeting messaged met observed phone phoned praised rang
    reassured referred remind reminded ring ringing saw see seeing seen signposted support supported supporting
    taught telephoned tell telling text texted thanked thanks told transported visit visited visiting watched
    watching worried
    """.split()
)
WITH = frozenset("with to from for about between regarding re by of and".split())
SPOKEN = frozenset(
    """
    apologised appointment behalf call chat chatted chatting concern concerns contact conversation discussed
    discussion email explained gave given handed home letter liaise liaised listened listening lived lives living
    meet meeting message met play played playing rapport read relationship report reported sat sent session sessions
    showed shown sit speak speaking spoke spoken supervision talk talked talking text time visit visited visits work
    worked working worries worry
    """.split()
)

FAMILY = frozenset(
    "family household siblings sibling children boys girls brothers sisters twins kids triplets clan".split()
)

GREETINGS = frozenset("dear hi hello hiya hey morning evening afternoon thanks cheers".split())
SIGN_OFFS = frozenset("regards wishes sincerely faithfully love thanks cheers x xx xxx".split())

LABELS = frozenset(
    """
    apologies attendees attending carer cc child client dad daughter family father forename from household invitees
    mother mum name parent partner patient person present pupil re referrer sibling siblings son student subject
    surname tenant to worker yp
    """.split()
)

PARTICLES = frozenset(
    "de da di du del van von der den la le al el bin binte ibn ul ur bint dos das st o mac mc abu".split()
)

ANONYMOUS = frozenset(
    """
    adult baby boy brother carer case case-study child client colleague cyp dad dr family father girl grandparent
    individual learner manager miss mother mr mrs ms mum parent participant partner person practitioner professional
    pupil service-user sibling sister student teacher teenager tenant twin user worker young yp
    """.split()
)
