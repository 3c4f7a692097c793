#include "doc/find.h"

uint32_t bay_doc_actors_at(const bay_doc *doc, uint32_t tok, uint32_t *first)
{
    uint32_t low = 0, high = doc->actors.count, count = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->actors.items[middle].tok < tok) low = middle + 1;
        else high = middle;
    }
    *first = low;
    while (low + count < doc->actors.count && doc->actors.items[low + count].tok == tok) count++;
    if (count == 0) *first = BAY_NONE;
    return count;
}

uint32_t bay_doc_actor_at(const bay_doc *doc, uint32_t tok)
{
    uint32_t first;
    bay_doc_actors_at(doc, tok, &first);
    return first;
}

/* Places lie in text order and do not overlap: the last one that begins at or before the token. */
uint32_t bay_doc_place_at(const bay_doc *doc, uint32_t tok)
{
    bay_span span = tok < doc->toks.count ? doc->toks.items[tok].span : (bay_span){0};
    uint32_t low = 0, high = doc->places.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->places.items[middle].span.begin <= span.begin) low = middle + 1;
        else high = middle;
    }
    return low && bay_span_contains(doc->places.items[low - 1].span, span) ? low - 1 : BAY_NONE;
}

const bay_pb_frame *bay_doc_frame_at(const bay_doc *doc, uint32_t tok)
{
    uint32_t low = 0, high = doc->frames.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->frames.items[middle].tok < tok) low = middle + 1;
        else high = middle;
    }
    return low < doc->frames.count && doc->frames.items[low].tok == tok ? &doc->frames.items[low] : NULL;
}

uint32_t bay_doc_tok_from(const bay_doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->toks.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (doc->toks.items[mid].span.begin < byte) low = mid + 1;
        else high = mid;
    }
    return low;
}
