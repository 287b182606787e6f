"""Words that tell English from other languages: its small ones, those of this work, and small ones of elsewhere."""

SMALL = frozenset(
    """
    a about after all also am an and any are as at be because been but by can could did do for from had has have he
    her him his how i if in into is it its me more my no not of on or our out she so some that the their them then
    there they this to up was we were what when which who will with would you your
    """.split()
)

OF_THE_WORK = frozenset(
    """
    access action advice afternoon again age agency anger angry anxiety anxious appointment argument ask asks assess
    assessment attend attendance aunt autism aware baby back bad bank bath bed bedroom bedtime before behaviour
    behind benefit benefits best better bills birthday book boundaries boy break breakfast brother budget bullying
    bus busy call calls calm came car care carer case centre chart chat check child childcare children class clean
    clear clinic clothes club coffee college community concern concerns conference consent contact cook cooking cope
    court cried crisis dad daily daughter day days debt debts dentist diary discuss discussion doctor done door down
    drawn drop duty each early eat emotions employment english evening eviction exam exercise eye face fair family
    father fear feedback feel feels felt few file first five follow food form forms forward found four friday friend
    friends front full fun funding further game games gave get girl go goal goals goes going good got grandad
    grandma grant group happy hard health help helps home homework hospital hour hours house housing hub idea ideas
    identify ill important info invited issue issues job join joint journey keep kept kids kind kitchen know
    landlord last late law lead leaflet learn learnt left less lesson let letter level life like list listen little
    live living local long look low lunch made make manager match meal meals meds meet meeting meetings mental
    message met midwife mind minutes mon monday money month months mood morning mother mould mtg mths mum name need
    needs neighbour never new next night nights normal note notes now number nurse nursery off offer office okay old
    once one open options other outcome outcomes outside over own page paid paperwork parent parenting parents park
    partner past pay people phone phoned photo photos plan plans play point police policy poor positive post
    practice praise pregnant problem professional progress pupil put question questions quiet ran rang read ready
    really record records ref refer referral referrals refuge relationship rent repair report respite rest review
    right risk risks role room round routine routines rules sad safe safety said same sat saturday saturdays saw say
    says school score see seen self sen senco send sent session sessions set share sheet shop shopping short sibling
    siblings signed sister sit six skills sleep slow small smile social sofa soft son soon sore space speak speech
    spoke staff stairs start stay step stepdad stepmum steps stick still stop strategies strength strengths stress
    strong sundays supervision supervisor support sure table take talk talks task taxi teacher team teen teens text
    thank theory things think third thought three thu thursday time times today toddler together told tomorrow tone
    took toys training travel tried trust try tues tuesday twice two uncle under unit update upset urgent use useful
    very view views violence visit visits voice volunteer voucher waiting wake walk want wants warm wash way
    wednesday weds week weekend weekly weeks went while whole why wish within without wk wks woman women words work
    worked worker workers works worry worse write wrote year years yes yesterday yet young youth
    """.split()
)

ENDINGS = ("ed", "ing", "ness", "ful", "less", "ly", "ght", "ship")

ELSEWHERE = frozenset(
    """
    aby ale bardzo bez bo być był była były co czy dla gdy ich ja jak jako jego jej jest już mam mi mnie mu na
    nad nie niego nią od oraz po pod przed przez przy się są ta tak tam tego tej tu tylko więc za ze że żeby
    ac aeth ar bod byddai cael chwarae ddim dod dywedodd ei eu fod fy gan gyda hwn hyn ichi
    mae maen mewn mynd neu nhw ni oedd oedden oes ond roedd roeddwn rwy rwyf sut sy sydd trwy un wedi wnes wrth
    yma yn yr yw
    ca ce cu când dar de din după este fi fost iar la lui mai mea noi nu pe pentru prin sa spre sunt sunteți să său
    unde în între și ți
    au aux avec ces cette dans des du elle elles en est et il ils je le les leur mais ne nous ont ou où
    qu que qui sans se ses sont sur une vous été
    aaj aap apne apni aur baat bahut bhi bohot dia diya ek gaya gayi ghar hai hain hota hoti hu hum
    iss jab jaise jise jo ka kaha kar kari karna karne karta karti ke keh kehti ki kia kiya ko koi kotha kuch
    kya lekin liye mein mera mere meri mujhe nahi nahin nal nay pehle phir raha rahe rahi sath tha thay theek
    thi tho uska uski uss vich woh ya yeh
    con del el ella es las lo los muy más para pero por ser si sin sobre su sus una
    che da dal della gli io nel più quando sono suo
    das dos ela ele em foi mas nos não os pela pelo sem são um uma
    als auch auf aus bei dass den der ein eine er für haben hat hatte ihr im ist mit nach nicht noch
    oder sehr sich sie sind und von vor waren wenn wie wir zu zum
    aan bij dat dit een ging haar heeft het hij hoe ik kan maar mijn naar niet nog om ook te uit veel
    voor wat werd wij wordt zei zich zij zijn
    aad ahaan aniga ay ayaa baan bay buu ee inay inuu isaga iyada iyo kala ku laga lagu leh oo soo uu waa waan
    waxa waxaan waxay waxuu wuxuu
    bir ile için olan ve çok
    dhe më nga nuk në për që së të unë është
    az egy ez hogy meg nem volt és
    ako bol bola byl byla jsem jsme když keď nebo pro sme som že
    ang hindi mga ng niya siya
    al ana ani bi hiya huwa ila kanat lam wa wala
    """.split()
)
"""Of Polish, Welsh, Romanian, French, Urdu, Spanish, Italian, Portuguese, German, Dutch, Somali, Turkish, Albanian,
Hungarian, Czech, Tagalog and Arabic, as typed in Latin letters. None is an English word, or a single letter."""
