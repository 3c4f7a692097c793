/* clean/repeat.c - the same words twice on one page: the later copy gets the role repeated.
 *
 * A block whose runs of words were nearly all seen in earlier coded blocks is a copy, whatever its white space,
 * quotes or case. Linear in the text.
 */
#include "clean/page.h"
#include "clean/shingles.h"

enum { BESIDE = 8, SHORT_WORDS = 8, SEEN_OF_10 = 8, SENTENCE_WORDS = 12 };

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

/* A whole sentence of a paragraph: short lines, headings and items come again in many a table, plan or interview. */
static bool is_sentence(const bay__unit *unit)
{
    return unit->words >= SENTENCE_WORDS && unit->role != BAY_ROLE_SUBHEAD && !(unit->marks & (BAY__LIST | BAY__TABLE));
}

/* Copies of each unit's words: the unit that had most of them, BAY_NONE for none. */
static bool find_copies(bay__page *page, uint32_t *owners, uint64_t words)
{
    bay__shingles seen;
    bay__overlap over;
    if (!bay__shingles_init(&seen, page->scratch, words)) return false;
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        owners[i] = BAY_NONE;
        if (!is_candidate(unit)) continue;
        if (!bay__shingles_look(&seen, page->scratch, unit->text, i, true, &over)) return false;
        bool copy = over.seen && over.seen * 10 >= over.runs * SEEN_OF_10 && (unit->words >= SHORT_WORDS || over.seen == over.runs);
        if (copy) owners[i] = over.owner;
    }
    return true;
}

/* A short copy folds with a sentence beside it that is one too. */
static bool folds(const bay__page *page, const uint32_t *owners, uint32_t i)
{
    if (owners[i] == BAY_NONE) return false;
    if (is_sentence(&page->units.items[i])) return true;
    for (uint32_t at = i; at-- > 0 && i - at <= BESIDE;) {
        if (!is_candidate(&page->units.items[at]) && page->units.items[at].role != BAY_ROLE_REPEATED) continue;
        if (owners[at] == BAY_NONE) break;
        if (is_sentence(&page->units.items[at])) return true;
    }
    for (uint32_t at = i + 1; at < page->units.count && at - i <= BESIDE; at++) {
        if (!is_candidate(&page->units.items[at])) continue;
        if (owners[at] == BAY_NONE) break;
        if (is_sentence(&page->units.items[at])) return true;
    }
    return false;
}

bay_status bay__fold_repeats(bay__page *page, bay_error *err)
{
    uint64_t words = 0;
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (is_candidate(&page->units.items[i])) words += page->units.items[i].words;
    }
    uint32_t *owners = bay_arena_alloc(page->scratch, (page->units.count + 1) * sizeof *owners);
    if (!owners || !find_copies(page, owners, words)) return bay_fail_memory(err);
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (!folds(page, owners, i)) continue;
        bay__unit *early = &page->units.items[owners[i]], *unit = &page->units.items[i];
        if (yields(early, unit)) early->role = BAY_ROLE_REPEATED;
        else unit->role = BAY_ROLE_REPEATED;
    }
    return BAY_OK;
}
