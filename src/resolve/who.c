#include "resolve/who.h"

#include "doc/find.h"
#include "doc/tree.h"
#include "resolve/guess.h"

struct owner {
    const bay__item *item;
    const bay_actor_record *record;   /* NULL: only a country */
    uint8_t kind;
    bay_str country;
    float confidence;
    const char *why;
};

static const bay_tok *tok(const bay__resolver *r, uint32_t i) { return &r->doc->toks.items[i]; }

static bay_str first_sector(bay_str sectors)
{
    bay_str rest = sectors, first = {0};
    return sectors.size && bay_str_next(&rest, '|', &first) ? first : BAY_STR("");
}

static bool sector_in(bay_str sectors, const char *const *list)
{
    return bay_str_in(first_sector(sectors), list);
}

static const char *const OF_STATE[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", NULL};
static const char *const OF_PEOPLE[] = {"CVL", "REF", "MED", "EDU", "BUS", "LAB", "AGR", "HLH", "ENV", NULL};

/* ---- owners ---- */

static struct owner owner_of(const bay__item *item)
{
    struct owner o = {.item = item, .record = item->record, .kind = item->kind, .country = item->record->country, .confidence = 0.9f,
                      .why = "country of the phrase"};
    if (item->kind == BAY_ACTOR_GROUP || item->kind == BAY_ACTOR_ORGANISATION || item->kind == BAY_ACTOR_PARTY ||
        item->kind == BAY_ACTOR_ETHNIC) o.why = "group of the phrase";
    return o;
}

/* Only commas and conjunctions lie between. */
static bool joined(const bay__resolver *r, uint32_t from, uint32_t to)
{
    bool any = false;
    for (uint32_t i = from; i < to; i++) {
        if (tok(r, i)->upos != BAY_CCONJ && tok(r, i)->upos != BAY_PUNCT && tok(r, i)->upos != BAY_DET) return false;
        any = any || tok(r, i)->upos == BAY_CCONJ || bay_str_is(tok(r, i)->norm, ",");
    }
    return any;
}

/* The owner nearest to the left of limit, and those joined to it by "and". */
static uint32_t left_owners(const bay__resolver *r, const bay__phrase *p, uint32_t limit, struct owner *out)
{
    uint32_t count = 0, next_begin = 0;
    for (uint32_t i = p->count; i > 0 && count < BAY__WHO_MAX; i--) {
        const bay__item *item = &p->items[i - 1];
        if (item->end > limit || !bay__item_is_owner(item)) continue;
        if (count && !joined(r, item->end, next_begin)) break;
        out[count++] = owner_of(item);
        next_begin = item->begin;
    }
    return count;
}

static uint32_t owners_below(const bay__resolver *r, uint32_t head, int depth, struct owner *out);

/* "a spokesman for President Ghani". */
static bay_str country_of_person(const bay__resolver *r, const bay__phrase *p)
{
    bay_phrase_match m;
    if (!bay_phrases_match(&r->actors->phrases, &r->text, p->name_begin, p->name_end, BAY_ACTOR_BIT(BAY_ACTOR_PERSON), &m)) return BAY_STR("");
    const bay_actor_record *best = bay_actors_entry(r->actors, m.entry);
    for (uint32_t e = m.entry; e != BAY_NONE; e = bay_phrases_more(&r->actors->phrases, &r->text, &m, e, BAY_ACTOR_BIT(BAY_ACTOR_PERSON)))
        if (bay__story_share(&r->story, bay_actors_entry(r->actors, e)->country) > bay__story_share(&r->story, best->country)) best = bay_actors_entry(r->actors, e);
    return best->country;
}

/* "spokesman for the Taliban", "police in Nairobi": what the noun under a preposition gives. */
static uint32_t owner_of_child(const bay__resolver *r, uint32_t child, bool place, int depth, struct owner *out)
{
    bay__phrase p;
    bay__phrase_read(r, child, &p);
    for (uint32_t i = p.count; i > 0; i--)
        if (bay__item_is_owner(&p.items[i - 1])) { out[0] = owner_of(&p.items[i - 1]); return 1; }
    bay_str country = p.name_end > p.name_begin ? country_of_person(r, &p) : BAY_STR("");
    if (country.size) {
        out[0] = (struct owner){.kind = BAY_ACTOR_COUNTRY, .country = country, .confidence = 0.8f, .why = "country of the person beside it"};
        return 1;
    }
    uint32_t at = place ? bay_doc_place_at(r->doc, child) : BAY_NONE;
    if (at != BAY_NONE && r->doc->places.items[at].country.size) {
        out[0] = (struct owner){.kind = BAY_ACTOR_COUNTRY, .country = r->doc->places.items[at].country, .confidence = 0.75f,
                                .why = "country of the place beside it"};
        return 1;
    }
    /* "chairman of the opposition United Movement": the name in apposition to the noun */
    BAY_EACH_CHILD(r->doc, child, name) {
        if (name < child || tok(r, name)->deprel != BAY_DEP_APPOS || tok(r, name)->upos != BAY_PROPN || name > child + 5) continue;
        bay__phrase_read(r, name, &p);
        for (uint32_t i = p.count; i > 0; i--)
            if (bay__item_is_owner(&p.items[i - 1])) { out[0] = owner_of(&p.items[i - 1]); return 1; }
    }
    return depth > 0 ? owners_below(r, child, depth - 1, out) : 0;
}

/* "militants based in Sudan", "guerrillas operating in the north": the place of the participle. */
static uint32_t owner_of_participle(const bay__resolver *r, uint32_t verb, struct owner *out)
{
    static const char *const verbs[] = {"base", "headquarter", "operate", "live", "station", "rule", NULL};
    if (!bay_str_in(tok(r, verb)->lemma, verbs) && !bay_str_is(tok(r, verb)->norm, "based")) return 0;
    BAY_EACH_CHILD(r->doc, verb, child) {
        if (tok(r, child)->deprel != BAY_DEP_OBL || child < verb) continue;
        uint32_t count = owner_of_child(r, child, true, 0, out);
        if (count) return count;
    }
    return 0;
}

/* "of Eritrea and Djibouti": further owners in the list. */
static uint32_t with_conjuncts(const bay__resolver *r, uint32_t child, bool place, struct owner *out, uint32_t count)
{
    BAY_EACH_CHILD(r->doc, child, next) {
        struct owner more[BAY__WHO_MAX];
        if (count >= BAY__WHO_MAX || tok(r, next)->deprel != BAY_DEP_CONJ) continue;
        if (owner_of_child(r, next, place, 0, more)) out[count++] = more[0];
    }
    return count;
}

static uint32_t owners_below(const bay__resolver *r, uint32_t head, int depth, struct owner *out)
{
    static const char *const belonging[] = {"of", "for", "from", "with", NULL};
    static const char *const place[] = {"in", "at", "near", "from", "of", "around", "across", "outside", "inside", NULL};
    uint32_t count = 0;
    BAY_EACH_CHILD(r->doc, head, child) {
        if (child > head && tok(r, child)->deprel == BAY_DEP_ACL) {
            count = owner_of_participle(r, child, out);
            if (count) return count;
        }
        if (child < head || (tok(r, child)->deprel != BAY_DEP_NMOD && tok(r, child)->deprel != BAY_DEP_NMOD_POSS)) continue;
        uint32_t mark = bay_tree_child(r->doc, child, BAY_DEP_CASE);
        if (mark == BAY_NONE) continue;
        bool owns = bay_str_in(tok(r, mark)->norm, belonging), lies = bay_str_in(tok(r, mark)->norm, place);
        if (!owns && !lies) continue;
        count = owner_of_child(r, child, lies, depth, out);
        if (count) return tok(r, head)->feats.number == BAY_NUMBER_PLUR ? with_conjuncts(r, child, lies, out, count) : count;
    }
    return 0;
}

/* "a former deputy minister and governor of Nangarhar": the country stands on the second office. */
static uint32_t owners_of_conjuncts(const bay__resolver *r, uint32_t head, struct owner *out)
{
    BAY_EACH_CHILD(r->doc, head, child) {
        if (tok(r, child)->deprel != BAY_DEP_CONJ || r->name_at[child]) continue;
        uint32_t count = owners_below(r, child, 0, out);
        if (count) return count;
    }
    return 0;
}

/* ---- the role's words ---- */

struct role {
    const bay_actor_record *institution, *agent;
    uint32_t begin, end;
    bool found;
};

static bool is_courtesy(const bay__item *item)
{
    return item->kind == BAY_ACTOR_TITLE && bay_str_is(item->record->what, "courtesy");
}

/* The series of role items that ends with item `last`: "foreign ministry | spokesman". */
static struct role role_upto(const bay__phrase *p, uint32_t last)
{
    struct role role = {0};
    for (uint32_t i = last + 1; i > 0; i--) {
        const bay__item *item = &p->items[i - 1];
        if (!bay__item_is_role(item) || is_courtesy(item)) break;
        if (role.found && role.begin - item->end > 1) break;
        if (item->kind == BAY_ACTOR_INSTITUTION) role.institution = item->record;
        else if (!role.agent) role.agent = item->record;
        if (!role.found) role.end = item->end;
        role.begin = item->begin;
        role.found = true;
        if (item->kind == BAY_ACTOR_INSTITUTION && item->record->country.size) break;
    }
    return role;
}

static bay_str role_sectors(const struct role *role)
{
    if (role->institution && role->institution->sectors.size) return role->institution->sectors;
    return role->agent ? role->agent->sectors : BAY_STR("");
}

/* ---- composing ---- */

static bool is_group(uint8_t kind)
{
    return kind == BAY_ACTOR_GROUP || kind == BAY_ACTOR_ORGANISATION || kind == BAY_ACTOR_PARTY || kind == BAY_ACTOR_ETHNIC;
}

static void own_group(bay__who *w, const struct owner *o, bay_str sectors)
{
    /* "Taliban civilians", "Hamas doctors" are people of the group's country, not the group. */
    bool others = sector_in(sectors, OF_PEOPLE) && o->kind != BAY_ACTOR_ORGANISATION;
    w->country = o->country;
    if (others) { w->sectors = sectors; w->confidence = 0.6f; w->why = "people under a group"; return; }
    /* "Fulani herders", "a Catholic priest", "Kurdish fighters": what they do says more than what they are. */
    if (o->kind == BAY_ACTOR_ETHNIC && sectors.size) { w->sectors = sectors; w->why = "word for an actor beside a people"; return; }
    w->group = o->record;
    w->sectors = o->record->sectors.size ? o->record->sectors : sectors;
    w->id = o->record->id;
    w->name = o->record->name;
    w->why = o->why;
}

static bay__who compose(const struct role *role, const struct owner *o)
{
    bay__who w = {.sectors = role_sectors(role), .confidence = 0.5f, .why = "word for an actor"};
    if (role->institution && role->institution->country.size) {
        w.country = role->institution->country;
        w.confidence = 0.9f;
        w.why = "institution of one country";
    }
    if (!o) return w;
    w.confidence = o->confidence;
    if (is_group(o->kind)) { own_group(&w, o, w.sectors); return w; }
    if (w.country.size && !bay_str_eq(w.country, o->country) && role->institution) return w;
    w.country = o->country;
    w.why = o->why;
    if (o->kind == BAY_ACTOR_INSTITUTION && (w.sectors.size == 0 || !role->institution)) w.sectors = o->record->sectors;
    if (w.sectors.size == 0 && role->found) w.sectors = BAY_STR("GOV");   /* "a Pakistani spokesman" */
    return w;
}

static void note_role(const bay__resolver *r, const bay__phrase *p, const struct role *role, bay__who *w)
{
    static const char *const state[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "UNS", "OPP", "PTY", "IGO", NULL};
    static const char *const manners[] = {"acting", "interim", "caretaker", "outgoing", "incoming", NULL};
    w->has_role = role->found;
    if (role->found) w->role = (bay_span){tok(r, role->begin)->span.begin, tok(r, role->end - 1)->span.end};
    if (role->agent && role->agent->kind == BAY_ACTOR_TITLE && !role->institution) w->role_name = role->agent->role;
    for (uint32_t i = p->begin; i < role->begin && role->found; i++)
        if (bay_str_in(tok(r, i)->norm, manners)) w->manner = tok(r, i)->norm;
    w->former = p->former;
    if (p->former && sector_in(w->sectors, state) && !w->group) w->sectors = BAY_STR("");
    if (p->former && w->group) { w->group = NULL; w->sectors = BAY_STR(""); w->id = w->name = (bay_str){0}; }
}

static bay_str guessed_country(const bay__resolver *r, uint32_t head, uint8_t what, bay__who *w, double *sure)
{
    bay_actor_candidate *others;
    uint32_t count = bay__guess(r, head, what, first_sector(w->sectors), &others, sure);
    if (count == 0) { *sure = 0.8; return bay__story_near(&r->story, r->doc, head); }
    w->others = others;
    w->other_count = count;
    return others[0].id;
}

/* "officials in other countries", "leaders of seven nations": of none that is told. */
static bool is_of_many(const bay__resolver *r, uint32_t head)
{
    static const char *const many[] = {"country", "nation", "capital", "continent", "region", "world", "government", NULL};
    BAY_EACH_CHILD(r->doc, head, child) {
        if (child < head || tok(r, child)->deprel != BAY_DEP_NMOD || !bay_str_in(tok(r, child)->lemma, many)) continue;
        if (tok(r, child)->feats.number == BAY_NUMBER_PLUR || bay_str_is(tok(r, child)->lemma, "world")) return true;
    }
    return false;
}

/* A country for words without one. */
static void guess_country(const bay__resolver *r, const bay__phrase *p, bay__who *w)
{
    static const char *const elsewhere[] = {"western", "foreign", "international", "european", "regional", "global", "other", "african", "arab",
                                            "asian", "coalition", "allied", "overseas", "expatriate", NULL};
    static const char *const armed[] = {"REB", "UNS", "SEP", NULL};
    static const char *const guessable[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "REB", "UNS", "SEP", "CVL", "CRM", "LAB", "HLH", "EDU", "AGR", "REL", "PRM", NULL};
    bool past = w->former && w->has_role && w->sectors.size == 0;
    if (w->country.size || w->group || (!past && !sector_in(w->sectors, guessable))) return;
    static const char *const inside[] = {"ruling", "governing", "opposition", "coalition", NULL};
    for (uint32_t i = p->begin; i < p->end; i++) {
        bool partners = bay_str_is(tok(r, i)->norm, "coalition") && i > p->begin && bay_str_in(tok(r, i - 1)->norm, inside);
        if (bay_str_in(tok(r, i)->norm, elsewhere) && !partners) return;
    }
    if (is_of_many(r, p->head)) return;
    uint8_t what = sector_in(w->sectors, OF_PEOPLE) ? BAY__GUESS_PEOPLE : sector_in(w->sectors, armed) ? BAY__GUESS_ARMED : BAY__GUESS_STATE;
    double sure;
    bay_str country = guessed_country(r, p->head, what, w, &sure);
    if (country.size == 0) return;
    w->country = country;
    w->guessed = true;
    w->confidence = (sector_in(w->sectors, OF_STATE) ? 0.33f : 0.23f) + 0.15f * (float)sure;
    w->why = "country of the story";
}

/* ---- phrases by the kind of their head ---- */

/* "the Taliban and Afghan forces": the institution has its country; the owner joined to it is a second actor. */
static uint32_t from_fixed(const bay__resolver *r, const bay__phrase *p, const struct role *role, bay__who *out)
{
    struct owner owners[BAY__WHO_MAX];
    uint32_t count = left_owners(r, p, role->begin, owners);
    out[0] = compose(role, NULL);
    note_role(r, p, role, &out[0]);
    if (!count || !joined(r, owners[0].item->end, role->begin)) return 1;
    bay_actor_record shared = *role->institution;
    shared.country = BAY_STR("");
    struct role open = *role;
    open.institution = &shared;
    out[1] = compose(&open, &owners[0]);
    note_role(r, p, role, &out[1]);
    return 2;
}

/* "the rebels' spokesman", "the militants' self-styled prime minister" are rebels themselves. */
static void serve_rebels(const bay__resolver *r, const bay__phrase *p, const struct role *role, bay__who *w)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const bay__item *item = &p->items[i];
        bool owns = item->end < p->end && (bay_str_is(tok(r, item->end)->norm, "'") || bay_str_is(tok(r, item->end)->norm, "'s") ||
                                           tok(r, item->end - 1)->deprel == BAY_DEP_NMOD_POSS);
        if (item->kind != BAY_ACTOR_AGENT || item->end > role->begin || !owns || !bay_str_is(first_sector(item->record->sectors), "REB")) continue;
        w->sectors = BAY_STR("REB");
        if (!w->country.size && r->story.rebels.size) { w->country = r->story.rebels; w->guessed = true; w->confidence = 0.4f; }
    }
}

/* "Israeli soldiers and settlers": a bare noun joined to another shares its adjective. */
static uint32_t shared_owner(const bay__resolver *r, const bay__phrase *p, struct owner *out)
{
    const bay_tok *head = tok(r, p->head);
    if (head->deprel != BAY_DEP_CONJ || head->head == BAY_NONE || head->head > p->head || p->begin < 1) return 0;
    uint32_t before = p->begin - 1;
    bool bare = tok(r, before)->upos == BAY_CCONJ && before > head->head && tok(r, p->begin)->upos != BAY_DET && tok(r, p->begin)->upos != BAY_NUM;
    if (!bare || head->upos != BAY_NOUN || tok(r, head->head)->upos != BAY_NOUN) return 0;
    bay__phrase first;
    bay__phrase_read(r, head->head, &first);
    for (uint32_t i = first.count; i > 0; i--) {
        const bay__item *item = &first.items[i - 1];
        if (item->end > first.head || item->kind != BAY_ACTOR_DEMONYM) continue;
        out[0] = owner_of(item);
        out[0].confidence = 0.75f;
        out[0].why = "adjective shared with the noun before";
        return 1;
    }
    return 0;
}

/* "the Somali group's spokesman": he serves the group, not the state. */
static bool is_of_group(const bay__resolver *r, const bay__phrase *p, const struct role *role)
{
    static const char *const groups[] = {"group", "movement", "militia", "militias", "faction", "insurgency", "rebels", "insurgents", "militants", "gang", NULL};
    for (uint32_t i = p->begin; i + 1 < p->end && i < role->end; i++)
        if (bay_str_in(tok(r, i)->norm, groups) && tok(r, i + 1)->upos == BAY_PART) return true;
    return false;
}

/* "officers", "a patrol" are police or soldiers: of which the text spoke last. */
static void choose_force(const bay__resolver *r, const bay__phrase *p, bay__who *w)
{
    static const char *const either[] = {"officer", "patrol", "guard", "convoy", "squad", "commander", NULL};
    if (w->group || p->count == 0 || !bay_str_in(tok(r, p->head)->lemma, either) || !bay_str_starts(w->sectors, BAY_STR("MIL"))) return;
    const bay__body *last = NULL;
    for (uint32_t i = 0; i < BAY__BODIES; i++) {
        const bay__body *b = &r->bodies[i];
        bool force = bay_str_is(b->sector, "COP") || bay_str_is(b->sector, "MIL");
        if (force && b->tok < p->head && p->head - b->tok < 120 && (!last || b->tok > last->tok)) last = b;
    }
    if (last && bay_str_is(last->sector, "COP")) w->sectors = BAY_STR("COP");
}

static uint32_t from_role(const bay__resolver *r, const bay__phrase *p, const struct role *role, bay__who *out)
{
    struct owner owners[BAY__WHO_MAX];
    if (role->institution && role->institution->country.size) return from_fixed(r, p, role, out);
    uint32_t count = left_owners(r, p, role->begin, owners);
    if (!count) count = owners_below(r, p->head, 1, owners);
    if (!count) count = owners_of_conjuncts(r, p->head, owners);
    if (!count) count = shared_owner(r, p, owners);
    for (uint32_t i = 0; i < (count ? count : 1); i++) {
        out[i] = compose(role, count ? &owners[i] : NULL);
        note_role(r, p, role, &out[i]);
        if (!count) serve_rebels(r, p, role, &out[i]);
        else if (!out[i].group && bay_str_starts(out[i].sectors, BAY_STR("GOV")) && is_of_group(r, p, role)) out[i].sectors = BAY_STR("REB");
        choose_force(r, p, &out[i]);
        guess_country(r, p, &out[i]);
    }
    return count ? count : 1;
}

static uint32_t from_owner(const bay__resolver *r, const bay__item *item, bay__who *out)
{
    const bay_actor_record *record = item->record;
    *out = (bay__who){.country = record->country, .sectors = record->sectors, .id = record->id, .name = record->name, .confidence = 0.92f,
                      .why = "name of a country"};
    switch (item->kind) {
    case BAY_ACTOR_COUNTRY:
        out->sectors = BAY_STR("");
        break;
    case BAY_ACTOR_CAPITAL: case BAY_ACTOR_SEAT:
        out->sectors = BAY_STR("GOV");
        out->id = out->name = (bay_str){0};
        out->confidence = item->kind == BAY_ACTOR_SEAT ? 0.9f : 0.75f;
        out->why = "seat of a government, for the government";
        if (bay_str_is(tok(r, item->begin)->norm, "brussels") && r->story.union_told) {
            const bay_actor_record *eu = bay_actors_by_id(r->actors, BAY_STR("eu"));
            if (eu) *out = (bay__who){.group = eu, .country = eu->country, .sectors = eu->sectors, .id = eu->id, .name = eu->name, .confidence = 0.75f,
                                      .why = "seat of the union that the text tells of"};
        }
        break;
    case BAY_ACTOR_DEMONYM:
        out->sectors = BAY_STR("");
        out->confidence = 0.7f;
        out->why = "people of a country";
        break;
    default:
        out->group = record;
        out->why = "name of a group";
        if (!bay_actor_valid_on(record, r->day)) out->confidence = 0.7f;
    }
    return 1;
}

/* "dozens of civilians", "members of the Taliban": the of-phrase is the actor. */
static uint32_t from_of_phrase(const bay__resolver *r, const bay__phrase *p, int depth, bay__who *out)
{
    static const char *const heads[] = {"dozen", "ten", "hundred", "thousand", "score", "number", "group", "member", "handful", "majority", "some",
                                        "many", "most", "one", "several", "part", "series", "couple", "lot", "all", "both", "rest", "team", "million",
                                        "band", "crowd", "two", "three", "four", "five", "wing", "branch", "faction", "leadership", "dozens", "hundreds", "thousands", "scores", "tens", NULL};
    if (!bay_str_in(tok(r, p->head)->lemma, heads) && tok(r, p->head)->upos != BAY_NUM) return 0;
    BAY_EACH_CHILD(r->doc, p->head, child) {
        uint32_t mark = tok(r, child)->deprel == BAY_DEP_NMOD && child > p->head ? bay_tree_child(r->doc, child, BAY_DEP_CASE) : BAY_NONE;
        if (mark == BAY_NONE || !bay_str_is(tok(r, mark)->norm, "of")) continue;
        bay__phrase below;
        bay__phrase_read(r, child, &below);
        if (below.name_end > below.name_begin) return 0;
        uint32_t last = below.head_item;
        if (last != BAY_NONE && bay__item_is_owner(&below.items[last])) return from_owner(r, &below.items[last], out);
        if (last == BAY_NONE || (depth > 0 && bay_str_in(tok(r, child)->lemma, heads))) {   /* "tens of thousands of Malaysians" */
            uint32_t deeper = depth > 0 ? from_of_phrase(r, &below, depth - 1, out) : 0;
            if (deeper || last == BAY_NONE) return deeper;
        }
        struct role role = role_upto(&below, last);
        return role.found ? from_role(r, &below, &role, out) : 0;
    }
    return 0;
}

static bool is_personal_noun(const bay_tok *t) { return t->upos == BAY_NOUN || t->upos == BAY_PROPN || t->upos == BAY_ADJ; }

static void place_people(const bay__resolver *r, const bay__phrase *p, bay__who *w)
{
    if (!w->group || w->group->kind != BAY_ACTOR_ETHNIC || w->country.size) return;
    struct owner owner;
    if (owners_below(r, p->head, 0, &owner) && owner.country.size) { w->country = owner.country; return; }
    double sure;
    bay_str country = guessed_country(r, p->head, BAY__GUESS_PEOPLE, w, &sure);
    if (country.size == 0) return;
    w->country = country;
    w->guessed = true;
    w->confidence *= 0.6f;
    w->why = "a people, in the country of the story";
}

static uint32_t read_nominal(const bay__resolver *r, const bay__phrase *p, bay__who out[BAY__WHO_MAX])
{
    uint32_t last = p->head_item;
    uint32_t n = from_of_phrase(r, p, 2, out);
    if (n) return n;
    if (last != BAY_NONE) {
        const bay__item *item = &p->items[last];
        if (bay__item_is_owner(item) && item->kind != BAY_ACTOR_INSTITUTION) return from_owner(r, item, out);
        struct role role = role_upto(p, last);
        if (role.found) return from_role(r, p, &role, out);
        return 0;
    }
    if (!is_personal_noun(tok(r, p->head))) return 0;
    /* an unknown noun: "the Taliban leadership", "Afghan soil" are read as what owns them, doubtfully */
    struct owner owners[BAY__WHO_MAX];
    uint32_t count = left_owners(r, p, p->head, owners);
    struct role none = {0};
    for (uint32_t i = 0; i < count; i++) {
        out[i] = compose(&none, &owners[i]);
        out[i].confidence = 0.45f;
        /* "his Congolese counterpart" holds an office over there */
        if (bay_str_is(tok(r, p->head)->lemma, "counterpart") && !is_group(owners[i].kind)) { out[i].sectors = BAY_STR("GOV"); out[i].confidence = 0.85f; }
        out[i].why = is_group(owners[i].kind) ? "group that owns the noun" : "country that owns the noun";
    }
    return count;
}

uint32_t bay__who_read(const bay__resolver *r, const bay__phrase *p, bay__who out[BAY__WHO_MAX])
{
    uint32_t count = read_nominal(r, p, out);
    for (uint32_t i = 0; i < count; i++) place_people(r, p, &out[i]);
    return count;
}

bool bay__who_role(const bay__resolver *r, const bay__phrase *p, bay__who *out)
{
    bay__who found[BAY__WHO_MAX];
    uint32_t last = BAY_NONE;
    for (uint32_t i = 0; i < p->count; i++)
        if (bay__item_is_role(&p->items[i]) && !is_courtesy(&p->items[i])) last = i;
    if (last != BAY_NONE) {
        struct role role = role_upto(p, last);
        if (!role.found || !from_role(r, p, &role, found)) return false;
        *out = found[0];
        return true;
    }
    /* "Taliban's Zabihullah Mujahid", "Pakistani Khalid Aziz" */
    struct owner owners[BAY__WHO_MAX];
    uint32_t limit = p->name_end > p->name_begin ? p->name_begin : p->head;
    if (!left_owners(r, p, limit, owners)) return false;
    struct role none = {0};
    *out = compose(&none, &owners[0]);
    out->confidence = 0.6f;
    if (!is_group(owners[0].kind)) out->sectors = BAY_STR("");
    return true;
}

bool bay__who_guess(const bay__resolver *r, uint32_t head, bay__who *w)
{
    double sure;
    w->country = guessed_country(r, head, BAY__GUESS_PEOPLE, w, &sure);
    w->guessed = w->country.size > 0;
    w->confidence = 0.23f + 0.15f * (float)sure;
    return w->guessed;
}

bay_str bay__who_code(const bay__who *who, bay_arena *arena)
{
    /* a people that lives in several countries: the country, then its own letters */
    bool people = who->group && who->group->kind == BAY_ACTOR_ETHNIC && who->group->country.size == 0 && who->country.size;
    if (people && who->group->code.size == 3)
        return bay_str_format(arena, "%.*s%.*s", BAY_STR_ARG(who->country), BAY_STR_ARG(who->group->code));
    if (who->group && who->group->code.size) return who->group->code;
    bay_str sector = first_sector(who->sectors);
    /* "Russian peacekeepers" are soldiers of Russia */
    if (who->country.size && bay_str_starts(who->sectors, BAY_STR("IGO|"))) sector = first_sector(bay_str_slice(who->sectors, 4, who->sectors.size));
    if (who->country.size == 0 && sector.size == 0) return (bay_str){0};
    return bay_str_format(arena, "%.*s%.*s", BAY_STR_ARG(who->country), BAY_STR_ARG(sector));
}
