/* Words of the trade in trees of any shape, cycles and heads outside the sentence among them, through attribution and
 * statements. Four bytes make a token: word, part of speech, relation, head (as a distance). */
#include "../../check_invariants.h"
#include "base/work.h"
#include "doc/layers.h"
#include "engine.h"
#include "statement/attribution.h"
#include "statement/statement.h"

static const char *const words[] = {
    "said", "denied", "claimed", "threatened", "vowed", "accused", "quoted", "citing", "according", "reports", "statement", "that", "to",
    "of", "for", "by", "if", "not", "no", "will", "could", "attack", "talks", "killed", "launched", "carried", "out", "wave", "officials",
    "he", "we", "which", "who", "Pakistan", "army", "and", "but", ",", ".", "?", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "'", ":", "at",
    "least", "nine", "between", "behalf", "on", "responsibility", "allegedly", "as", "saying", "was", "had", "have", "yet", "refused",
    "possible", "the", "a", "plan", "without", "killing", "\xC3\xA9tat", "per", "call", "stop", "begin", "responsible", "able", "likely",
};
enum { WORD_COUNT = sizeof words / sizeof *words, TEXT_MAX = 1 << 16 };

struct maker { bay_doc *doc; char text[TEXT_MAX]; uint32_t size, block_begin; };

static void end_sentence(struct maker *m)
{
    bay_doc *doc = m->doc;
    uint32_t begin = doc->sents.count ? doc->sents.items[doc->sents.count - 1].tok_end : 0;
    if (begin == doc->toks.count) return;
    bay_sent *sent = bay_doc_push(doc, sents);
    *sent = (bay_sent){{doc->toks.items[begin].span.begin, doc->toks.items[doc->toks.count - 1].span.end}, doc->blocks.count, begin, doc->toks.count, true};
    for (uint32_t i = begin; i < doc->toks.count; i++) {
        bay_tok *tok = &doc->toks.items[i];
        tok->sent = doc->sents.count - 1;
        tok->head = tok->head == 0 ? BAY_NONE : i + tok->head - 128;   /* may lie anywhere */
    }
}

static void end_block(struct maker *m)
{
    end_sentence(m);
    bay_block *block = bay_doc_push(m->doc, blocks);
    *block = (bay_block){.role = m->size % 5 ? BAY_ROLE_BODY : BAY_ROLE_HEADLINE, .span = {m->block_begin, m->size}};
    m->text[m->size++] = '\n';
    m->block_begin = m->size;
}

static void add_token(struct maker *m, const uint8_t *bytes)
{
    bay_str word = bay_str_from(words[bytes[0] % WORD_COUNT]);
    bay_tok *tok = bay_doc_push(m->doc, toks);
    memcpy(m->text + m->size, word.bytes, word.size);
    *tok = (bay_tok){.span = {m->size, m->size + word.size}, .norm = word, .lemma = bytes[1] & 0x80 ? word : BAY_STR("say"), .head = bytes[3],
                     .upos = bytes[1] % BAY_UPOS_COUNT, .deprel = bytes[2] % BAY_DEP_COUNT};
    if (!(bytes[1] & 0x40)) tok->lemma = word;
    tok->feats.verb_form = bytes[0] >> 6;
    tok->feats.tense = bytes[2] >> 7;
    m->size += word.size;
    m->text[m->size++] = ' ';
}

static void make(struct maker *m, const uint8_t *data, size_t size)
{
    m->size = m->block_begin = 0;
    for (size_t i = 0; i + 4 <= size && m->size + 40 < TEXT_MAX; i += 4) {
        if (data[i] == 255) end_sentence(m);
        else if (data[i] == 254) end_block(m);
        else add_token(m, data + i);
    }
    end_block(m);
    m->doc->text = bay_str_copy(&m->doc->arena, (bay_str){m->text, m->size});
}

static void check(const bay_doc *doc)
{
    for (uint32_t i = 0; i < doc->statements.count; i++) {
        const bay_statement *s = &doc->statements.items[i];
        assert(s->status < BAY_EVENT_STATUS_COUNT && s->parent != i && (s->parent == BAY_NONE || s->parent < i));
        for (uint32_t a = 0; a < s->args.count; a++)
            assert(s->args.items[a].tok < doc->toks.count && doc->toks.items[s->args.items[a].tok].sent == s->sent);
        check_span(doc, s->trigger);
    }
    for (uint32_t i = 0; i < doc->attributions.count; i++) {
        const bay_attribution *a = &doc->attributions.items[i];
        assert(a->content.count && a->stance < BAY_STANCE_COUNT);
        for (uint32_t c = 0; c < a->content.count; c++) {
            check_span(doc, a->content.items[c]);
            assert(!bay_span_is_empty(a->content.items[c]));
        }
        uint32_t steps = 0;
        for (uint32_t up = i; up != BAY_NONE; up = doc->attributions.items[up].outer) assert(++steps <= doc->attributions.count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bay_engine *engine;
    static bay_work *work;
    static struct maker maker;
    bay_error err = {0};
    if (!engine) {
        assert(bay_engine_open(NULL, &engine, &err) == BAY_OK);
        assert(bay_work_new(engine, &work, &err) == BAY_OK);
        assert(bay_doc_new(&maker.doc, &err) == BAY_OK);
    }
    bay_doc_clear(maker.doc);
    make(&maker, data, size);
    assert(bay__attribute(engine->lexicon, work, maker.doc, &err) == BAY_OK);
    assert(bay__state(engine->lexicon, work, maker.doc, &err) == BAY_OK);
    check(maker.doc);
    return 0;
}
