#include "eval/pages.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

#include "base/io.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { PAGE_LIMIT = 64 << 20, RUN = 4, NAMES_MAX = 32, PATH_BYTES = 1024 };

/* ---- words and runs of them ---- */

/* Folded words of letters and digits, one blank between. */
static bay_str plain(bay_arena *arena, bay_str text)
{
    bay_str folded = bay_utf8_fold(arena, text);
    char *out = (char *)(uintptr_t)folded.bytes;
    uint32_t size = 0, code;
    for (uint32_t at = 0; out && at < folded.size;) {
        uint32_t step = bay_utf8_decode(folded, at, &code);
        bool word = bay_utf8_is_letter(code) || bay_utf8_is_digit(code) || code == '_';
        if (word) { memmove(out + size, folded.bytes + at, step); size += step; }
        else if (size && out[size - 1] != ' ') out[size++] = ' ';
        at += step;
    }
    return bay_str_trim((bay_str){out, size});
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The runs of four words of a text as sorted numbers. */
static uint64_t *runs_of(bay_arena *arena, bay_str text, uint32_t *count)
{
    uint64_t last[RUN] = {0}, words = 0;
    bay_str rest = plain(arena, text), word;
    uint64_t *runs = bay_arena_alloc(arena, ((size_t)rest.size / 2 + 2) * sizeof *runs);
    *count = 0;
    while (runs && bay_str_next(&rest, ' ', &word)) {
        if (!word.size) continue;
        memmove(last, last + 1, (RUN - 1) * sizeof *last);
        last[RUN - 1] = bay_hash(word);
        if (++words >= RUN) runs[(*count)++] = bay_hash((bay_str){(const char *)last, sizeof last});
    }
    if (runs && words && words < RUN) runs[(*count)++] = bay_hash((bay_str){(const char *)last, sizeof last});
    if (runs) qsort(runs, *count, sizeof *runs, by_value);
    return runs;
}

static uint32_t in_both(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count)
{
    uint32_t both = 0;
    for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
        if (a[i] == b[k]) { both++; i++; k++; }
        else if (a[i] < b[k]) i++;
        else k++;
    }
    return both;
}

/* ---- one page ---- */

struct scorer {
    const bay_engine *engine;
    bay_work *work;
    bay_doc *doc;
    const bay_misses *misses;
    bay_pages_score *out;
    bay_arena arena;
};

static void tell(const struct scorer *s, const char *id, const char *lost, bay_str expected, bay_str found)
{
    bay_buf line;
    if (!s->misses) return;
    bay_buf_init(&line, 1 << 20);
    bay_json_open(&line, '{');
    bay_key_text(&line, "id", id), bay_key_text(&line, "lost", lost);
    bay_key_str(&line, "expected", expected), bay_key_str(&line, "found", found);
    bay_json_close(&line, '}');
    if (line.size) s->misses->line(s->misses->context, (bay_str){line.bytes, (uint32_t)line.size});
    bay_buf_release(&line);
}

static void count(const struct scorer *s, bay_pages_count *of, bool right, const char *id, const char *what, bay_str expected, bay_str found)
{
    of->gold++;
    of->right += right;
    if (!right) tell(s, id, what, expected, found);
}

static int by_words(const void *a, const void *b)
{
    const bay_str *x = a, *y = b;
    int order = memcmp(x->bytes, y->bytes, x->size < y->size ? x->size : y->size);
    return order ? order : (int)x->size - (int)y->size;
}

static bay_str sorted(bay_arena *arena, bay_str *names, uint32_t n)
{
    bay_str all = BAY_STR("");
    for (uint32_t i = 0; i < n; i++) names[i] = plain(arena, names[i]);
    qsort(names, n, sizeof *names, by_words);
    for (uint32_t i = 0; i < n; i++) all = bay_str_format(arena, "%.*s%s%.*s", BAY_STR_ARG(all), i ? "; " : "", BAY_STR_ARG(names[i]));
    return all;
}

static void score_facts(struct scorer *s, const char *id, const cJSON *gold)
{
    const bay_doc *doc = s->doc;
    const char *title = bay__eval_text(gold, "title");
    bay_str day = bay_str_slice(doc->published_text, 0, doc->published_text.size < 10 ? doc->published_text.size : 10);
    if (title) count(s, &s->out->title, bay_str_eq(plain(&s->arena, bay_str_from(title)), plain(&s->arena, doc->title)), id, "title", bay_str_from(title), doc->title);
    if (cJSON_GetObjectItem(gold, "published")) {
        const char *told = bay__eval_text(gold, "published");
        count(s, &s->out->day, bay_str_eq(bay_str_from(told ? told : ""), day), id, "day", bay_str_from(told ? told : ""), day);
    }
    const cJSON *authors = cJSON_GetObjectItem(gold, "authors"), *item;
    if (!authors) return;
    bay_str names[NAMES_MAX], found[NAMES_MAX];
    uint32_t n = 0, m = 0;
    cJSON_ArrayForEach(item, authors) if (cJSON_IsString(item) && n < NAMES_MAX) names[n++] = bay_str_from(item->valuestring);
    for (; m < doc->byline.count && m < NAMES_MAX; m++) found[m] = doc->byline.items[m];
    bay_str expected = sorted(&s->arena, names, n), got = sorted(&s->arena, found, m);
    count(s, &s->out->authors, bay_str_eq(expected, got), id, "authors", expected, got);
}

static void append(bay_buf *buf, bay_str text) { bay_buf_str(buf, text), bay_buf_char(buf, '\n'); }

/* The label's body: told whole, or the lines that belong to it. False: none is told. */
static bool gold_body(const cJSON *gold, bay_buf *out)
{
    const char *body = bay__eval_text(gold, "body"), *deck = bay__eval_text(gold, "subhead");
    const cJSON *lines = cJSON_GetObjectItem(gold, "lines"), *line;
    if (body) append(out, bay_str_from(body));
    cJSON_ArrayForEach(line, lines) {
        const char *role = bay__eval_text(line, "role"), *text = bay__eval_text(line, "text");
        if (!role || !text) continue;
        bool inside = !strcmp(role, "body") || !strcmp(role, "quote_block") || (!strcmp(role, "subhead") && (!deck || strcmp(text, deck)));
        if (inside) append(out, bay_str_from(text));
    }
    return body || lines;
}

static void found_body(const bay_doc *doc, bay_buf *out)
{
    bool begun = false;
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const bay_block *block = &doc->blocks.items[i];
        begun |= block->role == BAY_ROLE_BODY;
        bool inside = block->role == BAY_ROLE_BODY || block->role == BAY_ROLE_QUOTE_BLOCK || (begun && block->role == BAY_ROLE_SUBHEAD);
        if (inside) append(out, bay_str_slice(doc->text, block->span.begin, block->span.end));
    }
}

static void score_body(struct scorer *s, const char *id, bay_str truth, bay_str found)
{
    uint32_t gold, got;
    const uint64_t *a = runs_of(&s->arena, truth, &gold), *b = runs_of(&s->arena, found, &got);
    uint32_t both = a && b ? in_both(a, gold, b, got) : 0;
    if (gold) s->out->told++, s->out->recall += (double)both / gold;
    if (got) s->out->found++, s->out->precision += (double)both / got;
    if (both == gold && both == got) return;
    bay_str figures = bay_str_format(&s->arena, "precision %.2f recall %.2f", got ? (double)both / got : 0, gold ? (double)both / gold : 0);
    tell(s, id, "body", BAY_STR(""), figures);
}

/* Plain or compressed. */
static bay_status read_page(bay_arena *arena, const char *path, bay_str *out, bay_error *err)
{
    gzFile file = gzopen(path, "rb");
    if (!file) return bay_fail(err, BAY_NOT_FOUND, "%s: no such page", path);
    bay_buf buf;
    char piece[1 << 14];
    int got;
    bay_buf_init(&buf, PAGE_LIMIT);
    while ((got = gzread(file, piece, sizeof piece)) > 0) bay_buf_str(&buf, (bay_str){piece, (uint32_t)got});
    gzclose(file);
    bay_status status = bay_buf_check(&buf, err);
    if (!status) *out = bay_str_copy(arena, (bay_str){buf.bytes, (uint32_t)buf.size});
    bay_buf_release(&buf);
    return status;
}

static bay_status score_page(void *context, const cJSON *gold, bay_error *err)
{
    struct scorer *s = context;
    const char *path = bay__eval_text(gold, "page"), *id = bay__eval_text(gold, "id");
    bay_str page = {0};
    if (!path) return bay_fail(err, BAY_BAD_INPUT, "pages: a line without \"page\"");
    bay_arena_clear(&s->arena);
    BAY_TRY(read_page(&s->arena, path, &page, err));
    bay_doc_clear(s->doc);
    BAY_TRY(bay_doc_read(s->doc, s->engine, s->work, page.bytes ? page.bytes : "", page.size, &(bay_read_options){0}, err));
    s->out->pages++;
    score_facts(s, id ? id : path, gold);
    bay_buf truth, found;
    bay_buf_init(&truth, PAGE_LIMIT), bay_buf_init(&found, PAGE_LIMIT);
    found_body(s->doc, &found);
    if (gold_body(gold, &truth)) {
        s->out->bodies++;
        score_body(s, id ? id : path, (bay_str){truth.bytes, (uint32_t)truth.size}, (bay_str){found.bytes, (uint32_t)found.size});
    }
    bay_buf_release(&truth), bay_buf_release(&found);
    return BAY_OK;
}

bool bay_pages_looks_like(bay_str gold)
{
    bay_str line = gold;
    const char *end = gold.size ? memchr(gold.bytes, '\n', gold.size) : NULL;
    if (end) line.size = (uint32_t)(end - gold.bytes);
    return line.size && line.bytes[0] == '{' && memmem(line.bytes, line.size, "\"page\":", 7);
}

bay_status bay_eval_pages(const bay_engine *engine, bay_work *work, bay_str gold, const bay_misses *misses, bay_pages_score *out, bay_error *err)
{
    struct scorer s = {.engine = engine, .work = work, .misses = misses, .out = out};
    *out = (bay_pages_score){0};
    BAY_TRY(bay_doc_new(&s.doc, err));
    bay_arena_init(&s.arena, (size_t)512 << 20);
    bay_status status = bay__eval_lines(gold, NULL, score_page, &s, err);
    bay_arena_release(&s.arena);
    bay_doc_free(s.doc);
    return status;
}

/* ---- folders ---- */

bool bay_pages_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && !strcmp(name + n - m, end);
}

static bay_status read_json(const char *path, cJSON **out, bay_error *err)
{
    char *bytes;
    size_t size;
    BAY_TRY(bay_file_read(path, PAGE_LIMIT, &bytes, &size, err));
    *out = cJSON_ParseWithLength(bytes, size);
    bay_free(bytes);
    return *out ? BAY_OK : bay_fail(err, BAY_BAD_INPUT, "%s: no JSON", path);
}

static void put_line(bay_buf *lines, cJSON *label, const char *page, const char *id)
{
    cJSON_DeleteItemFromObject(label, "id");
    cJSON_AddStringToObject(label, "page", page);
    cJSON_AddStringToObject(label, "id", id);
    char *text = cJSON_PrintUnformatted(label);
    if (text) append(lines, bay_str_from(text));
    cJSON_free(text);
}

/* ground-truth.json: {KEY: {"articleBody"}} */
static void truth_lines(const char *folder, const cJSON *truth, bay_buf *lines)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, truth) {
        char page[PATH_BYTES];
        const char *body = bay__eval_text(item, "articleBody");
        cJSON *label = cJSON_CreateObject();
        if (!label) return;
        snprintf(page, sizeof page, "%s/html/%s.html.gz", folder, item->string);
        cJSON_AddStringToObject(label, "body", body ? body : "");
        put_line(lines, label, page, item->string);
        cJSON_Delete(label);
    }
}

static bay_status label_line(const char *folder, const char *name, bay_buf *lines, bay_error *err)
{
    char path[PATH_BYTES], page[PATH_BYTES], id[256];
    cJSON *label;
    snprintf(id, sizeof id, "%.*s", (int)(strlen(name) - 5), name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(page, sizeof page, "%s/%s.html", folder, id);
    BAY_TRY(read_json(path, &label, err));
    put_line(lines, label, page, id);
    cJSON_Delete(label);
    return BAY_OK;
}

bay_status bay_pages_gold(const char *folder, bay_buf *lines, bay_error *err)
{
    char path[PATH_BYTES];
    struct stat info;
    cJSON *truth;
    snprintf(path, sizeof path, "%s/ground-truth.json", folder);
    if (stat(path, &info) == 0) {
        BAY_TRY(read_json(path, &truth, err));
        truth_lines(folder, truth, lines);
        cJSON_Delete(truth);
        return bay_buf_check(lines, err);
    }
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    bay_status status = n < 0 ? bay_fail(err, BAY_NOT_FOUND, "%s: no folder", folder) : BAY_OK;
    for (int i = 0; i < n; i++) {
        if (!status && ends_in(names[i]->d_name, ".json")) status = label_line(folder, names[i]->d_name, lines, err);
        free(names[i]);
    }
    if (n >= 0) free(names);
    return status ? status : bay_buf_check(lines, err);
}
