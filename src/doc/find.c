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

uint32_t bay_doc_place_at(const bay_doc *doc, uint32_t tok)
{
    bay_span span = tok < doc->toks.count ? doc->toks.items[tok].span : (bay_span){0};
    for (uint32_t i = 0; i < doc->places.count; i++)
        if (bay_span_contains(doc->places.items[i].span, span)) return i;
    return BAY_NONE;
}

uint32_t bay_doc_time_at(const bay_doc *doc, uint32_t tok)
{
    for (uint32_t i = 0; i < doc->times.count; i++)
        if (doc->times.items[i].tok_begin <= tok && tok < doc->times.items[i].tok_end) return i;
    return BAY_NONE;
}

uint32_t bay_doc_mention_at(const bay_doc *doc, uint32_t tok)
{
    uint32_t other = BAY_NONE;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        if (m->tok_begin > tok + 64) break;
        if (m->kind == BAY_MENTION_NAME && m->tok_begin <= tok && tok < m->tok_end) return i;
        if (m->head == tok) other = i;
    }
    return other;
}
