#include "eval/articles.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"
#include "bayhaqi.h"

enum { MARKS_MAX = 512 };
static const double NEAR_KM = 161;

struct mark {
    bay_span span;          /* in the plain text, then in doc->text */
    bay_str words, label;
    char kind;
    bool lost;              /* not in the text that was read */
};

struct article {
    bay_str id, published;
    bool whole;             /* all its counts are marked */
    bay_buf text;
    struct mark marks[MARKS_MAX];
    uint32_t count;
};

struct scorer {
    const bay_doc *doc;
    const struct article *article;
    const bay_misses *misses;
    bay_articles_score *out;
};

bool bay_articles_looks_like(bay_str bytes) { return bay_str_starts(bytes, BAY_STR("=== ")); }

/* ---- reading ---- */

static bool read_mark(struct article *a, bay_str inside, uint32_t begin)
{
    const char *bar = memchr(inside.bytes, '|', inside.size);
    if (!bar || a->count == MARKS_MAX) return false;
    bay_str words = {inside.bytes, (uint32_t)(bar - inside.bytes)};
    bay_str label = bay_str_slice(inside, words.size + 1, inside.size);
    bay_buf_str(&a->text, words);
    a->marks[a->count++] = (struct mark){{begin, begin + words.size}, words, label, label.size ? label.bytes[0] : '-', false};
    return true;
}

static bool read_body(struct article *a, bay_str body)
{
    for (uint32_t i = 0; i < body.size;) {
        const char *close = body.bytes[i] == '{' ? memchr(body.bytes + i, '}', body.size - i) : NULL;
        if (!close) { bay_buf_char(&a->text, body.bytes[i]); i++; continue; }
        uint32_t end = (uint32_t)(close - body.bytes);
        if (!read_mark(a, bay_str_slice(body, i + 1, end), (uint32_t)a->text.size)) return false;
        i = end + 1;
    }
    return !a->text.failed;
}

/* The words of a label, parted by blanks; a place of several words is put together by the caller. */
static bay_str word_at(bay_str label, int number)
{
    bay_str piece = {0};
    for (int i = 0; i <= number; i++)
        if (!bay_str_next(&label, ' ', &piece)) return BAY_STR("");
    return piece;
}

static bay_str last_word(bay_str label)
{
    uint32_t i = label.size;
    while (i > 0 && label.bytes[i - 1] != ' ') i--;
    return bay_str_slice(label, i, label.size);
}

static const char *find(bay_str in, uint32_t from, bay_str what)
{
    return from < in.size && what.size ? memmem(in.bytes + from, in.size - from, what.bytes, what.size) : NULL;
}

/* Cleaning may drop or join lines: the marks follow their words, in order. */
static void align(struct article *a, const bay_doc *doc, bay_articles_score *out)
{
    if (bay_str_eq(doc->text, (bay_str){a->text.bytes, (uint32_t)a->text.size})) return;
    uint32_t from = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        const char *at = find(doc->text, from, a->marks[i].words);
        a->marks[i].lost = !at;
        out->shifted += !at;
        if (!at) continue;
        from = (uint32_t)(at - doc->text.bytes);
        a->marks[i].span = (bay_span){from, from + a->marks[i].words.size};
        from = a->marks[i].span.end;
    }
}

/* ---- small readings of labels ---- */

static bool read_days(bay_str label, bay_date *begin, bay_date *end, bool *open)
{
    const char *dots = label.size ? memmem(label.bytes, label.size, "..", 2) : NULL;
    bay_str first = dots ? bay_str_slice(label, 0, (uint32_t)(dots - label.bytes)) : label;
    bay_str last = dots ? bay_str_slice(label, first.size + 2, label.size) : label;
    const char *slash = memchr(first.bytes, '/', first.size);
    if (slash) first = last = bay_str_slice(first, 0, (uint32_t)(slash - first.bytes));
    *open = dots && last.size == 0;
    if (!bay_date_parse(first, begin)) return false;
    *begin = bay_date_first(*begin);
    if (*open) return true;
    if (!bay_date_parse(last, end)) return false;
    *end = bay_date_last(*end);
    return true;
}

static bool days_are(bay_str label, bay_date begin, bay_date end)
{
    bay_date b = {0}, e = {0};
    bool open = false;
    if (!bay_date_is_set(begin) || !read_days(label, &b, &e, &open)) return false;
    if (bay_date_compare(bay_date_first(begin), b)) return false;
    return open || (bay_date_is_set(end) && !bay_date_compare(bay_date_last(end), e));
}

static bool read_bounds(bay_str label, double *min, double *max)
{
    const char *dots = memmem(label.bytes, label.size, "..", 2);
    if (label.size && label.bytes[0] == '~') label = bay_str_slice(label, 1, label.size);
    if (bay_str_ends(label, BAY_STR("+"))) { *max = -1; return bay_str_to_double(bay_str_slice(label, 0, label.size - 1), min); }
    if (!dots) { bool good = bay_str_to_double(label, min); *max = *min; return good; }
    uint32_t at = (uint32_t)(dots - label.bytes);
    *min = 0;
    if (at && !bay_str_to_double(bay_str_slice(label, 0, at), min)) return false;
    return bay_str_to_double(bay_str_slice(label, at + 2, label.size), max);
}

static double km_between(double lat1, double lon1, double lat2, double lon2)
{
    const double r = 3.14159265358979 / 180;
    double a = sin((lat2 - lat1) * r / 2), b = sin((lon2 - lon1) * r / 2);
    double h = a * a + cos(lat1 * r) * cos(lat2 * r) * b * b;
    return 2 * 6371 * asin(sqrt(h > 1 ? 1 : h));
}

/* The point of a place mark, or of the one before it with the same words. */
static bool point_of(const struct article *a, const struct mark *mark, double *lat, double *lon)
{
    bay_str first = word_at(mark->label, 1);
    if (first.size) return bay_str_to_double(first, lat) && bay_str_to_double(word_at(mark->label, 2), lon);
    for (const struct mark *m = mark; m > a->marks;)
        if ((--m)->kind == 'P' && bay_str_eq(m->words, mark->words)) return point_of(a, m, lat, lon);
    return false;
}

/* The place mark that has the name, or holds it. */
static bool point_named(const struct article *a, bay_str name, double *lat, double *lon)
{
    for (int loose = 0; loose < 2; loose++)
        for (uint32_t i = 0; i < a->count; i++) {
            const struct mark *m = &a->marks[i];
            bool same = m->kind == 'P' && (loose ? find(m->words, 0, name) != NULL : bay_str_eq(m->words, name));
            if (same && point_of(a, m, lat, lon)) return true;
        }
    return false;
}

/* ---- scoring ---- */

static void wrong(const struct scorer *s, const struct mark *m, const char *what, bay_str got)
{
    if (!s->misses) return;
    bay_buf line;
    bay_buf_init(&line, 1 << 16);
    bay_json_open(&line, '{');
    bay_json_key(&line, "id"), bay_json_str(&line, s->article->id);
    bay_json_key(&line, "what"), bay_json_text(&line, what);
    bay_json_key(&line, "words"), bay_json_str(&line, m->words);
    bay_json_key(&line, "expected"), bay_json_str(&line, m->label);
    bay_json_key(&line, "found"), bay_json_str(&line, got);
    bay_json_close(&line, '}');
    if (!line.failed) s->misses->line(s->misses->context, (bay_str){line.bytes, (uint32_t)line.size});
    bay_buf_release(&line);
}

static bool in_span(const bay_doc *doc, uint32_t tok, bay_span span)
{
    return tok < doc->toks.count && bay_span_contains(span, doc->toks.items[tok].span);
}

/* The token of the mark whose head lies outside. */
static uint32_t head_of(const bay_doc *doc, bay_span span)
{
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        const bay_tok *t = &doc->toks.items[i];
        if (t->span.begin >= span.end) break;
        if (bay_span_contains(span, t->span) && t->upos != BAY_PUNCT && t->upos != BAY_ADP && t->upos != BAY_DET &&
            !in_span(doc, t->head, span)) return i;
    }
    return BAY_NONE;
}

static bool code_fits(bay_str code, bay_str wanted)
{
    bay_str one;
    while (bay_str_next(&wanted, '/', &one))
        if (one.size && bay_str_starts(code, one)) return true;
    return false;
}

static bool actor_fits(const struct scorer *s, const struct mark *m, uint32_t head, bay_str wanted)
{
    for (uint32_t i = 0; i < s->doc->actors.count; i++) {
        const bay_actor *actor = &s->doc->actors.items[i];
        bool here = head == BAY_NONE ? in_span(s->doc, actor->tok, m->span) : actor->tok == head;
        if (here && code_fits(actor->code, wanted)) return true;
    }
    return false;
}

static const bay_actor *actor_within(const struct scorer *s, const struct mark *m, uint32_t head)
{
    for (uint32_t i = 0; i < s->doc->actors.count; i++) {
        const bay_actor *actor = &s->doc->actors.items[i];
        if (head == BAY_NONE ? in_span(s->doc, actor->tok, m->span) : actor->tok == head) return actor;
    }
    return NULL;
}

static void score_actor(const struct scorer *s, const struct mark *m)
{
    bay_str wanted = word_at(m->label, 1), one;
    if (bay_str_is(wanted, "-")) return;
    bool both = memchr(wanted.bytes, '+', wanted.size) != NULL, right = true;
    uint32_t head = both ? BAY_NONE : head_of(s->doc, m->span);
    const bay_actor *found = actor_within(s, m, head);
    if (!found && head != BAY_NONE) found = actor_within(s, m, head = BAY_NONE);
    while (bay_str_next(&wanted, '+', &one)) right = right && actor_fits(s, m, head, one);
    s->out->actors.gold++, s->out->actors.found += found != NULL, s->out->actors.right += right;
    if (!right) wrong(s, m, "actor", found ? (found->code.size ? found->code : BAY_STR("?")) : BAY_STR("none"));
}

static void score_place(const struct scorer *s, const struct mark *m)
{
    double lat, lon;
    const bay_place *found = NULL;
    if (!point_of(s->article, m, &lat, &lon)) return;
    for (uint32_t i = 0; i < s->doc->places.count; i++) {
        const bay_place *p = &s->doc->places.items[i];
        if (bay_span_overlaps(p->span, m->span) && p->has_point && (!found || p->span.end <= m->span.end)) found = p;
    }
    double km = found ? km_between(lat, lon, found->lat, found->lon) : 1e9;
    s->out->places.gold++, s->out->places.found += found != NULL, s->out->places.right += km <= NEAR_KM;
    char got[120] = "none";
    if (found) snprintf(got, sizeof got, "%.*s %.*s %.1f %.1f (%.0f km)", BAY_STR_ARG(found->name), BAY_STR_ARG(found->country), found->lat, found->lon, km);
    if (km > NEAR_KM) wrong(s, m, "place", bay_str_from(got));
}

static bay_str print_days(char *to, size_t size, bay_date b, bay_date e)
{
    int n = snprintf(to, size, "%d-%02d-%02d..%d-%02d-%02d", b.year, b.month, b.day, e.year, e.month, e.day);
    return (bay_str){to, n > 0 && (size_t)n < size ? (uint32_t)n : 0};
}

static void score_time(const struct scorer *s, const struct mark *m)
{
    const bay_time *found = NULL;
    bay_str wanted = word_at(m->label, 1);
    char got[60];
    bool right = false;
    if (bay_str_is(wanted, "-")) return;
    for (uint32_t i = 0; i < s->doc->times.count; i++) {
        const bay_time *t = &s->doc->times.items[i];
        if (!bay_span_overlaps(t->span, m->span)) continue;
        if (!found || !right) found = t;
        right = right || days_are(wanted, t->begin, t->end);
    }
    s->out->times.gold++, s->out->times.found += found != NULL, s->out->times.right += right;
    if (!right) wrong(s, m, "time", found ? print_days(got, sizeof got, found->begin, found->end) : BAY_STR("none"));
}

/* One word of a mark behind WHOM, against the count. */
static bool extent_is(const struct scorer *s, const bay_quantity *q, bay_str word)
{
    const bay_time *time = q->time < s->doc->times.count ? &s->doc->times.items[q->time] : NULL;
    if (bay_str_is(word, "part")) return q->whole != BAY_NONE || q->whole_tok != BAY_NONE;
    if (bay_str_is(word, "new")) return q->cumulative == 0;
    if (bay_str_is(word, "total")) return q->cumulative == 1;
    if (bay_str_starts(word, BAY_STR("per:"))) return bay_str_eq(q->rate, bay_str_slice(word, 4, word.size));
    return bay_str_starts(word, BAY_STR("in:")) && time && days_are(bay_str_slice(word, 3, word.size), time->begin, time->end);
}

/* What is marked must be told; of parts, sums and rates nothing else may be. */
static void score_extent(const struct scorer *s, const struct mark *m, const bay_quantity *q)
{
    bool part = false, sum = false, rate = false, money = bay_str_is(q->kind, "money");
    bay_str word, whom = word_at(m->label, 3);
    char got[80];
    snprintf(got, sizeof got, "%s%s%.*s%s", q->whole != BAY_NONE || q->whole_tok != BAY_NONE ? "part " : "", q->cumulative < 0 ? "" : q->cumulative ? "total " : "new ",
             BAY_STR_ARG(q->rate), q->time != BAY_NONE ? " time" : "");
    for (int i = money ? 3 : 4; (word = word_at(m->label, i)).size; i++) {
        bool right = i == 3 ? bay_str_is(whom, "-") || bay_str_eq(whom, q->unit) : extent_is(s, q, word);
        s->out->extents.gold++, s->out->extents.right += right;
        part = part || bay_str_is(word, "part"), rate = rate || bay_str_starts(word, BAY_STR("per:"));
        sum = sum || bay_str_is(word, "new") || bay_str_is(word, "total");
        if (!right) wrong(s, m, "extent", i == 3 ? q->unit : bay_str_from(got));
    }
    bool spurious = (!part && (q->whole != BAY_NONE || q->whole_tok != BAY_NONE)) || (!sum && q->cumulative >= 0) || (!rate && q->rate.size);
    s->out->extents.gold++, s->out->extents.right += !spurious;
    if (spurious) wrong(s, m, "extent", bay_str_from(got));
}

static void score_no_count(const struct scorer *s, const struct mark *m)
{
    s->out->counts.gold++;
    for (uint32_t i = 0; i < s->doc->quantities.count; i++) {
        const bay_quantity *q = &s->doc->quantities.items[i];
        if (!bay_span_overlaps(q->span, m->span)) continue;
        wrong(s, m, "count", q->kind);
        return;
    }
    s->out->counts.right++;
}

static void score_count(const struct scorer *s, const struct mark *m)
{
    double min = 0, max = 0;
    bay_str kind = word_at(m->label, 1);
    const bay_quantity *found = NULL;
    bool right = false;
    char got[120] = "none";
    if (bay_str_is(kind, "none")) score_no_count(s, m);
    if (bay_str_is(kind, "-") || !read_bounds(word_at(m->label, 2), &min, &max)) return;
    for (uint32_t i = 0; i < s->doc->quantities.count && !right; i++) {
        const bay_quantity *q = &s->doc->quantities.items[i];
        if (!bay_span_overlaps(q->span, m->span)) continue;
        found = q;
        bool open = max < 0 && q->max < 0;
        right = bay_str_eq(q->kind, kind) && fabs(q->min - min) < 1e-6 * (1 + min) && (open || fabs(q->max - max) < 1e-6 * (1 + max));
    }
    s->out->counts.gold++, s->out->counts.found += found != NULL, s->out->counts.right += right;
    if (found) snprintf(got, sizeof got, "%.*s %g..%g", BAY_STR_ARG(found->kind), found->min, found->max);
    if (!right) wrong(s, m, "count", bay_str_from(got));
    if (right && s->article->whole) score_extent(s, m, found);
}

static void count_extra(const struct scorer *s)
{
    for (uint32_t i = 0; i < s->doc->quantities.count; i++) {
        const bay_quantity *q = &s->doc->quantities.items[i];
        bool marked = false;
        for (uint32_t k = 0; k < s->article->count; k++)
            marked = marked || (s->article->marks[k].kind == 'Q' && bay_span_overlaps(q->span, s->article->marks[k].span));
        struct mark here = {q->span, bay_doc_slice(s->doc, q->span), BAY_STR("-"), 'Q', false};
        if (!marked) { s->out->extra++; wrong(s, &here, "extra", q->kind); }
    }
}

static uint32_t distance(bay_span a, bay_span b) { return a.begin > b.begin ? a.begin - b.begin : b.begin - a.begin; }

static const bay_event *event_at(const struct scorer *s, const struct mark *m, bool *meets)
{
    const bay_event *best = NULL;
    *meets = false;
    for (uint32_t i = 0; i < s->doc->events.count; i++) {
        const bay_event *e = &s->doc->events.items[i];
        bool here = bay_span_overlaps(e->trigger, m->span);
        if (!bay_span_overlaps(s->doc->sents.items[e->sent].span, m->span) || (*meets && !here)) continue;
        if (!best || (here && !*meets) || distance(e->trigger, m->span) < distance(best->trigger, m->span)) best = e;
        *meets = *meets || here;
    }
    return best;
}

static void score_event(const struct scorer *s, const struct mark *m)
{
    bool meets;
    const bay_event *e = event_at(s, m, &meets);
    bay_str days = last_word(m->label);
    bay_str place = m->label.size > days.size + 3 ? bay_str_slice(m->label, 2, m->label.size - days.size - 1) : BAY_STR("-");
    double lat, lon;
    char got[160];
    s->out->events.gold++, s->out->events.found += meets, s->out->events.right += e != NULL;
    if (!meets) return;
    if (!bay_str_is(place, "-") && point_named(s->article, place, &lat, &lon)) {
        const bay_place *p = e->place != BAY_NONE ? &s->doc->places.items[e->place] : NULL;
        double km = p && p->has_point ? km_between(lat, lon, p->lat, p->lon) : 1e9;
        s->out->event_places.gold++, s->out->event_places.found += p != NULL, s->out->event_places.right += km <= NEAR_KM;
        snprintf(got, sizeof got, "%.*s", p ? (int)p->name.size : 4, p ? p->name.bytes : "none");
        if (km > NEAR_KM) wrong(s, m, "event place", bay_str_from(got));
    }
    if (bay_str_is(days, "-")) return;
    bool right = days_are(days, e->begin, e->end);
    s->out->event_dates.gold++, s->out->event_dates.found += bay_date_is_set(e->begin), s->out->event_dates.right += right;
    if (!right) wrong(s, m, "event date", print_days(got, sizeof got, e->begin, e->end));
}

static void score_article(const struct scorer *s)
{
    s->out->articles++;
    for (uint32_t i = 0; i < s->article->count; i++) {
        const struct mark *m = &s->article->marks[i];
        if (m->kind == 'A') score_actor(s, m);
        else if (m->kind == 'P') score_place(s, m);
        else if (m->kind == 'T') score_time(s, m);
        else if (m->kind == 'Q') score_count(s, m);
        else if (m->kind == 'E') score_event(s, m);
    }
    if (s->article->whole) count_extra(s);
}

/* ---- the file ---- */

static bay_status eval_article(const bay_engine *engine, bay_work *work, bay_doc *doc, struct article *a, struct scorer *s, bay_error *err)
{
    char published[16];
    snprintf(published, sizeof published, "%.*s", BAY_STR_ARG(a->published));
    bay_read_options options = {.format = "text", .published = published};
    bay_doc_clear(doc);
    BAY_TRY(bay_doc_read(doc, engine, work, a->text.bytes, a->text.size, &options, err));
    BAY_TRY(bay_run(engine, work, doc, err));
    align(a, doc, s->out);
    s->doc = doc, s->article = a;
    score_article(s);
    return BAY_OK;
}

/* The piece up to the next head line; false at the end. */
static bool next_article(bay_str *rest, bay_str *head, bay_str *body)
{
    if (!rest->size || !bay_str_next(rest, '\n', head)) return false;
    const char *next = rest->size ? memmem(rest->bytes, rest->size, "\n=== ", 5) : NULL;
    uint32_t size = next ? (uint32_t)(next - rest->bytes) + 1 : rest->size;
    *body = bay_str_trim(bay_str_slice(*rest, 0, size));
    *rest = bay_str_slice(*rest, size, rest->size);
    return true;
}

static bay_status eval_next(const bay_engine *engine, bay_work *work, bay_doc *doc, bay_str head, bay_str body, struct article *a,
                            struct scorer *s, bay_error *err)
{
    a->id = word_at(head, 1), a->published = word_at(head, 2), a->whole = bay_str_is(word_at(head, 3), "whole"), a->count = 0;
    bay_buf_init(&a->text, 1 << 20);
    bay_status status = BAY_OK;
    if (!a->published.size || !read_body(a, body)) status = bay_fail(err, BAY_BAD_INPUT, "articles: %.*s cannot be read", BAY_STR_ARG(head));
    else status = eval_article(engine, work, doc, a, s, err);
    bay_buf_release(&a->text);
    return status;
}

bay_status bay_eval_articles(const bay_engine *engine, bay_work *work, bay_str gold, const bay_misses *misses,
                             bay_articles_score *out, bay_error *err)
{
    *out = (bay_articles_score){0};
    struct scorer s = {.misses = misses, .out = out};
    struct article a = {0};
    bay_doc *doc;
    BAY_TRY(bay_doc_new(&doc, err));
    bay_status status = BAY_OK;
    bay_str head, body;
    while (!status && next_article(&gold, &head, &body)) status = eval_next(engine, work, doc, head, body, &a, &s, err);
    bay_doc_free(doc);
    return status;
}
