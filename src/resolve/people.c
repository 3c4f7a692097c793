#include "resolve/people.h"

#include "base/utf8.h"
#include "doc/tree.h"

static const bay_tok *tok(const bay__resolver *r, uint32_t i) { return &r->doc->toks.items[i]; }

static bool is_person(const bay_mention *m) { return m->kind == BAY_MENTION_NAME && m->type == BAY_ENT_PER && m->tok_end > m->tok_begin; }

static bool is_person_name(const bay__resolver *r, uint32_t i)
{
    return r->name_at[i] && r->doc->mentions.items[r->name_at[i] - 1].type == BAY_ENT_PER;
}

/* ---- what the text says ---- */

static bool role_of_noun(const bay__resolver *r, uint32_t noun, bay__who *out, uint32_t *of)
{
    bay__phrase p;
    *of = noun;
    bay__phrase_read(r, noun, &p);
    return bay__who_role(r, &p, out) && out->has_role;
}

/* The noun that a name stands in apposition to, or that stands so to it, or that it is said to be. */
static bool role_beside(const bay__resolver *r, const bay_mention *m, bay__who *out, uint32_t *of)
{
    const bay_tok *head = tok(r, m->head);
    if (head->head != BAY_NONE) {
        bool apposed = head->deprel == BAY_DEP_APPOS || head->deprel == BAY_DEP_FLAT || head->deprel == BAY_DEP_NMOD_DESC ||
                       head->deprel == BAY_DEP_COMPOUND || head->deprel == BAY_DEP_NMOD_UNMARKED || head->deprel == BAY_DEP_PARATAXIS;
        if (apposed && !is_person_name(r, head->head) && role_of_noun(r, head->head, out, of)) return true;
        bool is_said = head->deprel == BAY_DEP_NSUBJ && bay_tree_child(r->doc, head->head, BAY_DEP_COP) != BAY_NONE;
        if (is_said && tok(r, head->head)->upos == BAY_NOUN && role_of_noun(r, head->head, out, of)) return true;
    }
    BAY_EACH_CHILD(r->doc, m->head, child) {
        bool apposed = tok(r, child)->deprel == BAY_DEP_APPOS || tok(r, child)->deprel == BAY_DEP_PARATAXIS || tok(r, child)->deprel == BAY_DEP_CONJ;
        bool set_off = child > m->head + 1 && bay_str_is(tok(r, m->tok_end < r->doc->toks.count ? m->tok_end : m->head)->norm, ",");
        if (!apposed || (tok(r, child)->deprel == BAY_DEP_CONJ && bay_tree_child(r->doc, child, BAY_DEP_CC) != BAY_NONE) || !set_off) continue;
        if (!is_person_name(r, child) && role_of_noun(r, child, out, of)) return true;
    }
    return false;
}

/* The noun is an office or occupation, not a body: "spokesman", not "ministry". */
static bool is_personal(const bay__resolver *r, uint32_t noun)
{
    bay__phrase p;
    bay__phrase_read(r, noun, &p);
    const bay__item *item = p.head_item == BAY_NONE ? NULL : &p.items[p.head_item];
    return item && (item->kind == BAY_ACTOR_TITLE || (item->kind == BAY_ACTOR_AGENT && bay_str_is(item->record->what, "person")));
}

/* "Gondorian journalist Beren Ostoher": the noun right before the name, whatever the tree makes of it. */
static bool role_before(const bay__resolver *r, const bay_mention *m, bay__who *out, uint32_t *of)
{
    if (m->tok_begin == 0 || tok(r, m->tok_begin - 1)->sent != tok(r, m->tok_begin)->sent) return false;
    const bay_tok *before = tok(r, m->tok_begin - 1);
    if ((before->upos != BAY_NOUN && before->upos != BAY_PROPN) || before->feats.number == BAY_NUMBER_PLUR) return false;
    bay__phrase p;
    bay__phrase_read(r, m->tok_begin - 1, &p);
    *of = m->tok_begin - 1;
    return p.head_item != BAY_NONE && bay__item_is_role(&p.items[p.head_item]) && bay__who_role(r, &p, out) && out->has_role;
}

/* "The special representative for reconciliation, Zalmay Khalilzad, said": up from the word before the comma to a noun of
 * office, where the tree missed the apposition. */
static bool role_over_comma(const bay__resolver *r, const bay_mention *m, bay__who *out, uint32_t *of)
{
    const bay_sent *sent = &r->doc->sents.items[tok(r, m->head)->sent];
    if (m->tok_begin < sent->tok_begin + 2 || !bay_str_is(tok(r, m->tok_begin - 1)->norm, ",")) return false;
    if (m->tok_end < sent->tok_end && tok(r, m->tok_end)->upos != BAY_PUNCT) return false;
    uint32_t i = m->tok_begin - 2;
    for (int steps = 0; steps < 4 && i != BAY_NONE && i < m->tok_begin && i >= sent->tok_begin; steps++, i = tok(r, i)->head) {
        if (tok(r, i)->upos != BAY_NOUN && tok(r, i)->upos != BAY_PROPN) return false;
        if (is_person_name(r, i)) return false;
        if (tok(r, i)->feats.number != BAY_NUMBER_PLUR && role_of_noun(r, i, out, of) && is_personal(r, i)) return true;
        if (tok(r, i)->deprel != BAY_DEP_NMOD && tok(r, i)->deprel != BAY_DEP_COMPOUND) return false;
    }
    return false;
}

/* "X, who leads the dockers' union", "X, who speaks for the ministry": what one does for whom is a role too. */
static bool role_in_clause(const bay__resolver *r, const bay_mention *m, bay__who *out, uint32_t *of)
{
    static const struct { const char *verb, *prep, *sectors; } does[] = {
        {"lead", "", ""}, {"head", "", ""}, {"chair", "", ""}, {"command", "", "MIL"}, {"run", "", ""}, {"direct", "", ""}, {"represent", "", ""},
        {"found", "", ""}, {"speak", "for", ""}, {"work", "for", ""}, {"teach", NULL, "EDU"}, {"farm", NULL, "AGR"}, {"preach", NULL, "REL"}};
    BAY_EACH_CHILD(r->doc, m->head, verb) {
        if (verb < m->tok_end || tok(r, verb)->deprel != BAY_DEP_ACL_RELCL) continue;
        for (size_t k = 0; k < sizeof does / sizeof *does; k++) {
            if (!bay_str_is(tok(r, verb)->lemma, does[k].verb)) continue;
            *out = (bay__who){.confidence = 0.7f, .why = "what the clause says he does", .has_role = true, .sectors = bay_str_from(does[k].sectors)};
            out->role = tok(r, verb)->span;
            *of = BAY_NONE;
            if (!does[k].prep) return bay__who_guess(r, m->head, out);
            BAY_EACH_CHILD(r->doc, verb, whom) {
                uint32_t mark = bay_tree_child(r->doc, whom, BAY_DEP_CASE);
                bool fits = *does[k].prep ? mark != BAY_NONE && bay_str_is(tok(r, mark)->norm, does[k].prep) : tok(r, whom)->deprel == BAY_DEP_OBJ;
                if (!fits || whom < verb) continue;
                bay__phrase p;
                bay__who found[BAY__WHO_MAX];
                bay__phrase_read(r, whom, &p);
                if (!bay__who_read(r, &p, found)) return bay__who_guess(r, m->head, out);
                bay_span role = out->role;
                *out = found[0];
                out->role = role, out->has_role = true;
                return true;
            }
        }
    }
    return false;
}

/* "X, who was defence minister until 2011", "X, once a Polish general": an office of the past. */
static bool role_once(const bay__resolver *r, const bay_mention *m, bay__who *out, uint32_t *of)
{
    BAY_EACH_CHILD(r->doc, m->head, noun) {
        uint8_t deprel = tok(r, noun)->deprel;
        if (noun < m->tok_end || (deprel != BAY_DEP_ACL_RELCL && deprel != BAY_DEP_APPOS && deprel != BAY_DEP_ACL) || is_person_name(r, noun)) continue;
        uint32_t was = bay_tree_child(r->doc, noun, BAY_DEP_COP), once = bay_tree_child(r->doc, noun, BAY_DEP_ADVMOD);
        bool past = (was != BAY_NONE && (bay_str_is(tok(r, was)->norm, "was") || bay_str_is(tok(r, was)->norm, "were"))) ||
                    (once != BAY_NONE && (bay_str_is(tok(r, once)->norm, "once") || bay_str_is(tok(r, once)->norm, "formerly")));
        if (!past || !role_of_noun(r, noun, out, of)) continue;
        *of = BAY_NONE;
        out->former = true;
        if (!out->group) out->sectors = BAY_STR("");
        return true;
    }
    return false;
}

static bool role_of_mention(const bay__resolver *r, const bay_mention *m, bay__who *out, uint32_t *of)
{
    bay__phrase p;
    bay__phrase_read(r, m->head, &p);
    bay__who around;
    bool any = bay__who_role(r, &p, &around);
    if (any && around.has_role) { *out = around; return true; }
    if (role_once(r, m, out, of)) return true;
    if (role_before(r, m, out, of) || role_beside(r, m, out, of) || role_over_comma(r, m, out, of)) return true;
    if (role_in_clause(r, m, out, of)) return true;
    *of = BAY_NONE;
    if (any) *out = around;
    return any;
}

static bool better(const bay__who *a, const bay__who *b)
{
    int x = (a->has_role ? 4 : 0) + (a->country.size && !a->guessed ? 2 : 0) + (a->group ? 1 : 0);
    int y = (b->has_role ? 4 : 0) + (b->country.size && !b->guessed ? 2 : 0) + (b->group ? 1 : 0);
    return x > y;
}

bool bay__roles_read(const bay__resolver *r, bay__roles *out)
{
    const bay_doc *doc = r->doc;
    *out = (bay__roles){.by_mention = bay_arena_calloc(r->scratch, (size_t)doc->mentions.count + 1, sizeof(uint32_t)),
                        .person_of = bay_arena_calloc(r->scratch, (size_t)doc->toks.count + 1, sizeof(uint32_t)),
                        .by_chain = bay_arena_calloc(r->scratch, (size_t)doc->chain_count + 1, sizeof(uint32_t)),
                        .name_of_chain = bay_arena_calloc(r->scratch, (size_t)doc->chain_count + 1, sizeof(uint32_t))};
    if (!out->by_mention || !out->person_of || !out->by_chain || !out->name_of_chain) return false;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        if (!is_person(m) || !doc->sents.items[tok(r, m->head)->sent].parsed) continue;
        bool in_chain = m->chain != BAY_NONE && m->chain < doc->chain_count;
        if (in_chain) {
            uint32_t *longest = &out->name_of_chain[m->chain];
            if (!*longest || doc->mentions.items[*longest - 1].tok_end - doc->mentions.items[*longest - 1].tok_begin < m->tok_end - m->tok_begin) *longest = i + 1;
        }
        bay__who who;
        uint32_t of = BAY_NONE;
        if (!role_of_mention(r, m, &who, &of)) continue;
        if (of != BAY_NONE && !is_person_name(r, of)) out->person_of[of] = i + 1;
        bay__who *slot = bay_push(r->scratch, &out->said);
        if (!slot) return false;
        *slot = who;
        out->by_mention[i] = out->said.count;
        if (in_chain && (!out->by_chain[m->chain] || better(&who, &out->said.items[out->by_chain[m->chain] - 1])))
            out->by_chain[m->chain] = out->said.count;
    }
    return true;
}

/* ---- the dictionary's persons ---- */

static void name_range(const bay__resolver *r, const bay_mention *m, uint32_t *begin, uint32_t *end)
{
    const uint32_t titles = BAY_ACTOR_BIT(BAY_ACTOR_TITLE) | BAY_ACTOR_BIT(BAY_ACTOR_AGENT);
    bay_phrase_match match;
    *begin = m->tok_begin;
    *end = m->tok_end;
    while (*begin + 1 < *end && bay_phrases_match(&r->actors->phrases, &r->text, *begin, *end, titles, &match) && match.end < *end) *begin = match.end;
    while (*end > *begin + 1 && (bay_str_is(tok(r, *end - 1)->norm, "'s") || bay_str_is(tok(r, *end - 1)->norm, "'"))) --*end;
}

/* How well a row of people fits: valid on the day, of a country the article names, of the country its words say. */
static double fit(const bay__resolver *r, const bay_actor_record *record, const bay__who *role)
{
    bool told = role && role->country.size && !role->guessed;
    bool agrees = told && bay_str_eq(role->country, record->country);
    double share = bay__story_share(&r->story, record->country);
    bool common = record->note.size && bay_str_starts(record->note, BAY_STR("common name"));
    if (told && !agrees && record->country.size && !(role->group && bay_str_eq(role->group->id, record->what))) return -1;
    if (common && !agrees && share < 0.3) return -1;
    bool valid = bay_actor_valid_on(record, r->day), dated = bay_date_is_set(r->day);
    bool over = dated && bay_date_is_set(record->to) && bay_date_compare(record->to, r->day) < 0;
    double score = 1 + share + (agrees ? 1 : 0) + ((role && role->former && dated ? over : valid) ? 3 : 0);
    /* Of two offices held on the day the state's counts before the party's; of those that are over, the last one. */
    if (dated && valid && bay_str_starts(record->sectors, BAY_STR("GOV"))) score += 0.3;
    if (!dated && bay_date_is_set(record->from)) score += record->from.year / 10000.0;
    if (dated && !valid && bay_date_is_set(record->to)) score += record->to.year / 10000.0;
    return score;
}

static bay_str known_office(const bay__resolver *r, const bay_actor_record *record, bool learned);

/* All of one name, by how well they fit; the best row of each. */
static void list_persons(const bay__resolver *r, const bay_phrase_match *match, const bay__who *role, bay_actor *out)
{
    enum { PERSONS_MAX = 4 };
    bay_actor_candidate *rows = bay_arena_calloc(&r->doc->arena, PERSONS_MAX, sizeof *rows);
    uint32_t count = 0;
    for (uint32_t e = match->entry; rows && e != BAY_NONE; e = bay_phrases_more(&r->actors->phrases, &r->text, match, e, BAY_ACTOR_BIT(BAY_ACTOR_PERSON))) {
        const bay_actor_record *record = bay_actors_entry(r->actors, e);
        float score = (float)fit(r, record, role);
        uint32_t k = 0;
        while (k < count && !bay_str_eq(rows[k].id, record->id)) k++;
        if (score < 0 || (k == count && count == PERSONS_MAX) || (k < count && rows[k].score >= score)) continue;
        if (k == count) count++;
        rows[k] = (bay_actor_candidate){.id = record->id, .name = record->name, .score = score, .note = known_office(r, record, bay_actor_is_learned(record))};
        for (; k > 0 && rows[k].score > rows[k - 1].score; k--) {
            bay_actor_candidate swap = rows[k];
            rows[k] = rows[k - 1];
            rows[k - 1] = swap;
        }
    }
    out->others = rows, out->other_count = rows ? count : 0;
}

static const bay_actor_record *find_person(const bay__resolver *r, const bay_mention *m, const bay__who *role, bool *unsure, bay_actor *out)
{
    const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_PERSON);
    uint32_t begin, end;
    bay_phrase_match match;
    name_range(r, m, &begin, &end);
    /* With the title first: "Shah" is part of Shah Mahmood Qureshi's name, "Mullah" of the only name Mullah Omar has. */
    bool whole = bay_phrases_match(&r->actors->phrases, &r->text, m->tok_begin, end, kinds, &match) && match.end == end;
    if (!whole && (!bay_phrases_match(&r->actors->phrases, &r->text, begin, end, kinds, &match) || match.end != end)) return NULL;
    const bay_actor_record *best = NULL;
    double top = 0;
    *unsure = false;
    for (uint32_t e = match.entry; e != BAY_NONE; e = bay_phrases_more(&r->actors->phrases, &r->text, &match, e, kinds)) {
        const bay_actor_record *record = bay_actors_entry(r->actors, e);
        double score = fit(r, record, role);
        if (score < 0) continue;
        if (best && !bay_str_eq(best->id, record->id) && score - top < 1 && top - score < 1) *unsure = true;
        if (!best || score > top) { best = record; top = score; }
    }
    /* A surname alone wants the article to be about its country. */
    bool alone = end - begin == 1 && m->chain == BAY_NONE;
    if (best && alone && best->country.size && r->story.most && bay__story_share(&r->story, best->country) == 0 && !role) {
        if (!bay_actor_valid_on(best, r->day)) return NULL;
        *unsure = true;
    }
    if (best && *unsure) list_persons(r, &match, role, out);
    return best;
}

/* The row of the person's organisation that is valid on the day. */
static const bay_actor_record *organisation_of(const bay__resolver *r, const bay_actor_record *person)
{
    const bay_actor_record *last = bay_actors_by_id(r->actors, person->what);
    if (!last || last->kind == BAY_ACTOR_PERSON || last->kind == BAY_ACTOR_COUNTRY) return NULL;
    for (const bay_actor_record *row = last; row > r->actors->records.items && bay_str_eq(row->id, last->id); row--)
        if (bay_actor_valid_on(row, r->day)) return row;
    return last;
}

/* ---- the actor ---- */

void bay__actor_sectors(bay_actor *actor, bay_str sectors)
{
    bay_str piece;
    actor->sector_count = 0;
    while (sectors.size && actor->sector_count < BAY_SECTORS_MAX && bay_str_next(&sectors, '|', &piece))
        if (piece.size) actor->sectors[actor->sector_count++] = piece;
}

static void from_dictionary(const bay__resolver *r, const bay_actor_record *record, bool unsure, const bay__who *role, bay_actor *out)
{
    bool valid = bay_actor_valid_on(record, r->day);
    bool past = !valid && bay_date_is_set(record->to) && bay_date_compare(record->to, r->day) < 0;
    bool former = past || (role && role->former);
    out->id = record->id;
    out->name = out->person.name = record->name;
    out->confidence = unsure ? 0.5f : 0.93f;
    out->why = unsure ? BAY_STR("one of several persons of that name") : BAY_STR("person and office of the dictionary, valid on the day");
    if (record->country.size) out->country = record->country;
    bay__who who = {.country = record->country, .sectors = record->sectors};
    if (former || !valid) {
        who.sectors = BAY_STR("");
        out->person.role = former ? bay_str_format(&r->doc->arena, "former %.*s", BAY_STR_ARG(record->role)) : (bay_str){0};
        out->why = former ? BAY_STR("person of the dictionary, out of office on the day") : BAY_STR("person of the dictionary, not yet in office on the day");
    } else {
        out->person.role = record->role;
        who.group = organisation_of(r, record);
        if (who.group && who.group->code.size == 0) who.group = NULL;
        /* A state's office outranks the party or body that he also belongs to. */
        if (who.group && bay_str_starts(record->sectors, BAY_STR("GOV")) && record->country.size && !bay_str_starts(who.group->code, BAY_STR("IGO")) &&
            who.group->kind != BAY_ACTOR_GROUP) who.group = NULL;
    }
    if (bay_actor_is_learned(record)) {
        out->learned = true;
        out->confidence = unsure ? 0.4f : 0.7f;      /* below what the store keeps: what was learned is not learned again */
        out->why = BAY_STR("role told by earlier articles of the ledger");
    }
    out->person.from = record->from;
    out->person.to = record->to;
    out->code = bay__who_code(&who, &r->doc->arena);
    bay__actor_sectors(out, who.group && who.group->sectors.size ? who.group->sectors : who.sectors);
}

static bay_str slug(const bay__resolver *r, const char *prefix, bay_str name)
{
    bay_str folded = bay_utf8_fold_marks(r->scratch, name);
    bay_str out = folded.bytes ? bay_str_format(&r->doc->arena, "%s:%.*s", prefix, BAY_STR_ARG(folded)) : (bay_str){0};
    for (uint32_t i = 0; i < out.size; i++)
        if (out.bytes[i] == ' ' || out.bytes[i] == '\n' || out.bytes[i] == '\t') ((char *)out.bytes)[i] = '-';
    return out;
}

static bay_str role_text(const bay__resolver *r, const bay__who *role)
{
    if (!role->has_role) return (bay_str){0};
    bay_str words = bay_doc_slice(r->doc, role->role);
    bay_str lower = bay_str_lower_ascii(&r->doc->arena, words);
    if (!role->former && role->manner.size) return bay_str_format(&r->doc->arena, "%.*s %.*s", BAY_STR_ARG(role->manner), BAY_STR_ARG(role->role_name.size ? role->role_name : lower));
    if (!role->former) return role->role_name.size ? role->role_name : lower;
    return bay_str_format(&r->doc->arena, "former %.*s", BAY_STR_ARG(lower));
}

static void from_text(const bay__resolver *r, const bay__who *role, bay_str name, bay_actor *out)
{
    out->name = out->person.name = name;
    out->learned = role && role->has_role;
    out->id = slug(r, out->learned ? "learned" : "name", name);
    out->confidence = role ? (role->guessed ? 0.5f : 0.85f) : 0.4f;
    out->why = out->learned ? BAY_STR("role read from the text") : BAY_STR("a name, no role known");
    if (!role) return;
    if (role->country.size) out->country = role->country;
    bay__actor_sectors(out, role->sectors);
    out->code = bay__who_code(role, &r->doc->arena);
    out->person.role = role_text(r, role);
}

/* ---- the text against what is known ------------------------------------------------------------- */

/* Offices that one holds at a time in a country. */
static bool is_single_office(bay_str role)
{
    static const char *const offices[] = {"president", "prime minister", "king", "queen", "emir", "sultan", "chancellor", "premier", "supreme leader", "crown prince",
                                          "vice president", "foreign minister", "defence minister", "interior minister", "finance minister", "justice minister",
                                          "health minister", "information minister", "oil minister", "economy minister", "secretary of state", "defence secretary",
                                          "foreign secretary", "home secretary", "army chief", "chief of general staff", "chief of defence staff", "speaker",
                                          "chief justice", "attorney general", "taoiseach", "national security adviser", NULL};
    return bay_str_in(role, offices);
}

static bay_str known_office(const bay__resolver *r, const bay_actor_record *record, bool learned)
{
    bay_str from = bay_date_print(r->scratch, record->from), to = bay_date_print(r->scratch, record->to);
    const bay_actor_record *country = bay_actors_country(r->actors, record->country);
    return bay_str_format(&r->doc->arena, "%s: %.*s, %.*s%s%.*s%s%.*s..%.*s", learned ? "ledger" : "dictionary", BAY_STR_ARG(record->name), BAY_STR_ARG(record->role),
                          country ? " of " : "", BAY_STR_ARG(country ? country->name : BAY_STR("")), from.size || to.size ? ", " : "", BAY_STR_ARG(from), BAY_STR_ARG(to));
}

/* "Foreign Minister", "defense minister" as the dictionary of people has them. */
static bay_str office_told(const bay__resolver *r, const bay__who *role)
{
    bay_str words = role->role_name.size ? role->role_name : bay_str_lower_ascii(r->scratch, bay_doc_slice(r->doc, role->role));
    if (bay_str_is(words, "defense minister")) return BAY_STR("defence minister");
    return bay_str_is(words, "defense secretary") ? BAY_STR("defence secretary") : words;
}

/* Does any row of the person hold that role on the day? */
static bool holds_role(const bay__resolver *r, const bay_actor_record *record, bay_str role)
{
    const bay_actor_record *first = r->actors->records.items, *last = first + r->actors->records.count;
    for (const bay_actor_record *row = record; row > first && bay_str_eq(row->id, record->id); row--)
        if (bay_str_eq(row->role, role) && bay_actor_valid_on(row, r->day)) return true;
    for (const bay_actor_record *row = record + 1; row < last && bay_str_eq(row->id, record->id); row++)
        if (bay_str_eq(row->role, role) && bay_actor_valid_on(row, r->day)) return true;
    return false;
}

/* Both are kept: the one chosen stays, the other is told beside it, and neither is sure any more. A dictionary whose row is open at the end
 * may only be old. */
static void contradict(const bay__resolver *r, const bay_actor_record *record, const bay__who *role, bay_actor *out)
{
    if (!role || !role->has_role || role->former || role->manner.size || !bay_date_is_set(r->day)) return;
    const bay_actor_record *against = NULL;
    bay_str office = office_told(r, role);
    bool learned = record && bay_actor_is_learned(record);
    bool retold = learned && out->person.role.size && (!bay_str_eq(record->role, out->person.role) || !bay_str_eq(record->country, out->country));
    if (retold) against = record;
    else if (!is_single_office(office)) return;
    else if (record && !learned && bay_actor_valid_on(record, r->day)) against = is_single_office(record->role) && !holds_role(r, record, office) ? record : NULL;
    else if ((!record || learned) && role->country.size && !role->guessed) against = bay_actors_holder(r->actors, r->scratch, role->country, office, r->day);
    if (!against) return;
    out->contradicts = known_office(r, against, retold);
    out->confidence *= bay_date_is_set(against->to) || retold ? 0.8f : 0.95f;
    bay_actor_candidate *rows = bay_arena_calloc(&r->doc->arena, 2, sizeof *rows);
    if (!rows) return;
    bay_str said = bay_doc_slice(r->doc, role->role);
    rows[0] = (bay_actor_candidate){.id = out->id, .name = out->name, .score = out->confidence,
                                    .note = bay_str_format(&r->doc->arena, "the text: \"%.*s\"", BAY_STR_ARG(said))};
    rows[1] = (bay_actor_candidate){.id = against->id, .name = against->name, .score = 1 - out->confidence, .note = out->contradicts};
    out->others = rows, out->other_count = 2;
}

bool bay__person_resolve(const bay__resolver *r, const bay__roles *roles, uint32_t number, const bay__who *role, bay_actor *out)
{
    const bay_mention *m = &r->doc->mentions.items[number], *full = m;
    bool in_chain = m->chain != BAY_NONE && m->chain < r->doc->chain_count, unsure = false;
    if (in_chain && roles->name_of_chain[m->chain]) full = &r->doc->mentions.items[roles->name_of_chain[m->chain] - 1];
    if (!role && roles->by_mention[number]) role = &roles->said.items[roles->by_mention[number] - 1];
    if (in_chain && roles->by_chain[m->chain]) {
        const bay__who *of_chain = &roles->said.items[roles->by_chain[m->chain] - 1];
        if (!role || better(of_chain, role)) role = of_chain;
    }
    const bay_actor_record *record = find_person(r, full, role, &unsure, out);
    uint32_t begin, end;
    name_range(r, full, &begin, &end);
    /* "Obama" whom the text has called Michelle Obama is nobody else of that surname. */
    bool other = end > begin + 1 && m->tok_end == m->tok_begin + 1 && bay_str_eq(tok(r, end - 1)->norm, tok(r, m->tok_begin)->norm);
    if (!record && full != m && !other) record = find_person(r, m, role, &unsure, out);
    const bay_actor_record *known = record;
    if (record && bay_actor_is_learned(record) && role && role->has_role) record = NULL;      /* the text tells it itself */
    bay_str name = bay_doc_slice(r->doc, (bay_span){tok(r, begin)->span.begin, tok(r, end - 1)->span.end});
    /* A role told here by the text, and valid nowhere in the dictionary, is worth more than an office long past. */
    bool stale = record && role && role->has_role && !role->former && role->sectors.size && !bay_actor_valid_on(record, r->day);
    bay__who told = role ? *role : (bay__who){0};
    if (stale && record->country.size && (told.guessed || !told.country.size)) { told.country = record->country; told.guessed = false; }
    if (record && !stale) from_dictionary(r, record, unsure, role, out);
    else {
        /* a name that the text gives an occupation, and no country: most likely of where the story is */
        bool open = role && !record && told.country.size == 0 && !told.group && told.sectors.size;
        if (open && !bay_str_starts(told.sectors, BAY_STR("IGO")) && !bay_str_starts(told.sectors, BAY_STR("NGO"))) bay__who_guess(r, m->head, &told);
        from_text(r, role ? &told : NULL, record ? record->name : name, out);
        if (told.other_count) out->others = told.others, out->other_count = told.other_count;
    }
    if (stale) { out->id = record->id; if (!out->country.bytes && record->country.size) out->country = record->country; }
    contradict(r, known, role, out);
    if (m->kind != BAY_MENTION_NAME || m != full) out->confidence *= 0.97f;
    return out->id.bytes != NULL;
}
