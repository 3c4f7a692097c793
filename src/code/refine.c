/* The exact code where the words bear it: what a protest is about, what is investigated, of what somebody is accused, and
 * whether the two met in the country of a third. CAMEO manual: 141-145 (for leadership, policy, rights, change of regime),
 * 091-094, 1125, 044. The words are the classes of lexicon/predicates/classes.tsv. */
#include "code/coder.h"

enum { DEEP = 3 };

typedef struct finer {
    const char *code;        /* exactly this one is made finer */
    const char *class_name;
    const char *to;
} finer;

static const finer table[] = {
    {"140", "leadership", "1411"}, {"140", "policy", "1412"}, {"140", "rightsword", "1413"}, {"140", "regime", "1414"},
    {"141", "leadership", "1411"}, {"141", "policy", "1412"}, {"141", "rightsword", "1413"}, {"141", "regime", "1414"},
    {"142", "leadership", "1421"}, {"142", "policy", "1422"}, {"142", "rightsword", "1423"}, {"142", "regime", "1424"},
    {"143", "leadership", "1431"}, {"143", "policy", "1432"}, {"143", "rightsword", "1433"}, {"143", "regime", "1434"},
    {"144", "leadership", "1441"}, {"144", "policy", "1442"}, {"144", "rightsword", "1443"}, {"144", "regime", "1444"},
    {"145", "leadership", "1451"}, {"145", "policy", "1452"}, {"145", "rightsword", "1453"}, {"145", "regime", "1454"},
    {"090", "warcrime", "094"}, {"090", "crimeword", "091"}, {"090", "abuseword", "092"}, {"090", "actionword", "093"},
    {"112", "spyword", "1125"},
};

static bool in_class(const bay__coder *c, uint32_t tok, uint64_t bit)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    return ((bay_word_classes(c->index, t->lemma) | bay_word_classes(c->index, t->norm)) & bit) != 0;
}

static bool is_clause(uint8_t rel) { return rel == BAY_DEP_ACL_RELCL || rel == BAY_DEP_PARATAXIS || rel == BAY_DEP_CCOMP || rel == BAY_DEP_APPOS; }

static bool phrase_says(const bay__coder *c, uint32_t tok, uint64_t bit, int depth)
{
    if (in_class(c, tok, bit)) return true;
    if (depth == 0) return false;
    BAY__EACH_CHILD(c, tok, child)
        if (!is_clause(c->doc->toks.items[child].deprel) && phrase_says(c, child, bit, depth - 1)) return true;
    return false;
}

/* What the deed is about: its objects and phrases, not who does it, nor where. */
static bool is_topic(const bay_arg *arg)
{
    static const char *const words[] = {"for", "against", "over", "about", "into", "of", "at", "with", "on"};
    if (arg->role == BAY_ARG_OBJ || arg->role == BAY_ARG_COMPOUND) return true;
    for (size_t i = 0; arg->role == BAY_ARG_PREP && i < sizeof words / sizeof words[0]; i++)
        if (bay_str_is(arg->prep, words[i])) return true;
    return false;
}

static bool statement_says(const bay__coder *c, uint32_t statement, uint64_t bit)
{
    bay__args args;
    bay__collect_args(c, statement, &c->hits[statement], &args);
    for (uint32_t i = 0; i < args.count; i++)
        if (is_topic(&args.items[i]) && phrase_says(c, args.items[i].tok, bit, DEEP)) return true;
    const bay_doc *doc = c->doc;
    uint32_t sent = doc->statements.items[statement].sent;
    for (uint32_t i = statement + 1; i < doc->statements.count && doc->statements.items[i].sent == sent; i++) {
        const bay_statement *st = &doc->statements.items[i];   /* "marched, demanding that the president resign", "to demand ..." */
        bool aim = st->parent == statement && (st->link == BAY_LINK_ADVCL || st->link == BAY_LINK_XCOMP);
        if (aim && phrase_says(c, st->tok, bit, DEEP)) return true;
    }
    return false;
}

bay_str bay__finer_code(const bay__coder *c, uint32_t statement, bay_str cameo)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (!bay_str_is(cameo, table[i].code)) continue;
        uint64_t bit = bay_class_bit(c->index, bay_str_from(table[i].class_name));
        bay_str to = bay_str_from(table[i].to);
        if (bit && bay_code_find(c->index, to) && statement_says(c, statement, bit)) return to;
    }
    return cameo;
}

/* "The two met in Geneva": at a place of neither. */
bay_str bay__meeting_code(const bay__coder *c, const bay_event *event)
{
    if (!bay_str_is(event->cameo, "040") || event->place == BAY_NONE || !event->actor_count || !event->recipient_count) return event->cameo;
    bay_str where = c->doc->places.items[event->place].country;
    if (!where.size) return event->cameo;
    for (uint32_t i = 0; i < event->actor_count + event->recipient_count; i++) {
        const bay_actor *who = &c->doc->actors.items[i < event->actor_count ? event->actors[i] : event->recipients[i - event->actor_count]];
        if (!who->country.size || bay_str_eq(who->country, where)) return event->cameo;
    }
    return BAY_STR("044");
}
