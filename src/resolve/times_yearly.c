#include "resolve/time_reader.h"

/* What comes back every year: "the pass is closed in the winter", "the monsoon lasts from July to September". Its value is XXXX-07,
 * XXXX-WI and it has no days. */

static bool has_habit_word(struct bay__reader *r)
{
    static const char *const words[] = {"usually", "typically", "generally", "often", "annually", "always", "regularly", "traditionally", "normally",
                                        "sometimes", "season", "seasonal", "monsoon", "average", "averages", "temperature", "temperatures", "varies", "rainy",
                                        "yearly", "annual", NULL};
    for (uint32_t i = r->begin; i < r->end; i++) {
        if (bay__one_of(r, i, words)) return true;
        if ((is(r, i, "every") || is(r, i, "each")) && is(r, i + 1, "year")) return true;
    }
    return false;
}

/* The clause holds at all times: a present that neither goes on nor looks ahead, "can", or no verb at all. */
static bool holds_always(struct bay__reader *r)
{
    const bay_tok *toks = r->doc->toks.items;
    uint32_t i = r->at;
    if (!r->doc->sents.items[toks[i].sent].parsed || bay__ahead(r)) return false;
    for (int steps = 0; i != BAY_NONE && steps < 8; i = toks[i].head, steps++) {
        bool verb = toks[i].upos == BAY_VERB || toks[i].upos == BAY_AUX, root = toks[i].deprel == BAY_DEP_ROOT;
        if (verb && toks[i].feats.verb_form == BAY_VERB_FIN) return toks[i].feats.tense == BAY_TENSE_PRES;
        for (uint32_t k = r->begin; (verb || root) && k < r->end; k++) {
            if (toks[k].head != i || (toks[k].deprel != BAY_DEP_AUX && toks[k].deprel != BAY_DEP_COP && toks[k].deprel != BAY_DEP_AUX_PASS)) continue;
            if (bay_str_is(toks[k].norm, "can") || bay_str_is(toks[k].norm, "may") || bay_str_is(toks[k].norm, "should")) return true;
            bool going = toks[k].deprel == BAY_DEP_AUX && verb;
            if (toks[k].feats.verb_form == BAY_VERB_FIN) return toks[k].feats.tense == BAY_TENSE_PRES && !going;
        }
        if (root) return false;
    }
    return false;
}

/* A month of such a clause is any year's where the sentence says so ("usually", "season"), where it is what is told of ("April is the
 * driest"), or where two of them span a stretch; a feast or a season wherever the clause holds always. */
bool bay__comes_yearly(struct bay__reader *r, uint32_t i, uint32_t end)
{
    static const char *const shifts[] = {"last", "this", "next", "past", "coming", NULL};
    uint32_t at = i, after;
    if (bay__one_of(r, i, shifts)) return false;
    while (at < end && !bay__word(r, at, BAY_WORD_MONTH, &after) && !bay__word(r, at, BAY_WORD_SEASON, &after)) at++;
    if (at >= end) return false;
    bool season = bay__word(r, at, BAY_WORD_SEASON, &after) != NULL;
    if (!season && bay__day_number(r, at + 1) > 0) return has_habit_word(r) && holds_always(r);
    bool spans = is(r, i - 1, "from") || is(r, i - 1, "between") || is(r, after, "to") || is(r, after, "through") || is(r, after, "until");
    bool told_of = tok(r, at)->deprel == BAY_DEP_NSUBJ;
    return (season || spans || told_of || has_habit_word(r)) && holds_always(r);
}

void bay__make_yearly(bay_when *w)
{
    if (strlen(w->value) < 6 || w->value[4] != '-') return;
    memcpy(w->value, "XXXX", 4);
    w->begin = w->end = (bay_date){0};
    w->from = BAY_FROM_WORDS;
}

/* "in summer", "hot summers", "it was winter": a season that is not placed. "Spring" and "fall" are other things too. */
uint32_t bay__read_yearly_season(struct bay__reader *r, uint32_t i, bay_when *w)
{
    static const char *const before[] = {"in", "by", "until", "since", "of", "during", "the", "is", "was", "early", "late", "mid", "every", "for", NULL};
    uint32_t at;
    record *season = bay__word(r, i, BAY_WORD_SEASON, &at);
    if (!season || is(r, i, "fall") || (tok(r, i)->upos != BAY_NOUN && tok(r, i)->upos != BAY_PROPN)) return 0;
    bool plain = is(r, i, "summer") || is(r, i, "winter") || is(r, i, "autumn") || is(r, i, "summertime") || is(r, i, "wintertime");
    bool plural = is(r, i, "summers") || is(r, i, "winters") || is(r, i, "autumns");
    if (!plain && !plural && !(is(r, i, "spring") && bay__one_of(r, i - 1, before))) return 0;
    if (tok(r, i)->deprel == BAY_DEP_COMPOUND || tok(r, i)->deprel == BAY_DEP_FLAT || is(r, at, "-")) return 0;
    set(w, "DATE", "");
    snprintf(w->value, sizeof w->value, "XXXX-%.2s", season->value.bytes);
    return at;
}
