#include "statement/quotes.h"

#include "base/utf8.h"

enum { DOUBLE_OPEN = 0x201C, DOUBLE_CLOSE = 0x201D, DOUBLE_LOW = 0x201E, ANGLE_OPEN = 0xAB, ANGLE_CLOSE = 0xBB,
       SINGLE_OPEN = 0x2018, SINGLE_CLOSE = 0x2019 };

struct scanner {
    const bay_view *view;
    bay_quotes *out;
    bay_str text;
    uint32_t block, begin, end;      /* the block */
    uint32_t open_at, open_mark;     /* the quote that is open, mark 0: none */
    bool failed;
};

static bool is_word(uint32_t code) { return bay_utf8_is_letter(code) || bay_utf8_is_digit(code); }

static uint32_t code_at(const struct scanner *s, uint32_t at)
{
    uint32_t code = ' ';
    if (at >= s->begin && at < s->end) bay_utf8_decode(s->text, at, &code);
    return code;
}

static uint32_t code_before(const struct scanner *s, uint32_t at)
{
    if (at <= s->begin) return ' ';
    do at--;
    while (at > s->begin && ((unsigned char)s->text.bytes[at] & 0xC0) == 0x80);
    return code_at(s, at);
}

static bool is_opening_place(uint32_t before) { return bay_utf8_is_space(before) || before == '(' || before == '[' || before == '-' || before > 0x2010; }
static bool is_stop(uint32_t code) { return code == '.' || code == ',' || code == '!' || code == '?' || code == ';' || code == 0x2026; }

static void emit(struct scanner *s, uint32_t end)
{
    bay_quote *quote = bay_push(s->view->scratch, &s->out->list);
    if (quote) *quote = (bay_quote){.span = {s->open_at, end}, .block = s->block};
    else s->failed = true;
    if (quote)
        quote->opens_block = bay_str_trim(bay_str_slice(s->text, s->begin, s->open_at)).size == 0;
    s->open_mark = 0;
}

/* An apostrophe opens a quote only where a word begins and a close after a stop can follow. */
static bool opens_single(const struct scanner *s, uint32_t at, uint32_t size)
{
    if (!is_opening_place(code_before(s, at)) || !is_word(code_at(s, at + size))) return false;
    uint32_t limit = at + 600 < s->end ? at + 600 : s->end;
    for (uint32_t i = at + 2; i + 1 < limit; i++)
        if (is_stop((unsigned char)s->text.bytes[i]) &&
            (s->text.bytes[i + 1] == '\'' || code_at(s, i + 1) == SINGLE_CLOSE)) return true;
    return false;
}

/* A straight mark after a space and before a word opens another quote: the one before was never closed. */
static bool reopens(const struct scanner *s, uint32_t at, uint32_t next)
{
    return bay_utf8_is_space(code_before(s, at)) && is_word(code_at(s, next));
}

static bool closes(const struct scanner *s, uint32_t code, uint32_t at, uint32_t next)
{
    switch (s->open_mark) {
    case DOUBLE_OPEN: return code == DOUBLE_CLOSE || code == '"';
    case DOUBLE_LOW: return code == DOUBLE_OPEN || code == DOUBLE_CLOSE || code == '"';
    case ANGLE_OPEN: return code == ANGLE_CLOSE;
    case '"': return (code == '"' && !reopens(s, at, next)) || code == DOUBLE_CLOSE;
    case SINGLE_OPEN: return code == SINGLE_CLOSE && !is_word(code_at(s, next));
    case '\'': return (code == '\'' || code == SINGLE_CLOSE) && is_stop(code_before(s, at)) && !is_word(code_at(s, next));
    default: return false;
    }
}

static bool opens(const struct scanner *s, uint32_t code, uint32_t at, uint32_t size)
{
    switch (code) {
    case DOUBLE_OPEN: case DOUBLE_LOW: case ANGLE_OPEN: return true;
    case '"': return is_opening_place(code_before(s, at)) && !bay_utf8_is_space(code_at(s, at + size));
    case SINGLE_OPEN: return is_opening_place(code_before(s, at)) && opens_single(s, at, size);
    case '\'': return opens_single(s, at, size);
    default: return false;
    }
}

static void scan_block(struct scanner *s)
{
    s->open_mark = 0;
    for (uint32_t at = s->begin; at < s->end && !s->failed;) {
        uint32_t code, size = bay_utf8_decode(s->text, at, &code);
        if (s->open_mark && closes(s, code, at, at + size)) emit(s, at + size);
        else if (s->open_mark ? code == s->open_mark && (code == DOUBLE_OPEN || code == '"') : opens(s, code, at, size)) {
            s->open_at = at;          /* a second opening mark: the first was never closed */
            s->open_mark = code;
        }
        at += size;
    }
    if (s->open_mark && s->open_mark != '"' && s->open_mark != '\'' && s->open_mark != SINGLE_OPEN) emit(s, s->end);
    else if (s->open_mark == '"' && bay_str_trim(bay_str_slice(s->text, s->begin, s->open_at)).size == 0) emit(s, s->end);
}

static void place_tokens(const bay_view *view, bay_quotes *out)
{
    uint32_t at = 0;
    for (uint32_t q = 0; q < out->list.count; q++) {
        bay_quote *quote = &out->list.items[q];
        while (at < view->doc->toks.count && view->toks[at].span.begin < quote->span.begin) at++;
        quote->tok_begin = at;
        for (; at < view->doc->toks.count && view->toks[at].span.end <= quote->span.end; at++) {
            out->of_tok[at] = q;
            quote->words += view->toks[at].upos != BAY_PUNCT;
            quote->verb |= view->toks[at].upos == BAY_VERB || view->toks[at].upos == BAY_AUX;
        }
        quote->tok_end = at;
    }
}

bay_status bay__find_quotes(const bay_view *view, bay_quotes *out, bay_error *err)
{
    const bay_doc *doc = view->doc;
    struct scanner s = {.view = view, .out = out, .text = doc->text};
    *out = (bay_quotes){0};
    out->of_tok = bay_arena_alloc(view->scratch, (size_t)(doc->toks.count + 1) * sizeof(uint32_t));
    if (!out->of_tok) return bay_fail_memory(err);
    for (uint32_t i = 0; i < doc->toks.count; i++) out->of_tok[i] = BAY_NONE;
    for (s.block = 0; s.block < doc->blocks.count && !s.failed; s.block++) {
        const bay_block *block = &doc->blocks.items[s.block];
        if (!bay_role_is_coded(block->role)) continue;
        s.begin = block->span.begin, s.end = block->span.end;
        scan_block(&s);
    }
    if (s.failed) return bay_fail_memory(err);
    place_tokens(view, out);
    return BAY_OK;
}
