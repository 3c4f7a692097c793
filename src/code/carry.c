/* Where and when, from the sentences around: "Gunmen attacked a bank in Quetta on Monday. ... The attackers killed two guards."
 * Every deed told before (in a lead: the one told right after) is a candidate; features that speak for one being the same
 * scene as the other have points in one table, and the best candidate with enough of them lends its day or its place. */
#include "code/coder.h"

enum { NEWS_DAYS = 10, SENTENCES_BACK = 8, EVENTS_BACK = 24, AHEAD_SENTENCES = 2, LEAD_TOKENS = 6, FAR = 3, TOKENS = 100, ENOUGH = 45, WEAK = 25 /* points of a time: hardly its own */, FAR_ENOUGH = 60 /* against a weak day of its own */ };

enum feature {
    SAME_PARAGRAPH, NEXT_SENTENCE, EACH_SENTENCE, SAME_TYPE, SAME_PARTY, SAME_BAND, GIVEN /* the crowd, they, the gunmen */,
    TOLD_AGAIN /* the attack */, PAST_PERFECT, OTHER_PLACE, OTHER_COUNTRY, WORDS /* the other is no deed */, BARE /* no event, a day or town */,
    AHEAD /* told later */, IN_HEADLINE, FIRM /* the lender's own clause has it */, SCENE /* the fighting began when */, ONLY_TOWN /* of all deeds so far */,
    OTHER_DAY /* its own day is another */, DECREE /* sanctions, dismissals, bans: done at a desk */, PRESENT /* are under arrest */, SAME_COUNTRY, LEAD /* the same kind of deed as the lead's */, HOUR /* an hour without a day */, FIRST_DEED /* to be told, after a lead with a day */, FEATURES
};

static const int points[FEATURES] = {
    [SAME_PARAGRAPH] = 35, [NEXT_SENTENCE] = 30, [EACH_SENTENCE] = -4, [SAME_TYPE] = 10, [SAME_PARTY] = 10, [SAME_BAND] = 35, [GIVEN] = 15,
    [TOLD_AGAIN] = 30, [PAST_PERFECT] = 10, [OTHER_PLACE] = -10, [OTHER_COUNTRY] = -50, [WORDS] = -30, [BARE] = -10, [AHEAD] = -30, [IN_HEADLINE] = 40,
    [FIRM] = 10, [SCENE] = 30, [ONLY_TOWN] = 15, [OTHER_DAY] = -25, [DECREE] = -15, [PRESENT] = -25, [SAME_COUNTRY] = 5, [LEAD] = 25, [HOUR] = 40, [FIRST_DEED] = 45,
};

static const char *const names[FEATURES] = {
    [SAME_PARAGRAPH] = "same paragraph", [NEXT_SENTENCE] = "next sentence", [EACH_SENTENCE] = "sentences between", [SAME_TYPE] = "same kind of deed",
    [SAME_PARTY] = "same party", [SAME_BAND] = "same people", [GIVEN] = "who was told of before", [TOLD_AGAIN] = "named again", [PAST_PERFECT] = "past perfect",
    [OTHER_PLACE] = "another place", [OTHER_COUNTRY] = "another country", [WORDS] = "words", [BARE] = "no event there", [AHEAD] = "told later",
    [IN_HEADLINE] = "headline", [FIRM] = "own clause there", [SCENE] = "names the scene", [ONLY_TOWN] = "only town so far", [OTHER_DAY] = "another day",
    [DECREE] = "no scene", [PRESENT] = "in the present", [SAME_COUNTRY] = "same country", [LEAD] = "as in the lead", [HOUR] = "an hour of that day", [FIRST_DEED] = "first deed after the lead",
};

/* Points so far and the features they are for. */
struct tally {
    int sum;
    uint32_t features;
};

static void add(struct tally *tally, enum feature feature)
{
    tally->sum += points[feature];
    tally->features |= 1u << feature;
}

/* ---- what is asked ---------------------------------------------------------------- */

static bool is_deed(const bay_event *event) { return event->quad == 4 || bay_str_is(event->type, "PROTEST"); }

/* Done somewhere, before witnesses; not decreed. */
static bool has_scene(const bay_event *event)
{
    static const char *const codes[] = {"14", "15", "171", "173", "175", "18", "19", "20"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (bay_str_starts(event->cameo, bay_str_from(codes[i]))) return true;
    return false;
}

/* Troops that come and go. */
static bool is_move(const bay_event *event) { return bay_str_is(event->type, "RETREAT") || bay_str_is(event->type, "MOBILIZE"); }

/* "met in Antalya. They agreed to meet again." */
static bool is_talk(const bay_event *event)
{
    return bay_str_is(event->type, "CONSULT") || bay_str_is(event->type, "AGREE") || bay_str_is(event->type, "COOPERATE");
}

static bool is_real(const bay_event *event) { return event->status == BAY_HAPPENED || event->status == BAY_CLAIMED; }

static bool is_local(const bay__coder *c, uint32_t place)
{
    const bay_place *p = &c->doc->places.items[place];
    return p->literal && !bay__in_dateline(c, p->tok) && !bay_str_is(p->precision, "country") && !bay_str_is(p->precision, "province");
}

static bool is_of_these_days(const bay__coder *c, const bay_time *time)
{
    if (time->precision != BAY_PRECISION_DAY || !bay_date_is_set(time->begin) || !bay_date_is_set(c->doc->published) || bay__is_clock(c, time)) return false;
    if (bay_str_is(time->type, "DURATION") || bay__in_dateline(c, time->tok_begin)) return false;
    if (bay_date_is_set(time->end) && bay_date_compare(time->begin, time->end) != 0) return false;
    int age = bay_date_to_days(c->doc->published) - bay_date_to_days(time->begin);
    return age >= 0 && age <= NEWS_DAYS;
}

/* The sentence says itself when, be it in words that nobody could read ("a day earlier"). */
static bool tells_time(const bay__coder *c, const bay_event *event)
{
    if (event->time != BAY_NONE) return true;
    BAY__EACH_IN(c->times, event->sent, i) {
        const bay_time *time = &c->doc->times.items[i];
        if (bay__is_clock(c, time) || bay__is_past_semicolon(c, time->tok_begin, c->doc->statements.items[event->statement].tok)) continue;
        bool unread = bay_str_is(time->type, "DATE") || bay_str_is(time->type, "TIME");
        if (bay_date_is_set(time->begin) || (unread && bay__steps_up(c, time->tok_begin, &c->doc->statements.items[event->statement]) >= 0)) return true;
    }
    return false;
}

static bool tells_place(const bay__coder *c, const bay_event *event)
{
    if (event->place != BAY_NONE) return true;
    BAY__EACH_IN(c->places, event->sent, i)
        if (c->doc->places.items[i].literal) return true;
    return false;
}

/* "bombed [the city]", "flew to [the village]", "two guards [there]": the place told last. */
static bool is_place_again(const bay__coder *c, uint32_t tok)
{
    static const char *const nouns[] = {"city", "town", "village", "camp", "scene", "site", "port", "district", "suburb", "neighbourhood", "hamlet", "island", "settlement", "capital", NULL};
    const bay_tok *t = &c->doc->toks.items[tok];
    if (t->upos == BAY_ADV && bay_str_is(t->norm, "there")) return t->head != BAY_NONE && c->doc->toks.items[t->head].upos == BAY_VERB;
    if (t->upos != BAY_NOUN || c->place_at[tok] != BAY_NONE || t->feats.number == 2) return false;
    if (t->deprel != BAY_DEP_OBL && t->deprel != BAY_DEP_OBJ && t->deprel != BAY_DEP_NMOD && t->deprel != BAY_DEP_NSUBJ_PASS) return false;
    bool noun = false, given = false, named = false;
    noun = noun || bay_str_in(t->lemma, nouns);
    BAY__EACH_CHILD(c, tok, child) {
        const bay_tok *below = &c->doc->toks.items[child];
        given = given || (child < tok && (bay_str_is(below->norm, "the") || bay_str_is(below->norm, "this")));
        named = named || below->deprel == BAY_DEP_APPOS || below->deprel == BAY_DEP_COMPOUND || below->deprel == BAY_DEP_NMOD || below->deprel == BAY_DEP_AMOD;
    }
    return noun && given && !named;
}

static bool names_place_again(const bay__coder *c, const bay_event *event)
{
    const bay_sent *sent = &c->doc->sents.items[event->sent];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && i < sent->tok_begin + TOKENS; i++)
        if (is_place_again(c, i) && bay__steps_up(c, i, &c->doc->statements.items[event->statement]) >= 0) return true;
    return false;
}

/* "Elsewhere, soldiers ..." */
static bool tells_elsewhere(const bay__coder *c, const bay_event *event)
{
    const bay_sent *sent = &c->doc->sents.items[event->sent];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && i < sent->tok_begin + TOKENS; i++)
        if (bay_str_is(c->doc->toks.items[i].norm, "elsewhere")) return true;
    return false;
}

/* ---- one scene or two ------------------------------------------------------------- */

static bool same_paragraph(const bay__coder *c, uint32_t a, uint32_t b)
{
    const bay_sent *x = &c->doc->sents.items[a < b ? a : b], *y = &c->doc->sents.items[a < b ? b : a];
    uint32_t from = x->span.end, to = y->span.begin;
    return from <= to && to <= c->doc->text.size && !memchr(c->doc->text.bytes + from, '\n', to - from);
}

static uint32_t party(const bay_event *event, uint32_t i)
{
    return i < event->actor_count ? event->actors[i] : event->recipients[i - event->actor_count];
}

/* People of no office: "the gunmen", "demonstrators"; police and governments act in many places. */
static bool is_band(const bay_actor *actor)
{
    static const char *const bands[] = {"UNS", "REB", "UAF", "CRM", "SEP", "INS", "OPP", "CVL", "EDU", "REF"};
    for (size_t s = 0; s < sizeof bands / sizeof bands[0]; s++)
        if (actor->sector_count && bay_str_is(actor->sectors[0], bands[s])) return true;
    return false;
}

static bool shares_party(const bay_doc *doc, const bay_event *a, const bay_event *b, bool band)
{
    for (uint32_t i = 0; i < a->actor_count + a->recipient_count; i++)
        for (uint32_t k = 0; k < b->actor_count + b->recipient_count; k++) {
            if (bay__same_actor(doc, party(a, i), party(b, k)) && (!band || is_band(&doc->actors.items[party(a, i)]))) return true;
        }
    return false;
}

static bool shares_country(const bay_doc *doc, const bay_event *a, const bay_event *b, bool *known)
{
    *known = false;
    for (uint32_t i = 0; i < a->actor_count + a->recipient_count; i++)
        for (uint32_t k = 0; k < b->actor_count + b->recipient_count; k++) {
            bay_str x = doc->actors.items[party(a, i)].country, y = doc->actors.items[party(b, k)].country;
            if (!x.size || !y.size) continue;
            *known = true;
            if (bay_str_eq(x, y)) return true;
        }
    return false;
}

/* "the gunmen", "their leader", "they": who was told of before. */
static bool is_given(const bay__coder *c, const bay_statement *st)
{
    static const char *const words[] = {"the", "these", "those", "their", "both"};
    for (uint32_t i = 0; i < st->args.count; i++) {
        const bay_arg *arg = &st->args.items[i];
        if (arg->tok >= c->token_count) continue;
        bool subject = arg->role == BAY_ARG_SUBJ || (st->passive && arg->role == BAY_ARG_OBJ);
        if (!subject && !(c->actor_at[arg->tok] != BAY_NONE && is_band(&c->doc->actors.items[c->actor_at[arg->tok]]))) continue;
        const bay_tok *t = &c->doc->toks.items[arg->tok];
        if (t->upos == BAY_PRON && t->feats.person == 3) return true;
        if (t->upos != BAY_NOUN) continue;
        BAY__EACH_CHILD(c, arg->tok, child)
            for (size_t k = 0; child < arg->tok && k < sizeof words / sizeof words[0]; k++)
                if (bay_str_is(c->doc->toks.items[child].norm, words[k])) return true;
    }
    return false;
}

/* "the attack", "this raid" */
static bool is_named_again(const bay__coder *c, const bay_statement *st)
{
    if (st->kind != BAY_PRED_NOUN) return false;
    BAY__EACH_CHILD(c, st->tok, child) {
        bay_str norm = c->doc->toks.items[child].norm;
        if (child < st->tok && (bay_str_is(norm, "the") || bay_str_is(norm, "this") || bay_str_is(norm, "that"))) return true;
    }
    return false;
}

/* "The fighting began when ...", "burned houses during the raid": the sentence takes up what was told. */
static bool is_scene_noun(const bay_tok *tok, bay_str type)
{
    static const char *const fights[] = {"attack", "raid", "assault", "strike", "airstrike", "shelling", "bombing", "bombardment", "blast", "explosion", "clash", "fighting", "battle",
                                         "killing", "shooting", "siege", "ambush", "massacre", "gunfire", "stabbing", "offensive", "incident", "violence"};
    static const char *const crowds[] = {"protest", "march", "demonstration", "rally", "riot", "unrest", "violence", "incident"};
    bool crowd = bay_str_is(type, "PROTEST");
    if (tok->upos != BAY_NOUN || !(crowd || bay_str_is(type, "ASSAULT"))) return false;
    for (size_t i = 0; i < (crowd ? sizeof crowds / sizeof crowds[0] : sizeof fights / sizeof fights[0]); i++)
        if (bay_str_is(tok->lemma, crowd ? crowds[i] : fights[i])) return true;
    return false;
}

static bool names_scene(const bay__coder *c, const bay_event *event, bay_str type)
{
    const bay_sent *sent = &c->doc->sents.items[event->sent];
    for (uint32_t i = sent->tok_begin + 1; i < sent->tok_end && i < sent->tok_begin + TOKENS; i++) {
        const bay_tok *toks = c->doc->toks.items;
        bool given = bay_str_is(toks[i - 1].norm, "the") || bay_str_is(toks[i - 1].norm, "this");
        if (given && i != c->doc->statements.items[event->statement].tok && is_scene_noun(&toks[i], type)) return true;
    }
    return false;
}

static bool is_past_perfect(const bay__coder *c, const bay_statement *st)
{
    BAY__EACH_CHILD(c, st->tok, child)
        if (bay_str_is(c->doc->toks.items[child].norm, "had") && c->doc->toks.items[child].deprel == BAY_DEP_AUX) return true;
    return false;
}

/* "Protesters set fire", "rebels beat": the tagger cannot tell past from present. */
static bool is_same_in_past(const bay_tok *tok)
{
    static const char *const verbs[] = {"set", "put", "cut", "hit", "shut", "shed", "burst", "spread", "beat", "quit", "split", "cast", "let", "hurt", NULL};
    return bay_str_in(tok->norm, verbs);
}

/* "are under arrest", "have since killed": up to now. */
static bool is_present(const bay__coder *c, const bay_statement *st)
{
    const bay_tok *toks = c->doc->toks.items;
    uint32_t tok = st->kind == BAY_PRED_NOUN && toks[st->tok].head != BAY_NONE ? toks[st->tok].head : st->light != BAY_NONE ? st->light : st->tok;
    bool present = toks[tok].upos == BAY_VERB && toks[tok].feats.tense == BAY_TENSE_PRES && toks[tok].feats.verb_form != BAY_VERB_PART && !is_same_in_past(&toks[tok]);
    BAY__EACH_CHILD(c, tok, child) {
        bool helper = toks[child].deprel == BAY_DEP_AUX || toks[child].deprel == BAY_DEP_AUX_PASS || toks[child].deprel == BAY_DEP_COP;
        static const char *const now[] = {"is", "are", "has", "have"};
        for (size_t i = 0; helper && i < sizeof now / sizeof now[0]; i++) present = present || bay_str_is(toks[child].norm, now[i]);
        if (toks[child].deprel == BAY_DEP_ADVMOD && bay_str_is(toks[child].norm, "since")) return true;
    }
    return present;
}

/* For two sentences, whatever is told in them. */
static struct tally weigh_distance(const bay__coder *c, uint32_t from, uint32_t to)
{
    struct tally t = {0, 0};
    uint32_t apart = from < to ? to - from : from - to;
    if (apart == 1) add(&t, NEXT_SENTENCE);
    for (uint32_t i = 1; i < apart && i <= FAR; i++) add(&t, EACH_SENTENCE);
    if (same_paragraph(c, from, to)) add(&t, SAME_PARAGRAPH);
    if (from > to) add(&t, AHEAD);
    return t;
}

static bool in_different_places(const bay__coder *c, const bay_event *a, const bay_event *b)
{
    const bay_place *places = c->doc->places.items;
    if (a->place == BAY_NONE || b->place == BAY_NONE || !is_local(c, a->place) || !is_local(c, b->place)) return false;
    return !bay_str_eq(places[a->place].name, places[b->place].name);
}

static bool in_first_paragraph(const bay__coder *c, const bay_event *event)
{
    return event->sent < 4 && same_paragraph(c, 0, event->sent);
}

static struct tally weigh_pair(const bay__coder *c, const bay_event *told, const bay_event *event)
{
    const bay_doc *doc = c->doc;
    const bay_statement *st = &doc->statements.items[event->statement], *from = &doc->statements.items[told->statement];
    bool known, ahead = told->sent > event->sent, same_type = bay_str_eq(told->type, event->type), talks = is_talk(told) && is_talk(event);
    struct tally t = weigh_distance(c, told->sent, event->sent);
    if (same_type) add(&t, SAME_TYPE);
    if (shares_party(doc, told, event, false)) add(&t, shares_party(doc, told, event, true) ? SAME_BAND : SAME_PARTY);
    if (is_given(c, ahead ? from : st)) add(&t, GIVEN);
    if (same_type && is_named_again(c, st)) add(&t, TOLD_AGAIN);
    else if (names_scene(c, event, told->type)) add(&t, SCENE);
    if (is_past_perfect(c, st)) add(&t, PAST_PERFECT);
    bool shared = shares_country(doc, told, event, &known);
    if (known) add(&t, shared ? SAME_COUNTRY : OTHER_COUNTRY);
    if (same_type && in_first_paragraph(c, told)) add(&t, LEAD);
    if (talks != is_talk(event) || (!talks && !is_deed(told) && !is_move(told))) add(&t, WORDS);
    if (!talks && !has_scene(event)) add(&t, DECREE);
    if (is_present(c, event->headline ? from : st)) add(&t, PRESENT);
    if (event->headline && ahead) add(&t, IN_HEADLINE);
    if (in_different_places(c, told, event)) add(&t, OTHER_PLACE);
    return t;
}

/* ---- the best to borrow from -------------------------------------------------------- */

/* The best event before (or, in a lead, after) that has a day or a place to lend. */
struct loan {
    struct tally best;
    uint32_t item, from;  /* in doc->times or doc->places; the event that lends it, BAY_NONE */
};

static void offer(struct loan *loan, struct tally tally, uint32_t item, uint32_t from)
{
    if (tally.sum > loan->best.sum) *loan = (struct loan){tally, item, from};
}

/* Another day than that of the event, or a day after the stretch that it is told of. */
static bool is_another_day(const bay__coder *c, const bay_event *event, const bay_time *time)
{
    if (event->time == BAY_NONE || !is_of_these_days(c, time) || !bay_date_is_set(event->begin)) return false;
    if (event->precision == BAY_PRECISION_DAY) return bay_date_compare(event->begin, time->begin) != 0;
    return bay_date_is_set(event->end) && bay_date_to_days(bay_date_last(event->end)) < bay_date_to_days(time->begin);
}

static bool lends_day(const bay__coder *c, const bay_event *told)
{
    return told->time != BAY_NONE && (is_real(told) || is_talk(told)) && is_of_these_days(c, &c->doc->times.items[told->time]);
}

static bool lends_place(const bay__coder *c, const bay_event *told)
{
    return told->place != BAY_NONE && (is_real(told) || is_talk(told)) && is_local(c, told->place) && !is_present(c, &c->doc->statements.items[told->statement]);
}

/* Nobody of the event's countries is named in the sentence. */
static bool is_of_other_country(const bay__coder *c, const bay_event *event, uint32_t sent_index)
{
    const bay_sent *sent = &c->doc->sents.items[sent_index];
    bool known = false;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && i < sent->tok_begin + TOKENS; i++) {
        bay_str who = c->actor_at[i] != BAY_NONE ? c->doc->actors.items[c->actor_at[i]].country : (bay_str){0};
        bay_str where = c->place_at[i] != BAY_NONE ? c->doc->places.items[c->place_at[i]].country : (bay_str){0};
        for (uint32_t k = 0; k < event->actor_count + event->recipient_count; k++) {
            bay_str own = c->doc->actors.items[party(event, k)].country;
            if (!own.size || (!who.size && !where.size)) continue;
            known = true;
            if (bay_str_eq(own, who) || bay_str_eq(own, where)) return false;
        }
    }
    return known;
}

static struct tally weigh_bare(const bay__coder *c, const bay_event *event)
{
    struct tally t = weigh_distance(c, event->sent - 1, event->sent);
    add(&t, BARE);
    if (!has_scene(event)) add(&t, DECREE);
    if (is_present(c, &c->doc->statements.items[event->statement])) add(&t, PRESENT);
    if (is_of_other_country(c, event, event->sent - 1)) add(&t, OTHER_COUNTRY);
    return t;
}

/* "attacked the barracks [at 4.30 in the morning]": of a day told before. */
static bool tells_hour(const bay__coder *c, const bay_event *event)
{
    BAY__EACH_IN(c->times, event->sent, i)
        if (bay__is_clock(c, &c->doc->times.items[i]) && bay__steps_up(c, c->doc->times.items[i].tok_begin, &c->doc->statements.items[event->statement]) >= 0) return true;
    return false;
}

/* No deed told before has a day to lend. */
static bool is_first_deed(const bay__coder *c, uint32_t at)
{
    for (uint32_t i = at, steps = 0; i-- > 0 && steps < EVENTS_BACK; steps++)
        if (is_deed(&c->doc->events.items[i]) && lends_day(c, &c->doc->events.items[i]) && bay__time_points(c, &c->doc->events.items[i]) >= WEAK) return false;
    return true;
}

/* "said on Tuesday" */
static bool is_of_saying(const bay__coder *c, uint32_t tok)
{
    const bay_tok *toks = c->doc->toks.items;
    while (tok != BAY_NONE && toks[tok].upos != BAY_VERB && toks[tok].head != tok) tok = toks[tok].head;
    for (uint32_t i = 0; tok != BAY_NONE && i < c->doc->attributions.count && i < EVENTS_BACK; i++)
        if (c->doc->attributions.items[i].cue == tok) return true;
    return false;
}

/* The first sentence that is more than a town and a colon. */
static uint32_t lead_sentence(const bay__coder *c)
{
    uint32_t at = 0;
    while (at < 2 && at + 1 < c->doc->sents.count && c->doc->sents.items[at].tok_end - c->doc->sents.items[at].tok_begin < LEAD_TOKENS) at++;
    return at;
}

/* The day that the lead tells, for what the next paragraphs tell of it. */
static void offer_lead_day(const bay__coder *c, uint32_t at, struct loan *loan)
{
    const bay_event *event = &c->doc->events.items[at];
    bool hour = tells_hour(c, event), first = bay_str_is(event->type, "ASSAULT") && is_first_deed(c, at);
    uint32_t lead = lead_sentence(c);
    if (event->sent < lead + 2 || same_paragraph(c, lead, event->sent) || (!hour && !first)) return;
    struct tally t = weigh_distance(c, lead, event->sent);
    add(&t, BARE);
    add(&t, LEAD);
    if (hour) add(&t, HOUR);
    if (first) add(&t, FIRST_DEED);
    if (is_present(c, &c->doc->statements.items[event->statement])) add(&t, PRESENT);
    add(&t, is_of_other_country(c, event, lead) ? OTHER_COUNTRY : SAME_COUNTRY);
    if (!has_scene(event)) add(&t, DECREE);
    BAY__EACH_IN(c->times, lead, i)
        if (is_of_these_days(c, &c->doc->times.items[i]) && !is_of_saying(c, c->doc->times.items[i].tok_begin)) { offer(loan, t, i, BAY_NONE); return; }
}

/* Days that stand in the sentence before, with no event to them. */
static void offer_bare_days(const bay__coder *c, const bay_event *event, struct loan *loan)
{
    if (event->sent == 0 || !same_paragraph(c, event->sent - 1, event->sent)) return;
    BAY__EACH_IN(c->times, event->sent - 1, i)
        if (is_of_these_days(c, &c->doc->times.items[i])) offer(loan, weigh_bare(c, event), i, BAY_NONE);
}

/* The town that the sentence before tells of; the first of two. */
static void offer_bare_place(const bay__coder *c, const bay_event *event, struct loan *loan)
{
    uint32_t found = BAY_NONE, others = 0;
    bool other_day = false;
    if (event->sent == 0 || !same_paragraph(c, event->sent - 1, event->sent)) return;
    BAY__EACH_IN(c->places, event->sent - 1, i) {
        if (!is_local(c, i)) continue;
        bool other = found != BAY_NONE && !bay_str_eq(c->doc->places.items[i].name, c->doc->places.items[found].name);
        if (other && ++others > 1) return;
        if (found == BAY_NONE) found = i;
    }
    BAY__EACH_IN(c->times, event->sent - 1, i) other_day = other_day || is_another_day(c, event, &c->doc->times.items[i]);
    struct tally t = weigh_bare(c, event);
    if (other_day) add(&t, OTHER_DAY);
    if (found != BAY_NONE) offer(loan, t, found, BAY_NONE);
}

/* The place of all deeds told so far. */
struct town {
    uint32_t place;
    bool several;
};

static void note_town(const bay__coder *c, const bay_event *told, struct town *town)
{
    if (!is_deed(told) || !lends_place(c, told)) return;
    const bay_place *places = c->doc->places.items;
    if (town->place != BAY_NONE && !bay_str_eq(places[town->place].name, places[told->place].name)) town->several = true;
    town->place = told->place;
}

static bool holds_firmly(const bay__coder *c, const bay_event *told, uint32_t tok)
{
    return bay__steps_up(c, tok, &c->doc->statements.items[told->statement]) >= 0;
}

/* What one event has to lend to another. */
static void offer_event(const bay__coder *c, const bay_event *event, uint32_t lender, const struct town *town, struct loan *day, struct loan *place)
{
    const bay_event *told = &c->doc->events.items[lender];
    if (told->sent == event->sent || (!is_real(told) && !is_talk(event))) return;
    bool has_day = lends_day(c, told), has_place = lends_place(c, told);
    if (!has_day && !has_place) return;
    struct tally days = weigh_pair(c, told, event), places = days;
    if (has_day && holds_firmly(c, told, c->doc->times.items[told->time].tok_begin)) add(&days, FIRM);
    if (has_day) offer(day, days, told->time, lender);
    if (has_place && holds_firmly(c, told, c->doc->places.items[told->place].tok)) add(&places, FIRM);
    if (!town->several) add(&places, ONLY_TOWN);
    if ((days.features & 1u << FIRM) && is_another_day(c, event, &c->doc->times.items[told->time])) add(&places, OTHER_DAY);
    if (has_place) offer(place, places, told->place, lender);
}

static void look_back(const bay__coder *c, uint32_t at, const struct town *town, struct loan *day, struct loan *place)
{
    const bay_event *items = c->doc->events.items, *event = &items[at];
    for (uint32_t i = at, steps = 0; i-- > 0 && steps < EVENTS_BACK && event->sent - items[i].sent <= SENTENCES_BACK; steps++)
        offer_event(c, event, i, town, day, place);
}

static bool in_lead(const bay__coder *c, const bay_event *event)
{
    return event->headline || event->sent == 0 || (event->sent < 3 && same_paragraph(c, 0, event->sent)) ||
           (c->doc->sents.items[event->sent].block <= 1 && event->sent < 3);
}

/* A lead, or a headline, tells the deed; its day may come with the next sentence. */
static void look_ahead(const bay__coder *c, uint32_t at, const struct town *town, struct loan *day, struct loan *place)
{
    const bay_event *items = c->doc->events.items, *event = &items[at];
    if (!in_lead(c, event)) return;
    for (uint32_t i = at + 1; i < c->doc->events.count && items[i].sent - event->sent <= AHEAD_SENTENCES; i++) offer_event(c, event, i, town, day, place);
}

/* 'told with "attacked": same paragraph, next sentence (75 points)' */
static bay_str reason(const bay__coder *c, const struct loan *loan)
{
    bay_arena *arena = &c->doc->arena;
    bay_str text = BAY_STR("in the sentence before: ");
    if (loan->from != BAY_NONE) text = bay_str_format(arena, "told with \"%.*s\": ", BAY_STR_ARG(bay_doc_slice(c->doc, c->doc->events.items[loan->from].trigger)));
    for (int k = 0, count = 0; k < FEATURES; k++)
        if (loan->best.features & (1u << k)) text = bay_str_format(arena, "%.*s%s%s", BAY_STR_ARG(text), count++ ? ", " : "", names[k]);
    return bay_str_format(arena, "%.*s (%d points)", BAY_STR_ARG(text), loan->best.sum);
}

static void take_day(const bay__coder *c, const struct loan *loan, bay_event *event)
{
    const bay_time *from = &c->doc->times.items[loan->item];
    event->time = loan->item;
    event->begin = event->end = from->begin;
    event->precision = BAY_PRECISION_DAY, event->date_span = from->span;
    event->date_why = reason(c, loan);
}

/* "entered the capital" */
static bool names_capital(const bay__coder *c, const bay_event *event)
{
    const bay_sent *sent = &c->doc->sents.items[event->sent];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && i < sent->tok_begin + TOKENS; i++)
        if (bay_str_is(c->doc->toks.items[i].lemma, "capital") && is_place_again(c, i)) return true;
    return false;
}

static uint32_t last_capital(const bay__coder *c, const bay_event *event)
{
    for (uint32_t i = c->doc->places.count; i-- > 0;) {
        const bay_place *place = &c->doc->places.items[i];
        if (place->span.begin < event->trigger.begin && bay_str_is(place->feature, "PPLC")) return i;
    }
    return BAY_NONE;
}

/* "two guards [there]" */
static bool says_there(const bay__coder *c, const bay_event *event)
{
    BAY__EACH_CHILD(c, c->doc->statements.items[event->statement].tok, child)
        if (bay_str_is(c->doc->toks.items[child].norm, "there")) return true;
    return false;
}

static uint32_t last_named(const bay__coder *c, const bay_event *event, uint32_t reach)
{
    for (uint32_t sent = event->sent, steps = 0; sent-- > 0 && steps < reach; steps++) {
        uint32_t found = BAY_NONE;
        BAY__EACH_IN(c->places, sent, i)
            if (is_local(c, i)) found = i;
        if (found != BAY_NONE) return found;
    }
    return BAY_NONE;
}

/* The place named before the deed in its sentence, the last one that a deed had, or the last one named. */
static uint32_t last_place(const bay__coder *c, uint32_t at)
{
    const bay_event *items = c->doc->events.items, *event = &items[at];
    if (names_capital(c, event)) return last_capital(c, event);
    uint32_t found = BAY_NONE, deed = c->doc->statements.items[event->statement].tok;
    BAY__EACH_IN(c->places, event->sent, i)
        if (is_local(c, i) && c->doc->places.items[i].tok < deed) found = i;
    if (found == BAY_NONE && says_there(c, event)) found = last_named(c, event, 1);
    if (found != BAY_NONE) return found;
    for (uint32_t i = at, steps = 0; i-- > 0 && steps < EVENTS_BACK && event->sent - items[i].sent <= SENTENCES_BACK; steps++)
        if (items[i].sent != event->sent && lends_place(c, &items[i])) return items[i].place;
    return last_named(c, event, SENTENCES_BACK);
}

/* What may borrow: deeds; "ended the siege"; what "they" agreed on. */
static bool may_borrow(const bay__coder *c, const bay_event *event)
{
    if (event->status == BAY_PLANNED && is_talk(event)) return is_given(c, &c->doc->statements.items[event->statement]);
    if (!is_real(event)) return false;
    if (is_deed(event)) return true;
    if (is_talk(event)) return is_given(c, &c->doc->statements.items[event->statement]);
    return event->quad == 2 && (names_scene(c, event, BAY_STR("ASSAULT")) || names_scene(c, event, BAY_STR("PROTEST")));
}

static void borrow(const bay__coder *c, uint32_t at, const struct town *town, bool weak, struct loan *day, struct loan *place)
{
    const bay_event *event = &c->doc->events.items[at];
    *place = (struct loan){{ENOUGH - 1, 0}, BAY_NONE, BAY_NONE};
    *day = (struct loan){{(weak ? FAR_ENOUGH : ENOUGH) - 1, 0}, BAY_NONE, BAY_NONE};
    struct loan later_day = *day, later_place = *place;
    look_back(c, at, town, day, place);
    if (!is_deed(event)) return;
    offer_bare_days(c, event, day);
    offer_lead_day(c, at, day);
    offer_bare_place(c, event, place);
    look_ahead(c, at, town, &later_day, &later_place);
    if (day->item == BAY_NONE) *day = later_day;
    if (place->item == BAY_NONE) *place = later_place;
}

static bool is_told_between(const bay__coder *c, bay_date day, uint32_t from, uint32_t to)
{
    for (uint32_t sent = from; sent <= to; sent++)
        BAY__EACH_IN(c->times, sent, i)
            if (c->doc->times.items[i].from != BAY_FROM_TOLD && bay_date_is_set(c->doc->times.items[i].begin) && bay_date_compare(c->doc->times.items[i].begin, day) == 0) return true;
    return false;
}

/* "the same night" after a deed whose own day was borrowed: the words were reckoned from another day. */
static void reckon_from_borrowed(const bay__coder *c, uint32_t at)
{
    const bay_event *items = c->doc->events.items;
    bay_event *event = &c->doc->events.items[at];
    const bay_time *time = event->time != BAY_NONE ? &c->doc->times.items[event->time] : NULL;
    if (!time || event->date_why.size || time->from != BAY_FROM_TOLD || event->precision != BAY_PRECISION_DAY || !bay_date_is_set(time->anchor)) return;
    for (uint32_t i = at; i-- > 0 && event->sent - items[i].sent <= AHEAD_SENTENCES;) {
        if (items[i].sent == event->sent || items[i].time == BAY_NONE || !is_real(&items[i])) continue;
        if (!items[i].date_why.size || items[i].precision != BAY_PRECISION_DAY) return;
        if (is_told_between(c, time->anchor, items[i].sent + 1, event->sent)) return;
        int shift = bay_date_to_days(items[i].begin) - bay_date_to_days(time->anchor);
        if (shift > NEWS_DAYS || shift < -NEWS_DAYS) return;
        event->begin = bay_date_from_days(bay_date_to_days(event->begin) + shift);
        event->end = bay_date_from_days(bay_date_to_days(event->end) + shift);
        event->date_why = BAY_STR("reckoned from the day of the deed before");
        return;
    }
}

static void settle(const bay__coder *c, uint32_t at, const struct town *town)
{
    bay_event *event = &c->doc->events.items[at];
    bool weak = event->time != BAY_NONE && bay__time_points(c, event) < WEAK;
    bool wants_day = weak || !tells_time(c, event);
    bool wants_place = (has_scene(event) || event->quad < 4) && !tells_place(c, event) && !tells_elsewhere(c, event);
    if (event->place == BAY_NONE && names_place_again(c, event)) {
        event->place = last_place(c, at), wants_place = false;
        if (event->place != BAY_NONE) event->place_why = BAY_STR("the place told last");
    }
    if ((!wants_day && !wants_place) || !may_borrow(c, event)) return;
    struct loan day, place;
    borrow(c, at, town, weak, &day, &place);
    if (wants_day && day.item != BAY_NONE) take_day(c, &day, event);
    if (wants_place && place.item != BAY_NONE) event->place = place.item, event->place_why = reason(c, &place);
}

void bay__carry_over(const bay__coder *c)
{
    struct town town = {BAY_NONE, false};
    for (uint32_t i = 0; !c->doc->pre_split && i < c->doc->events.count; i++) {   /* lines of a list have nothing to do with each other */
        settle(c, i, &town);
        reckon_from_borrowed(c, i);
        note_town(c, &c->doc->events.items[i], &town);
    }
}
