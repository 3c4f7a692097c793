#include "parse/frame_span.h"

#include "doc/ud.h"

/* One word each: the light verb, the noun that it carries. */
static bool stands_alone(bay_str role) { return bay_str_is(role, "ARGM-LVB") || bay_str_is(role, "ARGM-PRR"); }

/* How the predicate hangs on the argument's head; AS_OUTER: "the point is that they left", what follows the copula is a clause. */
enum hang { BELOW, AS_COPULA, AS_OUTER, AS_CLAUSE };

static bool copula_drops(uint8_t d)
{
    switch (d) {
    case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_PASS: case BAY_DEP_NSUBJ_OUTER: case BAY_DEP_CSUBJ: case BAY_DEP_CSUBJ_PASS:
    case BAY_DEP_CSUBJ_OUTER: case BAY_DEP_EXPL: case BAY_DEP_COP: case BAY_DEP_AUX: case BAY_DEP_AUX_PASS: case BAY_DEP_MARK:
    case BAY_DEP_CC: case BAY_DEP_CC_PRECONJ: case BAY_DEP_VOCATIVE: case BAY_DEP_DISCOURSE: case BAY_DEP_PARATAXIS:
    case BAY_DEP_PUNCT: case BAY_DEP_DISLOCATED: case BAY_DEP_ADVCL: return true;
    default: return false;
    }
}

static bool clause_drops(uint8_t d)
{
    switch (d) {
    case BAY_DEP_CASE: case BAY_DEP_COP: case BAY_DEP_NSUBJ: case BAY_DEP_NSUBJ_PASS: case BAY_DEP_NSUBJ_OUTER: case BAY_DEP_CSUBJ:
    case BAY_DEP_CC: case BAY_DEP_CC_PRECONJ: case BAY_DEP_MARK: case BAY_DEP_PARATAXIS: case BAY_DEP_EXPL: case BAY_DEP_AUX:
    case BAY_DEP_AUX_PASS: case BAY_DEP_DISCOURSE: case BAY_DEP_PUNCT: case BAY_DEP_ADVCL: case BAY_DEP_OBL: case BAY_DEP_VOCATIVE:
        return true;
    default: return false;
    }
}

static bool is_clause(const bay_frame_view *v, uint32_t word)
{
    BAY_EACH_KID(v, word, kid) {
        uint8_t d = v->words[kid].tok->deprel;
        if (d == BAY_DEP_NSUBJ || d == BAY_DEP_NSUBJ_PASS || d == BAY_DEP_COP || d == BAY_DEP_AUX) return true;
    }
    return false;
}

static bool is_clause_part(uint8_t d)
{
    return d == BAY_DEP_NSUBJ || d == BAY_DEP_NSUBJ_PASS || d == BAY_DEP_CSUBJ || d == BAY_DEP_CSUBJ_PASS || d == BAY_DEP_EXPL || d == BAY_DEP_COP ||
           d == BAY_DEP_AUX || d == BAY_DEP_AUX_PASS || d == BAY_DEP_MARK || d == BAY_DEP_ADVCL;
}

static bool is_dropped(const bay_frame_view *v, uint32_t kid, uint32_t predicate, enum hang hang)
{
    uint8_t d = v->words[kid].tok->deprel;
    if (hang == BELOW || (hang == AS_OUTER && kid > predicate && is_clause_part(d))) return false;
    return (hang == AS_CLAUSE ? clause_drops(d) : copula_drops(d)) || (d == BAY_DEP_CONJ && is_clause(v, kid));
}

/* How the predicate hangs on head; the branch on which it does in *branch. */
static enum hang hang_of(const bay_frame_view *v, uint32_t predicate, uint32_t head, uint32_t *branch)
{
    enum { STEPS_MAX = 63 };
    uint32_t at = predicate;
    *branch = BAY_NONE;
    for (int steps = 0; steps < STEPS_MAX && v->words[at].head != BAY_NONE; steps++) {
        if (v->words[at].head == head) {
            *branch = at;
            if (v->words[at].tok->deprel != BAY_DEP_COP) return AS_CLAUSE;
            return bay__frame_child(v, head, BAY_DEP_NSUBJ_OUTER, BAY_DEP_NSUBJ_OUTER) == BAY_NONE ? AS_COPULA : AS_OUTER;
        }
        at = v->words[at].head;
    }
    return BELOW;
}

/* Marks the subtree of top: without its branch, the predicate, other arguments and what the argument does not take along. */
static void fill(const bay_frame_view *v, bay_frame_marks *m, uint32_t top, uint32_t predicate, uint32_t branch, enum hang hang, bool whole)
{
    uint32_t size = 0;
    m->stack[size++] = top;
    while (size) {
        uint32_t word = m->stack[--size];
        m->inside[word] = 1;
        BAY_EACH_KID(v, word, kid) {
            if (m->inside[kid] || (!whole && (kid == branch || kid == predicate || m->others[kid]))) continue;
            if (word == top && is_dropped(v, kid, predicate, hang)) continue;
            m->stack[size++] = kid;
        }
    }
}

static void clear(const bay_frame_view *v, bay_frame_marks *m, uint32_t top)
{
    uint32_t size = 0;
    m->stack[size++] = top;
    while (size) {
        uint32_t word = m->stack[--size];
        m->inside[word] = 0;
        BAY_EACH_KID(v, word, kid)
            if (m->inside[kid]) m->stack[size++] = kid;
    }
}

/* ---- end punctuation -------------------------------------------------------------------- */

static bay_str form(const bay_frame_view *v, uint32_t word) { return bay_doc_form(v->doc, v->words[word].tok); }

static bool is_pair(bay_str open, bay_str close)
{
    static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"\"", "\""}, {"'", "'"}, {"\u201c", "\u201d"}, {"\u2018", "\u2019"}, {"``", "''"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (bay_str_is(open, pairs[i][0]) && bay_str_is(close, pairs[i][1])) return true;
    return false;
}

/* Looks no further than this for the other mark of a pair. */
enum { PAIR_WITHIN = 200 };

static bool is_closed(const bay_frame_view *v, uint32_t begin, uint32_t last)
{
    for (uint32_t i = begin + 1; i <= last && i < begin + PAIR_WITHIN; i++)
        if (is_pair(form(v, begin), form(v, i))) return true;
    return false;
}

static bool is_opened(const bay_frame_view *v, uint32_t begin, uint32_t last)
{
    for (uint32_t i = last; i-- > begin && last - i < PAIR_WITHIN;)
        if (is_pair(form(v, i), form(v, last))) return true;
    return false;
}

/* Punctuation off both ends, but for marks that come in pairs within. */
static bay_span trim(const bay_frame_view *v, uint32_t begin, uint32_t last)
{
    while (begin < last) {
        if (v->words[begin].tok->deprel == BAY_DEP_PUNCT && !is_closed(v, begin, last)) begin++;
        else if (v->words[last].tok->deprel == BAY_DEP_PUNCT && !is_opened(v, begin, last)) last--;
        else break;
    }
    return (bay_span){begin, last + 1};
}

/* A role that ends in "+" is the object with what is said of it: "keeps [the project alive]". */
static void add_said_of(const bay_frame_view *v, bay_frame_marks *m, uint32_t predicate, uint32_t head, bool set)
{
    BAY_EACH_KID(v, predicate, kid) {
        if (v->words[kid].tok->deprel != BAY_DEP_XCOMP || kid <= head) continue;
        if (set) fill(v, m, kid, BAY_NONE, BAY_NONE, BELOW, true);
        else clear(v, m, kid);
    }
}

bay_span bay__frame_span(const bay_frame_view *v, bay_frame_marks *m, uint32_t predicate, uint32_t head, bay_str role)
{
    uint32_t branch, begin = head, last = head;
    bool with_more = role.size && role.bytes[role.size - 1] == '+';
    if (stands_alone(role)) return (bay_span){head, head + 1};
    enum hang hang = hang_of(v, predicate, head, &branch);
    fill(v, m, head, predicate, branch, hang, false);
    if (with_more) add_said_of(v, m, predicate, head, true);
    while (begin > 0 && m->inside[begin - 1]) begin--;
    while (last + 1 < v->count && m->inside[last + 1]) last++;
    if (with_more) add_said_of(v, m, predicate, head, false);
    clear(v, m, head);
    return trim(v, begin, last);
}
