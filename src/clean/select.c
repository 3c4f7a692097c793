/* clean/select.c - where the article is in an HTML page.
 *
 * The mark-up names candidates (articleBody, entry-content, <article>); else the deepest element that still holds
 * nearly all running text. After Kohlschütter et al., "Boilerplate detection using shallow text features" (2010):
 * text length and link density tell more than anything else. What is outside gets its role by mark-up and place.
 */
#include "clean/lines.h"
#include "clean/page.h"

enum { OWN_SHARE = 40, COMMENT_SHARE = 90, TOLD_SHARE = 90, NAMED_SHARE = 45, DESCENT_SHARE = 80, DECK_GAP = 12, FIRST_LINES = 3, DECK_PARAGRAPHS = 3, BESIDE = 60, OWN_PART = 60, SHORT_SHARE = 15 };

static bay__elem *elem_at(bay__page *page, uint32_t i) { return &page->elems.items[i]; }

/* ---- how much running text each element holds ----------------------------- */

static void sum_up(bay__page *page, uint32_t forbidden)
{
    for (uint32_t i = 0; i < page->elems.count; i++) elem_at(page, i)->prose = elem_at(page, i)->paragraphs = 0;
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        if ((unit->marks & forbidden) || !bay__is_prose(unit) || bay__is_teaser(unit)) continue;
        int kind = page->kinds[i];
        if (kind == BAY_LINE_FURNITURE || kind == BAY_LINE_APPEAL || kind == BAY_LINE_COMMENT_HEAD || kind == BAY_LINE_COMMENT_MARK) continue;
        elem_at(page, unit->elem)->prose += unit->text.size;
        elem_at(page, unit->elem)->paragraphs++;
    }
    for (uint32_t i = page->elems.count; i-- > 1;) {
        elem_at(page, elem_at(page, i)->parent)->prose += elem_at(page, i)->prose;
        elem_at(page, elem_at(page, i)->parent)->paragraphs += elem_at(page, i)->paragraphs;
    }
}

static uint32_t first_h1(const bay__page *page)
{
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (page->units.items[i].heading == 1) return i;
    }
    return BAY_NONE;
}

/* Marks of noise on what holds much of the page's text are about something else ("has-sidebar"). Comments may well be
 * longer than the article: their mark goes only from what holds the headline, names itself the body or is nearly all. */
static uint32_t unlikely_marks(const bay__elem *elem, uint32_t total, uint32_t h1)
{
    uint32_t loose = BAY__NOISE | BAY__CAPTION | BAY__BYLINE | BAY__FIGURE | BAY__DECK | BAY__HEADLINE | BAY__LIST | BAY__HEADER;
    uint64_t share = total ? (uint64_t)elem->prose * 100 / total : 0;
    if (share <= OWN_SHARE) return elem->paragraphs >= DECK_PARAGRAPHS ? BAY__DECK | BAY__BYLINE | BAY__HEADLINE : 0;
    bool headed = h1 != BAY_NONE && h1 >= elem->unit_begin && h1 < elem->unit_end;
    bool article = headed || (elem->marks & (BAY__BODY | BAY__ARTICLE)) || share >= COMMENT_SHARE;
    return article ? loose : loose & ~(uint32_t)BAY__COMMENT;
}

static void spread_marks(bay__page *page)
{
    uint32_t total = elem_at(page, 0)->prose, h1 = first_h1(page);
    for (uint32_t i = 0; i < page->elems.count; i++) {
        bay__elem *elem = elem_at(page, i);
        elem->marks &= ~unlikely_marks(elem, total, h1);
        uint32_t kept = ~(uint32_t)(BAY__BODY | BAY__ARTICLE);
        if (elem->marks & BAY__QUOTE) kept &= ~(uint32_t)(BAY__BOILER | BAY__RELATED);      /* a message of others shown in a "widget" is quoted */
        if (elem->parent != BAY_NONE) elem->marks |= elem_at(page, elem->parent)->marks & kept;
    }
    for (uint32_t i = 0; i < page->units.count; i++) page->units.items[i].marks |= elem_at(page, page->units.items[i].elem)->marks;
}

/* ---- what the page says its headline is ------------------------------------- */

typedef struct told {
    bay_str titles[4];
    bay_str letters[4];
} told;

static told what_is_told(bay__page *page)
{
    bay_str outlet = {0};
    told t = {.titles = {page->options->title ? bay_str_from(page->options->title) : BAY_STR(""), page->meta.headline.value,
                         page->meta.title_tag, bay__without_outlet(page->meta.title_tag, &outlet)}};
    for (int k = 0; k < 4; k++) t.letters[k] = t.titles[k].size ? bay__letters(page->scratch, t.titles[k]) : BAY_STR("");
    return t;
}

/* Scripts that put no blanks between words: a line of eight characters is no single word. */
static uint32_t title_words(const bay__unit *unit)
{
    uint32_t high = 0;
    for (uint32_t i = 0; i < unit->text.size && i < 200; i++) high += (unsigned char)unit->text.bytes[i] >= 0xE3;
    return unit->words < 4 && high >= 8 ? 4 : unit->words;
}

static bool is_told(bay__page *page, const told *t, const bay__unit *unit)
{
    bool titled = unit->heading == 1 || (unit->marks & BAY__HEADLINE) || unit->heading == 2;
    for (int k = 0; k < 4; k++) {
        bay_str title = t->titles[k];
        if (!title.size || (!titled && title.size > unit->text.size + 20) || unit->text.size > title.size + 20) continue;
        bool prefix = titled && title.size > unit->text.size && title_words(unit) >= 3 && unit->link_bytes * 2 <= unit->text.size && bay_str_starts(title, unit->text);
        bay_mark mark = bay_arena_mark(page->scratch);
        bool same = prefix || bay_str_eq(t->letters[k], bay__letters(page->scratch, unit->text));
        bay_arena_reset(page->scratch, mark);
        if (same) return true;
    }
    return false;
}

/* ---- the container --------------------------------------------------------- */

static uint32_t common_ancestor(bay__page *page, uint32_t a, uint32_t b)
{
    while (a != b) {
        if (elem_at(page, a)->depth >= elem_at(page, b)->depth) a = elem_at(page, a)->parent;
        else b = elem_at(page, b)->parent;
    }
    return a;
}

/* Does another story begin between the end of one candidate and the first lines of the next: a heading of the first rank? */
static bool next_story(const bay__page *page, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to && i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (unit->heading == 1 && unit->words >= 3) return true;
    }
    return false;
}

/* The element with the given mark that holds most; several side by side are one article in sections, up to where the next story begins. */
static uint32_t named(bay__page *page, uint32_t mark, uint32_t share)
{
    uint32_t total = elem_at(page, 0)->prose, best = BAY_NONE, all = BAY_NONE, sum = 0, end = 0, others = 0;
    uint32_t h1 = first_h1(page);
    for (uint32_t i = 0; i < page->elems.count; i++) {
        const bay__elem *elem = elem_at(page, i);
        if (!(elem->marks & mark) || (elem->marks & BAY__NOISE) || !elem->prose) continue;
        bool headed = end && h1 < end && elem->unit_begin >= end;
        if (headed && (others || next_story(page, end, elem->unit_begin + FIRST_LINES))) { others += elem->prose; end = elem->unit_end; continue; }
        if (others && elem->unit_begin < end) continue;
        if (best == BAY_NONE || elem->prose > elem_at(page, best)->prose) best = i;
        if (elem->unit_begin >= end) {       /* not inside one counted before */
            sum += elem->prose;
            end = elem->unit_end;
            all = all == BAY_NONE ? i : common_ancestor(page, all, i);
        }
    }
    if (best == BAY_NONE || (uint64_t)sum * 100 < (uint64_t)(total - others) * share) return BAY_NONE;
    return (uint64_t)elem_at(page, best)->prose * 100 >= (uint64_t)sum * 90 ? best : all;
}

/* From the root down, as long as one child holds nearly all running text of its parent. */
static uint32_t descend(bay__page *page, uint32_t from)
{
    uint32_t *richest = bay_arena_alloc(page->scratch, page->elems.count * sizeof *richest);
    if (!richest) return from;
    for (uint32_t i = 0; i < page->elems.count; i++) richest[i] = BAY_NONE;
    for (uint32_t i = 1; i < page->elems.count; i++) {
        uint32_t parent = elem_at(page, i)->parent;
        if (richest[parent] == BAY_NONE || elem_at(page, i)->prose > elem_at(page, richest[parent])->prose) richest[parent] = i;
    }
    for (;;) {
        uint32_t child = richest[from];
        if (child == BAY_NONE || !elem_at(page, child)->prose) return from;
        const bay__elem *elem = elem_at(page, child);
        bool one_paragraph = elem->paragraphs < 2 && elem_at(page, from)->paragraphs > 1;
        if (one_paragraph || (uint64_t)elem->prose * 100 < (uint64_t)elem_at(page, from)->prose * DESCENT_SHARE) return from;
        if (elem->unit_end - elem->unit_begin <= 1) return from;
        from = child;
    }
}

static bool own_article(bay__page *page, uint32_t elem) { return (elem_at(page, elem)->marks & BAY__ARTICLE) && !(elem_at(page, elem)->marks & BAY__NOISE); }

/* The innermost <article> around the heading that says what the tags say. */
static uint32_t headed_article(bay__page *page)
{
    told t = what_is_told(page);
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (unit->heading != 1 || unit->words < 3 || !is_told(page, &t, unit)) continue;
        uint32_t elem = unit->elem;
        while (elem != BAY_NONE && !(own_article(page, elem) && elem_at(page, elem)->prose)) elem = elem_at(page, elem)->parent;
        if (elem != BAY_NONE) return elem;
    }
    return BAY_NONE;
}

/* A story shorter than what stands around it: the body within the headed article, or that article. */
static uint32_t short_story(bay__page *page)
{
    uint32_t article = headed_article(page), best = BAY_NONE;
    if (article == BAY_NONE) return BAY_NONE;
    const bay__elem *whole = elem_at(page, article);
    for (uint32_t i = article + 1; i < page->elems.count && elem_at(page, i)->unit_begin < whole->unit_end; i++) {
        const bay__elem *elem = elem_at(page, i);
        bool body = (elem->marks & BAY__BODY) && !(elem->marks & BAY__NOISE) && (uint64_t)elem->prose * 100 >= (uint64_t)whole->prose * OWN_PART;
        if (body && (best == BAY_NONE || elem->prose > elem_at(page, best)->prose)) best = i;
    }
    if (best != BAY_NONE) return best;
    bool enough = whole->paragraphs >= 2 && (uint64_t)whole->prose * 100 >= (uint64_t)elem_at(page, 0)->prose * SHORT_SHARE;
    return enough ? article : BAY_NONE;
}

static uint32_t find_container(bay__page *page)
{
    uint32_t found = named(page, BAY__BODY, NAMED_SHARE);
    if (found == BAY_NONE) found = named(page, BAY__ARTICLE, NAMED_SHARE + 10);
    if (found == BAY_NONE) found = short_story(page);
    return found == BAY_NONE ? descend(page, 0) : found;
}

/* Widened until it holds nearly all that the publisher says is the article. */
static uint32_t widened(bay__page *page, uint32_t container)
{
    uint64_t all = 0, inside = 0;
    uint32_t common = container;
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (!unit->told) continue;
        all += unit->text.size;
        bool in = i >= elem_at(page, container)->unit_begin && i < elem_at(page, container)->unit_end;
        if (in) inside += unit->text.size;
        else common = common_ancestor(page, common, unit->elem);
    }
    return inside * 100 >= all * TOLD_SHARE ? container : common;
}

/* ---- what is around it ------------------------------------------------------ */

static bay_role role_by_marks(const bay__unit *unit)
{
    if (unit->marks & BAY__COMMENT) return BAY_ROLE_COMMENT;
    if (unit->marks & BAY__RELATED) return BAY_ROLE_RELATED;
    if (unit->marks & BAY__NOISE) return BAY_ROLE_BOILERPLATE;
    bool story = unit->link_bytes * 2 > unit->text.size && unit->words >= 4;
    return story ? BAY_ROLE_RELATED : BAY_ROLE_BOILERPLATE;
}

static void decide(bay__unit *unit, bay_role role)
{
    unit->role = role;
    unit->decided = true;
}

/* The heading, or any line of four words or more, that says what <title> or the meta tags say; else the first <h1>. */
static uint32_t find_headline(bay__page *page, uint32_t before)
{
    told t = what_is_told(page);
    uint32_t first = BAY_NONE, line = BAY_NONE;
    for (uint32_t i = 0; i < page->units.count && i <= before; i++) {
        const bay__unit *unit = &page->units.items[i];
        bool titled = unit->heading == 1 || (unit->marks & BAY__HEADLINE) || unit->heading == 2;
        if (title_words(unit) < (titled ? 2 : 4) || unit->text.size > 300) continue;
        bool elsewhere = (unit->marks & (BAY__NAV | BAY__RELATED | BAY__COMMENT)) && unit->heading != 1;
        bool said = !elsewhere && (titled || line == BAY_NONE) && is_told(page, &t, unit);
        if (said && titled) return i;
        if (said) line = i;
        if (!titled) continue;
        bool noise = (unit->marks & (BAY__NAV | BAY__HIDDEN | BAY__COMMENT | BAY__RELATED)) != 0;
        if (first == BAY_NONE && unit->heading == 1 && title_words(unit) >= 3 && !noise) first = i;
    }
    return line != BAY_NONE ? line : first;
}

static uint32_t shared_words(bay_str a, bay_str b, uint32_t *words)
{
    uint32_t shared = 0;
    bay_str word, other;
    *words = 0;
    while (bay_str_next(&a, ' ', &word)) {
        bay_str rest = b;
        bool found = false;
        while (!found && bay_str_next(&rest, ' ', &other)) found = bay_str_eq(word, other);
        shared += found;
        ++*words;
    }
    return shared;
}

/* The headline as readers see it, where it is sure: what tags say is often written for search engines. Sure is a heading that says what the
 * tags say, one that shares a third of its words with them, and the only first-rank heading of the page. */
static void see_title(bay__page *page, uint32_t headline)
{
    if (headline == BAY_NONE) return;
    const bay__unit *unit = &page->units.items[headline];
    bool titled = unit->heading == 1 || (unit->marks & BAY__HEADLINE) || unit->heading == 2;
    if (!titled || unit->text.size > 300 || bay__is_prose(unit) || memchr(unit->text.bytes, '\n', unit->text.size)) return;
    told t = what_is_told(page);
    bay_str seen = bay__letters(page->scratch, unit->text);
    uint32_t firsts = 0, words, shared = 0, all = 0;
    for (uint32_t i = 0; i < page->units.count; i++) firsts += page->units.items[i].heading == 1;
    for (int k = 1; k < 4; k++) {
        uint32_t n = t.letters[k].size && t.letters[k].size < 400 ? shared_words(seen, t.letters[k], &words) : 0;
        if (n > shared) { shared = n; all = words; }
    }
    bool only = firsts == 1 && unit->heading == 1 && title_words(unit) >= 2 && unit->link_bytes * 2 <= unit->text.size;
    bool sure = (shared >= 2 && shared * 3 >= all) || is_told(page, &t, unit) || only;
    if (sure && !bay__same_words(page, unit->text, page->meta.outlet.value)) page->meta.seen_title = unit->text;
}

static bool is_caption(const bay__unit *unit, int kind)
{
    bool said = kind == BAY_LINE_CAPTION || kind == BAY_LINE_CREDIT || (unit->marks & BAY__CAPTION);
    return said && unit->words >= 3 && !(unit->marks & BAY__NOISE);
}

/* Deck and lead picture between the headline and the container. */
static bay_role role_in_head(bay__page *page, const bay__unit *unit, uint32_t i, uint32_t headline, bool *deck)
{
    if (unit->marks & BAY__NOISE) return role_by_marks(unit);
    if ((unit->marks & BAY__CAPTION) && unit->words >= 3) return BAY_ROLE_CAPTION;
    bool shaped = unit->words >= 6 && unit->words <= 60 && !unit->link_bytes;
    bool said = (unit->marks & BAY__DECK) || (shaped && bay__same_words(page, unit->text, page->meta.description.value)) || (unit->heading >= 2 && unit->heading <= 4) || bay__ends_sentence(unit->text);
    if (!*deck && shaped && said && i - headline <= DECK_GAP && !(unit->marks & BAY__BYLINE)) { *deck = true; return BAY_ROLE_SUBHEAD; }
    return role_by_marks(unit);
}

/* After the article: a line that opens the comments or a list of other stories rules until the next such line. */
static bay_role role_after(const bay__unit *unit, int kind, bay_role *zone)
{
    bool noise = (unit->marks & BAY__NOISE) != 0;
    switch (kind) {
    case BAY_LINE_COMMENT_HEAD: case BAY_LINE_COMMENT_MARK: *zone = BAY_ROLE_COMMENT; return BAY_ROLE_COMMENT;
    case BAY_LINE_RELATED_HEAD: *zone = BAY_ROLE_RELATED; return BAY_ROLE_RELATED;
    case BAY_LINE_APPEAL: *zone = BAY_ROLE_BOILERPLATE; return BAY_ROLE_BOILERPLATE;
    case BAY_LINE_FURNITURE: case BAY_LINE_ABOUT: return noise ? role_by_marks(unit) : BAY_ROLE_BOILERPLATE;
    default: return noise || *zone == BAY_ROLE_BOILERPLATE ? role_by_marks(unit) : *zone;
    }
}

/* The class that most paragraphs of the container share; 0: none. */
static uint32_t look_of_body(bay__page *page, const bay__elem *container)
{
    uint32_t look = 0, votes = 0, same = 0, all = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t i = container->unit_begin; i < container->unit_end; i++) {
            const bay__unit *unit = &page->units.items[i];
            if ((unit->marks & BAY__NOISE) || !bay__is_prose(unit)) continue;
            uint32_t own = elem_at(page, unit->elem)->look;
            if (turn) { all++; same += own == look; continue; }
            if (!votes) look = own;
            if (own == look) votes++;
            else votes--;
        }
    }
    return same >= 3 && same * 2 > all ? look : 0;
}

/* Running text beside the container that looks like its paragraphs: a text may lie in several boxes. */
static bool looks_like_body(bay__page *page, const bay__unit *unit, uint32_t look)
{
    bool same = look && unit->elem != BAY_NONE && elem_at(page, unit->elem)->look == look;
    return same && bay__is_prose(unit) && !(unit->marks & (BAY__NOISE | BAY__CAPTION | BAY__FIGURE | BAY__BYLINE | BAY__DECK));
}

static void decide_outside(bay__page *page, const bay__elem *container, uint32_t headline)
{
    bool deck = false, open = true;
    uint32_t look = look_of_body(page, container);
    bay_role zone = BAY_ROLE_BOILERPLATE;
    for (uint32_t i = 0; i < page->units.count; i++) {
        bay__unit *unit = &page->units.items[i];
        if (i == headline || (i >= container->unit_begin && i < container->unit_end)) continue;
        bool head = headline != BAY_NONE && i > headline && i < container->unit_begin;
        int kind = page->kinds[i];
        if (i >= container->unit_end) open = open && unit->heading != 1 && i - container->unit_end < BESIDE;
        if ((head || (i >= container->unit_end && open)) && looks_like_body(page, unit, look) && kind == BAY_LINE_PLAIN) { decide(unit, BAY_ROLE_BODY); continue; }
        if (kind == BAY_LINE_ABOUT && !(unit->marks & (BAY__COMMENT | BAY__RELATED)) && i < container->unit_begin) {
            bay__read_about(page, unit->text, headline == BAY_NONE || head, (unit->marks & BAY__BYLINE) != 0);
        }
        if (kind == BAY_LINE_PLAIN && (unit->marks & BAY__BYLINE) && i < container->unit_begin && unit->words < 16 && bay__may_sign(page, unit->text)) {
            bay__offer_author(page, unit->text, 8);
        }
        bool below = kind == BAY_LINE_ABOUT && i >= container->unit_end && (unit->marks & BAY__BYLINE) && !(unit->marks & (BAY__COMMENT | BAY__RELATED));
        if (below && i - container->unit_end < DECK_GAP) bay__read_posted(page, unit->text);
        if (i >= container->unit_end) decide(unit, role_after(unit, kind, &zone));
        else if (head && kind == BAY_LINE_PLAIN) decide(unit, role_in_head(page, unit, i, headline, &deck));
        else decide(unit, kind == BAY_LINE_ABOUT ? BAY_ROLE_BOILERPLATE : head && is_caption(unit, kind) ? BAY_ROLE_CAPTION : role_by_marks(unit));
    }
}

/* ---- what is inside ---------------------------------------------------------- */

static void decide_inside(bay__page *page, bay__unit *unit)
{
    bool caption = (unit->marks & BAY__CAPTION) && !(unit->marks & BAY__NOISE);
    bool linked = unit->link_bytes * 10 > unit->text.size * 7;
    bool byline = (unit->marks & BAY__BYLINE) && unit->words <= 20;
    if (unit->marks & BAY__NOISE) decide(unit, role_by_marks(unit));
    else if (caption) decide(unit, page->kinds[unit - page->units.items] == BAY_LINE_ABOUT ? BAY_ROLE_BOILERPLATE : BAY_ROLE_CAPTION);
    else if (byline) {
        int kind = page->kinds[unit - page->units.items];
        if (kind == BAY_LINE_ABOUT) bay__read_about(page, unit->text, true, true);
        else bay__offer_author(page, unit->text, 8);
        decide(unit, BAY_ROLE_BOILERPLATE);
    } else if (linked && !unit->heading && (unit->words >= 4 || (unit->marks & BAY__LIST))) decide(unit, BAY_ROLE_RELATED);
    else if (linked && !unit->heading) decide(unit, BAY_ROLE_BOILERPLATE);
}

/* What the publisher says is the article is no noise, whatever its classes say. */
static void clear_told(bay__page *page)
{
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (page->units.items[i].told) page->units.items[i].marks &= ~(uint32_t)(BAY__NOISE | BAY__CAPTION | BAY__BYLINE);
    }
}

bay_status bay__select(bay__page *page, bay_error *err)
{
    if (!page->units.count || !page->elems.count) return BAY_OK;
    uint32_t container;
    BAY_TRY(bay__heed_article_body(page, &container, err));
    if (!bay__line_kinds(page)) return bay_fail_memory(err);
    sum_up(page, 0);
    spread_marks(page);
    clear_told(page);
    sum_up(page, BAY__NOISE | BAY__CAPTION);
    if (!elem_at(page, 0)->prose) sum_up(page, 0);
    if (container == BAY_NONE) container = widened(page, find_container(page));
    const bay__elem *elem = elem_at(page, container);
    uint32_t headline = find_headline(page, elem->unit_end);
    if (headline != BAY_NONE) decide(&page->units.items[headline], BAY_ROLE_HEADLINE);
    see_title(page, headline);
    bay__read_bylines(page, headline, elem->unit_begin, elem->unit_end);
    decide_outside(page, elem, headline);
    for (uint32_t i = elem->unit_begin; i < elem->unit_end; i++) {
        if (!page->units.items[i].decided) decide_inside(page, &page->units.items[i]);
    }
    return BAY_OK;
}
