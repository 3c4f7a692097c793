/* clean/byline.c - who signs an HTML page and on which day: links to authors' pages, marked names and lines "By ...", read where an article
 * has them: between headline and text, a little above the headline, or just below the text. The same things stand beside every other
 * story on a page; place tells them apart.
 */
#include <strings.h>

#include "clean/lines.h"

enum { ABOVE = 4, HEAD_MAX = 40, BELOW = 6, DECK_MAX = 8, DAY_WORDS = 3, LINE_WORDS = 30, ABOVE_UNKNOWN = 12, IN_HEAD = 4, IN_LIST = 2, LINE_RANK = 6, MARKED_RANK = 8 };

typedef struct window {
    uint32_t begin, end;     /* units above the text          */
    uint32_t after, stop;    /* units just below it           */
} window;

static uint32_t first_prose(const bay__page *page, uint32_t begin, uint32_t end)
{
    for (; begin < end; begin++) {
        const bay__unit *unit = &page->units.items[begin];
        bool picture = (unit->marks & (BAY__CAPTION | BAY__FIGURE)) || page->kinds[begin] == BAY_LINE_CAPTION || page->kinds[begin] == BAY_LINE_CREDIT;
        if (!picture && bay__is_prose(unit)) break;
    }
    return begin;
}

static bool signs(const bay__page *page, uint32_t i)
{
    const bay__unit *unit = &page->units.items[i];
    bool named = bay__is_signed(unit->text) || (unit->marks & BAY__BYLINE) || (page->kinds[i] == BAY_LINE_ABOUT && unit->words >= DAY_WORDS);   /* a clock alone heads an entry of a live page */
    for (uint32_t k = 0; k < page->meta.sign_count && !named; k++) named = page->meta.signs[k].unit == i;
    return named && unit->words <= LINE_WORDS;
}

/* Where the first sentence is a deck above the by-line, the head goes on to the next running text. */
static uint32_t past_deck(const bay__page *page, uint32_t at, uint32_t end)
{
    uint32_t next = first_prose(page, at + 1, end);
    if (next > at + DECK_MAX + 1) return at;
    for (uint32_t i = at + 1; i < next && i < end; i++) {
        if (signs(page, i)) return next;
    }
    return at;
}

static window find_window(const bay__page *page, uint32_t headline, uint32_t begin, uint32_t end)
{
    window w = {0};
    uint32_t from = headline == BAY_NONE || headline > end ? begin : headline;
    uint32_t above = from == headline ? ABOVE : ABOVE_UNKNOWN;
    w.begin = from > above ? from - above : 0;
    w.end = past_deck(page, first_prose(page, begin > from ? begin : from + (from == headline), end), end);
    if (w.end > from + HEAD_MAX) w.end = from + HEAD_MAX;
    w.after = end;
    while (w.after > w.end && !bay__is_prose(&page->units.items[w.after - 1])) w.after--;
    w.stop = end + BELOW < page->units.count ? end + BELOW : page->units.count;
    return w;
}

static bool readable(const bay__unit *unit)
{
    return unit->words <= LINE_WORDS && !bay__is_prose(unit) && !(unit->marks & (BAY__COMMENT | BAY__NAV));
}

static bool head_line(const window *w, uint32_t i) { return i >= w->begin && i < w->end; }
static bool foot_line(const window *w, uint32_t i) { return i >= w->after && i < w->stop; }

/* Marked names of the nearest place that has any: the head, else the foot of the text. */
static void read_signs(bay__page *page, const window *w)
{
    bool found = false;
    for (int turn = 0; turn < 2 && !found; turn++) {
        for (uint32_t k = 0; k < page->meta.sign_count; k++) {
            const bay__sign *sign = &page->meta.signs[k];
            if (sign->unit >= page->units.count || !readable(&page->units.items[sign->unit])) continue;
            uint32_t related = page->units.items[sign->unit].marks & BAY__RELATED;
            if (turn == 0 ? !head_line(w, sign->unit) : !foot_line(w, sign->unit) || related) continue;
            bay__offer_author(page, sign->name, sign->rank);
            found = true;
        }
    }
}

/* Does the head of the page show one of the names that its tags tell? */
static bool shown(const bay__page *page, const window *w)
{
    for (uint32_t k = 0; k < page->meta.author_count; k++) {
        bay_str name = page->meta.authors[k];
        for (uint32_t i = w->begin, looked = 0; i < w->stop && looked < HEAD_MAX; i++) {
            if (i >= w->end && i < w->after) i = w->after;
            if (i >= w->stop) break;
            bay_str text = page->units.items[i].text;
            if (page->units.items[i].words > LINE_WORDS) continue;
            looked++;
            for (uint32_t at = 0; at + name.size <= text.size; at++) {
                if (!strncasecmp(text.bytes + at, name.bytes, name.size)) return true;
            }
        }
    }
    return false;
}

/* A printed by-line comes before names in tags that the page shows nowhere near it: those of the house, of who put it on line. */
static void offer_printed(bay__page *page, const window *w, bay_str line)
{
    bay__meta *meta = &page->meta;
    bool hidden = meta->author_count && meta->author_rank > 1 && meta->author_rank < LINE_RANK && !shown(page, w);
    if (!hidden) { bay__offer_author(page, line, LINE_RANK); return; }
    uint32_t count = meta->author_count;
    uint8_t rank = meta->author_rank;
    meta->author_count = 0;
    bay__offer_author(page, line, LINE_RANK);
    if (!meta->author_count) { meta->author_count = count; meta->author_rank = rank; }      /* the names are still there */
}

static void read_line(bay__page *page, const window *w, uint32_t i)
{
    const bay__unit *unit = &page->units.items[i];
    bool plain = page->kinds[i] == BAY_LINE_PLAIN;
    if (bay__is_signed(unit->text)) offer_printed(page, w, bay__names_of_line(unit->text));
    else if ((unit->marks & BAY__BYLINE) && plain && unit->words < 16 && bay__may_sign(page, unit->text)) {
        bay__offer_author(page, bay__names_of_line(unit->text), MARKED_RANK);
    }
    bool list = (unit->marks & BAY__RELATED) != 0;
    if (!plain || (list && unit->link_bytes)) return;
    bay__offer_date(page, unit->text, "line", list ? IN_LIST : IN_HEAD);
    if (!list) bay__read_dated(page, unit->text);
}

/* The sentence between the headline and the by-line, alone there. */
static void set_deck(bay__page *page, uint32_t headline, const window *w)
{
    if (headline == BAY_NONE || headline >= w->end) return;
    uint32_t at = first_prose(page, headline + 1, w->end);
    if (at >= w->end || at - headline > DECK_MAX) return;
    bay__unit *unit = &page->units.items[at];
    if (unit->decided || unit->told || (unit->marks & BAY__NOISE)) return;
    unit->role = BAY_ROLE_SUBHEAD;
    unit->decided = true;
}

void bay__read_bylines(bay__page *page, uint32_t headline, uint32_t begin, uint32_t end)
{
    window w = find_window(page, headline, begin, end);
    read_signs(page, &w);
    set_deck(page, headline, &w);
    for (uint32_t i = w.begin; i < w.end; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (i == headline || !readable(unit)) continue;
        read_line(page, &w, i);
        bool by = i + 1 < w.end && unit->text.size == 2 && (bay_str_is(unit->text, "By") || bay_str_is(unit->text, "by"));
        if (by && readable(unit + 1)) offer_printed(page, &w, bay__names_of_line((unit + 1)->text));
    }
}
