/* clean/json_ld.c - schema.org facts in <script type="application/ld+json"> (NewsArticle and its kin). */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <strings.h>

#include "base/utf8.h"
#include "clean/page.h"

enum { GRAPH_DEPTH_MAX = 5, NODES_MAX = 200, AUTHOR_RANK = 1, HOUSE_RANK = 9, CREATOR_RANK = 4 };

typedef struct search {
    bay__page *page;
    bay_span raw;
    uint32_t nodes;
    const cJSON *root;       /* where "@id" is looked up */
} search;

/* One character reference at s.bytes[at]: its size, 0 when there is none. Systems put HTML into JSON, escaped once too often. */
static uint32_t reference(bay_str s, uint32_t at, uint32_t *code)
{
    static const struct { const char *name; uint32_t code; } named[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&nbsp;", ' '}, {"&rsquo;", 0x2019},
        {"&lsquo;", 0x2018}, {"&ldquo;", 0x201C}, {"&rdquo;", 0x201D}, {"&ndash;", 0x2013}, {"&mdash;", 0x2014}, {"&hellip;", 0x2026}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (!strncmp(s.bytes + at, named[i].name, strlen(named[i].name))) { *code = named[i].code; return (uint32_t)strlen(named[i].name); }
    }
    if (s.bytes[at + 1] != '#') return 0;
    bool hex = (s.bytes[at + 2] | 32) == 'x';
    char *end;
    unsigned long value = strtoul(s.bytes + at + 2 + hex, &end, hex ? 16 : 10);
    if (*end != ';' || value < ' ' || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0;
    *code = (uint32_t)value;
    return (uint32_t)(end - s.bytes) + 1 - at;
}

/* "<a href=...>A B</a>" as a name. */
static bay_str without_tags(bay_str s)
{
    char *out = (char *)(uintptr_t)s.bytes;
    uint32_t size = 0;
    bool tag = false;
    for (uint32_t i = 0; i < s.size; i++) {
        if (s.bytes[i] == '<' && i + 1 < s.size && ((s.bytes[i + 1] | 32) >= 'a' || s.bytes[i + 1] == '/')) tag = true;
        if (!tag) out[size++] = s.bytes[i];
        if (s.bytes[i] == '>') tag = false;
    }
    return bay_str_trim((bay_str){out, size});
}

/* A copy in the scratch, references resolved; zero-terminated, so that looking ahead is safe. */
static bay_str kept(bay__page *page, const cJSON *item)
{
    if (!cJSON_IsString(item) || !item->valuestring) return (bay_str){0};
    bay_str copy = bay_str_copy(page->scratch, bay_str_from(item->valuestring));
    if (!copy.bytes) return copy;
    char *out = (char *)(uintptr_t)copy.bytes;
    uint32_t size = 0, code;
    for (uint32_t at = 0; at < copy.size;) {
        uint32_t step = copy.bytes[at] == '&' ? reference(copy, at, &code) : 0;
        if (step) size += bay_utf8_encode(code, out + size);
        else out[size++] = copy.bytes[at];
        at += step ? step : 1;
    }
    return bay_str_trim((bay_str){out, size});
}

static bool names_article(const char *type)
{
    return strcasestr(type, "article") || strcasestr(type, "posting") || !strcasecmp(type, "report");
}

static bool is_article(const cJSON *object)
{
    const cJSON *type = cJSON_GetObjectItem(object, "@type");
    if (cJSON_IsString(type)) return names_article(type->valuestring);
    const cJSON *item;
    cJSON_ArrayForEach(item, type) {
        if (cJSON_IsString(item) && names_article(item->valuestring)) return true;
    }
    return false;
}

static bool has_type(const cJSON *object, const char *word)
{
    const cJSON *type = cJSON_GetObjectItem(object, "@type");
    if (cJSON_IsArray(type)) type = cJSON_GetArrayItem(type, 0);
    return cJSON_IsString(type) && strcasestr(type->valuestring, word);
}

/* The name of the object in the graph that has this "@id". */
static const cJSON *name_of_id(search *s, const cJSON *id)
{
    const cJSON *graph = cJSON_IsArray(s->root) ? s->root : cJSON_GetObjectItem(s->root, "@graph"), *item;
    uint32_t seen = 0;
    if (!cJSON_IsString(id)) return NULL;
    cJSON_ArrayForEach(item, graph) {
        if (++seen > NODES_MAX) break;
        const cJSON *other = cJSON_GetObjectItem(item, "@id");
        if (cJSON_IsString(other) && !strcmp(other->valuestring, id->valuestring)) return cJSON_GetObjectItem(item, "name");
    }
    return NULL;
}

/* "author" is a name, an object with a name or an "@id", or a list of either. A house signs only where no one else does. */
static void read_authors(search *s, const cJSON *author, uint8_t rank, int depth)
{
    if (cJSON_IsString(author)) {
        bay__offer_author(s->page, without_tags(kept(s->page, author)), rank);
    } else if (cJSON_IsArray(author) && depth < 2) {
        const cJSON *item;
        cJSON_ArrayForEach(item, author) read_authors(s, item, rank, depth + 1);
    } else if (cJSON_IsObject(author)) {
        const cJSON *name = cJSON_GetObjectItem(author, "name");
        if (has_type(author, "organization")) rank = HOUSE_RANK;
        if (!name) name = name_of_id(s, cJSON_GetObjectItem(author, "@id"));
        if (depth < 2 && cJSON_IsArray(name)) read_authors(s, name, rank, depth + 1);
        else bay__offer_author(s->page, without_tags(kept(s->page, name)), rank);
    }
}

/* A day as text, or as seconds or milliseconds. */
static bay_str day_of(bay__page *page, const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItem(object, key);
    if (cJSON_IsArray(item)) item = cJSON_GetArrayItem(item, 0);
    if (cJSON_IsNumber(item) && item->valuedouble > 0 && item->valuedouble < 1e14) return bay_str_format(page->scratch, "%.0f", item->valuedouble);
    return kept(page, item);
}

/* "image" is an address, an object with one, or a list of either. */
static void read_image(bay__page *page, const cJSON *image)
{
    if (cJSON_IsArray(image)) image = cJSON_GetArrayItem(image, 0);
    if (cJSON_IsObject(image)) image = cJSON_GetObjectItem(image, "url");
    bay__offer(&page->meta.image, kept(page, image), "json-ld", 1);
}

/* Another article than the first: one of a list, or the next in an endless page. */
static bool is_other(bay__page *page, const cJSON *object)
{
    bay_str headline = kept(page, cJSON_GetObjectItem(object, "headline"));
    const bay__fact *first = &page->meta.headline;
    return page->meta.told_articles && headline.size && first->value.size && first->rank == 1 && !bay__same_words(page, headline, first->value);
}

static void read_article(search *s, const cJSON *object)
{
    bay__page *page = s->page;
    bay__meta *meta = &page->meta;
    if (is_other(page, object)) return;
    meta->told_articles++;
    const cJSON *publisher = cJSON_GetObjectItem(object, "publisher");
    bay__offer(&meta->headline, kept(page, cJSON_GetObjectItem(object, "headline")), "json-ld", 1);
    bay__offer_date(page, day_of(page, object, "datePublished"), "json-ld", 9);
    bay__offer_date(page, day_of(page, object, "dateCreated"), "json-ld", 7);
    bay__offer_update(page, day_of(page, object, "dateModified"), "json-ld", 9);
    bay__offer(&meta->description, kept(page, cJSON_GetObjectItem(object, "description")), "json-ld", 4);
    read_image(page, cJSON_GetObjectItem(object, "image"));
    if (cJSON_IsArray(publisher)) publisher = cJSON_GetArrayItem(publisher, 0);
    if (cJSON_IsObject(publisher)) bay__offer(&meta->outlet, kept(page, cJSON_GetObjectItem(publisher, "name")), "json-ld", 3);
    read_authors(s, cJSON_GetObjectItem(object, "author"), AUTHOR_RANK, 0);
    read_authors(s, cJSON_GetObjectItem(object, "creator"), CREATOR_RANK, 0);
    bay_str body = kept(page, cJSON_GetObjectItem(object, "articleBody"));
    if (body.size <= meta->article_body.size) return;
    meta->article_body = body;
    meta->article_body_raw = s->raw;
}

/* The page itself, or a film on it: days of less weight than those of an article. */
static void read_page_node(search *s, const cJSON *object)
{
    bool page = has_type(object, "webpage"), film = has_type(object, "videoobject");
    if (!page && !film) return;
    bay__offer_date(s->page, day_of(s->page, object, page ? "datePublished" : "uploadDate"), "json-ld", 5);
    if (page) bay__offer_update(s->page, day_of(s->page, object, "dateModified"), "json-ld", 5);
    if (film && !s->page->meta.told_articles) bay__offer(&s->page->meta.headline, kept(s->page, cJSON_GetObjectItem(object, "name")), "json-ld", 5);
    if (page) read_authors(s, cJSON_GetObjectItem(object, "author"), CREATOR_RANK, 0);
}

static void look(search *s, const cJSON *node, int depth)
{
    static const char *const parts[] = {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"};
    if (depth > GRAPH_DEPTH_MAX || ++s->nodes > NODES_MAX) return;
    if (cJSON_IsObject(node) && is_article(node)) { read_article(s, node); return; }
    if (!cJSON_IsArray(node) && !cJSON_IsObject(node)) return;
    if (cJSON_IsObject(node)) read_page_node(s, node);
    const cJSON *item;
    cJSON_ArrayForEach(item, node) {
        bool inside = cJSON_IsArray(node);
        for (size_t i = 0; item->string && i < sizeof parts / sizeof *parts; i++) inside |= !strcmp(item->string, parts[i]);
        if (inside) look(s, item, depth + 1);
    }
}

/* A copy that a strict reader can read: what stands around the JSON (comments, CDATA) and commas before a closing bracket left out,
 * line feeds within strings made spaces. */
static bay_str mended(bay_arena *arena, bay_str s)
{
    char *out = bay_arena_alloc(arena, s.size + 1);
    uint32_t size = 0, at = 0;
    bool string = false, escaped = false;
    if (!out) return (bay_str){0};
    while (at < s.size && s.bytes[at] != '{' && !(s.bytes[at] == '[' && (at + 1 == s.size || s.bytes[at + 1] != 'C'))) at++;
    for (; at < s.size; at++) {
        char c = s.bytes[at];
        if (string && (unsigned char)c < ' ') c = ' ';
        if (!string && (c == '}' || c == ']')) {
            while (size && (unsigned char)out[size - 1] <= ' ') size--;
            if (size && out[size - 1] == ',') size--;
        }
        if (c == '"' && !escaped) string = !string;
        escaped = string && c == '\\' && !escaped;
        out[size++] = c;
    }
    out[size] = 0;
    return (bay_str){out, size};
}

static cJSON *parse(bay__page *page, bay_str json)
{
    cJSON *root = cJSON_ParseWithLength(json.bytes, json.size);
    if (root) return root;
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str copy = mended(page->scratch, json);
    root = copy.size ? cJSON_ParseWithLength(copy.bytes, copy.size) : NULL;
    bay_arena_reset(page->scratch, mark);
    return root;
}

void bay__read_json_ld(bay__page *page, bay_str json, bay_span raw)
{
    cJSON *root = parse(page, json);
    search s = {page, raw, 0, root};
    if (root) look(&s, root, 0);
    else if (json.size) bay_doc_note(page->doc, "clean", "bad-json-ld", (bay_span){0, 0});
    cJSON_Delete(root);
}

void bay__read_parsely(bay__page *page, bay_str json)
{
    cJSON *root = parse(page, json);
    search s = {page, {0, 0}, 0, root};
    if (cJSON_IsObject(root)) {
        bay__offer(&page->meta.headline, kept(page, cJSON_GetObjectItem(root, "title")), "meta", 5);
        bay__offer_date(page, kept(page, cJSON_GetObjectItem(root, "pub_date")), "meta", 7);
        const cJSON *authors = cJSON_GetObjectItem(root, "authors");
        read_authors(&s, authors ? authors : cJSON_GetObjectItem(root, "author"), CREATOR_RANK, 0);
    }
    cJSON_Delete(root);
}
