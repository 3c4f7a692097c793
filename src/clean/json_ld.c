/* clean/json_ld.c - schema.org facts in <script type="application/ld+json"> (NewsArticle and its kin). */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <strings.h>

#include "base/utf8.h"
#include "clean/page.h"

enum { GRAPH_DEPTH_MAX = 5, NODES_MAX = 200 };

typedef struct search {
    bay__page *page;
    bay_span raw;
    uint32_t nodes;
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

/* "author" is a name, an object with a name, or a list of either. */
static void read_authors(bay__page *page, const cJSON *author, int depth)
{
    if (cJSON_IsString(author)) {
        bay__offer_author(page, kept(page, author), 1);
    } else if (cJSON_IsArray(author) && depth < 2) {
        const cJSON *item;
        cJSON_ArrayForEach(item, author) read_authors(page, item, depth + 1);
    } else if (cJSON_IsObject(author)) {
        const cJSON *name = cJSON_GetObjectItem(author, "name");
        if (depth < 2 && cJSON_IsArray(name)) read_authors(page, name, depth + 1);
        else bay__offer_author(page, kept(page, name), 1);
    }
}

/* "image" is an address, an object with one, or a list of either. */
static void read_image(bay__page *page, const cJSON *image)
{
    if (cJSON_IsArray(image)) image = cJSON_GetArrayItem(image, 0);
    if (cJSON_IsObject(image)) image = cJSON_GetObjectItem(image, "url");
    bay__offer(&page->meta.image, kept(page, image), "json-ld", 1);
}

static void read_article(bay__page *page, const cJSON *object, bay_span raw)
{
    bay__meta *meta = &page->meta;
    const cJSON *publisher = cJSON_GetObjectItem(object, "publisher");
    bay__offer(&meta->headline, kept(page, cJSON_GetObjectItem(object, "headline")), "json-ld", 1);
    bay__offer_date(page, kept(page, cJSON_GetObjectItem(object, "datePublished")), "json-ld", 9);
    bay__offer_date(page, kept(page, cJSON_GetObjectItem(object, "dateCreated")), "json-ld", 7);
    bay__offer_update(page, kept(page, cJSON_GetObjectItem(object, "dateModified")), "json-ld", 9);
    bay__offer(&meta->description, kept(page, cJSON_GetObjectItem(object, "description")), "json-ld", 4);
    read_image(page, cJSON_GetObjectItem(object, "image"));
    if (cJSON_IsArray(publisher)) publisher = cJSON_GetArrayItem(publisher, 0);
    if (cJSON_IsObject(publisher)) bay__offer(&meta->outlet, kept(page, cJSON_GetObjectItem(publisher, "name")), "json-ld", 3);
    read_authors(page, cJSON_GetObjectItem(object, "author"), 0);
    bay_str body = kept(page, cJSON_GetObjectItem(object, "articleBody"));
    if (body.size <= meta->article_body.size) return;
    meta->article_body = body;
    meta->article_body_raw = raw;
}

static void look(search *s, const cJSON *node, int depth)
{
    if (depth > GRAPH_DEPTH_MAX || ++s->nodes > NODES_MAX) return;
    if (cJSON_IsObject(node) && is_article(node)) { read_article(s->page, node, s->raw); return; }
    if (!cJSON_IsArray(node) && !cJSON_IsObject(node)) return;
    const cJSON *item;
    cJSON_ArrayForEach(item, node) {
        bool inside = cJSON_IsArray(node) || (item->string && (!strcmp(item->string, "@graph") || !strcmp(item->string, "mainEntity")));
        if (inside) look(s, item, depth + 1);
    }
}

void bay__read_json_ld(bay__page *page, bay_str json, bay_span raw)
{
    cJSON *root = cJSON_ParseWithLength(json.bytes, json.size);
    search s = {page, raw, 0};
    if (root) look(&s, root, 0);
    else if (json.size) bay_doc_note(page->doc, "clean", "bad-json-ld", (bay_span){0, 0});
    cJSON_Delete(root);
}
