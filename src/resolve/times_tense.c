#include "resolve/time_reader.h"

/* ---- future or past ---- */

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
            is_to = is_to || (toks[k].deprel == BAY_DEP_COP && bay_str_is(toks[k].lemma, "be"));
        }
        if (to && is_to) return true;   /* "was to meet officials on Friday" */
        if (to && toks[i].deprel == BAY_DEP_ACL && toks[i].head != BAY_NONE && toks[toks[i].head].upos == BAY_NOUN) return true;   /* "a vote to be held in May" */
        bool infinitive = (to || toks[i].feats.verb_form == BAY_VERB_INF) &&
                          (toks[i].deprel == BAY_DEP_XCOMP || toks[i].deprel == BAY_DEP_ACL || toks[i].deprel == BAY_DEP_ADVCL);
        if (infinitive && toks[i].head != BAY_NONE) {
            bay_str above = toks[toks[i].head].lemma;
            static const char *const ahead[] = {"plan", "expect", "schedule", "set", "due", "prepare", "intend", "agree", "vow",
                                                "promise", "pledge", "want", "hope", "decide", "threaten", "propose", "be", "call", "ask", "urge",
                                                "offer", "accord", "deal", "agreement", "need", "refuse", NULL};
            for (int k = 0; ahead[k]; k++)
                if (bay_str_is(above, ahead[k])) return true;
        }
        if (toks[i].upos == BAY_VERB) return false;
    }
    return false;
}

/* "put off until Friday", "the vote of 8 January", "a summit for 16 November": what is set for a day lies ahead. */
static bool noun_in_future(const bay_doc *doc, uint32_t i)
{
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
            if (toks[above].upos == BAY_NOUN && bay_str_is(lemma, appointed[k])) return true;
    }
    return false;
}

/* Is the token now read told of as lying ahead? Asked once for each token, and only where a time is read. */
bool bay__ahead(struct bay__reader *r)
{
    if (r->forced) return r->forced > 0;
    if (!r->tense) {
        bool ahead = has_now(r) && r->doc->sents.items[tok(r, r->at)->sent].parsed && (verb_in_future(r->doc, r->at) || noun_in_future(r->doc, r->at));
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
