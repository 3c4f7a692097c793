#include "eval/attribution.h"

#include <string.h>

#include "base/buf.h"

enum { TEXT_MAX = 16384, SAID_MAX = 10 /* numbers 0-9 */, SPANS_MAX = 8, OPEN_MAX = 16, FOUND_MAX = 64, LINE_MIB = 1 };

/* Who says what, as spans of the text; an empty span where there is none. */
struct said {
    bay_span source, cue, content[SPANS_MAX];
    uint32_t content_count;
};

/* ---- the text and its marks -------------------------------------------------------- */

struct marked {
    char text[TEXT_MAX];
    uint32_t size;
    struct said said[SAID_MAX];
};

struct open_mark { char kind; bay_str numbers; uint32_t begin; };

/* "[t12 ": kind and numbers; how many bytes, 0 for none. */
static uint32_t read_mark(bay_str s, struct open_mark *out)
{
    uint32_t at = 2;
    if (s.size < 3 || s.bytes[0] != '[' || !strchr("sct", s.bytes[1])) return 0;
    while (at < s.size && s.bytes[at] >= '0' && s.bytes[at] <= '9') at++;
    if (at >= s.size || s.bytes[at] != ' ') return 0;
    *out = (struct open_mark){s.bytes[1], bay_str_slice(s, 2, at), 0};
    return at + 1;
}

static void close_mark(struct marked *m, const struct open_mark *mark)
{
    bay_str numbers = mark->numbers.size ? mark->numbers : BAY_STR("1");
    for (uint32_t i = 0; i < numbers.size; i++) {
        struct said *said = &m->said[numbers.bytes[i] - '0'];
        bay_span span = {mark->begin, m->size};
        if (mark->kind == 's') said->source = span;
        else if (mark->kind == 'c') said->cue = span;
        else if (said->content_count < SPANS_MAX) said->content[said->content_count++] = span;
    }
}

static bay_status read_marked(bay_str line, struct marked *m, bay_error *err)
{
    struct open_mark open[OPEN_MAX];
    uint32_t depth = 0, size;
    *m = (struct marked){.size = 0};
    if (line.size >= TEXT_MAX) return bay_fail(err, BAY_LIMIT, "gold: a text of %u bytes", line.size);
    for (uint32_t at = 0; at < line.size;) {
        if (depth < OPEN_MAX && (size = read_mark(bay_str_slice(line, at, line.size), &open[depth]))) {
            open[depth++].begin = m->size;
            at += size;
        }
        else if (line.bytes[at] == ']') {
            if (!depth) return bay_fail(err, BAY_BAD_INPUT, "gold: ']' closes no mark");
            close_mark(m, &open[--depth]);
            at++;
        }
        else m->text[m->size++] = line.bytes[at++];
    }
    return depth ? bay_fail(err, BAY_BAD_INPUT, "gold: a mark is not closed") : BAY_OK;
}

/* ---- words in common ---------------------------------------------------------------- */

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The next word of a span; false at its end. */
static bool next_word(const char *text, bay_span *rest, bay_span *word)
{
    while (rest->begin < rest->end && !is_word_byte(text[rest->begin])) rest->begin++;
    word->begin = rest->begin;
    while (rest->begin < rest->end && is_word_byte(text[rest->begin])) rest->begin++;
    word->end = rest->begin;
    return word->end > word->begin;
}

static uint32_t words_in(const char *text, const bay_span *spans, uint32_t count)
{
    uint32_t n = 0;
    bay_span word;
    for (uint32_t i = 0; i < count; i++)
        for (bay_span rest = spans[i]; next_word(text, &rest, &word);) n++;
    return n;
}

static uint32_t words_shared(const char *text, const bay_span *a, uint32_t a_count, const bay_span *b, uint32_t b_count)
{
    uint32_t n = 0;
    bay_span word;
    for (uint32_t i = 0; i < a_count; i++)
        for (bay_span rest = a[i]; next_word(text, &rest, &word);)
            for (uint32_t k = 0; k < b_count; k++)
                if (word.begin < b[k].end && b[k].begin < word.end) { n++; break; }
    return n;
}

/* ---- scoring ------------------------------------------------------------------------- */

struct scoring {
    const char *id, *text;
    const bay_misses *misses;
    bay_attribution_score *out;
    bool wrong;             /* the last pair that was counted */
};

static void count_part(struct scoring *s, bay_count *part, const bay_span *gold, uint32_t gold_count, const bay_span *found,
                       uint32_t found_count)
{
    uint32_t expected = words_in(s->text, gold, gold_count), got = words_in(s->text, found, found_count);
    uint32_t shared = words_shared(s->text, gold, gold_count, found, found_count);
    part->gold += expected, part->system += got, part->right += shared;
    s->wrong = s->wrong || shared != expected || shared != got;
}

static void print_span(bay_buf *out, const char *key, const char *text, bay_span span)
{
    bay_json_key(out, key);
    bay_json_str(out, span.end > span.begin ? (bay_str){text + span.begin, span.end - span.begin} : (bay_str){0});
}

static void print_said(bay_buf *out, const char *key, const char *text, const struct said *said)
{
    bay_json_key(out, key);
    if (!said) { bay_json_null(out); return; }
    bay_json_open(out, '{');
    print_span(out, "source", text, said->source);
    print_span(out, "cue", text, said->cue);
    bay_json_key(out, "content");
    bay_json_open(out, '[');
    for (uint32_t i = 0; i < said->content_count; i++)
        bay_json_str(out, (bay_str){text + said->content[i].begin, said->content[i].end - said->content[i].begin});
    bay_json_close(out, ']');
    bay_json_close(out, '}');
}

static void tell(struct scoring *s, const char *lost, const struct said *gold, const struct said *found)
{
    if (!s->misses) return;
    bay_buf out;
    bay_buf_init(&out, (size_t)LINE_MIB << 20);
    bay_json_open(&out, '{');
    bay_json_key(&out, "id");
    bay_json_text(&out, s->id);
    bay_json_key(&out, "lost");
    bay_json_text(&out, lost);
    print_said(&out, "expected", s->text, gold);
    print_said(&out, "found", s->text, found);
    bay_json_key(&out, "text");
    bay_json_text(&out, s->text);
    bay_json_close(&out, '}');
    if (!out.failed) s->misses->line(s->misses->context, (bay_str){out.bytes, (uint32_t)out.size});
    bay_buf_release(&out);
}

static void count_pair(struct scoring *s, const struct said *gold, const struct said *found)
{
    static const struct said nothing;
    const struct said *g = gold ? gold : &nothing, *f = found ? found : &nothing;
    s->wrong = false;
    count_part(s, &s->out->source, &g->source, 1, &f->source, 1);
    count_part(s, &s->out->cue, &g->cue, 1, &f->cue, 1);
    count_part(s, &s->out->content, g->content, g->content_count, f->content, f->content_count);
    s->out->attributions.gold += gold != NULL, s->out->attributions.system += found != NULL;
    s->out->attributions.right += gold && found;
    if (s->wrong) tell(s, !found ? "missing" : !gold ? "extra" : "part", gold, found);
}

static uint32_t alike(const char *text, const struct said *a, const struct said *b)
{
    return words_shared(text, &a->cue, 1, &b->cue, 1) * 10000 +
           words_shared(text, a->content, a->content_count, b->content, b->content_count) * 10 +
           words_shared(text, &a->source, 1, &b->source, 1);
}

/* Each gold attribution takes the most like one found, the best pairs first. */
static void score_text(struct scoring *s, const struct said *gold, const struct said *found, uint32_t found_count)
{
    bool taken[FOUND_MAX] = {false}, paired[SAID_MAX] = {false};
    for (;;) {
        uint32_t best = 0, at = 0, with = 0;
        for (uint32_t g = 0; g < SAID_MAX; g++)
            for (uint32_t f = 0; f < found_count && !paired[g] && gold[g].content_count; f++) {
                uint32_t same = taken[f] ? 0 : alike(s->text, &gold[g], &found[f]);
                if (same > best) best = same, at = g, with = f;
            }
        if (!best) break;
        paired[at] = taken[with] = true;
        count_pair(s, &gold[at], &found[with]);
    }
    for (uint32_t g = 0; g < SAID_MAX; g++)
        if (gold[g].content_count && !paired[g]) count_pair(s, &gold[g], NULL);
    for (uint32_t f = 0; f < found_count; f++)
        if (!taken[f]) count_pair(s, NULL, &found[f]);
    s->out->texts++;
}

/* What the program found; false when its text is not the gold's (then spans would lie). */
static bool take_found(const bay_doc *doc, const struct marked *m, struct said *found, uint32_t *count)
{
    *count = 0;
    const char *at = memmem(doc->text.bytes, doc->text.size, m->text, m->size);
    if (!at) return false;
    uint32_t shift = (uint32_t)(at - doc->text.bytes);
    for (uint32_t i = 0; i < doc->attributions.count && *count < FOUND_MAX; i++) {
        const bay_attribution *a = &doc->attributions.items[i];
        struct said *f = &found[(*count)++];
        *f = (struct said){{a->source_span.begin - shift, a->source_span.end - shift},
                           {a->cue_span.begin - shift, a->cue_span.end - shift}, {{0, 0}}, 0};
        if (a->source_span.end <= a->source_span.begin) f->source = (bay_span){0, 0};
        if (a->cue_span.end <= a->cue_span.begin) f->cue = (bay_span){0, 0};
        for (uint32_t k = 0; k < a->content.count && k < SPANS_MAX; k++)
            f->content[f->content_count++] = (bay_span){a->content.items[k].begin - shift, a->content.items[k].end - shift};
    }
    return true;
}

/* ---- the file ------------------------------------------------------------------------ */

bool bay_attribution_looks_like(bay_str bytes)
{
    bay_str line;
    while (bay_str_next(&bytes, '\n', &line)) {
        line = bay_str_trim(line);
        if (line.size && line.bytes[0] != '#') return line.bytes[0] == '{' && memmem(line.bytes, line.size, "\"marked\"", 8);
    }
    return false;
}

struct reading {
    const bay_engine *engine;
    bay_work *work;
    bay_doc *doc;
    const bay_misses *misses;
    bay_attribution_score *out;
};

static bay_status eval_line(void *context, const cJSON *line, bay_error *err)
{
    struct reading *r = context;
    struct marked m;
    struct said found[FOUND_MAX];
    uint32_t count;
    const char *marked = bay__eval_text(line, "marked");
    if (!marked) return bay_fail(err, BAY_BAD_INPUT, "gold: a line without a marked text");
    BAY_TRY(read_marked(bay_str_from(marked), &m, err));
    BAY_TRY(bay__eval_code(r->engine, r->work, r->doc, m.text, bay__eval_text(line, "published"), false, err));
    if (!take_found(r->doc, &m, found, &count)) return bay_fail(err, BAY_BAD_INPUT, "gold: the text is not read as it stands: %.60s", m.text);
    struct scoring s = {.id = bay__eval_text(line, "id"), .text = m.text, .misses = r->misses, .out = r->out};
    score_text(&s, m.said, found, count);
    return BAY_OK;
}

bay_status bay_eval_attribution(const bay_engine *engine, bay_work *work, bay_str lines, const char *split,
                                const bay_misses *misses, bay_attribution_score *out, bay_error *err)
{
    struct reading r = {.engine = engine, .work = work, .misses = misses, .out = out};
    *out = (bay_attribution_score){0};
    BAY_TRY(bay_doc_new(&r.doc, err));
    bay_status status = bay__eval_lines(lines, split, eval_line, &r, err);
    bay_doc_free(r.doc);
    return status;
}
