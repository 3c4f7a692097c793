#include "eval/frames.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <time.h>

#include "base/utf8.h"
#include "parse/frames.h"
#include "parse/parse.h"

bool bay_frames_looks_like(bay_str bytes)
{
    bay_str line;
    if (!bay_str_next(&bytes, '\n', &line) || !line.size || line.bytes[0] != '{') return false;
    return memmem(line.bytes, line.size, "\"tokens\"", 8) && (memmem(line.bytes, line.size, "\"frames\"", 8) || memmem(line.bytes, line.size, "\"factuality\"", 12));
}

/* ---- a line as a document --------------------------------------------------------------- */

static bool add_token(bay_doc *doc, bay_str *text, const char *form)
{
    bay_tok *tok = bay_doc_push(doc, toks);
    uint32_t size = (uint32_t)strlen(form);
    if (!tok) return false;
    char *to = (char *)(uintptr_t)text->bytes + text->size;
    memcpy(to, form, size);
    tok->span = (bay_span){text->size, text->size + size};
    tok->norm = bay_utf8_fold(&doc->arena, (bay_str){to, size});
    tok->head = BAY_NONE;
    tok->space_after = true;
    to[size] = ' ';
    text->size += size + 1;
    return tok->norm.bytes != NULL;
}

static bay_status build(bay_doc *doc, const cJSON *tokens, uint32_t room, bay_error *err)
{
    bay_str text = {bay_arena_alloc(&doc->arena, (size_t)room + 1), 0};
    bay_block *block = bay_doc_push(doc, blocks);
    const cJSON *token;
    if (!text.bytes || !block) return bay_fail_memory(err);
    cJSON_ArrayForEach(token, tokens)
        if (cJSON_IsString(token) && !add_token(doc, &text, token->valuestring)) return bay_fail_memory(err);
    *block = (bay_block){.role = BAY_ROLE_BODY, .span = {0, text.size}};
    bay_sent *sent = bay_doc_push(doc, sents);
    if (!sent) return bay_fail_memory(err);
    *sent = (bay_sent){{0, text.size}, 0, 0, doc->toks.count, false};
    doc->text = text;
    return BAY_OK;
}

/* ---- frames ------------------------------------------------------------------------------- */

static const bay_pb_frame *frame_at(const bay_doc *doc, uint32_t tok)
{
    for (uint32_t i = 0; i < doc->frames.count; i++)
        if (doc->frames.items[i].tok == tok) return &doc->frames.items[i];
    return NULL;
}

static uint32_t number(const cJSON *of, const char *key)
{
    const cJSON *n = cJSON_GetObjectItem(of, key);
    return cJSON_IsNumber(n) && n->valuedouble >= 1 && n->valuedouble < 1e6 ? (uint32_t)n->valuedouble : 0;
}

static const char *text_of(const cJSON *of, const char *key)
{
    const cJSON *s = cJSON_GetObjectItem(of, key);
    return cJSON_IsString(s) ? s->valuestring : "";
}

static bool has_arg(const bay_pb_frame *frame, const cJSON *gold)
{
    uint32_t start = number(gold, "start"), end = number(gold, "end");
    for (uint32_t i = 0; frame && i < frame->args.count; i++) {
        const bay_pb_arg *arg = &frame->args.items[i];
        if (arg->tok_begin + 1 == start && arg->tok_end == end && bay_str_is(arg->role, text_of(gold, "role"))) return true;
    }
    return false;
}

static void compare(const bay_doc *doc, const cJSON *frames, bay_frames_score *out)
{
    const cJSON *gold, *arg;
    cJSON_ArrayForEach(gold, frames)
    {
        uint32_t word = number(gold, "predicate");
        const bay_pb_frame *frame = word ? frame_at(doc, word - 1) : NULL;
        out->words.gold++, out->predicates.gold++;
        out->words.right += frame != NULL;
        out->predicates.right += frame && bay_str_is(frame->roleset, text_of(gold, "roleset"));
        cJSON_ArrayForEach(arg, cJSON_GetObjectItem(gold, "args"))
        {
            out->arguments.gold++;
            out->arguments.right += has_arg(frame, arg);
        }
    }
    for (uint32_t i = 0; i < doc->frames.count; i++) {
        out->words.system++, out->predicates.system++;
        out->arguments.system += doc->frames.items[i].args.count;
    }
}

/* ---- factuality ------------------------------------------------------------------------------ */

/* Sums for Pearson's r. */
struct sums { double n, x, y, xx, yy, xy; };

static void add(struct sums *s, double x, double y)
{
    s->n++, s->x += x, s->y += y, s->xx += x * x, s->yy += y * y, s->xy += x * y;
}

static double pearson(const struct sums *s)
{
    double vx = s->n * s->xx - s->x * s->x, vy = s->n * s->yy - s->y * s->y;
    return vx > 0 && vy > 0 ? (s->n * s->xy - s->x * s->y) / sqrt(vx * vy) : 0;
}

struct scoring {
    bay_frames_score *out;
    struct sums found, all;
};

static void rate(const bay_doc *doc, const cJSON *values, struct scoring *s)
{
    const cJSON *value;
    cJSON_ArrayForEach(value, values)
    {
        int64_t word;
        if (!cJSON_IsNumber(value) || !bay_str_to_int(bay_str_from(value->string), &word) || word < 1 || word > doc->toks.count) continue;
        const bay_pb_frame *frame = frame_at(doc, (uint32_t)word - 1);
        s->out->rated++;
        s->out->found += frame != NULL;
        add(&s->all, value->valuedouble, frame ? frame->factuality : 0);
        if (frame) add(&s->found, value->valuedouble, frame->factuality);
    }
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bay_status score_line(const bay_model *model, bay_work *work, bay_doc *doc, const cJSON *line, uint32_t room, struct scoring *s,
                             bay_error *err)
{
    bay_doc_clear(doc);
    BAY_TRY(build(doc, cJSON_GetObjectItem(line, "tokens"), room, err));
    if (!doc->toks.count) return BAY_OK;
    BAY_TRY(bay__parse(model, work, doc, err));
    double start = now();
    BAY_TRY(bay__find_frames(model, work, doc, err));
    s->out->seconds += now() - start;
    s->out->tokens += doc->toks.count;
    const cJSON *frames = cJSON_GetObjectItem(line, "frames");
    if (frames) compare(doc, frames, s->out);
    rate(doc, cJSON_GetObjectItem(line, "factuality"), s);
    return BAY_OK;
}

static bay_status score_lines(const bay_model *model, bay_work *work, bay_doc *doc, bay_str gold, struct scoring *s, bay_error *err)
{
    bay_str line;
    while (bay_str_next(&gold, '\n', &line)) {
        if (!line.size) continue;
        cJSON *json = cJSON_ParseWithLength(line.bytes, line.size);
        if (!json) return bay_fail(err, BAY_BAD_INPUT, "gold: a line is not JSON");
        bay_status status = score_line(model, work, doc, json, line.size, s, err);
        cJSON_Delete(json);
        if (status) return status;
    }
    return BAY_OK;
}

bay_status bay_eval_frames(const bay_model *model, bay_work *work, bay_str gold, bay_frames_score *out, bay_error *err)
{
    struct scoring s = {.out = out};
    bay_doc *doc;
    *out = (bay_frames_score){0};
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = score_lines(model, work, doc, gold, &s, err);
    bay_doc_free(doc);
    out->all = (bay_count){out->predicates.gold + out->arguments.gold, out->predicates.system + out->arguments.system,
                           out->predicates.right + out->arguments.right};
    out->r = pearson(&s.found);
    out->r_all = pearson(&s.all);
    return status;
}
