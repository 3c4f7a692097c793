#include "resolve/actors.h"

#include "base/utf8.h"
#include "doc/find.h"
#include "doc/tree.h"
#include "resolve/guess.h"
#include "resolve/people.h"

struct result {
    bay_actor rows[BAY__WHO_MAX];
    uint32_t count;
};

struct stage {
    bay__resolver r;
    bay__roles roles;
    uint8_t *wanted;              /* by token */
    uint32_t *result_at;          /* by token: in results + 1 */
    uint32_t *result_of_chain;    /* by chain: in results + 1 */
    uint32_t *speaker_at;         /* by token: source of the quotation around + 1 */
    BAY_ARRAY(struct result) results;
};

static const bay_tok *tok(const struct stage *s, uint32_t i) { return &s->r.doc->toks.items[i]; }

/* ---- which tokens ---- */

static void want(struct stage *s, uint32_t i)
{
    if (i < s->r.doc->toks.count && s->r.doc->sents.items[tok(s, i)->sent].parsed) s->wanted[i] = 1;
}

/* Where the dictionary's group ends that the model of names takes for a person ("Jaish-e-Mohammed", "the Zapatistas"); else
 * 0. One bare word is left to the model: "Wagner" may be either. */
static uint32_t group_at(const struct stage *s, const bay_mention *m)
{
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_GROUP) | BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    bay_phrase_match match;
    uint32_t end = s->r.doc->sents.items[tok(s, m->tok_begin)->sent].tok_end;
    if (m->kind != BAY_MENTION_NAME || m->type != BAY_ENT_PER || m->tok_begin >= end) return 0;
    if (!bay_phrases_match(&s->r.actors->phrases, &s->r.text, m->tok_begin, end, kinds, &match)) return 0;
    bool acronym = (s->r.text.looks[m->tok_begin] & BAY_WORD_UPPER) && m->tok_end == m->tok_begin + 1 && tok(s, m->tok_begin)->norm.size > 2;
    bool determined = acronym || (m->tok_begin > 0 && tok(s, m->tok_begin - 1)->upos == BAY_DET);
    return match.end >= m->tok_end && (determined || match.end - match.begin > 1) ? match.end : 0;
}

/* "Azerbaijani", taken for a person's name: a demonym alone, and of no chain. */
static bool is_country_word(const struct stage *s, const bay_mention *m)
{
    bay_phrase_match match;
    bool alone = m->type == BAY_ENT_PER && m->kind == BAY_MENTION_NAME && m->tok_end == m->tok_begin + 1 && m->chain == BAY_NONE;
    return alone && bay_phrases_match(&s->r.actors->phrases, &s->r.text, m->tok_begin, m->tok_end,
                                      BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &match);
}

/* "The Pope", taken for a person's name: an office of one country, and no name with it. */
static bool is_office_word(const struct stage *s, const bay_mention *m)
{
    bay_phrase_match match;
    uint32_t begin = m->tok_begin + (tok(s, m->tok_begin)->upos == BAY_DET ? 1 : 0);
    if (m->type != BAY_ENT_PER || m->kind != BAY_MENTION_NAME || begin + 1 != m->tok_end) return false;
    return bay_phrases_match(&s->r.actors->phrases, &s->r.text, begin, m->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_INSTITUTION), &match) &&
           bay_actors_entry(s->r.actors, match.entry)->country.size;
}

static bool index_mentions(struct stage *s)
{
    bay_doc *doc = s->r.doc;
    size_t room = (size_t)doc->toks.count + 1;
    s->wanted = bay_arena_calloc(s->r.scratch, room, 1);
    s->result_at = bay_arena_calloc(s->r.scratch, room, sizeof(uint32_t));
    s->r.name_at = bay_arena_calloc(s->r.scratch, room, sizeof(uint32_t));
    s->r.mention_of = bay_arena_calloc(s->r.scratch, room, sizeof(uint32_t));
    s->result_of_chain = bay_arena_calloc(s->r.scratch, (size_t)doc->chain_count + 1, sizeof(uint32_t));
    if (!s->wanted || !s->result_at || !s->r.name_at || !s->r.mention_of || !s->result_of_chain) return false;
    for (uint32_t i = 0; i < doc->toks.count; i++)
        if (bay_str_is(tok(s, i)->norm, "who") && (s->r.text.looks[i] & BAY_WORD_UPPER)) want(s, i);
    uint32_t group_end = 0;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        if (m->tok_end > doc->toks.count || m->head >= doc->toks.count || m->tok_end <= m->tok_begin) continue;
        bay_str only = m->tok_end - m->tok_begin == 1 ? doc->toks.items[m->tok_begin].norm : BAY_STR("");
        if (bay_str_is(only, "mr.") || bay_str_is(only, "mrs.") || bay_str_is(only, "ms.") || bay_str_is(only, "dr.")) continue;
        if (m->tok_begin < group_end && m->type == BAY_ENT_PER) continue;
        if (is_country_word(s, m)) continue;
        if (is_office_word(s, m)) { want(s, m->head); continue; }
        uint32_t group = group_at(s, m);
        if (group) {
            group_end = group;
            want(s, m->head);
            continue;
        }
        if (m->kind == BAY_MENTION_NAME)
            for (uint32_t k = m->tok_begin; k < m->tok_end; k++) s->r.name_at[k] = i + 1;
        else s->r.mention_of[m->head] = i + 1;
        if (m->kind != BAY_MENTION_NAME || m->type == BAY_ENT_PER || m->type == BAY_ENT_ORG || m->type == BAY_ENT_LOC || m->type == BAY_ENT_NORP)
            want(s, m->head);
    }
    for (uint32_t i = 0; i < doc->statements.count; i++)
        for (uint32_t k = 0; k < doc->statements.items[i].args.count; k++) want(s, doc->statements.items[i].args.items[k].tok);
    for (uint32_t i = 0; i < doc->attributions.count; i++) want(s, doc->attributions.items[i].source);
    return true;
}

/* ---- one phrase ---- */

static struct result *new_result(struct stage *s, uint32_t head)
{
    struct result *result = bay_push(s->r.scratch, &s->results);
    if (result) s->result_at[head] = s->results.count;
    return result;
}

static bay_span phrase_span(const struct stage *s, const bay__phrase *p)
{
    return (bay_span){tok(s, p->begin)->span.begin, tok(s, p->end - 1)->span.end};
}

static void place_words(const struct stage *s, uint32_t head, bay_span span, bay_actor *actor)
{
    actor->tok = head;
    actor->span = span;
    actor->text = bay_doc_slice(s->r.doc, span);
}

static bool add_person(struct stage *s, const bay__phrase *p, uint32_t mention, const bay__who *role)
{
    struct result *result = new_result(s, p->head);
    if (!result) return false;
    result->count = 1;
    place_words(s, p->head, phrase_span(s, p), &result->rows[0]);
    return bay__person_resolve(&s->r, &s->roles, mention, role, &result->rows[0]);
}

static bay_str country_name(const struct stage *s, bay_str code)
{
    const bay_actor_record *country = bay_actors_country(s->r.actors, code);
    return country ? country->name : code;
}

/* "PAKGOV" is called "Pakistan, government"; an institution by its country and name. */
static bay_str name_of(const struct stage *s, const bay__who *who)
{
    if (who->name.size) return who->name;
    if (!who->has_role && who->sectors.size == 0) return who->country.size ? country_name(s, who->country) : BAY_STR("");
    bay_str words = who->has_role ? bay_doc_slice(s->r.doc, who->role) : BAY_STR("government");
    if (who->country.size == 0) return words;
    return bay_str_format(&s->r.doc->arena, "%.*s, %.*s", BAY_STR_ARG(country_name(s, who->country)), BAY_STR_ARG(words));
}

static void fill(const struct stage *s, const bay__who *who, bay_actor *actor)
{
    actor->code = bay__who_code(who, &s->r.doc->arena);
    actor->id = who->id.size ? who->id : actor->code;
    actor->name = name_of(s, who);
    if (who->country.size) actor->country = who->country;
    bay__actor_sectors(actor, who->sectors);
    actor->confidence = who->confidence;
    actor->why = bay_str_from(who->why);
    actor->others = who->others;
    actor->other_count = who->other_count;
}

/* "the Pakistani foreign minister": the office is one man's, and the dictionary says whose on the day. */
static const bay_actor_record *holder_of(const struct stage *s, const bay__phrase *p, const bay__who *who)
{
    static const char *const offices[] = {"president", "prime minister", "king", "queen", "emir", "sultan", "chancellor", "foreign minister",
                                          "defense minister", "defence minister", "interior minister", "finance minister", "vice president",
                                          "secretary of state", "defense secretary", "secretary of defense", "supreme leader", "crown prince",
                                          "army chief", "foreign secretary", "home secretary", "taoiseach", "premier", NULL};
    bool plural = tok(s, p->head)->feats.number == BAY_NUMBER_PLUR;
    if (!who->has_role || who->guessed || who->former || who->group || who->country.size == 0 || plural) return NULL;
    if (bay_str_is(tok(s, p->begin)->norm, "a") || bay_str_is(tok(s, p->begin)->norm, "an") || bay_str_is(tok(s, p->begin)->norm, "any")) return NULL;
    bay_str words = bay_str_lower_ascii(s->r.scratch, bay_doc_slice(s->r.doc, who->role));
    bay_str office = who->role_name.size ? who->role_name : words;
    for (int k = 0; office.bytes && offices[k]; k++)
        if (bay_str_is(office, offices[k])) return bay_actors_holder(s->r.actors, s->r.scratch, who->country, office, s->r.day);
    return NULL;
}

static void fill_holder(const bay_actor_record *record, bay_actor *actor)
{
    actor->id = record->id;
    actor->name = actor->person.name = record->name;
    actor->person.role = record->role;
    actor->person.from = record->from;
    actor->person.to = record->to;
    actor->confidence = 0.85f;
    actor->why = BAY_STR("holder of the office on the day");
}

static bool add_who(struct stage *s, const bay__phrase *p, const bay__who *who, uint32_t count)
{
    struct result *result = new_result(s, p->head);
    if (!result) return false;
    result->count = count;
    for (uint32_t i = 0; i < count; i++) {
        place_words(s, p->head, phrase_span(s, p), &result->rows[i]);
        fill(s, &who[i], &result->rows[i]);
        bay__guess_note(&s->r, p->head, result->rows[i].sector_count ? result->rows[i].sectors[0] : BAY_STR("GOV"), who[i].country, who[i].guessed);
        const bay_actor_record *holder = holder_of(s, p, &who[i]);
        if (holder) fill_holder(holder, &result->rows[i]);
    }
    return true;
}

/* An organisation or place that the dictionaries of actors do not know. */
static bool add_unknown_name(struct stage *s, const bay__phrase *p, const bay_mention *m)
{
    bay__who who = {.confidence = 0.4f, .why = "a name the dictionaries do not know"};
    who.name = bay_doc_slice(s->r.doc, m->span);
    uint32_t place = bay_doc_place_at(s->r.doc, m->head);
    if (m->type == BAY_ENT_LOC || place != BAY_NONE) {
        if (place == BAY_NONE || s->r.doc->places.items[place].country.size == 0) return true;
        who.country = s->r.doc->places.items[place].country;
        who.id = who.country;
        who.name = s->r.doc->places.items[place].name;
        who.why = "country of the place";
    } else if (m->type != BAY_ENT_ORG) {
        return true;
    }
    if (who.id.size == 0) {
        bay_str folded = bay_utf8_fold_marks(s->r.scratch, who.name);
        who.id = bay_str_format(&s->r.doc->arena, "name:%.*s", BAY_STR_ARG(folded));
    }
    return add_who(s, p, &who, 1);
}

/* A person in apposition to an office: "the Afghan president, Ashraf Ghani". */
static uint32_t person_beside(const struct stage *s, uint32_t head)
{
    BAY_EACH_CHILD(s->r.doc, head, child) {
        uint8_t deprel = tok(s, child)->deprel;
        if (deprel != BAY_DEP_APPOS && deprel != BAY_DEP_FLAT && deprel != BAY_DEP_NMOD_DESC) continue;
        uint32_t name = s->r.name_at[child];
        if (name && s->r.doc->mentions.items[name - 1].type == BAY_ENT_PER) return name;
    }
    return s->roles.person_of[head];
}

/* "the California Institute of Technology": a body of its own, not the country of the state that it is called after. */
static bool is_called_after_part(const struct stage *s, const bay_mention *m)
{
    bay_phrase_match match;
    uint32_t begin = m->tok_begin + (tok(s, m->tok_begin)->upos == BAY_DET ? 1 : 0);
    if (m->type != BAY_ENT_ORG || begin + 1 >= m->tok_end) return false;
    if (!bay_phrases_match(&s->r.actors->phrases, &s->r.text, begin, m->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM), &match)) return false;
    return match.end < m->tok_end && bay_actors_entry(s->r.actors, match.entry)->role.size == 0;
}

/* "La Paz's step", "sold the tanks to Kyiv": what towns do not do and do not get. */
static bool stands_for_government(const struct stage *s, uint32_t head)
{
    static const char *const acts[] = {"step", "decision", "move", "policy", "offer", "demand", "claim", "stance", "ally", "statement", "response", "support", "ambassador",
                                       "plan", "refusal", "threat", "accusation", "position", "envoy", "proposal", "request", "promise", NULL};
    static const char *const gives[] = {"give", "sell", "offer", "lend", "grant", "pledge", "provide", "supply", "surrender", "complain", "protest", "concede", "promise", NULL};
    const bay_tok *t = tok(s, head);
    if (t->head == BAY_NONE) return false;
    if (t->deprel == BAY_DEP_NMOD_POSS) return bay_str_in(tok(s, t->head)->lemma, acts);
    uint32_t mark = bay_tree_child(s->r.doc, head, BAY_DEP_CASE);
    return mark != BAY_NONE && bay_str_is(tok(s, mark)->norm, "to") && bay_str_in(tok(s, t->head)->lemma, gives);
}

/* "in Mexico City", "across Pakistan": a place first; its government only doubtfully. */
static void soften_place(const struct stage *s, const bay__phrase *p, bay__who *who, uint32_t count)
{
    uint8_t kind = p->head_item == BAY_NONE ? BAY_ACTOR_KIND_COUNT : p->items[p->head_item].kind;
    if (count != 1 || (kind != BAY_ACTOR_CAPITAL && kind != BAY_ACTOR_COUNTRY && kind != BAY_ACTOR_DEMONYM)) return;
    uint32_t place = bay_doc_place_at(s->r.doc, p->head);
    if (kind == BAY_ACTOR_CAPITAL && stands_for_government(s, p->head)) return;
    if (place == BAY_NONE || (!s->r.doc->places.items[place].literal && p->head != s->r.story.dateline_tok)) return;
    who->sectors = BAY_STR("");
    who->confidence = kind == BAY_ACTOR_COUNTRY ? 0.6f : 0.4f;
    who->why = "country of the place";
}

static bool resolve_phrase(struct stage *s, uint32_t head)
{
    bay__phrase p;
    bay__phrase_read(&s->r, head, &p);
    uint32_t name = s->r.name_at[head];
    const bay_mention *m = name ? &s->r.doc->mentions.items[name - 1] : NULL;
    bay__who who[BAY__WHO_MAX];
    uint32_t place = m && m->type == BAY_ENT_PER ? bay_doc_place_at(s->r.doc, head) : BAY_NONE;
    if (place != BAY_NONE && s->r.doc->places.items[place].span.end >= m->span.end) return add_unknown_name(s, &p, m);
    if (m && m->type == BAY_ENT_PER) return add_person(s, &p, name - 1, NULL);
    bool office = p.head_item != BAY_NONE && bay__item_is_role(&p.items[p.head_item]);
    uint32_t person = office ? person_beside(s, head) : 0;
    if (!person && office && p.name_end > p.name_begin && p.name_begin > head) person = s->r.name_at[p.name_begin];
    if (person) {
        bool told = bay__who_role(&s->r, &p, &who[0]);
        return add_person(s, &p, person - 1, told ? &who[0] : NULL);
    }
    uint32_t count = bay__who_read(&s->r, &p, who);
    soften_place(s, &p, who, count);
    /* the name of an organisation that only holds a country's name ("Bank of Pakistan") is not that country */
    bool inside = m && m->type == BAY_ENT_ORG && count && !who[0].group && who[0].sectors.size == 0 && m->tok_end - m->tok_begin > 1 &&
                  p.head_item != BAY_NONE && p.items[p.head_item].end - p.items[p.head_item].begin < m->tok_end - m->tok_begin;
    bool called = m && count && !who[0].group && who[0].sectors.size == 0 && is_called_after_part(s, m);
    if (m && (count == 0 || inside || called)) return add_unknown_name(s, &p, m);
    return count == 0 || add_who(s, &p, who, count);
}

/* ---- chains, pronouns ---- */

static float strength(const struct stage *s, const bay_mention *m, const struct result *result)
{
    const bay_actor *a = &result->rows[0];
    bool weak = bay_str_starts(a->why, BAY_STR("country of the story")) || bay_str_starts(a->why, BAY_STR("word for an actor"));
    (void)s;
    return a->confidence + (m->kind == BAY_MENTION_NAME ? 1 : 0) + (a->person.name.bytes ? 0.3f : 0) - (weak ? 0.6f : 0);
}

static void choose_for_chains(struct stage *s)
{
    for (uint32_t i = 0; i < s->r.doc->mentions.count; i++) {
        const bay_mention *m = &s->r.doc->mentions.items[i];
        if (m->chain == BAY_NONE || m->chain >= s->r.doc->chain_count || m->head >= s->r.doc->toks.count || !s->result_at[m->head]) continue;
        struct result *mine = &s->results.items[s->result_at[m->head] - 1];
        uint32_t *chosen = &s->result_of_chain[m->chain];
        if (mine->count == 0) continue;
        if (!*chosen || strength(s, m, mine) > strength(s, m, &s->results.items[*chosen - 1])) *chosen = s->result_at[m->head];
    }
}

/* What "I", "we" and "our" in a quotation mean: for each token the source of the smallest content around, + 1. */
static bool index_speakers(struct stage *s)
{
    const bay_doc *doc = s->r.doc;
    uint32_t *size = bay_arena_calloc(s->r.scratch, (size_t)doc->toks.count + 1, sizeof *size);
    s->speaker_at = bay_arena_calloc(s->r.scratch, (size_t)doc->toks.count + 1, sizeof *s->speaker_at);
    if (!size || !s->speaker_at) return false;
    for (uint32_t a = 0; a < doc->attributions.count; a++) {
        const bay_attribution *at = &doc->attributions.items[a];
        for (uint32_t c = 0; at->source != BAY_NONE && c < at->content.count; c++) {
            bay_span span = at->content.items[c];
            for (uint32_t i = bay_doc_tok_from(doc, span.begin); i < doc->toks.count && doc->toks.items[i].span.end <= span.end; i++) {
                if (s->speaker_at[i] && size[i] <= span.end - span.begin) continue;
                s->speaker_at[i] = at->source + 1;
                size[i] = span.end - span.begin;
            }
        }
    }
    return true;
}

static uint32_t chain_result(const struct stage *s, uint32_t i)
{
    uint32_t number = s->r.mention_of[i] ? s->r.mention_of[i] : s->r.name_at[i];
    const bay_mention *m = number ? &s->r.doc->mentions.items[number - 1] : NULL;
    return m && m->chain != BAY_NONE && m->chain < s->r.doc->chain_count ? s->result_of_chain[m->chain] : 0;
}

static bool copy_result(struct stage *s, uint32_t from, uint32_t head, bay_span span, float factor, const char *why)
{
    struct result *result = new_result(s, head);
    if (!result) return false;
    *result = s->results.items[from - 1];
    for (uint32_t i = 0; i < result->count; i++) {
        place_words(s, head, span, &result->rows[i]);
        result->rows[i].confidence *= factor;
        if (why) result->rows[i].why = bay_str_from(why);
    }
    return true;
}

static bool is_first_person(bay_str norm)
{
    static const char *const words[] = {"i", "we", "us", "me", "our", "my", "ours", "ourselves", "myself", NULL};
    return bay_str_in(norm, words);
}

static bool resolve_pronoun(struct stage *s, uint32_t i)
{
    uint32_t from = chain_result(s, i);
    const char *why = "pronoun, by its chain";
    if (!from && is_first_person(tok(s, i)->norm)) {
        uint32_t source = s->speaker_at[i] - 1;   /* none: wraps to BAY_NONE */
        if (source != BAY_NONE && source < s->r.doc->toks.count) from = s->result_at[source] ? s->result_at[source] : chain_result(s, source);
        why = "speaker of the quotation";
    }
    return !from || copy_result(s, from, i, tok(s, i)->span, 0.85f, why);
}

/* "the group", "the minister": own words say little, the chain says who. */
static bool strengthen_nominal(struct stage *s, uint32_t i)
{
    uint32_t from = chain_result(s, i), own = s->result_at[i];
    if (!from || from == own) return true;
    uint32_t name = s->r.name_at[i];
    if (name && s->r.doc->mentions.items[name - 1].type != BAY_ENT_ORG) return true;
    if (own && s->results.items[own - 1].rows[0].confidence >= 0.6f) return true;
    bay_span span = own ? s->results.items[own - 1].rows[0].span : bay_tree_phrase(s->r.doc, i);
    return copy_result(s, from, i, span, 0.85f, "same as an earlier name, by its chain");
}

/* ---- words that stand for what was told before ---- */

enum { BACK_TOKENS = 220 };

static bool says_nothing(const struct stage *s, uint32_t i)
{
    uint32_t at = s->result_at[i];
    return !at || s->results.items[at - 1].count == 0 || s->results.items[at - 1].rows[0].code.size == 0;
}

/* "both sides", "the two countries", "both" alone. */
static bool is_both(const struct stage *s, uint32_t i)
{
    bool two = false, the = false;
    if (bay_str_is(tok(s, i)->norm, "both")) return tok(s, i)->deprel == BAY_DEP_NSUBJ || tok(s, i)->deprel == BAY_DEP_OBJ;
    BAY_EACH_CHILD(s->r.doc, i, child) {
        bay_str norm = tok(s, child)->norm;
        if (bay_str_is(norm, "both") && child < i) return true;
        if (tok(s, child)->deprel == BAY_DEP_NMOD || tok(s, child)->deprel == BAY_DEP_AMOD || tok(s, child)->deprel == BAY_DEP_NMOD_POSS) return false;
        two = two || bay_str_is(norm, "two");
        the = the || bay_str_is(norm, "the");
    }
    return two && the;
}

/* What the two are to be: 0 any side, else a sector; NULL: no word for such. */
static const char *sector_of_both(bay_str lemma)
{
    static const char *const sides[] = {"side", "both", "party", "belligerent", "adversary", "foe", NULL};
    static const char *const states[] = {"country", "nation", "state", "neighbour", "neighbor", NULL};
    static const char *const governments[] = {"government", "leader", "president", "capital", "ministry", NULL};
    static const char *const armies[] = {"army", "military", "force", NULL};
    if (bay_str_in(lemma, sides)) return "";
    if (bay_str_in(lemma, states)) return "*";
    if (bay_str_in(lemma, governments)) return "GOV";
    return bay_str_in(lemma, armies) ? "MIL" : NULL;
}

static bool may_be_side(const bay_actor *a, bool any)
{
    static const char *const sides[] = {"GOV", "MIL", "REB", "PRM", "", NULL};
    bay_str sector = a->sector_count ? a->sectors[0] : BAY_STR("");
    if (bay_str_starts(a->why, BAY_STR("country of the place")) && a->confidence < 0.5f) return false;      /* a town */
    return a->code.size && a->country.size && a->confidence >= 0.4f && bay_str_in(sector, sides) && (any || !bay_str_is(sector, "REB"));
}

static bool same_side(const bay_actor *a, const bay_actor *b, bool any)
{
    bool rebels = a->sector_count && bay_str_is(a->sectors[0], "REB"), too = b->sector_count && bay_str_is(b->sectors[0], "REB");
    return bay_str_eq(a->country, b->country) && (!any || rebels == too);
}

/* The two last told that may be meant; not the subject of the clause ("he met both sides"). */
static bool resolve_both(struct stage *s, uint32_t i)
{
    const char *sector = is_both(s, i) ? sector_of_both(bay_str_is(tok(s, i)->norm, "both") ? BAY_STR("both") : tok(s, i)->lemma) : NULL;
    if (!sector) return true;
    bool any = !*sector;
    const bay_actor *found[2];
    uint32_t n = 0, verb = tok(s, i)->head;
    for (uint32_t k = i; k > 0 && i - k < BACK_TOKENS && n < 2; k--) {
        uint32_t at = s->result_at[k - 1];
        bool subject = tok(s, k - 1)->deprel == BAY_DEP_NSUBJ && tok(s, k - 1)->head == verb;
        for (uint32_t row = at && !subject ? s->results.items[at - 1].count : 0; row > 0 && n < 2; row--) {
            const bay_actor *a = &s->results.items[at - 1].rows[row - 1];
            if (may_be_side(a, any) && (n == 0 || !same_side(found[0], a, any))) found[n++] = a;
        }
    }
    if (n < 2) return true;
    bay_actor rows[2] = {*found[1], *found[0]};
    struct result *result = new_result(s, i);
    if (!result) return false;
    result->count = 2;
    for (uint32_t k = 0; k < 2; k++) {
        bay_actor *row = &result->rows[k];
        *row = rows[k];
        place_words(s, i, bay_tree_phrase(s->r.doc, i), row);
        row->confidence = 0.45f, row->why = BAY_STR("the two told last");
        if (any) continue;
        bay__who who = {.country = rows[k].country, .sectors = *sector == '*' ? BAY_STR("") : bay_str_from(sector), .confidence = 0.45f, .why = "the two told last"};
        *row = (bay_actor){0};
        place_words(s, i, bay_tree_phrase(s->r.doc, i), row);
        fill(s, &who, row);
    }
    return true;
}

/* "the council" after "the Supreme Council of the Armed Forces"; "the group" after the name of one. */
static bool resolve_repeated(struct stage *s, uint32_t i)
{
    static const char *const groups[] = {"group", "movement", "insurgents", "militia", "faction", "rebels", "militants", "insurgency", "extremists",
                                         "jihadists", "guerrillas", "fighters", "militiamen", "separatists", "terrorists", NULL};
    uint32_t det = bay_tree_child(s->r.doc, i, BAY_DEP_DET), found = 0;
    bool guess = s->result_at[i] && s->results.items[s->result_at[i] - 1].count == 1 &&
                 bay_str_starts(s->results.items[s->result_at[i] - 1].rows[0].why, BAY_STR("country of the story"));
    if ((!says_nothing(s, i) && !(guess && bay_str_in(tok(s, i)->norm, groups))) || tok(s, i)->upos != BAY_NOUN || det == BAY_NONE || !bay_str_is(tok(s, det)->norm, "the") || det + 1 != i) return true;
    if (i + 1 < s->r.doc->toks.count && bay_str_is(tok(s, i + 1)->norm, "of")) return true;
    bool group = bay_str_in(tok(s, i)->norm, groups);
    for (uint32_t k = i; k > 0 && i - k < BACK_TOKENS && !found; k--) {
        uint32_t at = s->result_at[k - 1];
        if (!at || s->results.items[at - 1].count != 1) continue;
        const bay_actor *a = &s->results.items[at - 1].rows[0];
        bool armed = false;
        for (uint32_t n = 0; n < a->sector_count; n++) armed = armed || bay_str_is(a->sectors[n], "REB") || bay_str_is(a->sectors[n], "PRM");
        armed = armed && !a->person.name.bytes && !bay_str_starts(a->why, BAY_STR("country of the story"));
        bool same = bay_str_eq(tok(s, k - 1)->norm, tok(s, i)->norm);
        if (a->code.size > 3 && (same || (group && armed))) found = at;
    }
    return !found || copy_result(s, found, i, bay_tree_phrase(s->r.doc, i), 0.7f, "the one of that name told before");
}

/* "Both" alone is told by what came before, not by a chain; WHO in capitals, where the words beside it have none, is the organisation. */
static bool is_pronoun(const struct stage *s, uint32_t i)
{
    bool body = bay_str_is(tok(s, i)->norm, "who") && (s->r.text.looks[i] & BAY_WORD_UPPER);
    return tok(s, i)->upos == BAY_PRON && !bay_str_is(tok(s, i)->norm, "both") && !body;
}

/* ---- words that belong to somebody told before -------------------------------------------------- */

/* "their spokesman", "a spokesman for the insurgents": the possessor, where it was found by its chain or by what was told before. */
static uint32_t possessor_of(const struct stage *s, uint32_t i)
{
    BAY_EACH_CHILD(s->r.doc, i, child) {
        uint8_t deprel = tok(s, child)->deprel;
        if (deprel == BAY_DEP_NMOD_POSS) return child;
        if (deprel != BAY_DEP_NMOD || child < i) continue;
        uint32_t mark = bay_tree_child(s->r.doc, child, BAY_DEP_CASE);
        if (mark != BAY_NONE && (bay_str_is(tok(s, mark)->norm, "for") || bay_str_is(tok(s, mark)->norm, "of"))) return child;
    }
    return BAY_NONE;
}

static bool give_country(struct stage *s, uint32_t i, const bay_actor *from)
{
    bay_actor *row = &s->results.items[s->result_at[i] - 1].rows[0];
    bay_str sector = row->sector_count ? row->sectors[0] : BAY_STR("GOV");
    bay__who who = {.country = from->country, .sectors = sector, .confidence = 0.7f * from->confidence, .why = "country of whom it belongs to"};
    row->country = from->country;
    row->code = bay__who_code(&who, &s->r.doc->arena);
    row->confidence = who.confidence;
    row->why = bay_str_from(who.why);
    row->id = row->code;
    row->name = bay_str_format(&s->r.doc->arena, "%.*s, %.*s", BAY_STR_ARG(country_name(s, from->country)), BAY_STR_ARG(row->text));
    bay__actor_sectors(row, sector);
    return row->code.bytes && row->name.bytes;
}

/* "his men", "her fighters", "his movement": of the force or group that the person belongs to. */
static bool follows_person(struct stage *s, uint32_t i, const bay_actor *leader)
{
    static const char *const followers[] = {"man", "fighter", "soldier", "troop", "force", "militiaman", "gunman", "follower", "movement", "group", "militia",
                                            "party", "faction", "organisation", "organization", "gang", "unit", NULL};
    static const char *const leads[] = {"MIL", "REB", "CRM", "COP", "PRM", "UNS", "OPP", "PTY", NULL};
    bool leads_some = leader->person.name.bytes && leader->sector_count && bay_str_in(leader->sectors[0], leads);
    return leads_some && bay_str_in(tok(s, i)->lemma, followers);
}

/* Who serves a group is of it; who serves a state is of its country, with the sector of his own word. */
static bool resolve_belonging(struct stage *s, uint32_t i)
{
    uint32_t own = s->result_at[i], of = own ? possessor_of(s, i) : BAY_NONE;
    const struct result *from = of != BAY_NONE && s->result_at[of] ? &s->results.items[s->result_at[of] - 1] : NULL;
    struct result *mine = own ? &s->results.items[own - 1] : NULL;
    if (!from || from->count != 1 || mine->count != 1 || from->rows[0].code.size == 0) return true;
    static const char *const not_of[] = {"ally", "enemy", "rival", "opponent", "foe", "critic", "victim", "adversary", "hostage", "prisoner", "captive",
                                         "counterpart", "partner", "neighbour", "neighbor", "backer", "patron", "sponsor", "target", NULL};
    bool open = mine->rows[0].code.size <= 3 && mine->rows[0].country.size == 0;
    open = open || bay_str_starts(mine->rows[0].why, BAY_STR("country of the story"));
    bool guessed = bay_str_starts(from->rows[0].why, BAY_STR("country of the story"));
    if (!open || guessed || mine->rows[0].person.name.bytes || bay_str_in(tok(s, i)->lemma, not_of)) return true;
    const bay_actor *a = &from->rows[0];
    if (follows_person(s, i, a)) {
        if (!copy_result(s, s->result_at[of], i, mine->rows[0].span, 0.8f, "led by whom it belongs to")) return false;
        bay_actor *row = &s->results.items[s->result_at[i] - 1].rows[0];
        row->person = (bay_person){0};
        row->learned = false;
        row->id = row->name = row->code;
        return true;
    }
    bool group = a->code.size > 6 && a->sector_count && !a->person.name.bytes;
    bool serves = mine->rows[0].sector_count == 0 || bay_str_is(mine->rows[0].sectors[0], "GOV") || bay_str_is(mine->rows[0].sectors[0], "MIL") ||
                  bay_str_is(mine->rows[0].sectors[0], "REB") || bay_str_is(mine->rows[0].sectors[0], "UNS");
    if (group && serves) return copy_result(s, s->result_at[of], i, mine->rows[0].span, 0.85f, "serves whom it belongs to");
    return a->country.size == 0 || give_country(s, i, a);
}

/* "the number of Rwandan soldiers", "a plane of the Ukrainian air force": a word for an actor with its owner, wherever it stands. */
static bool has_owner_and_role(const struct stage *s, uint32_t i)
{
    bay__phrase p;
    if (tok(s, i)->upos != BAY_NOUN || !s->r.doc->sents.items[tok(s, i)->sent].parsed || s->r.name_at[i]) return false;
    if (tok(s, i)->deprel == BAY_DEP_COMPOUND || tok(s, i)->deprel == BAY_DEP_NMOD_DESC) return false;
    bay_phrase_match match;
    if (!bay_phrases_match(&s->r.actors->phrases, &s->r.text, i, i + 1, BAY_ACTOR_BIT(BAY_ACTOR_AGENT) | BAY_ACTOR_BIT(BAY_ACTOR_INSTITUTION), &match) &&
        (i == 0 || !bay_phrases_match(&s->r.actors->phrases, &s->r.text, i - 1, i + 1, BAY_ACTOR_BIT(BAY_ACTOR_INSTITUTION), &match) || match.end != i + 1)) return false;
    bay__phrase_read(&s->r, i, &p);
    bool owner = false;
    for (uint32_t k = 0; k < p.count && p.head_item != BAY_NONE; k++) owner = owner || (k < p.head_item && bay__item_is_owner(&p.items[k]));
    return owner && bay__item_is_role(&p.items[p.head_item]);
}

static bool resolve_all(struct stage *s)
{
    uint32_t count = s->r.doc->toks.count;
    for (uint32_t i = 0; i < count; i++) {
        if (!s->wanted[i] && has_owner_and_role(s, i)) want(s, i);
        if (s->wanted[i] && !is_pronoun(s, i) && !resolve_phrase(s, i)) return false;
    }
    choose_for_chains(s);
    for (uint32_t i = 0; i < count; i++)
        if (s->wanted[i] && (s->r.mention_of[i] || s->r.name_at[i]) && !is_pronoun(s, i) && !strengthen_nominal(s, i)) return false;
    for (uint32_t i = 0; i < count; i++)
        if (s->wanted[i] && !is_pronoun(s, i) && (!resolve_repeated(s, i) || !resolve_both(s, i))) return false;
    for (uint32_t i = 0; i < count; i++)
        if (s->wanted[i] && is_pronoun(s, i) && !resolve_pronoun(s, i)) return false;
    for (uint32_t i = 0; i < count; i++)
        if (s->wanted[i] && !is_pronoun(s, i) && !resolve_belonging(s, i)) return false;
    return true;
}

static bool write_out(struct stage *s)
{
    for (uint32_t i = 0; i < s->r.doc->toks.count; i++) {
        const struct result *result = s->result_at[i] ? &s->results.items[s->result_at[i] - 1] : NULL;
        for (uint32_t k = 0; result && k < result->count; k++) {
            bay_actor *actor = bay_doc_push(s->r.doc, actors);
            if (!actor) return false;
            *actor = result->rows[k];
        }
    }
    for (uint32_t a = 0; a < s->r.doc->attributions.count; a++) {
        bay_attribution *at = &s->r.doc->attributions.items[a];
        at->speaker = at->source == BAY_NONE ? BAY_NONE : bay_doc_actor_at(s->r.doc, at->source);
    }
    return true;
}

/* A page without a date is at least as young as what it tells: "the Taliban" of a page whose last year is 2014 are not in power. */
static bay_date day_of(const bay_doc *doc)
{
    bay_date day = doc->published;
    for (uint32_t i = 0; i < doc->times.count && !bay_date_is_set(doc->published); i++) {
        const bay_time *time = &doc->times.items[i];
        bay_str before = time->tok_begin > 0 ? doc->toks.items[time->tok_begin - 1].norm : BAY_STR("");
        bool ahead = bay_str_is(before, "by") || bay_str_is(before, "until") || bay_str_is(before, "till");
        if (ahead || !bay_date_is_set(time->end) || bay_str_is(time->type, "SET")) continue;
        if (!bay_date_is_set(day) || bay_date_compare(time->end, day) > 0) day = time->end;
    }
    return day;
}

enum { CANDIDATES_KEPT = 6 };

bay_status bay__resolve_actors(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    struct stage s = {.r = {.actors = lexicon->actors, .doc = doc, .scratch = &work->scratch, .day = day_of(doc), .keep = CANDIDATES_KEPT}};
    BAY_TRY(bay_phrases_read(&lexicon->actors->phrases, &work->scratch, doc, &s.r.text, err));
    bool held = bay__story_read(lexicon->actors, &s.r.text, doc, &work->scratch, &s.r.story) && index_mentions(&s) && index_speakers(&s) &&
                bay__roles_read(&s.r, &s.roles) && resolve_all(&s) && write_out(&s);
    bay_arena_reset(&work->scratch, mark);
    return held ? BAY_OK : bay_fail_memory(err);
}
