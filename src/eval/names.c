#include "eval/names.h"

#include "base/utf8.h"
#include "doc/conllu.h"
#include "entity/names.h"
#include "parse/parse.h"

struct name {
    uint32_t begin, end;       /* tokens */
    uint8_t type;
};

struct gold {
    bay_doc *doc;
    char *text;
    uint32_t text_size;
    bool open, in_name;
    BAY_ARRAY(struct name) names;
};

static uint8_t type_from(bay_str tag)
{
    bay_str kind = tag.size > 2 ? bay_str_slice(tag, 2, tag.size) : BAY_STR("");
    if (bay_str_is(kind, "PER")) return BAY_ENT_PER;
    if (bay_str_is(kind, "ORG")) return BAY_ENT_ORG;
    return bay_str_is(kind, "LOC") ? BAY_ENT_LOC : BAY_ENT_MISC;
}

static bool open_sentence(struct gold *g)
{
    if (g->open) return true;
    bay_block *block = g->doc->blocks.count ? g->doc->blocks.items : bay_doc_push(g->doc, blocks);
    bay_sent *sent = bay_doc_push(g->doc, sents);
    if (!block || !sent) return false;
    block->role = BAY_ROLE_BODY;
    *sent = (bay_sent){{g->text_size, g->text_size}, 0, g->doc->toks.count, g->doc->toks.count, false};
    g->open = true;
    return true;
}

static void close_sentence(struct gold *g)
{
    if (!g->open) return;
    bay_sent *sent = &g->doc->sents.items[g->doc->sents.count - 1];
    sent->tok_end = g->doc->toks.count;
    sent->span.end = g->text_size;
    g->doc->blocks.items[0].span.end = g->text_size;
    g->open = g->in_name = false;
}

static bool add_tag(struct gold *g, bay_str tag)
{
    uint8_t type = type_from(tag);
    uint32_t tok = g->doc->toks.count - 1;
    struct name *last = g->names.count ? &g->names.items[g->names.count - 1] : NULL;
    if (type == BAY_ENT_MISC) {
        g->in_name = false;
        return true;
    }
    if (g->in_name && tag.bytes[0] == 'I' && last->type == type) {
        last->end = tok + 1;
        return true;
    }
    struct name *name = bay_push(&g->doc->arena, &g->names);
    if (!name) return false;
    *name = (struct name){tok, tok + 1, type};
    g->in_name = true;
    return true;
}

static bool read_line(struct gold *g, bay_str line)
{
    bay_str number, form, tag;
    if (!bay_str_next(&line, '\t', &number) || !bay_str_next(&line, '\t', &form) || !bay_str_next(&line, '\t', &tag)) return true;
    if (!open_sentence(g)) return false;
    bay_tok *tok = bay_doc_push(g->doc, toks);
    if (!tok) return false;
    tok->span = (bay_span){g->text_size, g->text_size + form.size};
    tok->norm = bay_utf8_fold(&g->doc->arena, form);
    tok->sent = g->doc->sents.count - 1;
    tok->head = BAY_NONE;
    tok->space_after = true;
    memcpy(g->text + g->text_size, form.bytes, form.size);
    g->text_size += form.size;
    g->text[g->text_size++] = ' ';
    return tok->norm.bytes && add_tag(g, tag);
}

static bay_count *count_of(bay_names_score *s, uint8_t type)
{
    return type == BAY_ENT_PER ? &s->per : type == BAY_ENT_ORG ? &s->org : &s->loc;
}

static void compare(const struct gold *g, bay_names_score *out)
{
    const bay_doc *doc = g->doc;
    for (uint32_t i = 0; i < g->names.count; i++) count_of(out, g->names.items[i].type)->gold++, out->all.gold++;
    for (uint32_t i = 0, j = 0; i < doc->mentions.count; i++) {
        const bay_mention *m = &doc->mentions.items[i];
        count_of(out, m->type)->system++, out->all.system++;
        while (j < g->names.count && g->names.items[j].begin < m->tok_begin) j++;
        if (j == g->names.count) continue;
        const struct name *n = &g->names.items[j];
        if (n->begin == m->tok_begin && n->end == m->tok_end && n->type == m->type) count_of(out, m->type)->right++, out->all.right++;
    }
}

static bay_status score(const bay_model *model, bay_work *work, struct gold *g, bay_names_score *out, bay_error *err)
{
    close_sentence(g);
    g->doc->text = (bay_str){g->text, g->text_size};
    BAY_TRY(bay__parse(model, work, g->doc, err));
    BAY_TRY(bay__find_names(model, work, g->doc, err));
    compare(g, out);
    return BAY_OK;
}

static bay_status score_document(const bay_model *model, bay_work *work, bay_doc *doc, bay_str bytes, bay_names_score *out,
                                 bay_error *err)
{
    bay_doc_clear(doc);
    struct gold g = {.doc = doc, .text = bay_arena_alloc(&doc->arena, (size_t)bytes.size + 1)};
    bay_str line;
    if (!g.text) return bay_fail_memory(err);
    while (bay_str_next(&bytes, '\n', &line)) {
        if (line.size && line.bytes[line.size - 1] == '\r') line.size--;
        if (line.size == 0) close_sentence(&g);
        else if (line.bytes[0] != '#' && !read_line(&g, line)) return bay_fail_memory(err);
    }
    return score(model, work, &g, out, err);
}

bay_status bay_eval_names(const bay_model *model, bay_work *work, bay_str gold, bay_names_score *out, bay_error *err)
{
    bay_doc *doc;
    *out = (bay_names_score){0};
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    while (!status && gold.size) status = score_document(model, work, doc, bay_conllu_next_document(&gold), out, err);
    bay_doc_free(doc);
    return status;
}
