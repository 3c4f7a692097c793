#include "doc/conllu.h"

#include "base/utf8.h"
#include "doc/ud.h"

/* ---- out --------------------------------------------------------------- */

static uint32_t joined_end(const bay_doc *doc, const bay_sent *sent, uint32_t tok)
{
    uint32_t end = tok + 1;
    while (end < sent->tok_end && doc->toks.items[end].joined) end++;
    return end;
}

static void misc_print(const bay_doc *doc, const bay_tok *tok, bool space_after, bay_buf *out)
{
    (void)doc;
    bay_buf_printf(out, "%sSpan=%u-%u\n", space_after ? "" : "SpaceAfter=No|", tok->span.begin, tok->span.end);
}

static void word_print(const bay_doc *doc, const bay_sent *sent, uint32_t i, bool in_range, bay_buf *out)
{
    const bay_tok *tok = &doc->toks.items[i];
    bay_buf_printf(out, "%u\t", i - sent->tok_begin + 1);
    bay_buf_str(out, bay_doc_form(doc, tok));
    bay_buf_char(out, '\t');
    if (tok->lemma.size) bay_buf_str(out, tok->lemma); else bay_buf_char(out, '_');
    bay_buf_printf(out, "\t%s\t_\t", bay_upos_name(tok->upos));
    bay_feats_print(&tok->feats, out);
    if (!sent->parsed) bay_buf_text(out, "\t_\t_\t_\t");
    else bay_buf_printf(out, "\t%u\t%s\t_\t", tok->head == BAY_NONE ? 0 : tok->head - sent->tok_begin + 1,
                        bay_deprel_name(tok->deprel));
    misc_print(doc, tok, in_range || tok->space_after, out);
}

static void sentence_print(const bay_doc *doc, uint32_t index, bay_buf *out)
{
    const bay_sent *sent = &doc->sents.items[index];
    bay_buf_printf(out, "# sent_id = %.*s-%u\n# text = ", BAY_STR_ARG(doc->id), index + 1);
    bay_str text = bay_doc_slice(doc, sent->span);
    for (uint32_t i = 0; i < text.size; i++) bay_buf_char(out, text.bytes[i] == '\n' ? ' ' : text.bytes[i]);
    bay_buf_printf(out, "\n# span = %u-%u\n", sent->span.begin, sent->span.end);
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        uint32_t end = joined_end(doc, sent, i);
        bool range = !doc->toks.items[i].joined && end > i + 1;
        if (range) {
            bay_span whole = {doc->toks.items[i].span.begin, doc->toks.items[end - 1].span.end};
            bay_buf_printf(out, "%u-%u\t%.*s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i - sent->tok_begin + 1, end - sent->tok_begin,
                           BAY_STR_ARG(bay_doc_slice(doc, whole)),
                           doc->toks.items[end - 1].space_after ? "_" : "SpaceAfter=No");
        }
        word_print(doc, sent, i, range || doc->toks.items[i].joined, out);
    }
    bay_buf_char(out, '\n');
}

void bay_conllu_print(const bay_doc *doc, bay_buf *out)
{
    bay_buf_printf(out, "# doc = %.*s\n", BAY_STR_ARG(doc->id));
    for (uint32_t i = 0; i < doc->sents.count; i++) sentence_print(doc, i, out);
}

/* ---- in ---------------------------------------------------------------- */

enum { CONLLU_FIELDS = 10, LINE_MAX_BYTES = 1 << 20 };

struct conllu {
    bay_doc *doc;
    bay_buf text;
    uint32_t surface_end;   /* of the last word in text */
    bay_sent *sent;         /* being read, NULL between sentences */
    bool new_paragraph;
    uint32_t range_left;    /* words of a multi-word token still to come */
    uint32_t range_words;   /* of them, already read                      */
    bay_span range;
    bool range_space;
};

bool bay_conllu_looks_like(bay_str bytes)
{
    bay_str line, field;
    for (int i = 0; i < 50 && bay_str_next(&bytes, '\n', &line); i++) {
        if (line.size == 0 || line.bytes[0] == '#') continue;
        int fields = 0;
        while (bay_str_next(&line, '\t', &field)) fields++;
        return fields == CONLLU_FIELDS;
    }
    return false;
}

static void strange(struct conllu *c, const char *code)
{
    bay_doc_note(c->doc, "conllu", code, (bay_span){0, 0});
}

static bool begin_sentence(struct conllu *c)
{
    if (c->sent) return true;
    bool paragraph = c->new_paragraph || c->doc->blocks.count == 0;
    if (c->text.size) bay_buf_char(&c->text, paragraph ? '\n' : ' ');
    uint32_t at = c->surface_end = (uint32_t)c->text.size;
    if (paragraph) {
        bay_block *block = bay_doc_push(c->doc, blocks);
        if (!block) return false;
        *block = (bay_block){.role = BAY_ROLE_BODY, .span = {at, at}};
    }
    c->new_paragraph = false;
    c->sent = bay_doc_push(c->doc, sents);
    if (!c->sent) return false;
    *c->sent = (bay_sent){{at, at}, c->doc->blocks.count - 1, c->doc->toks.count, c->doc->toks.count, true};
    return true;
}

/* One root and no cycle: each walk upwards marks its way with its own number and stops where another walk has been. */
static bool is_tree(struct conllu *c, uint32_t first, uint32_t count)
{
    if (!count) return false;
    const bay_tok *toks = c->doc->toks.items + first;
    uint32_t *seen = bay_arena_calloc(&c->doc->arena, count, sizeof *seen), roots = 0;
    if (!seen) return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t up = i;
        while (up != BAY_NONE && !seen[up]) {
            seen[up] = i + 1;
            up = toks[up].head == BAY_NONE ? BAY_NONE : toks[up].head - first;
        }
        if (up != BAY_NONE && seen[up] == i + 1) return false;
        roots += toks[i].head == BAY_NONE;
    }
    return roots == 1;
}

/* Heads from numbers in the sentence to indexes in the document. */
static void set_heads(struct conllu *c)
{
    uint32_t first = c->sent->tok_begin, count = c->doc->toks.count - first;
    bool inside = true;
    for (uint32_t i = first; i < first + count; i++) {
        bay_tok *tok = &c->doc->toks.items[i];
        inside = inside && tok->head <= count;
        tok->head = tok->head == 0 || tok->head > count ? BAY_NONE : tok->head + first - 1;
    }
    c->sent->parsed = inside && is_tree(c, first, count);
    if (c->sent->parsed) return;
    strange(c, "no-tree");
    for (uint32_t i = first; i < first + count; i++) c->doc->toks.items[i].head = BAY_NONE;
}

static void end_sentence(struct conllu *c)
{
    if (!c->sent) return;
    set_heads(c);
    c->text.size = c->surface_end;   /* without the space after the last word */
    c->sent->tok_end = c->doc->toks.count;
    c->sent->span.end = (uint32_t)c->text.size;
    c->doc->blocks.items[c->doc->blocks.count - 1].span.end = c->sent->span.end;
    c->sent = NULL;
    c->range_left = c->range_words = 0;
}

static void surface(struct conllu *c, bay_str form, bool space, bay_span *span)
{
    span->begin = (uint32_t)c->text.size;
    bay_buf_str(&c->text, form);
    span->end = c->surface_end = (uint32_t)c->text.size;
    if (space) bay_buf_char(&c->text, ' ');
}

static bool has_no_space(bay_str misc)
{
    bay_str item;
    while (bay_str_next(&misc, '|', &item))
        if (bay_str_is(item, "SpaceAfter=No")) return true;
    return false;
}

static void begin_range(struct conllu *c, const bay_str *fields)
{
    bay_str ids = fields[0], from;
    int64_t first, last;
    if (!bay_str_next(&ids, '-', &from) || !bay_str_to_int(from, &first) || !bay_str_to_int(ids, &last) ||
        last < first || last - first > 20) {
        strange(c, "bad-range");
        return;
    }
    c->range_space = !has_no_space(fields[9]);
    surface(c, fields[1], c->range_space, &c->range);
    c->range_left = (uint32_t)(last - first + 1);
    c->range_words = 0;
}

/* A word of a multi-word token: its own bytes where it is spelled out, else the whole token's. */
static bay_span word_in_range(struct conllu *c, bay_str form)
{
    bay_span span = c->range;
    uint32_t begin = c->range_words ? c->doc->toks.items[c->doc->toks.count - 1].span.end : c->range.begin;
    if (begin >= c->range.end) begin = c->range.begin;
    if (form.size <= c->range.end - begin && memcmp(c->text.bytes + begin, form.bytes, form.size) == 0)
        span = (bay_span){begin, begin + form.size};
    return span;
}

static bool read_word(struct conllu *c, const bay_str *fields)
{
    bay_span span;
    bool joined = false, space = !has_no_space(fields[9]);
    if (c->range_left) {
        span = word_in_range(c, fields[1]);
        joined = c->range_words > 0;
        space = c->range_left == 1 && c->range_space;
        c->range_left--;
        c->range_words++;
    } else {
        surface(c, fields[1], space, &span);
    }
    bay_tok *tok = bay_doc_push(c->doc, toks);
    if (!tok) return false;
    int64_t head = 0;
    if (!bay_str_to_int(fields[6], &head) || head < 0 || head > 100000) head = 0;
    tok->span = span;
    tok->norm = bay_utf8_fold(&c->doc->arena, fields[1]);
    tok->lemma = bay_str_copy(&c->doc->arena, fields[2]);
    tok->sent = c->doc->sents.count - 1;
    tok->head = (uint32_t)head;
    tok->feats = bay_feats_from(fields[5]);
    tok->upos = bay_upos_from(fields[3]);
    tok->deprel = bay_deprel_from(fields[7]);
    tok->space_after = space;
    tok->joined = joined;
    return tok->norm.bytes && tok->lemma.bytes;
}

static bool read_line(struct conllu *c, bay_str line)
{
    bay_str fields[CONLLU_FIELDS], rest = line;
    uint32_t count = 0;
    while (count < CONLLU_FIELDS && bay_str_next(&rest, '\t', &fields[count])) count++;
    if (count != CONLLU_FIELDS || rest.bytes || line.size > LINE_MAX_BYTES || !bay_utf8_is_valid(line)) {
        strange(c, "bad-line");
        return true;
    }
    if (memchr(fields[0].bytes, '.', fields[0].size)) return true;   /* empty node */
    if (!begin_sentence(c)) return false;
    if (memchr(fields[0].bytes, '-', fields[0].size)) begin_range(c, fields);
    else return read_word(c, fields);
    return true;
}

static bool read_lines(struct conllu *c, bay_str bytes)
{
    bay_str line;
    while (bay_str_next(&bytes, '\n', &line)) {
        if (line.size && line.bytes[line.size - 1] == '\r') line.size--;
        if (bay_str_starts(line, BAY_STR("# newpar")) || bay_str_starts(line, BAY_STR("# newdoc"))) c->new_paragraph = true;
        if (line.size == 0) end_sentence(c);
        else if (line.bytes[0] != '#' && !read_line(c, line)) return false;
    }
    end_sentence(c);
    return !c->text.failed;
}

bay_status bay_conllu_read(bay_doc *doc, bay_str bytes, bay_error *err)
{
    struct conllu c = {.doc = doc};
    bay_buf_init(&c.text, (size_t)256 << 20);
    bool fine = read_lines(&c, bytes);
    if (fine) doc->text = bay_str_copy(&doc->arena, (bay_str){c.text.bytes, (uint32_t)c.text.size});
    bay_buf_release(&c.text);
    return fine && doc->text.bytes ? BAY_OK : bay_fail_memory(err);
}

bay_str bay_conllu_next_document(bay_str *rest)
{
    static const char mark[] = "\n# newdoc";
    const char *end = rest->size ? memmem(rest->bytes, rest->size, mark, sizeof mark - 1) : NULL;
    uint32_t size = end ? (uint32_t)(end - rest->bytes) + 1 : rest->size;
    bay_str document = {rest->bytes, size};
    *rest = (bay_str){rest->bytes + size, rest->size - size};
    return document;
}
