#include "ingest/feed.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <stdio.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum { FEED_MAX = 64 << 20, ARENA_MIB = 256, DEPTH_MAX = 64, TITLE_MAX = 1000, CHARSET_ROOM = 64 };

/* ---- is it one ------------------------------------------------------------ */

/* Past white space, declarations, comments and instructions: at the name of the first element. */
static bay_str first_element(bay_str s)
{
    uint32_t i = bay_str_starts(s, BAY_STR("\xEF\xBB\xBF")) ? 3 : 0;
    for (;;) {
        while (i < s.size && (unsigned char)s.bytes[i] <= ' ') i++;
        if (i + 1 >= s.size || s.bytes[i] != '<') return BAY_STR("");
        if (s.bytes[i + 1] != '?' && s.bytes[i + 1] != '!') break;
        bool comment = s.size - i >= 4 && !memcmp(s.bytes + i, "<!--", 4);
        const char *end = comment ? memmem(s.bytes + i, s.size - i, "-->", 3) : memchr(s.bytes + i, '>', s.size - i);
        if (!end) return BAY_STR("");
        i = (uint32_t)(end - s.bytes) + (comment ? 3 : 1);
    }
    uint32_t begin = ++i;
    while (i < s.size && !strchr(" \t\r\n/>", s.bytes[i])) i++;
    return bay_str_slice(s, begin, i);
}

bool bay__looks_like_feed(bay_str front)
{
    static const char *const roots[] = {"rss", "rdf:RDF", "feed", "urlset", "sitemapindex", "atom:feed"};
    bay_str root = first_element(front);
    const char *colon = memchr(root.bytes, ':', root.size);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (bay_str_is(root, roots[i])) return true;
    if (!colon) return false;
    bay_str local = bay_str_slice(root, (uint32_t)(colon + 1 - root.bytes), root.size);
    return bay_str_is(local, "urlset") || bay_str_is(local, "sitemapindex") || bay_str_is(local, "RDF") || bay_str_is(local, "feed");
}

/* ---- words out of the tree -------------------------------------------------- */

typedef struct reader {
    bay_arena arena;
    bay_buf words;
    const char *base;
    bay_status (*take)(void *arg, const bay__item *item, bay_error *err);
    void *arg;
    bay__feed_facts *facts;
    bay_str outlet, lang;
} reader;

static bool named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && !strcasecmp((const char *)node->name, name);
}

static void add_character(bay_buf *out, uint32_t code)
{
    char bytes[4];
    bay_buf_add(out, bytes, bay_utf8_encode(code, bytes));
}

/* Text below a node. A reference is a character that HTML knows, or nothing: no entity is ever expanded. */
static void add_text(bay_buf *out, const xmlNode *node, int depth)
{
    for (const xmlNode *n = node; n && depth < DEPTH_MAX; n = n->next) {
        if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) && n->content) bay_buf_text(out, (const char *)n->content);
        else if (n->type == XML_ENTITY_REF_NODE) {
            const htmlEntityDesc *known = htmlEntityLookup(n->name);
            if (known) add_character(out, known->value);
        } else if (n->type == XML_ELEMENT_NODE) add_text(out, n->children, depth + 1);
    }
}

static bay_str kept(reader *r)
{
    bay_str s = bay_str_copy(&r->arena, (bay_str){r->words.bytes ? r->words.bytes : "", (uint32_t)r->words.size});
    bay_buf_clear(&r->words);
    return s.bytes ? s : BAY_STR("");
}

static bay_str text_of(reader *r, const xmlNode *node)
{
    bay_buf_clear(&r->words);
    add_text(&r->words, node->children, 0);
    bay_str all = kept(r);
    return bay_str_trim(all);
}

static bay_str attribute_of(reader *r, xmlNode *node, const char *name)
{
    bay_buf_clear(&r->words);
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (!strcasecmp((const char *)a->name, name)) { add_text(&r->words, a->children, 0); break; }
    return bay_str_trim(kept(r));
}

/* The markup inside an XHTML construct, as it would stand in a page. */
static bay_str markup_of(reader *r, xmlNode *node)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    bay_buf_clear(&r->words);
    for (xmlNode *child = node->children; buffer && child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE || child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) xmlNodeDump(buffer, node->doc, child, 0, 0);
    }
    if (buffer) bay_buf_add(&r->words, xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer));
    xmlBufferFree(buffer);
    return kept(r);
}

/* "&amp;" "&#8217;" "&rsquo;" at s[at]: its character and size, or 0. */
static uint32_t reference_at(bay_str s, uint32_t at, uint32_t *code)
{
    char name[16];
    int64_t number = 0;
    uint32_t end = at + 1;
    while (end < s.size && end - at < sizeof name && s.bytes[end] != ';') end++;
    if (end >= s.size || s.bytes[end] != ';' || end - at < 2 || end - at - 1 >= sizeof name) return 0;
    memcpy(name, s.bytes + at + 1, end - at - 1);
    name[end - at - 1] = 0;
    if (name[0] == '#') {
        bool hexadecimal = name[1] == 'x' || name[1] == 'X';
        for (const char *p = name + 1 + hexadecimal; *p; p++) {
            int digit = *p >= '0' && *p <= '9' ? *p - '0' : hexadecimal && (*p | 0x20) >= 'a' && (*p | 0x20) <= 'f' ? (*p | 0x20) - 'a' + 10 : -1;
            if (digit < 0) return 0;
            number = number * (hexadecimal ? 16 : 10) + digit;
        }
        *code = number > 0 && number < 0x110000 && (number < 0xD800 || number > 0xDFFF) ? (uint32_t)number : ' ';
        return end + 1 - at;
    }
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (known) *code = known->value;
    return known ? end + 1 - at : 0;
}

/* A title as a line of words: tags out, references resolved, white space single. */
static bay_str plain(reader *r, bay_str s)
{
    bay_buf_clear(&r->words);
    for (uint32_t i = 0; i < s.size && r->words.size < TITLE_MAX;) {
        uint32_t code = 0, size = s.bytes[i] == '&' ? reference_at(s, i, &code) : 0;
        const char *end = s.bytes[i] == '<' && i + 1 < s.size && (s.bytes[i + 1] == '/' || ((s.bytes[i + 1] | 0x20) >= 'a' && (s.bytes[i + 1] | 0x20) <= 'z'))
                              ? memchr(s.bytes + i, '>', s.size - i) : NULL;
        bool space = (unsigned char)s.bytes[i] <= ' ' || end || code == 0xA0;
        if (space && r->words.size && r->words.bytes[r->words.size - 1] != ' ') bay_buf_char(&r->words, ' ');
        else if (!space && size) add_character(&r->words, code);
        else if (!space) bay_buf_char(&r->words, s.bytes[i]);
        i += end ? (uint32_t)(end - s.bytes) - i + 1 : size ? size : 1;
    }
    bay_str line = kept(r);
    return bay_str_trim(bay_utf8_repair(&r->arena, line));
}

/* ---- items -------------------------------------------------------------------- */

static bool looks_like_html(bay_str s)
{
    for (uint32_t i = 0; i + 1 < s.size; i++) {
        char next = s.bytes[i + 1] | 0x20;
        if (s.bytes[i] == '<' && ((next >= 'a' && next <= 'z') || s.bytes[i + 1] == '/')) return true;
        if (s.bytes[i] == '&' && (s.bytes[i + 1] == '#' || (next >= 'a' && next <= 'z')) && memchr(s.bytes + i, ';', s.size - i < 12 ? s.size - i : 12)) return true;
    }
    return false;
}

/* The longest of what a feed gives: content:encoded over description, content over summary. */
static void offer_body(bay__item *item, bay_str body)
{
    if (body.size <= item->body.size) return;
    item->body = body;
    item->body_is_html = looks_like_html(body);
}

static bay_str resolved(reader *r, bay_str url)
{
    if (!r->base || !url.size || memmem(url.bytes, url.size < 32 ? url.size : 32, "://", 3)) return url;
    bay_str copy = bay_str_copy(&r->arena, url);
    xmlChar *full = copy.bytes ? xmlBuildURI((const xmlChar *)copy.bytes, (const xmlChar *)r->base) : NULL;
    if (!full) return url;
    bay_str whole = bay_str_copy(&r->arena, bay_str_from((const char *)full));
    xmlFree(full);
    return whole.bytes ? whole : url;
}

/* Atom: the link of the page is the one without rel, or rel="alternate". RSS: the words of it. */
static void offer_link(reader *r, bay__item *item, xmlNode *node)
{
    bay_str href = attribute_of(r, node, "href"), rel = attribute_of(r, node, "rel");
    if (href.size && (!rel.size || bay_str_is(rel, "alternate")) && !item->url.size) item->url = resolved(r, href);
    else if (!href.size && !item->url.size) item->url = resolved(r, text_of(r, node));
}

static void offer_id(reader *r, bay__item *item, xmlNode *node)
{
    item->id = text_of(r, node);
    bay_str permanent = attribute_of(r, node, "isPermaLink");
    bool address = bay_str_starts(item->id, BAY_STR("http://")) || bay_str_starts(item->id, BAY_STR("https://"));
    if (address && !bay_str_is(permanent, "false") && !item->url.size) item->url = item->id;
}

static void offer_date(reader *r, bay__item *item, const xmlNode *node, bool wins)
{
    char iso[BAY__WHEN_ROOM];
    bay_str printed = text_of(r, node);
    if (bay__when(printed, iso) && (wins || !*item->published)) memcpy(item->published, iso, sizeof iso);
}

static void item_child(reader *r, bay__item *item, xmlNode *node)
{
    if (named(node, "title") && !item->title.size) item->title = plain(r, text_of(r, node));
    else if (named(node, "link")) offer_link(r, item, node);
    else if (named(node, "guid") || named(node, "id")) offer_id(r, item, node);
    else if (named(node, "pubDate") || named(node, "published") || named(node, "issued") || named(node, "date")) offer_date(r, item, node, true);
    else if (named(node, "updated") || named(node, "modified")) { item->updated = text_of(r, node); offer_date(r, item, node, false); }
    else if (named(node, "encoded") || named(node, "description") || named(node, "summary") || named(node, "content")) {
        bay_str type = attribute_of(r, node, "type");
        if (!attribute_of(r, node, "url").size) offer_body(item, bay_str_is(type, "xhtml") ? markup_of(r, node) : text_of(r, node));
    }
}

/* <url> and <sitemap>: loc, lastmod, news:news. */
static void place_child(reader *r, bay__item *item, xmlNode *node)
{
    if (named(node, "loc")) item->url = resolved(r, text_of(r, node));
    else if (named(node, "lastmod")) { item->updated = text_of(r, node); offer_date(r, item, node, false); }
    else if (named(node, "publication_date")) offer_date(r, item, node, true);
    else if (named(node, "title")) item->title = plain(r, text_of(r, node));
    else if (named(node, "name")) item->outlet = plain(r, text_of(r, node));
    else if (named(node, "language")) item->lang = text_of(r, node);
    else if (named(node, "news") || named(node, "publication"))
        for (xmlNode *child = node->children; child; child = child->next)
            if (!named(child, "news")) place_child(r, item, child);
}

static bay_status take_item(reader *r, xmlNode *node, enum bay__item_kind kind, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&r->arena);
    bay_str none = BAY_STR("");
    bay__item item = {kind, r->facts->items + 1, none, none, none, none, false, r->outlet, r->lang, none, ""};
    for (xmlNode *child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) continue;
        if (kind == BAY__ITEM_ARTICLE) item_child(r, &item, child);
        else place_child(r, &item, child);
    }
    r->facts->items++;
    bay_status status = item.url.size || item.body.size ? r->take(r->arg, &item, err) : BAY_OK;
    bay_arena_reset(&r->arena, mark);
    return status;
}

/* What the feed says of itself, wherever between the items it does. */
static void feed_facts(reader *r, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (named(child, "title") && !r->outlet.size) r->outlet = plain(r, text_of(r, child));
        else if (named(child, "language") && !r->lang.size) r->lang = text_of(r, child);
        else if (named(child, "channel")) feed_facts(r, child);
    }
}

static bay_status take_items(reader *r, xmlNode *node, int depth, bay_error *err)
{
    for (xmlNode *child = node->children; child; child = child->next) {
        bool too_many = r->facts->items >= BAY__ITEMS_MAX;
        if (too_many) { r->facts->problem = "more than 100000 items: the rest is left out"; return BAY_OK; }
        if (named(child, "item") || named(child, "entry")) BAY_TRY(take_item(r, child, BAY__ITEM_ARTICLE, err));
        else if (named(child, "url")) BAY_TRY(take_item(r, child, BAY__ITEM_PAGE, err));
        else if (named(child, "sitemap")) BAY_TRY(take_item(r, child, BAY__ITEM_SITEMAP, err));
        else if (named(child, "channel") && depth < 2) BAY_TRY(take_items(r, child, depth + 1, err));
    }
    return BAY_OK;
}

/* English unless it says otherwise: language codes of ours are two letters. */
static bay_str short_language(bay_str lang)
{
    return lang.size > 2 && (lang.bytes[2] == '-' || lang.bytes[2] == '_') ? bay_str_slice(lang, 0, 2) : lang.size == 2 ? lang : BAY_STR("");
}

static bay_status read_tree(reader *r, xmlDoc *tree, bay_error *err)
{
    xmlNode *root = xmlDocGetRootElement(tree);
    if (!root) { r->facts->problem = "no feed"; return BAY_OK; }
    feed_facts(r, root);
    r->lang = short_language(r->lang);
    return take_items(r, root, 0, err);
}

/* What a server says of the encoding holds where the feed itself says nothing. */
static const char *encoding_of(bay_str bytes, const char *charset)
{
    bay_str front = bay_str_slice(bytes, 0, bytes.size < 200 ? bytes.size : 200);
    const char *end = memmem(front.bytes, front.size, "?>", 2);
    if (end && memmem(front.bytes, (size_t)(end - front.bytes), "encoding", 8)) return NULL;
    return charset && *charset && strlen(charset) < CHARSET_ROOM ? charset : NULL;
}

bay_status bay__feed_read(bay_str bytes, const char *base, const char *charset,
                          bay_status (*take)(void *arg, const bay__item *item, bay_error *err), void *arg,
                          bay__feed_facts *facts, bay_error *err)
{
    *facts = (bay__feed_facts){0};
    if (bytes.size > FEED_MAX) { facts->problem = "feed above 64 MiB"; return BAY_OK; }
    if (memmem(bytes.bytes, bytes.size, "<!ENTITY", 8)) { facts->problem = "declares entities of its own: not read"; return BAY_OK; }
    /* White space before the declaration is the commonest fault of all. */
    bay_str trimmed = bay_str_trim(bytes);
    int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    xmlDoc *tree = xmlReadMemory(trimmed.bytes, (int)trimmed.size, base, encoding_of(trimmed, charset), options);
    if (!tree) { facts->problem = "cannot be read as XML"; return BAY_OK; }
    reader r = {.base = base, .take = take, .arg = arg, .facts = facts, .outlet = BAY_STR(""), .lang = BAY_STR("")};
    bay_arena_init(&r.arena, (size_t)ARENA_MIB << 20);
    bay_buf_init(&r.words, FEED_MAX);
    bay_status status = read_tree(&r, tree, err);
    if (!status && !facts->items && !facts->problem) facts->problem = "no items in it";
    bay_buf_release(&r.words);
    bay_arena_release(&r.arena);
    xmlFreeDoc(tree);
    return status;
}
