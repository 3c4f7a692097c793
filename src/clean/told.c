/* clean/told.c - what the publisher says the article is: JSON-LD articleBody.
 *
 * Where it is given it is hardly ever wrong, though often cut short or without its quotes, so it only adds: units found in
 * it are body whatever their classes say, and where the page shows none of it (text put in by a script) it is the text.
 */
#include "clean/page.h"
#include "clean/shingles.h"

enum { BODY_BYTES_MIN = 300, UNIT_WORDS_MIN = 6, SEEN_OF_10 = 8, SHOWN_PERCENT = 30 };

/* Marks the units that lie in articleBody; *shown: bytes of them. */
static bool mark_told(bay__page *page, uint64_t *shown)
{
    bay__shingles body;
    bay__overlap over;
    bay_str text = page->meta.article_body;
    *shown = 0;
    if (!bay__shingles_init(&body, page->scratch, bay__count_words(text))) return false;
    if (!bay__shingles_look(&body, page->scratch, text, 0, true, &over)) return false;
    for (uint32_t i = 0; i < page->units.count; i++) {
        bay__unit *unit = &page->units.items[i];
        if (unit->words < UNIT_WORDS_MIN || unit->heading) continue;
        if (!bay__shingles_look(&body, page->scratch, unit->text, 1, false, &over)) return false;
        unit->told = over.seen && over.seen * 10 >= over.runs * SEEN_OF_10;
        if (unit->told) *shown += unit->text.size;
    }
    return true;
}

/* The paragraphs of articleBody as units of their own, in an element of their own under the root. */
static bool add_told(bay__page *page, uint32_t *container)
{
    bay__elem *elem = bay_push(page->scratch, &page->elems);
    if (!elem) return false;
    *container = page->elems.count - 1;
    *elem = (bay__elem){.unit_begin = page->units.count, .depth = 1};
    bay_str rest = page->meta.article_body, line;
    while (bay_str_next(&rest, '\n', &line)) {
        line = bay_str_trim(line);
        if (!line.size) continue;
        bay__unit *unit = bay_push(page->scratch, &page->units);
        if (!unit) return false;
        *unit = (bay__unit){.text = line, .raw = page->meta.article_body_raw, .words = bay__count_words(line), .elem = *container,
                            .role = BAY_ROLE_BODY, .told = true};
    }
    page->elems.items[*container].unit_end = page->elems.items[0].unit_end = page->units.count;
    return true;
}

bay_status bay__heed_article_body(bay__page *page, uint32_t *container, bay_error *err)
{
    uint64_t shown;
    *container = BAY_NONE;
    if (page->meta.article_body.size < BODY_BYTES_MIN || !page->elems.count) return BAY_OK;
    if (!mark_told(page, &shown)) return bay_fail_memory(err);
    if (shown * 100 >= (uint64_t)page->meta.article_body.size * SHOWN_PERCENT) return BAY_OK;
    for (uint32_t i = 0; i < page->units.count; i++) page->units.items[i].told = false;
    bay_doc_note(page->doc, "clean", "body-from-json-ld", page->meta.article_body_raw);
    return add_told(page, container) ? BAY_OK : bay_fail_memory(err);
}
