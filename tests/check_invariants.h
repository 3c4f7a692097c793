/* check_invariants.h - docs/invariants.md as asserts, for fuzz targets and unit tests. */
#ifndef BAY_TESTS_CHECK_INVARIANTS_H
#define BAY_TESTS_CHECK_INVARIANTS_H

#undef NDEBUG
#include <assert.h>

#include "base/utf8.h"
#include "doc/doc.h"

static inline void check_span(const bay_doc *doc, bay_span span)
{
    assert(span.begin <= span.end && span.end <= doc->text.size);
    assert(span.begin == doc->text.size || ((unsigned char)doc->text.bytes[span.begin] & 0xC0) != 0x80);
    assert(span.end == doc->text.size || ((unsigned char)doc->text.bytes[span.end] & 0xC0) != 0x80);
}

static inline void check_white(const bay_doc *doc, uint32_t begin, uint32_t end)
{
    for (uint32_t code; begin < end;) {
        begin += bay_utf8_decode(doc->text, begin, &code);
        assert(bay_utf8_is_space(code));
    }
}

static inline void check_blocks(const bay_doc *doc)
{
    uint32_t end = 0;
    assert(bay_utf8_is_valid(doc->text));
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const bay_block *block = &doc->blocks.items[i];
        check_span(doc, block->span);
        assert(block->span.begin >= end);
        check_white(doc, end, block->span.begin);
        assert(block->raw.begin <= block->raw.end && block->raw.end <= doc->raw.size);
        assert(block->role < BAY_ROLE_COUNT);
        end = block->span.end;
    }
    check_white(doc, end, doc->text.size);
}

static inline void check_sentences(const bay_doc *doc)
{
    uint32_t tok = 0, end = 0;
    for (uint32_t i = 0; i < doc->sents.count; i++) {
        const bay_sent *sent = &doc->sents.items[i];
        check_span(doc, sent->span);
        assert(sent->span.begin >= end && sent->block < doc->blocks.count);
        assert(bay_span_contains(doc->blocks.items[sent->block].span, sent->span));
        assert(sent->tok_end - sent->tok_begin <= 1000 || bay_str_is(doc->raw_format, "conllu"));
        assert(sent->tok_begin == tok && sent->tok_end >= tok && sent->tok_end <= doc->toks.count);
        tok = sent->tok_end;
        end = sent->span.end;
    }
}

static inline void check_tree(const bay_doc *doc, const bay_sent *sent)
{
    uint32_t roots = 0;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        uint32_t steps = 0, up = i;
        for (; up != BAY_NONE; up = doc->toks.items[up].head) {
            assert(up >= sent->tok_begin && up < sent->tok_end);
            assert(++steps <= sent->tok_end - sent->tok_begin);
        }
        roots += doc->toks.items[i].head == BAY_NONE;
    }
    assert(roots == 1 || sent->tok_begin == sent->tok_end);
}

static inline void check_tokens(const bay_doc *doc)
{
    for (uint32_t s = 0; s < doc->sents.count; s++) {
        const bay_sent *sent = &doc->sents.items[s];
        uint32_t end = sent->span.begin;
        for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
            const bay_tok *tok = &doc->toks.items[i];
            check_span(doc, tok->span);
            assert(tok->sent == s && tok->span.begin >= end && tok->span.end <= sent->span.end);
            assert(tok->upos < BAY_UPOS_COUNT && tok->deprel < BAY_DEP_COUNT);
            check_white(doc, end, tok->span.begin);
            end = tok->span.end;
        }
        check_white(doc, end, sent->span.end);
        if (sent->parsed) check_tree(doc, sent);
    }
}

static inline void check_index(uint32_t index, uint32_t count) { assert(index == BAY_NONE || index < count); }

static inline void check_mentions(const bay_doc *doc)
{
    uint32_t begin = 0, end_of_names = 0;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        check_span(doc, m->span);
        assert(m->tok_begin < m->tok_end && m->tok_end <= doc->toks.count);
        assert(m->head >= m->tok_begin && m->head < m->tok_end);
        assert(m->chain == BAY_NONE || m->chain < doc->chain_count);
        assert(m->tok_begin >= begin);
        begin = m->tok_begin;
        if (m->kind != BAY_MENTION_NAME) continue;
        assert(m->tok_begin >= end_of_names);
        end_of_names = m->tok_end;
    }
}

static inline void check_attributions(const bay_doc *doc)
{
    for (uint32_t i = 0; i < doc->attributions.count; i++) {
        const bay_attribution *a = &doc->attributions.items[i];
        check_index(a->source, doc->toks.count);
        check_index(a->cue, doc->toks.count);
        check_index(a->speaker, doc->actors.count);
        uint32_t steps = 0;
        for (uint32_t up = i; up != BAY_NONE; up = doc->attributions.items[up].outer) {
            assert(up < doc->attributions.count);
            assert(++steps <= doc->attributions.count);
        }
        for (uint32_t c = 0; c < a->content.count; c++) check_span(doc, a->content.items[c]);
    }
}

static inline void check_statements(const bay_doc *doc)
{
    for (uint32_t i = 0; i < doc->statements.count; i++) {
        const bay_statement *s = &doc->statements.items[i];
        assert(s->tok < doc->toks.count && s->status < BAY_EVENT_STATUS_COUNT);
        check_span(doc, s->trigger);
        check_index(s->light, doc->toks.count);
        check_index(s->attribution, doc->attributions.count);
        uint32_t steps = 0;
        for (uint32_t up = i; up != BAY_NONE; up = doc->statements.items[up].parent) {
            assert(up < doc->statements.count);
            assert(++steps <= doc->statements.count);
        }
        for (uint32_t a = 0; a < s->args.count; a++) assert(s->args.items[a].tok < doc->toks.count);
    }
}

/* What later stages halve over: actors by head token (the coder's own come after them), places and times in text order. */
static inline void check_resolved(const bay_doc *doc)
{
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        assert(doc->actors.items[i].tok < doc->toks.count);
    }
    for (uint32_t i = 0; i < doc->places.count; i++)
        assert(i == 0 || doc->places.items[i].span.begin >= doc->places.items[i - 1].span.end);
    for (uint32_t i = 0; i < doc->times.count; i++)
        assert(i == 0 || doc->times.items[i].span.begin >= doc->times.items[i - 1].span.end);
}

static inline void check_events(const bay_doc *doc)
{
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const bay_event *e = &doc->events.items[i];
        assert(e->statement < doc->statements.count && e->sent < doc->sents.count);
        check_span(doc, e->trigger);
        check_span(doc, e->date_span);
        check_index(e->place, doc->places.count);
        check_index(e->time, doc->times.count);
        check_index(e->inner, doc->events.count);
        assert(e->status < BAY_EVENT_STATUS_COUNT);
        for (uint32_t a = 0; a < e->actor_count; a++) assert(e->actors[a] < doc->actors.count);
        for (uint32_t a = 0; a < e->recipient_count; a++) assert(e->recipients[a] < doc->actors.count);
        for (uint32_t c = 0; c < e->count_count; c++) assert(e->counts[c] < doc->quantities.count);
        for (uint32_t c = 0; c < e->chain_count; c++) assert(e->chain[c] < doc->attributions.count);
        for (uint32_t j = 0; j < i; j++) assert(!bay_str_eq(e->id, doc->events.items[j].id));
    }
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        assert(doc->claims.items[i].event < doc->events.count);
        check_index(doc->claims.items[i].attribution, doc->attributions.count);
        check_index(doc->claims.items[i].speaker, doc->actors.count);
        assert(doc->claims.items[i].stance < BAY_STANCE_COUNT);
    }
}

static inline void check_invariants(const bay_doc *doc)
{
    check_blocks(doc);
    check_sentences(doc);
    check_tokens(doc);
    check_mentions(doc);
    check_attributions(doc);
    check_statements(doc);
    check_resolved(doc);
    check_events(doc);
}

#endif
