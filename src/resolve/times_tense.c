#include "resolve/time_reader.h"

/* ---- future or past ---- */

/* "to be held": what is still to be done. */
static bool is_passive(const bay_doc *doc, const bay_sent *sent, uint32_t verb)
{
    for (uint32_t k = sent->tok_begin; k < verb; k++)
        if (doc->toks.items[k].head == verb && doc->toks.items[k].deprel == BAY_DEP_AUX_PASS && bay_str_is(doc->toks.items[k].norm, "be")) return true;
    return false;
}

/* The verb that governs tok speaks of the future: "will", "is to", "plans to". */
static bool verb_in_future(const bay_doc *doc, uint32_t i)
{
    const bay_tok *toks = doc->toks.items;
    for (int steps = 0; i != BAY_NONE && steps < 8; i = toks[i].head, steps++) {
        if (toks[i].upos != BAY_VERB && toks[i].upos != BAY_AUX && toks[i].deprel != BAY_DEP_ROOT) continue;
        const bay_sent *sent = &doc->sents.items[toks[i].sent];
        for (uint32_t k = sent->tok_begin; k < sent->tok_end; k++) {
            if (toks[k].head != i) continue;
            if (toks[k].deprel == BAY_DEP_AUX && (bay_str_is(toks[k].norm, "will") || bay_str_is(toks[k].norm, "'ll") ||
                                                  bay_str_is(toks[k].norm, "shall") || bay_str_is(toks[k].norm, "wo"))) return true;
            if (toks[k].deprel == BAY_DEP_AUX || toks[k].deprel == BAY_DEP_AUX_PASS)
                if (toks[k].feats.tense == BAY_TENSE_PAST && toks[k].feats.verb_form == BAY_VERB_FIN) return false;
        }
        bool to = false, is_to = false;
        for (uint32_t k = sent->tok_begin; k < i; k++) {
            if (toks[k].head != i) continue;
            to = to || (toks[k].deprel == BAY_DEP_MARK && bay_str_is(toks[k].norm, "to"));
            is_to = is_to || ((toks[k].deprel == BAY_DEP_COP || toks[k].deprel == BAY_DEP_AUX) && bay_str_is(toks[k].lemma, "be"));
        }
        if (to && is_passive(doc, sent, i)) return true;   /* "a vote that is to be held", "to be held from 20 November" */
        if (to && is_to) return true;   /* "was to meet officials on Friday" */
        if (to && toks[i].deprel == BAY_DEP_ACL && toks[i].head != BAY_NONE && toks[toks[i].head].upos == BAY_NOUN) return true;   /* "a vote to be held in May" */
        bool infinitive = (to || toks[i].feats.verb_form == BAY_VERB_INF) &&
                          (toks[i].deprel == BAY_DEP_XCOMP || toks[i].deprel == BAY_DEP_ACL || toks[i].deprel == BAY_DEP_ADVCL);
        if (infinitive && toks[i].head != BAY_NONE) {
            bay_str above = toks[toks[i].head].lemma;
            static const char *const ahead[] = {"plan", "expect", "schedule", "set", "due", "prepare", "intend", "agree", "vow",
                                                "promise", "pledge", "want", "hope", "decide", "threaten", "propose", "be", "call", "ask", "urge",
                                                "offer", "accord", "deal", "agreement", "need", "refuse", NULL};
            if (bay_str_in(above, ahead)) return true;
        }
        if (toks[i].upos == BAY_VERB) return false;
    }
    return false;
}

/* "said yes in the referendum on Sunday", "since the election of 20 October", "the vote of 3 May, which": an appointed day that is over. */
static bool is_over(struct bay__reader *r, uint32_t noun)
{
    static const char *const after[] = {"since", "after", "following", NULL};
    const bay_tok *toks = r->doc->toks.items;
    for (uint32_t k = r->begin; k < noun; k++)
        if (toks[k].head == noun && toks[k].deprel == BAY_DEP_CASE && bay__one_of(r, k, after)) return true;
    return bay__behind(r);
}

/* "put off until Friday", "the vote of 8 January", "a summit for 16 November": what is set for a day lies ahead. */
static bool noun_in_future(struct bay__reader *r, uint32_t i)
{
    const bay_doc *doc = r->doc;
    static const char *const set_for[] = {"call", "schedule", "set", "plan", "slate", "due", "announce", "fix", "summon", "invite", "convene",
                                          "expect", "name", "arrange", "summit", "vote", "election", "poll", "meeting", "hearing", NULL};
    static const char *const appointed[] = {"vote", "election", "poll", "referendum", "runoff", "ballot", "summit", "deadline", "hearing",
                                            "inauguration", "conference", "plebiscite", NULL};
    const bay_tok *toks = doc->toks.items;
    const bay_sent *sent = &doc->sents.items[toks[i].sent];
    uint32_t before = i;
    while (before > sent->tok_begin && (toks[before - 1].upos == BAY_DET || bay_str_is(toks[before - 1].norm, "late") ||
                                        bay_str_is(toks[before - 1].norm, "early"))) before--;
    if (before == sent->tok_begin) return false;
    const bay_tok *led = &toks[before - 1];
    if (bay_str_is(led->norm, "until") || bay_str_is(led->norm, "till")) {
        for (uint32_t k = sent->tok_begin; k + 1 < before; k++)
            if (bay_str_is(toks[k].norm, "from")) return false;   /* "from Monday until Friday" */
        return true;
    }
    uint32_t above = toks[i].head;
    for (int steps = 0; above != BAY_NONE && steps < 2; steps++, above = toks[above].head) {
        bay_str lemma = toks[above].lemma;
        for (int k = 0; bay_str_is(led->norm, "for") && set_for[k]; k++)
            if (bay_str_is(lemma, set_for[k])) return true;
        for (int k = 0; (bay_str_is(led->norm, "of") || bay_str_is(led->norm, "on")) && appointed[k]; k++)
            if (toks[above].upos == BAY_NOUN && bay_str_is(lemma, appointed[k])) return !is_over(r, above);
    }
    return false;
}

/* "The court rules on Sunday", "declared Wednesday a day of mourning": news tells what was in the past, what is to come in the present. */
static bool is_scheduled(const struct bay__reader *r, uint32_t i)
{
    static const char *const verbs[] = {"meet", "begin", "start", "open", "rule", "vote", "hold", "host", "visit", "travel", "arrive", "leave", "resume",
                                        "expire", "end", "face", "decide", "return", "address", "launch", "close", "elect", "fly", "convene", "gather",
                                        "reopen", "go", "head", NULL};
    static const char *const naming[] = {"declare", "proclaim", "designate", NULL};
    const bay_tok *toks = r->doc->toks.items;
    uint32_t verb = toks[i].head;
    for (int steps = 0; verb != BAY_NONE && toks[verb].upos != BAY_VERB && steps < 3; steps++) verb = toks[verb].head;
    if (verb == BAY_NONE || toks[verb].upos != BAY_VERB) return false;
    for (int k = 0; verb + 1 == i && naming[k]; k++)
        if (bay_str_is(toks[verb].lemma, naming[k])) return true;
    bool sentence = toks[r->end - 1].upos == BAY_PUNCT;   /* titles tell the past in the present */
    if (!sentence || toks[verb].feats.verb_form != BAY_VERB_FIN || toks[verb].feats.tense != BAY_TENSE_PRES) return false;
    return bay_str_in(toks[verb].lemma, verbs);
}

/* "needs 82 million by September", "the funeral on Saturday", "the vote in October", unless the clause is past. */
static bool is_due(struct bay__reader *r, uint32_t i)
{
    bool rite = is(r, i - 1, "on") && (is(r, i - 2, "funeral") || is(r, i - 2, "burial") || is(r, i - 2, "trial") || is(r, i - 2, "funerals"));
    bool vote = is(r, i - 1, "in") && (is(r, i - 2, "vote") || is(r, i - 2, "election") || is(r, i - 2, "elections") || is(r, i - 2, "summit"));
    return (rite || vote || is(r, i - 1, "by")) && !bay__behind(r);
}

/* "she said on Monday" behind what was said, "by Friday", "after it was seized on May 3": a day told by the way; the story's day stays the one told before. */
enum bay__place bay__place_told(struct bay__reader *r, uint32_t i)
{
    static const char *const before[] = {"by", "until", "till", "since", "from", NULL}, *const marks[] = {"after", "since", "before", "until", NULL};
    static const char *const speech[] = {"say", "tell", "announce", "report", "claim", "state", "add", "warn", "confirm", "write", "call", "put", NULL};
    const bay_tok *toks = r->doc->toks.items;
    if (bay__one_of(r, i - 1, before)) return BAY__ASIDE;
    /* "Sunday's attacks", "the Friday raid": the deed's own day, whatever the clause tells of it */
    bool of_noun = toks[i].deprel == BAY_DEP_NMOD_POSS || toks[i].deprel == BAY_DEP_COMPOUND;
    if (of_noun && toks[i].head != BAY_NONE && toks[toks[i].head].upos == BAY_NOUN) return BAY__MAIN;
    uint32_t at = i;
    for (int steps = 0; at != BAY_NONE && toks[at].upos != BAY_VERB && steps < 6; steps++) at = toks[at].head;
    for (int steps = 0; at != BAY_NONE && steps < 4 && (toks[at].deprel == BAY_DEP_XCOMP || toks[at].deprel == BAY_DEP_CONJ); steps++) at = toks[at].head;
    if (at == BAY_NONE || toks[at].upos != BAY_VERB) return BAY__MAIN;
    bool says = false, toll = bay_str_is(toks[at].lemma, "rise") || bay_str_is(toks[at].lemma, "climb"), aside = toks[at].deprel == BAY_DEP_PARATAXIS, after = false;
    says = says || bay_str_in(toks[at].lemma, speech);
    for (uint32_t k = r->begin; k < r->end; k++) {
        if (toks[k].head != at) continue;
        aside = aside || (k < at && (toks[k].deprel == BAY_DEP_CCOMP || toks[k].deprel == BAY_DEP_PARATAXIS));
        after = after || (toks[k].deprel == BAY_DEP_MARK && bay__one_of(r, k, marks));
    }
    if ((says && aside) || toll || (after && toks[at].deprel == BAY_DEP_ADVCL)) return BAY__ASIDE;
    return toks[at].deprel == BAY_DEP_ACL_RELCL ? BAY__BESIDE : BAY__MAIN;
}

/* Is the token now read told of as lying ahead? Asked once for each token, and only where a time is read. */
bool bay__ahead(struct bay__reader *r)
{
    if (r->forced) return r->forced > 0;
    if (!r->tense) {
        bool ahead = has_now(r) && r->doc->sents.items[tok(r, r->at)->sent].parsed &&
                     (verb_in_future(r->doc, r->at) || noun_in_future(r, r->at) || is_scheduled(r, r->at) || is_due(r, r->at));
        r->tense = ahead ? 1 : -1;
    }
    return r->tense > 0;
}

/* The verb above is a finite past, or a participle under "was": what is told is over. */
bool bay__behind(struct bay__reader *r)
{
    const bay_tok *toks = r->doc->toks.items;
    uint32_t i = r->at;
    if (!r->doc->sents.items[toks[i].sent].parsed) return false;
    for (int steps = 0; i != BAY_NONE && steps < 8; i = toks[i].head, steps++) {
        bool verb = toks[i].upos == BAY_VERB || toks[i].upos == BAY_AUX;
        if (verb && toks[i].feats.verb_form == BAY_VERB_FIN) return toks[i].feats.tense == BAY_TENSE_PAST;
        if (!verb && toks[i].deprel != BAY_DEP_ROOT) continue;
        for (uint32_t k = r->begin; k < r->end; k++)
            if (toks[k].head == i && (toks[k].deprel == BAY_DEP_AUX || toks[k].deprel == BAY_DEP_AUX_PASS || toks[k].deprel == BAY_DEP_COP) &&
                toks[k].feats.verb_form == BAY_VERB_FIN) return toks[k].feats.tense == BAY_TENSE_PAST;
    }
    return false;
}
