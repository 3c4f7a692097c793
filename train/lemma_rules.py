"""Lemmas of forms that training never showed: irregular verbs and nouns from general knowledge, regular endings checked against
the words of the static vectors (the more frequent candidate wins)."""

IRREGULAR_VERBS = """arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun
bend bent bent|bet bet bet|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred
bring brought brought|broadcast broadcast broadcast|build built built|burn burnt burnt|burst burst burst|buy bought bought
catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut
deal dealt dealt|dig dug dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed
feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung fling|fly flew flown|forbid forbade forbidden
foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|freeze froze frozen|get got gotten
give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hit hit hit
hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|lean leant leant
leap leapt leapt|learn learnt learnt|leave left left|lend lent lent|let let let|light lit lit|lose lost lost|make made made
mean meant meant|meet met met|mislead misled misled|mistake mistook mistaken|misunderstand misunderstood misunderstood
offset offset offset|outgrow outgrew outgrown|overcome overcame overcome|overhear overheard overheard|override overrode overridden
overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid
prove proved proven|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|repay repaid repaid|resell resold resold
ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold
send sent sent|set set set|sew sewed sewn|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown
shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid
slit slit slit|speak spoke spoken|speed sped sped|spend spent spent|spin spun spun|spit spat spat|split split split
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung
strike struck struck|strive strove striven|swear swore sworn|sweep swept swept|swell swelled swollen|swim swam swum
swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown
tread trod trodden|undergo underwent undergone|understand understood understood|undertake undertook undertaken|undo undid undone
uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written
die died died dying|lie lay lain lying|tie tied tied tying""".replace("\n", "|").split("|")
IRREGULAR_NOUNS = """men man|women woman|children child|feet foot|teeth tooth|mice mouse|geese goose|lives life|wives wife|knives knife
thieves thief|leaves leaf|halves half|wolves wolf|shelves shelf|crises crisis|analyses analysis|bases base|theses thesis
hypotheses hypothesis|emphases emphasis|phenomena phenomenon|criteria criterion|servicemen serviceman|policemen policeman
policewomen policewoman|gunmen gunman|spokesmen spokesman|spokeswomen spokeswoman|congressmen congressman|militiamen militiaman
fishermen fisherman|tribesmen tribesman|clergymen clergyman|businessmen businessman|salesmen salesman|lawmen lawman
infantrymen infantryman|airmen airman|seamen seaman|countrymen countryman|firemen fireman|horsemen horseman|kinsmen kinsman
freemen freeman|noblemen nobleman|statesmen statesman|chairmen chairman|grandchildren grandchild|armies army|enemies enemy
troops troop|mortars mortar|casualties casualty|hostages hostage|refugees refugee|buses bus|gases gas|viruses virus
campuses campus|bonuses bonus|people people""".replace("\n", "|").split("|")


def irregular():
    out = {}
    for entry in IRREGULAR_VERBS:
        base, past, participle, *more = entry.split()
        for form in (past, participle, *more):
            if form not in ("lay", "wound", "ground"): out[form, "VERB"] = base      # these are base forms of other verbs too
    for entry in IRREGULAR_NOUNS:
        form, base = entry.split()
        out[form, "NOUN"] = base
    return out


def candidates(word):
    """(tag, lemma) that a regular ending allows."""
    def bare(stem):
        if stem[-1] != "s" or stem[-2:] in ("ss", "us", "as"): yield stem
        yield stem + "e"
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls": yield stem[:-1]
        elif len(stem) > 3 and stem[-1] == stem[-2] == "l": yield stem[:-1]
    if word.endswith("ing"): return [("VERB", s) for s in bare(word[:-3])]
    if word.endswith("ied"): return [("VERB", word[:-3] + "y")]
    if word.endswith("ed"): return [("VERB", s) for s in bare(word[:-2])]
    if word.endswith("ies"): return [(t, word[:-3] + "y") for t in ("VERB", "NOUN")]
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return [(t, s) for t in ("VERB", "NOUN") for s in (word[:-2], word[:-1])]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "ews")): return [(t, word[:-1]) for t in ("VERB", "NOUN")]
    return []


def regular(words):
    """From the words of the vectors, most frequent first."""
    rank = {w: i for i, w in enumerate(words)}
    out = {}
    for word in words[:40000]:
        if not word.isalpha() or len(word) < 4: continue
        best = {}
        for tag, lemma in candidates(word):
            if len(lemma) < 3 or lemma not in rank or not any(c in "aeiouy" for c in lemma): continue
            if tag not in best or rank[lemma] < rank[best[tag]]: best[tag] = lemma
        for tag, lemma in best.items():
            if tag == "VERB" and word.endswith("s") and rank[lemma] > 20000: continue
            out[word, tag] = lemma
    return out
