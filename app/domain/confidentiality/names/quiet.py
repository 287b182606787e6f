"""Capitalised words that are nobody's name, though they stand where a name could. All folded.

Quiet on purpose: initials. “Parent J”, “Child B”, “Mrs K” and “J.S.” are how practitioners make an account anonymous.
An initial before a surname (“J Smith”) is a name.
"""

WORDS = frozenset(
    """
    a about above acas account act action actions activity acts add additional additionally address adhd admin
    administrator adolescent adult adults advice advocate afghan african afro afterwards again against age agencies
    agency agreed agreeing aim aims albanian all allah allegation also alternatively although always am amber
    american amharic amongst an analysis and annual anonymous another anxiety any anyway apart apologies apology
    appendix appointment apprentice apprenticeship appropriate apr april arabic are around arrived art as asian
    asked asking aspergers assault assessment assessments assessor assistant asthma at attachment attend attendance
    attended attendees attending attention aug august aunt auntie aunty autism autistic autumn aware away b baby
    back background bangladeshi bank barrier barriers based bathroom be because become bedroom bedtime before
    behaviour behavioural being below benefit benefits bengali best between bible big bin black board body bonfire
    book born borough both boy boys brazilian breakfast brief bringing british broken brother bsl buddhist buddy
    budget building bulgarian bullying bus but by calendar call called calling calm camhs can cantonese capacity
    capital care career carer carers caribbean carrying case case-study caseload cases caseworker category catholic
    cause centre chair challenge change changes check child childcare childhood childline childminder children
    childrens chinese choosing chose christian christmas chronology church citizens city class classroom clear
    clearly client clients clinic clinical close co coach coaching code cognitive collaboration colleague colleagues
    collected college come comment comments committee communicating communication community complaint completed
    completing complex concern concerns conference confidence confidential conflict consent consider contact
    contacted content context continued continuing continuity continuum cooperation coordinator copy core coroner
    corporate could council councillor counselling counsellor county court courts cousin covering covid create
    criminal crisis critical cultural culture current custody cv cycle czech dad daddy dads daily dari data date
    dates daughter day days deaf dear debrief debt dec december decision dementia department depression deputy
    designated despite development developmental diary diet digital dinner director disability disabled disclosure
    discretionary discussed discussing discussion distinction district diversity diwali doc doctor document
    documents docx domain domestic dont draft drop dropped drove drug drugs due during dutch duties duty each early
    east easter eat economic edd education educational effective eha ehcp ehm eid either eldest email emailed
    emergency emotional empathy employment engagement england english ensuring environment equality eritrean
    escalation especially establishing ethiopian european evaluation even event ever every everybody everyday
    everyone everything evidence ex example expected explained exploitation exploring extended external facebook
    facilitator fact families family far farsi fast father father-christmas fathers feb february feedback feel
    feeling feelings file filipino final finally finance financial finding first firstly five fk focus follow
    following food for forename form formal former forms forum foster four framework free freedom french fri friday
    friends from front full fund funding further furthermore future g garden gateway gathering gave gdpr general
    generally generic german get getting ghanaian girl girls give given giving go goal goals god going good google
    got government governors gp gps grade graded gradually gran grandad grandfather grandma grandmother grandpa
    grandparents granny great greek green group groups growing guardian guidance guide gujarati gypsy had half hall
    halloween hallway handover hanukkah harm has have having he head headteacher health healthcare healthy hearing
    help helped helping hence her here herself hi high him himself hindi hindu hinduism his history home homeless
    homes homework honestly hope hopefully hospital hostel hour hours house household housing how however hr hub
    human hungarian hygiene i idea ideas identified identifying identity if igbo img impact impartial important
    improving in incident include including income incredible indeed independent indian individual individuals
    induction information initial initially initiative inside instagram instead integrated interim interpreter
    intervention interventions into introduction involved iranian iraqi irish is islam islamic issue issues it
    italian item its jamaican jan january jesus jewish job joint journal journey jpg judge jul july jun june just
    justice keep keeping kept key keyworker kids kind kitchen knowing knowledge ksb ksbs kurdish lac lado lady
    language lankan last lastly late later latest latvian law laws lead leader leadership learned learner learning
    leaving left legal legislation lent lesson lessons let letter level library life like limitations line link list
    listen listened listening lithuanian little living local location log london lone long looked looking lounge
    love low ltd lunch ma made mainly maintaining make making mam management manager managing mandarin many mapping
    mar marac march mash material maternity maths matters maybe me meanwhile measure media mediation medical meet
    meeting meetings member mental mentor mentoring message met method methods middle midwife milestone minister
    ministry minutes missing model module mon monday money monitor month monthly more moreover morning most mother
    mothers motivational moving mp ms much multi mum mummy mums music muslim must my myself name names nan nana
    nanna nanny national nearly need needs neglect neighbour neighbours nepalese nepali nephew network
    neurodiversity never new next nhs niece nigerian night nine no nobody none norms north not note notes nothing
    notice nov november now number nurse nursery nursing nvq objective observation observed observing obviously
    occupational oct october of off offer office officer official ofsted often ok okay old older on once one ongoing
    online only open opportunity option options or order organisation other others otj our ourselves out outcome
    outcomes outreach outside over overall own page pakistani panel paper paperwork parent parental parenting
    parents part participation partner partnership partnerships pashto passover past pastoral pathway pause payment
    pcf pdf peer pending people perhaps perinatal period permission person personal phase phone phoned photo
    physical picture place plan planned planning plans play playground please png point points police policy polish
    portfolio portuguese positive possible post postnatal potential practical practice practitioner pregnancy
    preparation present presentation prevent prevention previous previously primary principle principles print
    priorities priority private probation problem procedure process professional professionals programme progress
    project promise promoting proportionate protect protection protective protestant provider providing provision
    psychologist psychology public punjabi pupil purpose put quality quarter question questions quick quiet quite
    quran race raised ramadan rang rapport rather read reading ready really reason reasons receiving recent recently
    reception recognised recognising recommended record recorded recording records recovery red referral referrals
    referred referrer reflected reflecting reflection reflective refuge regarding regular relationship relationships
    relevant religion remember report reports request research residential resilience resource resources respect
    respecting response result results return review reviewed reviews right rights ringing risk risks role role-play
    roles roma romani romanian room routine rule rules rung russian safari safe safeguarding safer safety same santa
    sat saturday saw scale scaling scan school schools scottish screenshot second secondary secondly section secure
    see seeing seen self sen senco send sendco senior sensitive sent sep sept september serious service services
    session sessions set several severe sexual shadowed shadowing shared sharing she sheet short should showing
    sibling siblings sign signed signs sikh sikhism similarly since single sister site situation six skill skills
    sleep slovak small smart snap snapchat so social society solicitor solution solutions somali some someone
    something sometimes son soon source south spag spanish speak speaking special specialist speech spending spoke
    spring sri staff stage stakeholder stakeholders standard standards start started statement station status
    statutory stay step stepdad stepfather stepmother stepmum steps still stop story strategic strategy strength
    strengthening strengths strengths-based stress strong structure student study subject substance success
    successful such sudanese suggested suicide summary summer sun sunday supervision supervisor support supported
    supporting supports sure surgery surname sustainable swahili syrian system systemic table take taken talked
    talking tamil targeted task tax teacher teachers teaching team teams teenage teenager telephone telling
    temporary ten tenancy tenant term texted texting thank thanks that the their them theme themselves then theories
    theory therapeutic therapist therapy there therefore these they thing things think thinking third thirdly this
    those though three threshold thresholds through throughout thu thur thurs thursday thus tier tigrinya tiktok
    time timeline timescale title to today together told tomorrow tool tools topic town toxic traffic trailblazer
    training transition transitions transport trauma traveller travellers treatment triage trial tried troubled
    trust trying tue tues tuesday turkish turn tutor twi twins two type typical uc uk ukrainian uncle under
    understanding understood unfortunately uniform union unit units universal university unless unlike until up
    update updated upon upstream urban urdu us use used user using usually v1 v2 value values various version very
    victim video vietnamese view views violence virtual visit visiting visitor visits voice voluntary volunteer
    volunteers vulnerability vulnerable wait waited waiting walking warm was watched watching way ways we wed
    wednesday week weekly weeks welcome welfare well wellbeing welsh went were west what whatsapp wheel when
    whenever where whereas whether which while whilst white who whoever whole whose why will window wish wishes with
    within without witness women womens word words work worked worker workers workforce working working-together
    workload workplace workshop world worries worry would write writing written wrong wrote year years yes yesterday
    yet yoga york yoruba you young younger youngest your youth zone zoom
    """.split()
)

ORGANISED = frozenset(
    """
    academy act agency airport alliance app approach assessment association authority avenue award bank bill board
    borough box bridge building cafe campaign care cathedral center centre chambers charity children children's
    childrens church cic cinema class clinic close club college commission committee consultancy council court
    criteria curriculum cycle day department disease drive education effect enquiry estate federation form forum
    foundation framework gardens group guardian gurdwara hall healthcare helpline hierarchy hill homes hospice
    hospital hostel hotel house housing hub index infant infants inquiry institute inventory journal judgment junior
    juniors ladder lane law learning leisure library limited line llp lodge ltd magazine market matrix method
    methodology ministry model mosque museum network nurseries nursery parish park partners partnership plc podcast
    practice preschool press primary principles programme project protocol publishing questionnaire refuge report
    review road room rule safeguarding scale scheme school schools secondary service services society solicitors
    square stages star station store stores street suite supermarket surgery synagogue syndrome team technique
    temple test theatre theorem theory times tool training trust union unit university ward way wheel window wing
    """.split()
)
"""Words that make what goes before them an organisation, a place or a law: “Anna Freud Centre”, “Clare’s Law”."""

NAMED = frozenset(
    """
    ace aces action4children addaction adfam alanon aldi amazon aptem arch argos asda barnardo barnardos bksb bluey
    bookstart boots british-gas btec camhs canva capita carefirst catch22 centrepoint cgl childline connect4 contact
    coram costa cpoms cqc crisis cruse dash dfe disney dwp ebay eclipse ecomap edf elsa emis esfa excel facebook
    family-action fortnite framework-i frameworki g4s gad gcse genogram gingerbread google greggs healthwatch
    healthystart henry hestia hmrc home-start homestart ikea instagram iriss jenga kahoot kfc kidscape kooth lego
    lidl liquidlogic macmillan makaton mcdonalds mencap mermaids microsoft mind minecraft monopoly moodle morrisons
    mosaic myconcern nandos ncfe netflix nhs nice nspcc nurtureuk nvq o2 ofqual ofsted onedrive onefile outlook
    oxfam p3 padlet papyrus paw-patrol peppa phq place2be play-doh playstation poundland powerpoint primark refuge
    relate rethink roblox sainsburys salvation samaritan samaritans sands scie scope sdq sense serco sharepoint
    shelter sky smart-assessor smartassessor snapchat solace solihull spurgeons starbucks stepchange stonewall sure
    surestart synergy systmone talk-to-frank talktofrank teams tesco thames thrive tiktok touchmark triple trussell
    turn2us turning turningpoint twister twitter unicef uno via vinted virgin vodafone wdp whatsapp whizz-kidz
    winston word xbox youngminds youtube zoom
    """.split()
)
"""Charities, firms, systems, tools and games that are called like people, or stand where people do."""

PLACES = frozenset(
    """
    aberdeen acton afghanistan africa albania aldershot america amersham asia australia aylesbury bangladesh barking
    barnet barnsley basildon bath bedford belfast berkshire berlin bethnal bexley birmingham blackburn blackpool
    bolton botwell bournemouth bracknell bradford brazil brent brentford brighton bristol britain brixton bromley
    bucharest buckinghamshire bulgaria burnley bury cambridge camden canada canterbury cardiff carlisle charville
    cheshire chester chesterfield china chiswick clapham colchester corby cornwall coventry cowley crawley crewe
    croydon cumbria dagenham darlington delhi deptford derby derbyshire devon dhaka doncaster dorset dover dubai
    dublin dudley dundee durham ealing eastbourne eastcote edinburgh edmonton egypt elthamenfield enfield england
    eritrea essex ethiopia europe exeter finchley finsbury folkestone france gambia gateshead germany ghana glasgow
    gloucester greece greenford greenwich grimsby guildford gujarat guyana hackney halifax hammersmith hampshire
    hanwell harefield haringey harlesden harlow harrogate harrow hartlepool hastings havering hayes heathrow hendon
    hereford hertfordshire highgate hillingdon holborn hounslow hove huddersfield hull hungary ickenham ilford india
    iran iraq ireland islamabad isleworth islington italy jamaica jerusalem kabul kashmir kensington kent kenya
    kettering kilburn kingston kosovo krakow lagos lahore lambeth lancashire lancaster leeds leicester
    leicestershire lewisham leyton libya lincoln lincolnshire lisbon lithuania liverpool london luton madrid
    maidenhead maidstone malta manchester mansfield margate marlow medway merton middlesbrough middlesex mogadishu
    morocco mumbai nepal newcastle newham newport nigeria norfolk northampton northamptonshire northolt northwood
    norwich nottingham nottinghamshire oldham oxford oxfordshire pakistan paris peckham perivale peterborough
    philippines pinner plymouth poland poole portsmouth portugal preston punjab ramsgate reading redbridge redhill
    richmond rickmansworth rochdale romania rome romford rotherham ruislip runcorn russia salford salisbury
    scarborough scotland scunthorpe sheffield shoreditch shropshire slough sofia solihull somalia somerset southall
    southampton southend southwark spain stafford staffordshire staines stevenage stockport stockton stoke
    stoke-on-trent stratford sudan suffolk sunderland surbiton surrey sussex sutton swansea swindon sylhet syria
    tamworth taunton telford thanet thurrock tooting torquay tottenham tower turkey twickenham uganda ukraine
    uxbridge vauxhall vietnam wakefield wales wallasey walsall waltham walthamstow wandsworth warrington warsaw
    warwick warwickshire watford wembley westminster weymouth whitechapel wigan wiltshire wimbledon winchester
    windsor wirral woking wolverhampton woolwich worcester worcestershire worksop worthing yeading yemen yiewsley
    york yorkshire zimbabwe
    """.split()
)
