/* clean/repeat.c - the same words twice on one page: the later copy gets the role repeated.
 *
 * A block whose runs of words were nearly all seen in earlier coded blocks is a copy, whatever its white space,
 * quotes or case. Linear in the text.
 */
#include "clean/page.h"
#include "clean/shingles.h"

enum { SHORT_WORDS = 8, SEEN_OF_10 = 8 };

static bool is_candidate(const bay__unit *unit)
{
    return bay_role_is_coded(unit->role) && unit->words >= 4;
}

/* A summary or caption that only repeats the paragraph gives way to it. */
static bool yields(const bay__unit *early, const bay__unit *late)
{
    bool small = early->role == BAY_ROLE_SUBHEAD || early->role == BAY_ROLE_CAPTION || early->role == BAY_ROLE_QUOTE_BLOCK;
    return small && late->role == BAY_ROLE_BODY && late->words + 4 >= early->words;
}

bay_status bay__fold_repeats(bay__page *page, bay_error *err)
{
    uint64_t words = 0;
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (is_candidate(&page->units.items[i])) words += page->units.items[i].words;
    }
    bay__shingles seen;
    if (!bay__shingles_init(&seen, page->scratch, words)) return bay_fail_memory(err);
    for (uint32_t i = 0; i < page->units.count; i++) {
        bay__unit *unit = &page->units.items[i];
        bay__overlap over;
        if (!is_candidate(unit)) continue;
        if (!bay__shingles_look(&seen, page->scratch, unit->text, i, true, &over)) return bay_fail_memory(err);
        bool copy = over.seen && over.seen * 10 >= over.runs * SEEN_OF_10 && (unit->words >= SHORT_WORDS || over.seen == over.runs);
        if (!copy) continue;
        bay__unit *early = &page->units.items[over.owner];
        if (yields(early, unit)) early->role = BAY_ROLE_REPEATED;
        else unit->role = BAY_ROLE_REPEATED;
    }
    return BAY_OK;
}
