/* clean/zones.c - roles by what lines say and where they stand: head, body, then other stories, comments, appeals.
 *
 * The same rules read flattened text and the inside of the article container of an HTML page; units that are
 * decided already are passed over. One pass forward and a few short looks back: linear.
 */
#include <ctype.h>

#include "base/map.h"
#include "base/utf8.h"
#include "clean/line_model.h"

enum zone { ZONE_HEAD, ZONE_BODY, ZONE_RELATED, ZONE_COMMENT, ZONE_APPEAL, ZONE_AFTER };
enum { LOOK_BACK = 40, RETURN_WORDS = 15, HEAD_UNITS_MAX = 60, SUBHEAD_WORDS = 14, TAIL_WORDS = 10, LINKED_PART = 4, FIRST_LINES = 12, SENTENCE_WORDS = 4,
       VOCABULARY_UNITS = 4, MODEL_UNITS_MIN = 6, MODEL_UNITS_MAX = 100000, SHORT_HEAD = 8, HEADLINE_BACK = 4, DECK_BELOW = 6, FOOT_WORDS = 2 };

typedef struct pass {
    bay__page *page;
    uint8_t *kinds;          /* enum bay_line_kind of each unit             */
    uint8_t *states;         /* enum bay__line_state of each; NULL: not asked */
    enum zone zone;
    uint32_t first_prose;    /* unit the body begins with; units.count: none */
    uint32_t span_end;       /* past the last unit of the article            */
    uint32_t last_prose;
    uint32_t body_parent;    /* element that holds the paragraphs, BAY_NONE   */
    uint32_t headline_at;
    bool headline, subhead;
} pass;

static bay__unit *unit_at(pass *p, uint32_t i) { return &p->page->units.items[i]; }

static void decide(pass *p, uint32_t i, bay_role role)
{
    bay__unit *unit = unit_at(p, i);
    unit->role = role;
    unit->decided = true;
}

static bool is_body_prose(pass *p, uint32_t i)
{
    const bay__unit *unit = unit_at(p, i);
    return !unit->decided && p->kinds[i] == BAY_LINE_PLAIN && bay__is_prose(unit) && !bay__is_teaser(unit);
}

static uint32_t parent_of(pass *p, uint32_t i)
{
    uint32_t elem = unit_at(p, i)->elem;
    return elem == BAY_NONE ? BAY_NONE : p->page->elems.items[elem].parent;
}

static uint32_t next_open(pass *p, uint32_t i)
{
    for (i++; i < p->page->units.count && unit_at(p, i)->decided;) i++;
    return i;
}

static bool of_article(pass *p, uint32_t i) { return p->states && p->states[i] == BAY__BODY_LINE; }

/* ---- facts told by lines ------------------------------------------------ */

/* "KABUL, July 14, 2021 (Reuters) - " and "KABUL (July 14, 2021): " at the start of the first paragraph. */
static void read_dateline(pass *p, uint32_t i)
{
    bay_str text = unit_at(p, i)->text;
    uint32_t capitals = 0, end = 0;
    while (end < text.size && end < 90) {
        char c = text.bytes[end];
        if (c == ':' || !memcmp(text.bytes + end, "- ", end + 2 < text.size ? 2 : 0)) break;
        if (end + 2 < text.size && !memcmp(text.bytes + end, "\xE2\x80\x94", 3)) break;
        if (end + 2 < text.size && !memcmp(text.bytes + end, "\xE2\x80\x93", 3)) break;
        capitals += end < 12 && isupper((unsigned char)c);
        end++;
    }
    if (end >= 90 || end == text.size || capitals < 3) return;
    bay__offer_date(p->page, bay_str_slice(text, 0, end), "dateline", 3);
}

/* ---- head --------------------------------------------------------------- */

static bool cut_short(const bay__unit *unit)
{
    return bay_str_ends(unit->text, BAY_STR("...")) || bay_str_ends(unit->text, BAY_STR("\xE2\x80\xA6"));
}

static bool breadcrumb(bay_str s)
{
    const char *const marks[] = {" > ", " \xC2\xBB ", " / ", " \xE2\x80\xBA ", " | "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (s.size && memmem(s.bytes, s.size, marks[i], strlen(marks[i]))) return true;
    }
    return false;
}

static bool is_headline(pass *p, uint32_t i)
{
    const bay__unit *unit = unit_at(p, i);
    const char *title = p->page->options->title, *outlet = p->page->options->outlet;
    if (title && *title && bay__same_words(p->page, unit->text, bay_str_from(title))) return true;
    if (!p->page->html && outlet && *outlet && bay__same_words(p->page, unit->text, bay_str_from(outlet))) return false;
    if (p->page->html && unit->heading > 2) return false;
    if (p->page->html && memchr(unit->text.bytes, '\n', unit->text.size)) return false;
    return bay__is_title_like(unit) && !cut_short(unit) && !breadcrumb(unit->text) && unit->link_bytes * 2 <= unit->text.size;
}

/* A line without a full stop, long enough to be a summary of the story. */
static bool is_deck(pass *p, uint32_t i)
{
    const bay__unit *unit = unit_at(p, i);
    return unit->words >= 5 && unit->words <= 45 && !cut_short(unit) && !breadcrumb(unit->text) && !unit->link_bytes;
}

/* ---- which line of a long head is the headline ---- */

typedef struct vocabulary {
    bay_map words;
    bool whole;
} vocabulary;

/* Words of five letters and more in the first paragraphs. */
static vocabulary first_words(pass *p)
{
    vocabulary v = {.whole = true};
    uint32_t paragraphs = 0;
    for (uint32_t i = p->first_prose; i < p->page->units.count && paragraphs < VOCABULARY_UNITS; i++) {
        if (p->kinds[i] != BAY_LINE_PLAIN) continue;
        paragraphs++;
        bay_str letters = bay__letters(p->page->scratch, unit_at(p, i)->text), word;
        while (bay_str_next(&letters, ' ', &word)) {
            if (word.size >= 5 && !bay_map_put(p->page->scratch, &v.words, word)) v.whole = false;
        }
    }
    return v;
}

static uint32_t shared_words(pass *p, const vocabulary *v, uint32_t i)
{
    bay_mark mark = bay_arena_mark(p->page->scratch);
    bay_str letters = bay__letters(p->page->scratch, unit_at(p, i)->text), word;
    uint32_t shared = 0;
    while (bay_str_next(&letters, ' ', &word)) shared += word.size >= 5 && bay_map_get(&v->words, word) != NULL;
    bay_arena_reset(p->page->scratch, mark);
    return shared;
}

static bool is_item(bay_str s)
{
    return bay_str_starts(s, BAY_STR("- ")) || bay_str_starts(s, BAY_STR("* ")) || bay_str_starts(s, BAY_STR("\xE2\x80\xA2"));
}

static bool may_head(pass *p, uint32_t i)
{
    int kind = p->kinds[i];
    bay_str s = unit_at(p, i)->text;
    bool clock = s.size > 5 && isdigit((unsigned char)s.bytes[0]) && s.bytes[2] == ':' && isdigit((unsigned char)s.bytes[3]);   /* heads an entry of a live page */
    if (clock || is_item(s)) return false;
    return !unit_at(p, i)->decided && (kind == BAY_LINE_PLAIN || kind == BAY_LINE_RELATED) && is_headline(p, i);
}

/* The line that shares most words with the first paragraphs; in a short head the first that may be one. */
static uint32_t best_headline(pass *p, uint32_t end)
{
    uint32_t best = BAY_NONE, most = 0, first = BAY_NONE;
    vocabulary v = first_words(p);
    for (uint32_t i = 0; i < end; i++) {
        if (!may_head(p, i)) continue;
        uint32_t shared = shared_words(p, &v, i);
        if (first == BAY_NONE) first = i;
        if (shared > most) { most = shared; best = i; }
    }
    if (best == BAY_NONE) return end <= SHORT_HEAD ? first : BAY_NONE;
    for (uint32_t i = best; i > 0 && best - i < HEADLINE_BACK; ) {      /* a deck may share more than the headline above it */
        i--;
        if (may_head(p, i) && (end <= SHORT_HEAD || shared_words(p, &v, i))) best = i;
        else if (p->kinds[i] == BAY_LINE_PLAIN) break;
    }
    return best;
}

static void head_unit(pass *p, uint32_t i)
{
    int kind = p->kinds[i];
    bool flat_title = !p->page->html && i == p->headline_at;
    if (flat_title || (p->page->html && !p->headline && kind == BAY_LINE_PLAIN && is_headline(p, i))) {
        decide(p, i, BAY_ROLE_HEADLINE);
        p->headline = true;
        p->headline_at = i;
        bay__offer(&p->page->meta.headline, unit_at(p, i)->text, "line", 9);
    } else if (kind == BAY_LINE_CREDIT || kind == BAY_LINE_CAPTION) {
        decide(p, i, BAY_ROLE_CAPTION);
    } else if (kind == BAY_LINE_PLAIN && p->headline && !p->subhead && is_deck(p, i) && i - p->headline_at <= DECK_BELOW) {
        decide(p, i, BAY_ROLE_SUBHEAD);
        p->subhead = true;
    } else {
        if (kind == BAY_LINE_ABOUT) bay__read_about(p->page, unit_at(p, i)->text, true, false);
        bool story = kind == BAY_LINE_RELATED || kind == BAY_LINE_RELATED_HEAD;
        decide(p, i, story ? BAY_ROLE_RELATED : BAY_ROLE_BOILERPLATE);
    }
}

/* A line that is only a credit makes the one before it the caption, if that is no longer than captions are. */
static void credit_before(pass *p, uint32_t i)
{
    if (i == 0) return;
    bay__unit *before = unit_at(p, i - 1);
    bool open = !before->decided || before->role == BAY_ROLE_SUBHEAD || before->role == BAY_ROLE_BODY;
    if (!open || (before->marks & BAY__QUOTE) || before->gap > 1 || before->words > 60 || p->kinds[i - 1] != BAY_LINE_PLAIN || unit_at(p, i)->gap > 0) return;
    decide(p, i - 1, BAY_ROLE_CAPTION);
}

/* HTML: lines just above the first long paragraph, in the same element and shaped as sentences, are the article's first. */
static uint32_t with_first_lines(pass *p, uint32_t first)
{
    uint32_t begin = first, home = parent_of(p, first);
    for (uint32_t i = first; i-- > 0 && first - i <= FIRST_LINES;) {
        const bay__unit *unit = unit_at(p, i);
        bool between = unit->decided && (unit->role == BAY_ROLE_CAPTION || p->kinds[i] == BAY_LINE_FURNITURE || parent_of(p, i) != home) && p->kinds[i] != BAY_LINE_ABOUT;
        if (between && unit->role != BAY_ROLE_HEADLINE && !(unit->marks & BAY__BYLINE)) continue;       /* a picture, an advertisement */
        bool sentence = bay__ends_sentence(unit->text) ? unit->words >= SENTENCE_WORDS : unit->words >= TAIL_WORDS;
        bool first_line = !unit->decided && p->kinds[i] == BAY_LINE_PLAIN && sentence && !unit->heading && parent_of(p, i) == home &&
                          unit->link_bytes * LINKED_PART <= unit->text.size && !(unit->marks & (BAY__BYLINE | BAY__DECK | BAY__CAPTION)) && !bay__is_teaser(unit);
        if (!first_line) break;
        begin = i;
    }
    return begin;
}

/* The body begins with the first running text that is no caption and is not followed by other stories only. */
static uint32_t find_body(pass *p)
{
    uint32_t n = p->page->units.count, begin = 0;
    p->span_end = n;
    if (p->states) {
        for (begin = 0; begin < n && p->states[begin] != BAY__BODY_LINE;) begin++;
        while (p->span_end > begin && p->states[p->span_end - 1] != BAY__BODY_LINE) p->span_end--;
    } else if (!p->page->html) bay__find_span(p->page, p->kinds, &begin, &p->span_end);
    for (uint32_t i = begin; i < n; i++) {
        if (!is_body_prose(p, i)) continue;
        uint32_t next = next_open(p, i);
        bool caption = next == i + 1 && next < n && p->kinds[next] == BAY_LINE_CREDIT && unit_at(p, next)->gap == 0 && unit_at(p, i)->words <= 60;
        if (!caption) return p->page->html ? with_first_lines(p, i) : i;
    }
    return n;
}

/* A short line between paragraphs, without a full stop, that heads what follows. */
static bool is_subhead(pass *p, uint32_t i)
{
    const bay__unit *unit = unit_at(p, i);
    if (unit->words > SUBHEAD_WORDS || unit->link_bytes * 2 > unit->text.size || (unit->marks & BAY__LIST)) return false;
    if (!unit->heading && (bay__ends_sentence(unit->text) || unit->words > 10)) return false;
    if (unit->heading && !p->page->html) return true;                       /* Markdown says so */
    uint32_t next = next_open(p, i);
    bool heads = next < p->page->units.count && bay__is_prose(unit_at(p, next)) && p->kinds[next] == BAY_LINE_PLAIN;
    return heads && (unit->heading || unit->bold || (!p->page->html && bay__is_title_like(unit)));
}

static bool starts_small(bay_str s) { return s.size && s.bytes[0] >= 'a' && s.bytes[0] <= 'z'; }

/* Flattened text: where the sentences begin that stand right above the first long paragraph, "Soldiers killed nine protesters on Sunday.", none of them
 * with the look of something else: a short text's own first lines. */
static uint32_t first_sentence(pass *p)
{
    uint32_t begin = p->first_prose;
    while (begin > 0) {
        const bay__unit *unit = unit_at(p, begin - 1);
        bool sentence = bay__ends_sentence(unit->text) && unit->words >= SENTENCE_WORDS && !starts_small(unit->text);
        if (unit->decided || !sentence || p->kinds[begin - 1] != BAY_LINE_PLAIN || (unit->marks & (BAY__BYLINE | BAY__CAPTION)) || bay__is_teaser(unit)) break;
        begin--;
    }
    return begin;
}

static void read_head(pass *p)
{
    uint32_t n = p->page->units.count;
    uint32_t end = p->first_prose < n ? p->first_prose : 0;
    for (uint32_t i = 0; i < n && p->page->html; i++) {
        if (unit_at(p, i)->role == BAY_ROLE_HEADLINE) { p->headline = true; p->headline_at = i; }   /* told by mark-up */
    }
    if (!p->page->html) p->headline_at = best_headline(p, end);
    uint32_t sentences = p->page->html ? end : first_sentence(p);
    for (uint32_t i = 0; i < end; i++) {
        if (unit_at(p, i)->decided) continue;
        uint32_t next = i + 1;
        if (next < end && p->kinds[next] == BAY_LINE_CREDIT && unit_at(p, next)->gap == 0 && p->kinds[i] == BAY_LINE_PLAIN && p->headline) {
            decide(p, i, BAY_ROLE_CAPTION);
            continue;
        }
        bool below = p->headline_at != BAY_NONE && i > p->headline_at;
        bool begun = of_article(p, i) && p->kinds[i] == BAY_LINE_PLAIN && below;
        begun = begun || (i >= sentences && (below || p->headline_at == BAY_NONE) && (!p->states || of_article(p, i)));
        if (begun) unit_at(p, i)->role = is_subhead(p, i) ? BAY_ROLE_SUBHEAD : BAY_ROLE_BODY;
        else head_unit(p, i);
    }
}

/* ---- comments ----------------------------------------------------------- */

/* Written as people write under articles: no capital, no stop, dots in a row, single letters for words. */
static bool informal(pass *p, uint32_t i)
{
    const bay__unit *unit = unit_at(p, i);
    bay_str s = unit->text;
    uint32_t signs = 0;
    if (s.size && islower((unsigned char)s.bytes[0])) signs++;
    if (!bay__ends_sentence(s)) signs++;
    for (uint32_t k = 0; k + 3 < s.size; k++) {
        bool dots = !memcmp(s.bytes + k, "....", 4) || (k + 6 <= s.size && !memcmp(s.bytes + k, "\xE2\x80\xA6\xE2\x80\xA6", 6));
        bool letter = s.bytes[k] == ' ' && (s.bytes[k + 1] == 'u' || s.bytes[k + 1] == 'r') && s.bytes[k + 2] == ' ';
        bool marks = (s.bytes[k] == '!' || s.bytes[k] == '?') && (s.bytes[k + 1] == '!' || s.bytes[k + 1] == '?');
        if (dots || letter || marks) { signs += 2; break; }
    }
    return signs >= 2;
}

/* The mark stands after a comment: the comment before it, back to where the article can be seen to end. */
static void open_comments(pass *p, uint32_t i)
{
    p->zone = ZONE_COMMENT;
    bool nearest = true;
    for (uint32_t back = 0; i > 0 && back < LOOK_BACK; back++) {
        i--;
        bay__unit *unit = unit_at(p, i);
        bool article = unit->role == BAY_ROLE_HEADLINE || unit->role == BAY_ROLE_REPEATED || i <= p->first_prose;
        if (article || (!nearest && !informal(p, i))) break;
        bool open = unit->role == BAY_ROLE_BODY || unit->role == BAY_ROLE_SUBHEAD || (i >= p->span_end && p->kinds[i] == BAY_LINE_PLAIN);
        if (open) unit->role = BAY_ROLE_COMMENT;
        nearest = false;
    }
}

/* ---- body and after ------------------------------------------------------ */

/* Back from a list of other stories: a paragraph that lies where the paragraphs before lay, or two paragraphs of
 * running text in a row that no list would hold. */
static bool body_returns(pass *p, uint32_t i)
{
    const bay__unit *unit = unit_at(p, i);
    bool beside = p->body_parent != BAY_NONE && parent_of(p, i) == p->body_parent;
    bool sentence = unit->words >= SENTENCE_WORDS && bay__ends_sentence(unit->text) && !bay__is_teaser(unit) && !unit->heading;
    if (beside && p->zone == ZONE_RELATED && (sentence || (unit->heading && !unit->link_bytes))) return true;
    if (!is_body_prose(p, i) || unit->words < RETURN_WORDS || p->zone == ZONE_COMMENT) return false;
    if (p->zone == ZONE_APPEAL && bay__is_appeal(p->page, unit->text)) return false;
    uint32_t next = next_open(p, i);
    if (next >= p->page->units.count) return false;
    return is_body_prose(p, next) && (p->zone != ZONE_APPEAL || !bay__is_appeal(p->page, unit_at(p, next)->text));
}

static bay_role role_of_zone(enum zone zone)
{
    switch (zone) {
    case ZONE_RELATED: return BAY_ROLE_RELATED;
    case ZONE_COMMENT: return BAY_ROLE_COMMENT;
    case ZONE_APPEAL: return BAY_ROLE_BOILERPLATE;
    default: return BAY_ROLE_BODY;
    }
}

/* What the net says of a line between the first and the last of the article. */
static bool told_by_net(pass *p, uint32_t i)
{
    if (!p->states || i >= p->span_end) return false;
    const bay__unit *unit = unit_at(p, i);
    if (p->zone == ZONE_APPEAL && !bay__is_prose(unit)) return false;       /* "Every morning at seven." */
    if (p->states[i] == BAY__BODY_LINE) { p->zone = ZONE_BODY; return false; }
    if (p->zone != ZONE_BODY) decide(p, i, role_of_zone(p->zone));
    else decide(p, i, unit->words >= 4 && bay__is_title_like(unit) ? BAY_ROLE_RELATED : BAY_ROLE_BOILERPLATE);
    return true;
}

static void plain_unit(pass *p, uint32_t i)
{
    bay__unit *unit = unit_at(p, i);
    if (told_by_net(p, i)) return;
    if (i >= p->span_end && p->zone == ZONE_BODY) p->zone = ZONE_AFTER;
    if (p->zone == ZONE_AFTER) {
        bool story = unit->words >= 4 && !bay__is_appeal(p->page, unit->text) && (bay__is_prose(unit) || bay__is_teaser(unit) || bay__is_title_like(unit));
        decide(p, i, story ? BAY_ROLE_RELATED : BAY_ROLE_BOILERPLATE);
        return;
    }
    if (p->zone != ZONE_BODY) {
        if (!body_returns(p, i)) {
            bool foot = !p->page->html && p->zone == ZONE_RELATED && i >= p->span_end && (unit->words <= FOOT_WORDS || bay__is_appeal(p->page, unit->text));
            decide(p, i, foot ? BAY_ROLE_BOILERPLATE : role_of_zone(p->zone));
            return;
        }
        p->zone = ZONE_BODY;
    }
    unit->role = BAY_ROLE_BODY;
    if (is_subhead(p, i)) unit->role = BAY_ROLE_SUBHEAD;
    else if (unit->marks & BAY__QUOTE) unit->role = BAY_ROLE_QUOTE_BLOCK;
    if (!bay__is_prose(unit)) return;
    p->last_prose = i;
    p->body_parent = parent_of(p, i);
}

static void body_unit(pass *p, uint32_t i)
{
    int kind = p->kinds[i];
    bool foot = kind == BAY_LINE_FURNITURE && (bay_str_starts(unit_at(p, i)->text, BAY_STR("\xC2\xA9")) || bay_str_starts(unit_at(p, i)->text, BAY_STR("Copyright")));
    if (p->zone == ZONE_COMMENT && foot && !p->page->html) p->zone = ZONE_AFTER;
    if (p->zone == ZONE_COMMENT && kind != BAY_LINE_RELATED_HEAD) { decide(p, i, BAY_ROLE_COMMENT); return; }
    switch (kind) {
    case BAY_LINE_ABOUT:
        bay__read_about(p->page, unit_at(p, i)->text, false, false);
        decide(p, i, p->zone == ZONE_RELATED ? BAY_ROLE_RELATED : BAY_ROLE_BOILERPLATE);
        break;
    case BAY_LINE_FURNITURE: decide(p, i, BAY_ROLE_BOILERPLATE); break;
    case BAY_LINE_RELATED: decide(p, i, BAY_ROLE_RELATED); break;
    case BAY_LINE_RELATED_HEAD: p->zone = ZONE_RELATED; decide(p, i, BAY_ROLE_RELATED); break;
    case BAY_LINE_COMMENT_HEAD: p->zone = ZONE_COMMENT; decide(p, i, BAY_ROLE_COMMENT); break;
    case BAY_LINE_COMMENT_MARK: open_comments(p, i); decide(p, i, BAY_ROLE_COMMENT); break;
    case BAY_LINE_APPEAL: p->zone = ZONE_APPEAL; decide(p, i, BAY_ROLE_BOILERPLATE); break;
    case BAY_LINE_CREDIT: credit_before(p, i); decide(p, i, BAY_ROLE_CAPTION); break;
    case BAY_LINE_CAPTION: decide(p, i, BAY_ROLE_CAPTION); break;
    default: plain_unit(p, i); break;
    }
}

/* What trails after the last paragraph without being a sentence: tags, names, dates. */
static void trim_tail(pass *p)
{
    for (uint32_t i = p->last_prose + 1; i < p->page->units.count; i++) {
        bay__unit *unit = unit_at(p, i);
        if (unit->decided || unit->role == BAY_ROLE_COMMENT || (unit->marks & BAY__QUOTE) || of_article(p, i)) continue;
        bool list = ((unit->marks & (BAY__LIST | BAY__TABLE)) || (unit->words >= TAIL_WORDS && !unit->heading)) && unit->link_bytes * LINKED_PART <= unit->text.size;
        if (!bay__ends_sentence(unit->text) && !list) unit->role = BAY_ROLE_BOILERPLATE;
    }
}

/* A page without running text: what is left are lines, kept as body but for what says that it is something else. */
static void no_prose(pass *p)
{
    for (uint32_t i = 0; i < p->page->units.count; i++) {
        if (unit_at(p, i)->decided) continue;
        bool first = !p->headline && p->kinds[i] == BAY_LINE_PLAIN && is_headline(p, i) && next_open(p, i) < p->page->units.count;
        if (first) { p->headline_at = i; head_unit(p, i); continue; }
        body_unit(p, i);
    }
}

bay_status bay__zone(bay__page *page, bay_error *err)
{
    uint32_t n = page->units.count;
    pass p = {.page = page, .zone = ZONE_BODY, .last_prose = n, .body_parent = BAY_NONE, .headline_at = BAY_NONE};
    p.kinds = bay__line_kinds(page);
    if (!p.kinds) return bay_fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (unit->decided) continue;
        if (!p.kinds[i] && bay__is_code(unit)) { decide(&p, i, BAY_ROLE_BOILERPLATE); continue; }
        bool card = unit->heading && unit->words >= 3 && unit->link_bytes * 10 > unit->text.size * 7 && !unit->abroad;   /* heads another story */
        if (card && !p.kinds[i]) p.kinds[i] = BAY_LINE_RELATED_HEAD;
    }
    if (!page->html && !page->doc->pre_split && n >= MODEL_UNITS_MIN && n <= MODEL_UNITS_MAX) {
        p.states = bay_arena_calloc(page->scratch, n, 1);
        if (!p.states) return bay_fail_memory(err);
        BAY_TRY(bay__label_lines(page, p.kinds, p.states, err));
        if (!memchr(p.states, BAY__BODY_LINE, n)) p.states = NULL;
    }
    p.first_prose = find_body(&p);
    if (p.first_prose == n) { no_prose(&p); return BAY_OK; }
    read_head(&p);
    read_dateline(&p, p.first_prose);
    for (uint32_t i = p.first_prose; i < n; i++) {
        if (!page->units.items[i].decided) body_unit(&p, i);
    }
    if (p.last_prose < n) trim_tail(&p);
    return BAY_OK;
}
