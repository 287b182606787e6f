"""Given names that people in England bear today, folded: of every origin, and the short forms that families use.

The list need not be whole. A name that is not in it is found by what stands around it; one that is, also alone.
"""

GIVEN = frozenset(
    """
    aadam aaliyah aamir aanya aarav aaron abbas abbie abby abdi abdifatah abdirahman abdul abdulahi abdullah
    abdullahi abena abi abigail abiola abraham abu ada adaeze adam adama adan ade adebayo adeel adele adeola adi
    adil aditi aditya adnan adrian adrianna afia afreen afsana agata agnes agnieszka ahmad ahmed ahmet aidan aiden
    aileen aimee ainsley aisha aishah aisling ajay akash akeem akua alain alan alana alastair albert alberto aleena
    alejandro aleksander aleksandra alena alessia alex alexa alexander alexandra alexandru alexia alexis alfie
    alfred ali alia alice alicia alicja alina alisha alison alistair aliya aliyah allan allison alma alyssa amaan
    amal amanda amara amarah amelia amelie amin amina aminah aminata amir amira amirah amit amna amrit amy ana
    anahita anastasia anaya andre andrea andreea andrei andrew andrzej andy aneesa aneta angela angelica angelika
    angelina angie angus anika anil anisa anish anita anjali anna annabel annabelle annalise anne annette annie
    annika anoushka ansh anthony antoine anton antoni antonia antonio anwar anya aoife april arabella arash archie
    areeba ari aria ariana arianna arif arjun arlo armaan arman arnold aron arooj arsalan arslan artem arthur artur
    arun arya aryan asad asha ashanti ashley ashton asif asim asiya asma astrid ata athena aubrey audrey august
    aurora austin ava avani avleen avneet avril ayaan ayah ayan ayana ayat ayden ayesha ayisha ayla aylin ayo
    ayodele ayomide ayub ayva azaan azra babatunde bailey bao barbara barry bartek bartosz basia beata beatrice
    beatrix becca becky bella ben benedict benjamin bennett benny bernadette bernard bernice bertie bessie beth
    bethan bethany betsy betty bev beverley beverly bhavna bianca bilal bill billie billy bina binta blake blanka
    blessing bob bobbie bobby bogdan bonnie boris brad bradley brady brandon brayden breanna brenda brendan brett
    brian bridget brigid britney brody bronagh bronte bronwen brooke brooklyn bruce bruno bryan bryony burak caden
    caitlin caitlyn caleb callie callum calum calvin cameron camila camilla candice cara carina carl carla carlo
    carlos carly carmel carmen carol carole carolina caroline carolyn carrie carter carys casey caspar casper
    cassandra cassidy cassie catalin catarina catherine cathleen cathy catrin cecilia cedric celeste celia celine
    chad chanel chanelle chantal chantelle charis charlene charles charley charlie charlotte charmaine chelsea
    cherelle cherie cherise cherry cheryl chiamaka chiara chidera chidi chika chinedu chinonso chioma chloe chris
    chrissie chrissy christa christian christie christina christine christopher christos chukwuemeka ciara cillian
    cindy claire clara clare clarence clark claudia claudio clayton clementine cleo cliff clifford clive clodagh
    cody colin colleen conall connie connor conor conrad constance cora coral corey corinne cormac cornelia cory
    courtney craig cristian cristina crystal curtis cynthia cyrus daisy dale damian damien damilola damon dan dana
    daniel daniela daniella danielle danny dante daphne dara darcey darcie darcy daren daria dario darius darnell
    darrell darren darryl daryl dave david dawid dawn dawud dayo dean deandre deanna deb debbie deborah debra declan
    dee deepa deepak deirdre deja delilah della delroy demetrius demi denis denise dennis denver denzel deon derek
    derrick desiree desmond destiny devon dex dexter diana diane dianne diego dilip dilys dimitri dina dinah dinesh
    dion dionne dipa diya djamila dolores dom dominic dominik dominika dominique don donald donna donnie dora doreen
    dorian doris dorota dorothy dot doug dougie douglas drew duncan dustin dwayne dylan eamon eamonn earl ebony
    ebrahim ed eddie eden edgar edie edith edmund eduard eduardo edward edwin edyta efe efua ehsan eileen eilidh
    eimear eira ela elaine eleanor elena eleni eleri eli eliana elias elif elijah elin eliot elisa elisabeth elise
    elisha eliza elizabeth ella elle ellen ellie elliot elliott ellis elodie eloise elsa elsie elspeth elton elvis
    ema emanuel emeka emer emilia emilie emilio emily emir emma emmanuel emmanuella emmeline emmie emre enid enoch
    enya enzo ephraim eric erica erik erika erin ernest ernesto errol esha esme esmee esmeralda essa esther ethan
    ethel etta eugene eunice eva evan evangeline eve evelina evelyn everton evie ewa ewan ewelina ezekiel ezra
    fabian fabio fadumo fahad fahim faisal faith faiza faizan farah fardowsa farhan farida farooq farrah faruk
    farzana fatema fathima fatima fatimah fatma fatou fatoumata fawad fay faye federico felicia felicity felipe
    felix femi fergus fern fernanda fernando ffion filip finbar findlay finlay finley finn finnian fintan fiona
    flavia fleur flo flora florence florin folake frances francesca francesco francine francis francisco franco
    frank frankie franklin fraser fred freda freddie freddy frederic frederick freya fritz funke funmi funmilayo
    gabby gabe gabriel gabriela gabriella gabrielle gail gareth gary gaurav gavin gemma gene genevieve geoff
    geoffrey george georgia georgie georgina gerald geraldine gerard gerry ghulam gianna gideon gift gillian gina
    ginny giorgio giovanni gisele giulia giuseppe gladys glen glenda glenn glenys gloria godfrey goran gordon grace
    gracie graeme graham grahame grainne grant greg gregor gregory greta grzegorz guido gulsen guneet gurdeep gurjit
    gurpreet gurvinder gus guy gwen gwendolyn gwyneth habib habiba hadi hadiya hadiza hafsa hafsah haider hailey
    haja hajra hakan hakeem hakim haleema halima halimah halina hamid hamish hamza hana hania hanif hanifa hanna
    hannah hans hao haris harish harjit harley harmony harold haroon harper harpreet harriet harrison harry harsh
    harsha haruna harvey harvinder hasan hashim hasina hasnain hassan hattie hawa hayden hayley hazel heath heather
    hector heidi helen helena helene hema henry herbert hermione hetty hibah hibo hilary hilda hina hiral hiroshi
    hodan holly hooriya hope horace howard hubert huda hugh hugo humaira humphrey humza husna hussain hussein
    hyacinth iain ian ibrahim ibtisam ida idris idrissa ifeoma ifrah ignacy igor ijeoma ikra ikram ilhan ilias iman
    imani imogen imran ina inaaya inaya india indie indira ines inga ingrid ioana ion ionut iqra ira irena irene
    irfan irina iris irma isaac isabel isabella isabelle isaiah isha ishaan ishaq ishmael isla ismael ismail isra
    issa issac iva ivan ivana ivo ivor ivy iwona iyla izaan izabela izabella izzy jace jack jackie jackson jacob
    jacqueline jacqui jacquie jad jada jade jaden jadon jagdeep jago jahmal jai jaime jaimie jak jake jakub jamal
    jamar james jamie jamil jamila jamilah jan jana jane janek janelle janet janette janice janine jannat janusz
    jared jarek jaroslaw jase jasmin jasmina jasmine jason jasper jaspreet jasvinder jaswinder javed javier javon
    jawad jax jaxon jay jaya jayda jayde jayden jaydon jaylen jayne jayson jazmin jean jeanette jeanne jeff jeffrey
    jelena jemima jemma jen jenna jennie jennifer jenny jensen jeremiah jeremy jermaine jerome jerry jess jesse
    jessica jessie jesus jet jethro jia jibril jill jillian jim jimmy jo joan joana joanna joanne jocelyn jodi jodie
    jody joe joel joelle joey johan johanna john johnathan johnnie johnny jola jolanta jolene jolie jon jonah jonas
    jonathan jonny jordan jordana jordi jordyn jorge jorja jose josef joseph josephine josh joshua josiah josie joss
    jovan joy joyce juan juana juanita jude judith judy jules julia julian juliana julianne julie juliet juliette
    julita julius june junior justin justina justine justyna kabir kacey kacper kadeem kadiatou kadija kadir kai
    kaiden kaitlin kaitlyn kajal kaleb kaleem kali kalina kamal kamala kamaljit kamil kamila kamran kane karan
    kareem karen karim karina karl karla karol karolina karrie kasey kasia kasim kasper kassandra kat katarina
    katarzyna kate katelyn katerina kath katharine katherine kathleen kathryn kathy katie katrina katy kavita kay
    kaya kayden kayla kaylee kayleigh kayley kayode kaysha kaz kazim keanu keegan keeley keira keiran keisha keith
    kelechi keleigh kelly kelsey kelvin ken kendra kenneth kenny kent kenya kenza kerri kerrie kerry keshia kevin
    keziah khadija khadijah khadra khalid khalil khloe kia kian kiera kieran kieron kiki kim kimberley kimberly
    kimora kinga kingsley kiran kirk kirsten kirstie kirsty kit kitty klara klaudia kofi kojo kora kourtney kris
    krisha krishna kristen kristian kristie kristin kristina kristof kristopher krystal krystian krystyna krzysztof
    kuba kubra kulbir kuldeep kulvinder kumar kunal kurt kwabena kwaku kwame kwasi kwesi kyan kye kyla kyle kylie
    kyra kyran kyron labib lacey lachlan lagertha lakshmi lana lance lara larissa larry latifa latisha latoya laura
    laurel lauren laurence laurie laverne lawrence layan layla layton lea leah leander leanne leo leon leona leonard
    leonardo leonie leora leroy lesley leslie leticia levi lewis lexi lexie leyla liam lian liana libby lidia lila
    lilah lili lilia lilian liliana lilith lillian lillie lilly lily lina linda lindsay lindsey linus lionel lisa
    lisette liv livia liz liza lizzie lloyd logan lois lola lora loraine loretta lorna lorraine lottie lou louie
    louis louisa louise luan luana luc luca lucas lucia lucian luciana lucie lucille lucinda lucy lucyna ludmila
    luis luisa luka lukas lukasz luke lulu luna lydia lyla lyn lynda lyndon lynette lynn lynne lynsey lyra maab
    maariya mabel macey maciej mackenzie macy maddie maddison maddox madeleine madeline madelyn madiha madison mae
    maeve magda magdalena maggie maha mahad mahamed mahdi maheen mahek mahira mahmood mahmoud mahmud mahnoor maia
    mairead maisie maisy maja maks maksymilian malachi malaika malak malaki malcolm maleeha malgorzata mali malia
    malik malika mallory mamadou manahil manal mandeep mandy manjit manoj manpreet manuel mara marc marcel marcela
    marcelina marcia marcin marco marcus marek margaret margarita margo margot marguerite maria mariam mariama
    mariana marianna marianne marie mariella marika marilyn marina mario marion marisa marissa marius marjorie mark
    marko markus marla marlene marley marlon marlow marnie marta martha martin martina martine martyn martyna marvin
    marwa mary mary-ann maryam maryan maryann marzena mason massimo mateo mateusz mathew mathias mathilda matilda
    matt matteo matthew matthias mattie maud maura maureen maurice mauricio mavis max maxim maxime maximilian
    maximus maxine maxwell may maya maymuna mayowa mayur mea meena meera megan meghan mehak mehdi mehmet mehreen
    mehwish mei mel melanie melina melinda melis melissa melody melvin mercedes mercy meredith merima merlin mervyn
    mia mica micah michael michaela michal michel michele michelle mick mickey miguel mihaela mihai mika mikaeel
    mikael mikayla mike mikey mikhail mikolaj mila milan milena miles miley millicent millie milly milo mimi mina
    minnie mira mirabel miranda mireille mirela miriam miroslaw misbah mischa misha mitchell mo mohamad mohamed
    mohammad mohammed mohamud mohsin moira moises molly mona monica monika monique montana montell morgan moses
    muhammad muhammed mujtaba muna munira murad muriel murtaza musa muskaan mustafa mya myla myles myra myriam
    myrtle nabeel nabil nabila nada nadeem nadia nadim nadine naeem nafisa nahida nahla naima najma nancy nanette
    naomi narinder nasar nasima nasir nasra nasreen nasrin nasser natalia natalie natalya natasha nate nathalie
    nathan nathaniel navdeep naveed navneet nawal naya nayan nazia nazir nazma neal ned neel neelam neeraj neha neil
    nell nellie nelly nelson nena nesta neve neville ngozi nia niall niamh nicholas nick nicki nickolas nicky nico
    nicola nicolae nicolas nicole nicoleta nigel nihal nik nikhil niki nikita nikki niko nikola nikolai nikolas nila
    nilesh nimo nimrah nina niraj nirmala nisha nishant nita nitin nkechi noah noel noelle noor nora norah norbert
    noreen norma norman nour noura nuala numan nuno nura nusrat nyah nyla oakley obi ocean octavia odette ola
    olanrewaju olayinka oleksandr olena olga olive oliver olivia olivier ollie olu olufemi olufunke olumide
    oluwadamilola oluwaseun oluwaseyi oluwatobi oluwatosin omar omari omer omolara onyinye oona ophelia ore orla
    orlaith osama oscar osian oskar osman oswald otis otto owain owen ozan pablo padraig paige palak paloma pam
    pamela pania paola paolo paris parker parminder parveen patience patricia patrick patryk patsy patti paul paula
    paulette paulina pauline pavel pavlo pawel payton paz pearl pedro peggy pele penelope penny percy perry petar
    pete peter petra petronella peyton phil philip philippa phillip phillipa phineas phoebe phoenix phyllis pia
    pierre piers piotr pippa pixie pooja poppy prakash pranav precious preeti princess prisca priscilla priti
    pritpal priya priyanka priyesh przemyslaw quentin quincy quinn rabia rachael rachel rachelle radoslaw radu rae
    raees rafael rafaela rafal rafi raheem rahel rahim rahima rahma rahman rahul raina raisa raj raja rajan rajesh
    rajinder rajiv rajni rakesh ralph ram rama ramandeep ramesh ramla ramon ramona rana randa rania ranjit raphael
    raquel rashad rashid rashida raul raven ravi ravinder ray raya rayan rayane rayhan raymond rayyan razia rebecca
    rebekah reece reem reena reggie reginald rehaan rehana rehman reid reina rekha remi remy rena renae renata rene
    renee renuka reuben rex reyansh reza rhea rhian rhianna rhiannon rhoda rhona rhonda rhyan rhys ria riaz ricardo
    riccardo richard richie rick rickie ricky rico rihanna riley rina rio rita ritika riya riyad rizwan roan rob
    robbie robert roberta roberto robin robyn rocco rochelle roderick rodney rodrigo rofiat roger rohan rohit roisin
    roksana roland rolf roma roman romeo romy ron ronak ronald ronan roni ronnie rory rosa rosalie rosalind rosaline
    rosanna rose roseann roseanna rosemary rosie roslyn ross rowan rowena roxana roxanne roxy roy royston ruairi
    ruben ruby rudi rudolf rudy rufus rukhsana rukia rumana rupert rupinder russell ruta ruth ryan rylan ryley saad
    saba sabah sabeen sabina sabine sabir sabrina sacha sade sadia sadie sadiq saeed safa saffron safia safiya
    safiyah sagal sahar sahara sahil sahra said saif saima saira sajid sajida sakina salah salama salem salim salima
    sally salma salman salvatore sam samad samantha samar samara samina samir samira samiya sammy samson samuel sana
    sandeep sandie sandra sandy sangeeta sania sanjay sanjeev saoirse saqib sara sarah sarai sarika sasha saskia
    satwinder saul savanna savannah sayed scarlet scarlett scott seamus sean seb sebastian seema selena selim selina
    selma serena serenity serge sergei sergio seth seun seyi shabana shabaz shabir shabnam shadi shae shafiq
    shagufta shah shaheen shahid shahida shahnaz shaila shakeel shakira shakur shameem shamim shamima shamsa shamso
    shan shanae shanaya shane shaneel shanelle shania shanice shaniqua shannon shantel shantelle shaquille shari
    sharif sharifa sharmila sharmin sharon shaun shauna shavonne shawn shay shaya shayan shayla shayne shaz shazia
    shea sheena sheila shelby sheldon shelley shereen sheridan sherie sherri sherry sheryl shilpa shirin shirley
    shiv shiva shivani shola shona shreya shukri sian sid sidney sidra sienna sierra silas silvia simon simona
    simone simran simranjit sindy sinead sinem siobhan skye skyla skylar slawomir sofia sofie solomon sonia sonja
    sonny sonya sophia sophie soraya spencer stacey stacie stacy stan stanislaw stanley stefan stefania stefanie
    stefano stella steph stephanie stephen steve steven stevie stewart stuart suad subhan sue sufyan suhail sukhdeep
    sukhi sukhjit sukhvinder sukhwinder suki sulaiman sulayman suleiman sultan sultana sumaiya suman sumaya sumera
    summaya summer sundeep sunil sunita sunny suraj suresh surinder susan susanna susannah susanne susie suzanna
    suzanne suzie swati sybil sydney syed sylvia sylvie szymon tabitha tahir tahira tahlia tahmid tahsin taiba taiwo
    tajah talha talia talulah tamana tamara tamika tamina tamsin tamzin tania tanisha tanja tanvir tanya tara taran
    tarek tariq taryn tasha tasneem tate tatiana tatyana tawfiq tayba taye tayla taylah taylor tayyab tayyib ted
    teddy tegan teja temi temitope tendai terence teresa teri terri terry tess tessa thabo thaddeus thalia thandi
    thea thelma theo theodora theodore theresa therese thomas tia tiago tiana tianna tiernan tiffany tilda tillie
    tilly tim timothy timur tina tiwa tobey tobi tobias toby tod todd tola tolu tom tomas tomasz tommy toni tony
    tonya topaz tori tosin tracey traci tracie tracy travis trevor tricia trina trinity tristan troy trudy tudor
    tunde tyler tylor tyra tyreece tyrell tyrese tyrone tyson tzion ugo uma umair umar umer una unaisa ursula
    urszula usha usmaan usman uzma vada val valentin valentina valeria valerie vali vanessa vasile venus vera verity
    veronica veronika vicki vickie vicky victor victoria vida vihaan vijay vikki vikram viktor viktoria vincent
    vinnie vinod viola violet violeta violetta virginia vishal vito vivek vivian viviana vivien vivienne vlad
    vladimir wafa wahid waleed walid walter wanda waqar waqas warda warren warsame wasim wayne wendy wes wesley
    wiktor wiktoria wilfred wilfried wilhelmina will willem william willow wilma winifred winnie winston wojciech
    xander xavier xena ximena yagmur yahya yakub yan yana yaqub yara yaseen yash yasin yasmeen yasmin yasmina
    yasmine yassin yaw ye yemi yetunde yolanda yosef yousaf yousef youssef yousuf ysabel yuki yulia yuliia yun yunus
    yuri yusra yusuf yvette yvonne zac zach zachariah zachary zack zahid zahida zahir zahra zain zaina zainab zak
    zakaria zakariya zaki zakir zakiya zander zane zannah zara zarah zaria zayan zayd zayn zaynab zeb zeenat zehra
    zein zeinab zelda zena zenab zeynep zia ziad zidane ziggy zina zion zita zoe zoey zofia zohaib zohra zola zoltan
    zora zoran zoya zubaida zubair zunaira zuri zuzanna zygmunt
    """.split()
)

ORDINARY = frozenset(
    """
    amber angel april archer aria art ash august aurora austin autumn avon babe bailey baker bao baron barry bear
    bella beta bill bishop blake blessing bonnie booker brad brandon brook brooke brooklyn butler cameron cara carol
    carter carver chad charity chase chelsea cherry chester christian clara clay cliff constance cook coral crystal
    daisy dale dana dara dawn dean dee denver destiny devon diamond dom don dot drew duke earl ebony eden ema
    emerald essa eve ewe faith fay fern finn fletcher fleur flo flora florence forest franco frank garnet gene gift
    ginger ginny glen gloria grace grant gus guy hadi harmony harper hazel heath heather holly honey hope hunter
    india indie inga ion ira iris israel issa iva ivy jack jade jan jasper jay jean jersey jes jet jordan joy jude
    judge jules june junior justice kat kay ken kent kenya kerry king kit kitty lance laurel lee lex lily lin
    lincoln mae major mali mara mark mason max may mel melody mercy merit mersey mia mica mick miles miller min mina
    minnie morgan muna music myrtle nan ned nick noble norm norman nova oakley ocean ola olive opal ore paris parker
    pat patience patsy pearl pele penny perry pet peyton phoenix pia pierce pixie poppy porter precious preston
    price pride prince princess prudence queen rae ram rana raven ray reading red reed reggie reid rex rich rick rio
    river rob robin rocky roma roman ron rose rosemary rowan rowena ruby rusty rye sabah saffron sage said sandy
    santa savannah scarlet scarlett scout shah sienna sierra skip sky skye sol star sterling stew storm sue sultan
    summer sunny sydney tai tate taylor teddy temple tim topaz tori trent trinity troy val van venus verity victor
    victoria vida viola violet virginia wade ward warren wes will willow windsor winter wolf woody yan ye yun zion
    """.split()
)
"""Given names, and some surnames, that are also words, months, places or short forms: alone they say nothing."""
