"""People whom work in this field cites: theorists, authors, children whose deaths changed the law. All folded."""

import re

from app.domain.confidentiality.names.given import GIVEN
from app.domain.confidentiality.names.runs import Run
from app.domain.confidentiality.names.words import KIN, ROLES

THEORISTS = frozenset(
    """
    adler ainsworth argyris bandura baumrind belbin belsky berne bettelheim bion boud bourdieu bowlby bronfenbrenner
    brookfield bruner burnham caplan chomsky climbie clutterbuck crenshaw csikszentmihalyi deci dewey diclemente
    driscoll drucker dweck egan erikson featherstone felitti foucault freire freud garmezy gibbs gilligan goleman
    havighurst hawkins heckman heron herzberg hochschild honneth ingham jung karpman kellyirving kitwood knowles
    kohlberg kolb kotter kublerross laming leavitt lewin luft lundy macalister marmot maslow masten mcclelland
    mehrabian mezirow montessori moon mumford munro nonaka parkes patterson pavlov piaget prochaska proctor rawls
    rolfe rollnick rosenberg rosenthal rutter saleebey sameroff schon seligman senge shier shohet shulman sidebotham
    siegel skinner steinberg trevithick tuckman turnell ungar vygotsky watzlawick websterstratton wenger whitmore
    winnicott wood worden yalom zimbardo
    """.split()
)
"""Surnames that, alone or after a first name or title, mean the one who wrote."""

# Of these, those that are common surnames too are meant only where a work is cited or the first name fits.
COMMON_TOO = frozenset(
    """
    adler ainsworth bion burnham driscoll egan gibbs hawkins heron jung knowles kotter moon munro parkes patterson
    proctor rolfe rosenberg rutter siegel skinner steinberg turnell watson whitmore wood
    """.split()
)

WHOLE = frozenset(
    " ".join(name.split())
    for name in """
    abraham maslow | alan wood | albert bandura | alexis jay | andrew turnell | ann masten | anna freud |
    arthur labinjohughes | ayeeshia jane smith | b f skinner | baby p | baby peter | bessel van der kolk | bf skinner
    | boris johnson | brene brown | bridget phillipson | bruce perry | burrhus skinner | carl jung | carl rogers |
    carol dweck | carol gilligan | carol weiss | charles dickens | chris johns | dame louise casey | damilola taylor |
    dan hughes | dan siegel | daniel goleman | daniel hughes | daniel pelka | daniel siegel | david epston |
    david howe | david kolb | de shazer | diana baumrind | donald schon | donald winnicott | donna ockenden | ed balls
    | edgar schein | eileen munro | elisabeth kublerross | erik erikson | father christmas | finley boden |
    florence nightingale | frank field | gabor mate | gary rolfe | gavin williamson | gerard egan | graham allen |
    graham gibbs | greta thunberg | hamzah khan | harry ferguson | harry potter | holly wells | howard gardner |
    insoo kim berg | jack mezirow | jacqueline wilson | james heckman | jamie oliver | jane barlow | jasmine beckford
    | jean piaget | jessica chapman | joe wicks | john bowlby | john dewey | john driscoll | john heron | john watson
    | john whitmore | josh macalister | judith butler | julia donaldson | keir starmer | khyra ishaq | kim golding |
    kimberle crenshaw | laura lundy | lev vygotsky | logan mwangi | lord laming | louise casey | malala yousafzai |
    malcolm knowles | marcus rashford | margaret thatcher | margot sunderland | maria colwell | marie curie |
    martin luther king | martin seligman | mary ainsworth | mary seacole | melanie klein | michael clare |
    michael marmot | michael rutter | michael ungar | michael white | mickey mouse | miss rachel | mr bean | mr men |
    mr tumble | murray bowen | nadine burke harris | nelson mandela | peppa pig | peter connelly | peter pan |
    peter senge | phil jones | professor jay | rishi sunak | roald dahl | roger hart | salvador minuchin | santa claus
    | sara sharif | sigmund freud | simon sinek | sir alan wood | sir michael marmot | star hobson | stephen covey |
    stephen lawrence | stephen rollnick | steve de shazer | steve edwards | stuart rutter | sue gerhardt | theresa may
    | tony blair | urie bronfenbrenner | van der kolk | victoria climbie | vincent felitti | virginia satir |
    william miller | wood report
    """.split("|")
)
"""First name and surname, where the surname alone would be anybody's."""

CITED = frozenset(
    """
    article attachment bioecological book cognitive concept concepts conditions core cycle definition ecological
    experiments framework hierarchy iceberg idea ideas inquiry ladder law learning lens model models paper
    principles psychosocial pyramid reflective report research review rule scale social stage stages strange studies
    study systems taxonomy theories theorist theory typology wheel window work writing zone
    """.split()
)
"""What somebody who is cited has, after “Kolb’s”."""
STRONGLY_CITED = frozenset("theory theories model hierarchy pyramid typology taxonomy law rule cycle".split())

# “Fraser guidelines”, “Lundy model”.
_NAMED_AFTER = frozenset(
    "guidelines guideline competence competent model theory cycle scale method hierarchy criteria technique".split()
)
_WORK = re.compile(
    r"(?:[’'‘]s?)?,?[ ]{0,2}(?:\(?(?:19|20)\d{2}\b|\(?n\.d\.|et[ ]al\b|(?:and|&|,)[ ][A-Z][\w’'-]{1,30},?"
    r"(?:[ ](?:and|&)[ ][A-Z][\w’'-]{1,30})?[ ]?[’',]?s?[ ]?\(?(?:19|20)\d{2}|,[ ](?:[A-Z]\.[ ]?){1,3}\(?(?:19|"
    r"20)\d{2})"
)


def is_public(words: str, run: Run) -> bool:
    """Whether this is somebody whom people cite, or who is cited here: “Kolb”, “Smith (2019)”, “Xyz’s theory”."""
    return _is_well_known(run) or _is_author(words, run) or _is_named_after(run)


def _is_well_known(run: Run) -> bool:
    folded, before = run.folded, run.before()
    if " ".join(folded) in WHOLE or " ".join(folded[-2:]) in WHOLE:
        return True
    if before is not None and before.folded in (KIN | ROLES) and run.head.gap == " ":
        return False
    if folded[-1] in THEORISTS and (folded[-1] not in COMMON_TOO or len(folded) == 1):
        return True
    return folded[0] in THEORISTS and folded[0] not in GIVEN


def _is_author(words: str, run: Run) -> bool:
    """A year or “et al.” after it; a given name alone has its year of birth there."""
    alone = len(run.tokens) == 1 and run.head.is_given
    return not alone and bool(_WORK.match(words, run.last.end, run.last.end + 90))


def _is_named_after(run: Run) -> bool:
    after = run.next()
    if after is None or after.gap != " ":
        return False
    if after.folded in _NAMED_AFTER:
        return True
    return run.last.own and after.folded in (STRONGLY_CITED if run.head.is_given else CITED)
