"""Surnames that are common in England, folded. Like given names, they need not be all there."""

SURNAMES = frozenset(
    """
    abbott abdi abdullah abdullahi abubakar adams adebayo adeleke ademola adeyemi adeyemo afolabi agarwal aguilar
    ahmad ahmadi ahmed akhtar akinola akintola akpan alexander alexandru ali allen amadi amin anand anderson andrews
    anwar appiah archer arif armstrong arora arshad asante ashraf aslam atkins atkinson atwal austin awan ayodele
    ayub azeez aziz bah bailey bains bajwa bakare baker balogun bangura banks bano barber barker barnes barnett
    barrett barry bartlett barton bashir bates baxter begley begum bello bennett benson bhatt bhatti bibi bird
    bishop black blackburn blackwood blake boateng bolton bond booth bowen bowers boyd boyle bradley bradshaw brady
    brannigan brennan brewer briggs bright brooks brown bruce bryant buckley bull burgess burke burns burton butler
    byrne cameron campbell cardoso carpenter carr carroll carson carter cartwright castro chambers chan chandler
    chapman chaudhary chaudhry chauhan chen cheung choudhury chowdhury chukwu clark clarke clayton cohen cole
    coleman coles collins connolly connor conteh conway cook cooke cooper costa cox coyle craig crawford cross cruz
    cunningham curtis dahir dale daly daniels das davey davidson davies davis davison dawson day dean deol desai
    devlin dhaliwal dhillon diallo dias diaz dixon dobson doherty dolan donnelly douglas doyle drew driscoll dudley
    duffy duncan dunn dunne edwards egan elliott ellis emmanuel english evans eze fagbemi fairbairn farah farooq
    farrell ferguson fernandes fernandez ferreira field finch fisher fitzgerald fitzpatrick fleming fletcher flynn
    ford foster fowler fox francis fraser freeman french frost fuller gallagher garcia gardner garner george gibbons
    gibson gilbert giles gill gilmour glover goddard godfrey gomes gomez gonzalez goodman goodwin gordon gough
    graham grant gray green greene greenwood gregory grewal grey griffin griffiths guled gupta gurung haines hall
    hamid hamilton hammond hancock hanif hanna hardy harper harrington harris harrison hart hartley harvey hasan
    hashi hassan hawkins hayes haynes healy heath henderson henry herbert hernandez hersi hewitt hicks higgins hill
    hilton hobbs hodgson hogan holden holland holloway holmes holt hooper hope hopkins horton houghton howard
    howarth howe howell hudson hughes humphrey humphries hunt hunter hurley hurst hussain hussein hutchinson hyde
    ibrahim idowu iqbal isaac islam ismail iyer jackson jacobs jalloh jama jamal james jamieson janowski jarvis
    jenkins jennings jimoh johal john johns johnson johnston jones jordan joseph joshi joyce juarez kabir kalu
    kamara kaminski kang kapoor kaur kavanagh kay kaya kaye keane kelleher keller kelly kemp kennedy kenny kent kerr
    khalid khalil khan khanom khatun kiely king kirby knight knowles koroma kowalczyk kowalska kowalski kruger kumar
    lam lamb lambert lane lawal lawrence lawson leach lee lees leigh lennon leonard lewandowska lewandowski lewis li
    lin lindsay little liu lloyd logan long lopez lowe lucas lynch lyons macdonald mackay mackenzie maclean macleod
    maguire mahmood mahmoud mahmud malik maloney mann manning mansaray marsh marshall martin martinez martins mason
    matthews may maynard mbeki mcallister mcbride mccabe mccann mccarthy mcconnell mccormack mccormick mcdermott
    mcdonagh mcdonald mcdonnell mcgee mcgrath mcgregor mcguire mcintyre mckay mckenna mckenzie mclaughlin mclean
    mcleod mcmahon mcnally mcnamara mehmood mehta mendes mensah miah middleton miles miller mills minhas mir mirza
    mistry mitchell mohamed mohammad mohammed mohamud molloy monaghan moore moran moreno morgan morris morrison
    morton moss mueller muhammad mukherjee mullen munir murphy murray musa mustafa myers nadeem nair nascimento nash
    nasir naylor ncube ndlovu nelson newman newton ng nguyen nicholls nicholson nicolescu nkosi nolan norman norris
    norton novak nowak nunez nwosu obi obrien occonor oconnell oconnor odell odonnell odonoghue ofori ogrady ohara
    okafor okeefe okeke okonkwo okoro okoye oladipo oleary oliveira oliver olsen oneill onyango opoku oreilly ortiz
    osborne osei oshea osman osullivan othman otoole owens owusu oyelaran page palmer parekh park parker parkes
    parkin parkinson parmar parry parsons patel paterson patterson payne peacock pearce pearson peel pereira perera
    perez perkins perry peters phillips pike pinto piotrowski poole popa pope popescu porter potter powell power
    pratt price prior pritchard proctor purcell quinn qureshi radu rafiq rahimi rahman rai raja ramirez ramos ramsay
    ramsey rana randall rao rashid raza read reddy reed rees reeves rehman reid reilly reyes reynolds rhodes ribeiro
    ricci rice richards richardson riley rivera roberts robertson robinson robson rocha rodrigues rodriguez rogers
    rose ross rossi rowe rowland rowley roy russell rutherford ryan sadiq saeed saha saleem saleh salim samuel
    samuels sanchez sanders sanderson sandhu santana santos saunders savage sawyer schmidt scott sehgal sesay sethi
    shah shaikh sharif sharma sharp sharpe shaw sheikh shepherd sheppard sheridan sherwood shevchenko shields short
    siddiq siddique siddiqui sidhu silva sim simmons simon simpson sims sinclair singh skinner slater smart smith
    smyth solomon sousa souza spencer stafford stanley steele stephens stephenson stevens stevenson stewart stokes
    stone stuart suleiman sullivan sultana summers sutherland sutton swann sweeney syed szymanski tahir tailor
    talbot tan tanner tariq tate tavares taylor thapa thomas thompson thomson thornton tiwari todd tomlinson torres
    townsend tran tucker turay turner tyler uddin ullah underwood usman uzoma varga vargas vaughan vaz venter verma
    villiers vincent virk wade wahid wainwright walker wallace wallis walsh walters walton wang ward warner warren
    warsame warsi waters watkins watson watts weaver webb webster weeks wells west weston wheeler whelan white
    whitehead whitehouse whitlock wicks wilkes wilkins wilkinson williams williamson willis wilson winter wise wong
    wood woods woodward wright wyatt yadav yang yates yeboah yildiz yilmaz young yousaf yusuf zaman zhang zhou
    zielinski
    """.split()
)

ALSO_WORDS = frozenset(
    """
    adams austin bah bailey banks barber barker barton best bird bishop black bolton bond booth bright brooks brown
    bull burns burton bush butler carpenter case cash chambers chance chapman cook cooper cox craig cross dale das
    day dean drew english field fisher ford foster fox francis freeman french frost gardner george gill grant gray
    green grey hall hardy harper hart hayes heath henry hill holland holt hope howe hunt hunter hyde james john
    jordan joy joyce kay kemp kent king knight knowles lam lamb lane lee lewis li lin lincoln little long lowe lynch
    marsh marshall mason may middleton miles miller mills mir moss newman newton ng norman obi page park parker
    parsons peel pike poole pope porter potter power preston price prior rai rao read reading reed rees rice
    richards rose ross roy royal rush salim sharp shaw shepherd short sim simon skinner smart solomon spencer
    stanley steele stone strong summers sutton swann tailor tan tanner thomas townsend tucker tyler victor vincent
    wade walker wallis ward warner waters weaver webb webster weeks wells west weston white wicks winter wise wood
    woods wright young
    """.split()
)
"""Surnames that are also words, first names or places: in the name of a file they need a first name or initial."""
