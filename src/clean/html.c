/* clean/html.c - the parsed page (gumbo) walked once, in document order, into units and facts. */
#include <gumbo.h>
#include <setjmp.h>
#include <strings.h>

#include "base/map.h"
#include "base/utf8.h"
#include "clean/html_depth.h"
#include "clean/marks.h"
#include "clean/page.h"

/* A page above this is cut: gumbo's tree is some twenty times the size of the page. */
enum { HTML_BYTES_MAX = 12u << 20, JSON_LD_MAX = 1u << 20, CELL_WORDS = 8, CELLS_MAX = 40, SHORT_LINE = 40, PICTURE_WIDTH = 300 };

/* Gumbo never looks whether memory was given: the way out of a full arena is a jump. */
typedef struct heap {
    bay_arena *arena;
    jmp_buf full;
} heap;

static void *give(void *context, size_t size)
{
    heap *h = context;
    void *block = bay_arena_alloc(h->arena, size);
    if (!block) longjmp(h->full, 1);
    return block;
}

static void take_back(void *context, void *block) { (void)context, (void)block; }

typedef struct reader {
    bay__page *page;
    const bay__decoded *in;
    const bay__spared *spared;
    const char *base;        /* what gumbo read: its pieces point into it */
    char *pool;              /* text of all units                         */
    uint32_t size, begin;    /* of the pool; where the open unit starts   */
    uint32_t room;
    bay_span raw;            /* of the open unit, in the decoded text     */
    uint32_t links, link_bytes, bold, bold_bytes, pre, breaks, silent;
    uint32_t elem;           /* innermost open block element              */
    uint32_t prose;          /* units of running text so far              */
    uint32_t heads;          /* headings of the first rank so far         */
    uint8_t heading;
    bool space;              /* white space seen since the last byte      */
    bool failed;
    BAY_ARRAY(const GumboNode *) open;   /* elements that are blocks and not yet closed */
    uint32_t abroad, home;   /* links of the open unit that lead elsewhere, and to this site */
    const GumboNode *sign;   /* innermost open element that names an author, and where its text begins */
    uint32_t sign_begin, sign_unit;
    uint8_t sign_rank;
    bool written_by;         /* <meta name="twitter:label1" content="Written by">: the next has the name */
} reader;

/* ---- elements ---------------------------------------------------------- */

static bool is_silent(GumboTag tag)
{
    static const bool tags[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_SCRIPT] = true, [GUMBO_TAG_STYLE] = true, [GUMBO_TAG_NOSCRIPT] = true, [GUMBO_TAG_TEMPLATE] = true,
        [GUMBO_TAG_SVG] = true, [GUMBO_TAG_MATH] = true, [GUMBO_TAG_IFRAME] = true, [GUMBO_TAG_OBJECT] = true,
        [GUMBO_TAG_SELECT] = true, [GUMBO_TAG_TEXTAREA] = true, [GUMBO_TAG_AUDIO] = true, [GUMBO_TAG_VIDEO] = true,
        [GUMBO_TAG_CANVAS] = true, [GUMBO_TAG_HEAD] = true, [GUMBO_TAG_BUTTON] = true, [GUMBO_TAG_NOFRAMES] = true,
        [GUMBO_TAG_DATALIST] = true, [GUMBO_TAG_APPLET] = true};
    return tags[tag];
}

static bool is_inline(GumboTag tag)
{
    static const bool tags[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_A] = true, [GUMBO_TAG_ABBR] = true, [GUMBO_TAG_ACRONYM] = true, [GUMBO_TAG_B] = true, [GUMBO_TAG_BDI] = true,
        [GUMBO_TAG_BDO] = true, [GUMBO_TAG_BIG] = true, [GUMBO_TAG_BR] = true, [GUMBO_TAG_CITE] = true, [GUMBO_TAG_CODE] = true,
        [GUMBO_TAG_DATA] = true, [GUMBO_TAG_DEL] = true, [GUMBO_TAG_DFN] = true, [GUMBO_TAG_EM] = true, [GUMBO_TAG_FONT] = true,
        [GUMBO_TAG_I] = true, [GUMBO_TAG_IMG] = true, [GUMBO_TAG_INS] = true, [GUMBO_TAG_KBD] = true, [GUMBO_TAG_LABEL] = true,
        [GUMBO_TAG_MARK] = true, [GUMBO_TAG_NOBR] = true, [GUMBO_TAG_Q] = true, [GUMBO_TAG_S] = true, [GUMBO_TAG_SAMP] = true,
        [GUMBO_TAG_SMALL] = true, [GUMBO_TAG_SPAN] = true, [GUMBO_TAG_STRIKE] = true, [GUMBO_TAG_STRONG] = true,
        [GUMBO_TAG_SUB] = true, [GUMBO_TAG_SUP] = true, [GUMBO_TAG_TIME] = true, [GUMBO_TAG_TT] = true, [GUMBO_TAG_U] = true,
        [GUMBO_TAG_VAR] = true, [GUMBO_TAG_WBR] = true, [GUMBO_TAG_META] = true, [GUMBO_TAG_LINK] = true, [GUMBO_TAG_INPUT] = true,
        [GUMBO_TAG_SOURCE] = true, [GUMBO_TAG_PARAM] = true, [GUMBO_TAG_UNKNOWN] = true};
    return tags[tag];
}

static uint8_t heading_level(GumboTag tag)
{
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? (uint8_t)(tag - GUMBO_TAG_H1 + 1) : 0;
}

static bay_str attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found && found->value ? bay_str_trim(bay_str_from(found->value)) : (bay_str){0};
}

static uint32_t marks_of_tag(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_NAV: case GUMBO_TAG_MENU: return BAY__NAV;
    case GUMBO_TAG_FOOTER: return BAY__BOILER;
    case GUMBO_TAG_ASIDE: return BAY__RELATED;
    case GUMBO_TAG_HEADER: case GUMBO_TAG_HGROUP: return BAY__HEADER;
    case GUMBO_TAG_FIGURE: return BAY__FIGURE;
    case GUMBO_TAG_FIGCAPTION: return BAY__CAPTION;
    case GUMBO_TAG_BLOCKQUOTE: return BAY__QUOTE;
    case GUMBO_TAG_LI: case GUMBO_TAG_DD: case GUMBO_TAG_DT: return BAY__LIST;
    case GUMBO_TAG_TABLE: return BAY__TABLE;
    case GUMBO_TAG_ARTICLE: return BAY__ARTICLE;
    default: return 0;
    }
}

static bool hides(bay_str style)
{
    for (uint32_t i = 0; i + 12 <= style.size; i++) {
        if (strncasecmp(style.bytes + i, "display:none", 12) == 0) return true;
        if (i + 13 <= style.size && strncasecmp(style.bytes + i, "display: none", 13) == 0) return true;
    }
    return false;
}

/* Attributes that name the part of a page where classes are hashed. */
static bool names_part(const char *name)
{
    if (!strchr("tcqghe", *name)) return false;
    static const char *const names[] = {"testid", "test-id", "component", "component-name", "qa", "gu-name", "hook", "element", "type"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(name, names[i])) return true;
    }
    return false;
}

static uint32_t marks_of_element(const GumboNode *node)
{
    const GumboVector *attributes = &node->v.element.attributes;
    uint32_t marks = marks_of_tag(node->v.element.tag);
    GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) return marks;
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *a = attributes->data[i];
        bay_str value = bay_str_from(a->value);
        if (!strcmp(a->name, "class") || !strcmp(a->name, "id")) marks |= bay__marks_of_words(value);
        else if (!strncmp(a->name, "data-", 5) && names_part(a->name + 5)) marks |= bay__marks_of_words(value);
        else if (!strcmp(a->name, "role")) marks |= bay__marks_of_role(value);
        else if (!strcmp(a->name, "hidden")) marks |= BAY__HIDDEN;
        else if (!strcmp(a->name, "style") && hides(value)) marks |= BAY__HIDDEN;
        else if (!strcmp(a->name, "itemprop") && strcasecmp(a->value, "articleBody") == 0) marks |= BAY__BODY;
        else if (!strcmp(a->name, "itemprop") && strcasecmp(a->value, "headline") == 0) marks |= BAY__HEADLINE;
        else if (!strcmp(a->name, "itemprop") && strcasecmp(a->value, "description") == 0) marks |= BAY__DECK;
    }
    if (tag == GUMBO_TAG_FIGURE) marks &= ~(uint32_t)BAY__BOILER;
    if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) marks &= ~(uint32_t)BAY__NOISE;
    return marks;
}

/* ---- text -------------------------------------------------------------- */

static void close_unit(reader *r)
{
    r->space = false;
    r->breaks = 0;
    if (r->size == r->begin) return;
    bay__unit *unit = bay_push(r->page->scratch, &r->page->units);
    if (!unit) { r->failed = true; return; }
    bay_str text = {r->pool + r->begin, r->size - r->begin};
    unit->text = text;
    unit->raw = bay__raw_span(r->in, r->raw);
    unit->link_bytes = r->link_bytes;
    unit->words = bay__count_words(text);
    unit->elem = r->elem;
    unit->heading = r->heading;
    unit->bold = r->bold_bytes * 10 >= text.size * 9;
    unit->abroad = r->abroad && !r->home;
    r->abroad = r->home = 0;
    unit->role = BAY_ROLE_BODY;
    r->prose += bay__is_prose(unit);
    r->link_bytes = r->bold_bytes = 0;
    if (r->size < r->room) r->pool[r->size++] = ' ';   /* so that neighbours can be joined where they lie */
    r->begin = r->size;
}

/* The cells of a table row that hold no running text are one unit: a row of figures makes sense only together. */
static bool is_cell(const reader *r, const bay__unit *unit)
{
    GumboTag tag = (GumboTag)r->page->elems.items[unit->elem].tag;
    return (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && unit->words <= CELL_WORDS;
}

static void join_cells(reader *r, uint32_t first)
{
    bay__page *page = r->page;
    uint32_t count = page->units.count - first;
    for (uint32_t i = first; i < page->units.count; i++) {
        if (!is_cell(r, &page->units.items[i])) return;
    }
    if (count < 2 || count > CELLS_MAX) return;
    bay__unit *head = &page->units.items[first];
    const bay__unit *last = &page->units.items[page->units.count - 1];
    head->text.size = (uint32_t)(last->text.bytes - head->text.bytes) + last->text.size;
    head->raw.end = last->raw.end > head->raw.end ? last->raw.end : head->raw.end;
    for (uint32_t i = first + 1; i < page->units.count; i++) {
        head->link_bytes += page->units.items[i].link_bytes;
        head->words += page->units.items[i].words;
        head->bold &= page->units.items[i].bold;
    }
    page->units.count = first + 1;
}

static void put(reader *r, char c)
{
    if (r->size >= r->room) { r->failed = true; return; }
    r->pool[r->size++] = c;
    if (r->links) r->link_bytes++;
    if (r->bold || r->heading) r->bold_bytes++;
}

static void put_space(reader *r)
{
    if (r->size > r->begin) {
        if (r->breaks) put(r, '\n');
        else if (r->space) put(r, ' ');
    }
    r->space = false;
    r->breaks = 0;
}

/* White space and invisible characters at s[i]: how many bytes to pass over; *blank: it separates words. */
static uint32_t invisible(bay_str s, uint32_t i, bool *blank)
{
    unsigned char c = (unsigned char)s.bytes[i];
    *blank = true;
    if (c <= ' ' || c == 0x7F) return 1;
    if (c == 0xC2 && i + 1 < s.size) {
        unsigned char d = (unsigned char)s.bytes[i + 1];
        if (d == 0xA0) return 2;
        if (d == 0xAD) { *blank = false; return 2; }
    }
    if (c == 0xE2 && i + 2 < s.size && (unsigned char)s.bytes[i + 1] == 0x80) {
        unsigned char d = (unsigned char)s.bytes[i + 2];
        if ((d >= 0x80 && d <= 0x8A) || d == 0xAF || d == 0xA8 || d == 0xA9) return 3;
        if (d >= 0x8B && d <= 0x8F) { *blank = false; return 3; }
    }
    if (c == 0xEF && i + 2 < s.size && !memcmp(s.bytes + i, "\xEF\xBB\xBF", 3)) { *blank = false; return 3; }
    return 0;
}

/* The bytes of the decoded page that gumbo made a piece from. */
static bay_span where(const reader *r, const GumboStringPiece *original)
{
    uint32_t from = (uint32_t)(original->data - r->base), to = from + (uint32_t)original->length;
    return (bay_span){bay__offset_before(r->spared, from), to ? bay__offset_before(r->spared, to - 1) + 1 : 0};
}

static void add_text(reader *r, bay_str s, const GumboStringPiece *original)
{
    bay_span piece = where(r, original);
    uint32_t from = piece.begin, to = piece.end;
    for (uint32_t i = 0; i < s.size && !r->failed;) {
        bool blank;
        uint32_t skip = invisible(s, i, &blank);
        if (skip) {
            if (r->pre && s.bytes[i] == '\n') r->breaks++;
            if (r->pre && r->breaks > 1) close_unit(r);
            r->space |= blank;
            i += skip;
            continue;
        }
        put_space(r);
        if (r->size == r->begin) r->raw = (bay_span){from, to};
        put(r, s.bytes[i++]);
    }
    if (r->size > r->begin && to > r->raw.end) r->raw.end = to;
}

/* ---- the head of the page ---------------------------------------------- */

static void read_meta(reader *r, const GumboNode *node)
{
    static const struct { const char *name; int fact; uint8_t rank; } known[] = {
        {"og:title", 'h', 2}, {"twitter:title", 'h', 4}, {"dc.title", 'h', 3}, {"og:site_name", 'o', 2},
        {"article:published_time", 'd', 8}, {"article:published", 'd', 8}, {"og:article:published_time", 'd', 8},
        {"og:published_time", 'd', 8}, {"datepublished", 'd', 8}, {"publishdate", 'd', 7}, {"publish-date", 'd', 7},
        {"publish_date", 'd', 7}, {"pubdate", 'd', 7}, {"published", 'd', 7}, {"dc.date.issued", 'd', 7}, {"dcterms.created", 'd', 5},
        {"dc.date", 'd', 5}, {"sailthru.date", 'd', 7}, {"parsely-pub-date", 'd', 7}, {"cxenseparse:recs:publishtime", 'd', 7},
        {"date", 'd', 5}, {"article:modified_time", 'm', 8}, {"og:updated_time", 'm', 7}, {"datemodified", 'm', 7}, {"last-modified", 'm', 5},
        {"dcterms.modified", 'm', 6}, {"og:image", 'i', 2}, {"og:image:url", 'i', 3}, {"twitter:image", 'i', 4}, {"og:description", 's', 2},
        {"description", 's', 3}, {"author", 'a', 3}, {"article:author", 'a', 4}, {"parsely-author", 'a', 3}, {"sailthru.author", 'a', 3},
        {"byl", 'a', 2}, {"dc.creator", 'a', 3}, {"dcterms.creator", 'a', 3}, {"og:url", 'u', 2}, {"application-name", 'o', 4},
        {"og:article:author", 'a', 4}, {"article_author", 'a', 4}, {"citation_author", 'a', 3}, {"article.author", 'a', 4}, {"authors", 'a', 4},
        {"article_date_original", 'd', 7}, {"rnews:datepublished", 'd', 7}, {"dc.date.created", 'd', 6}, {"dcterms.issued", 'd', 7}, {"dcterms.date", 'd', 5}, {"date.issued", 'd', 7}, {"originalpublicationdate", 'd', 7}, {"citation_publication_date", 'd', 6},
        {"publication_date", 'd', 7}, {"article.published", 'd', 7}, {"pub_date", 'd', 7}, {"article:published_date", 'd', 7}, {"release_date", 'd', 5},
        {"article_date_updated", 'm', 6}, {"article.updated", 'm', 6}, {"updated_time", 'm', 5}, {"article:updated_time", 'm', 7}, {"lastmod", 'm', 5},
    };
    static const char *const names[] = {"property", "name", "itemprop"};
    bay_str value = attribute(node, "content");
    for (size_t n = 0; n < 3 && value.size; n++) {
        bay_str name = attribute(node, names[n]);
        if (!name.size) continue;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            if (strcasecmp(name.bytes, known[i].name)) continue;
            bay__meta *meta = &r->page->meta;
            switch (known[i].fact) {
            case 'h': bay__offer(&meta->headline, value, "meta", known[i].rank); break;
            case 'o': bay__offer(&meta->outlet, value, "meta", known[i].rank); break;
            case 'd': bay__offer_date(r->page, value, "meta", known[i].rank); break;
            case 'm': bay__offer_update(r->page, value, "meta", known[i].rank); break;
            case 'i': bay__offer(&meta->image, value, "meta", known[i].rank); break;
            case 's': bay__offer(&meta->description, value, "meta", known[i].rank); break;
            case 'u': bay__offer(&meta->url, value, "meta", known[i].rank); break;
            default: bay__offer_author(r->page, value, known[i].rank); break;
            }
        }
    }
}

/* <meta name="parsely-page" content="{JSON}">, and the name that twitter:label1 "Written by" announces. */
static void read_odd_meta(reader *r, const GumboNode *node)
{
    bay_str name = attribute(node, "name"), value = attribute(node, "content");
    if (!name.size || !value.size) return;
    if (!strcasecmp(name.bytes, "parsely-page")) bay__read_parsely(r->page, value);
    else if (!strncasecmp(name.bytes, "twitter:label", 13)) r->written_by = !strncasecmp(value.bytes, "written by", 10) || !strncasecmp(value.bytes, "author", 6);
    else if (!strncasecmp(name.bytes, "twitter:data", 12)) {
        if (r->written_by) bay__offer_author(r->page, value, 4);
        r->written_by = false;
    }
}

static bay_str child_text(const GumboNode *node)
{
    const GumboVector *children = &node->v.element.children;
    if (!children->length) return (bay_str){0};
    const GumboNode *child = children->data[0];
    bool text = child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA;
    return text ? bay_str_trim(bay_str_from(child->v.text.text)) : (bay_str){0};
}

static bay_span raw_of_child(const reader *r, const GumboNode *node)
{
    const GumboNode *child = node->v.element.children.data[0];
    return bay__raw_span(r->in, where(r, &child->v.text.original_text));
}

static void read_title(reader *r, const GumboNode *node)
{
    bay__meta *meta = &r->page->meta;
    if (meta->title_tag.size) return;
    meta->title_tag = child_text(node);
    if (!node->v.element.children.length || !meta->title_tag.size) return;
    meta->title_raw = raw_of_child(r, node);
}

static bool has_rel(bay_str rel, const char *word)
{
    bay_str piece;
    while (bay_str_next(&rel, ' ', &piece)) {
        if (piece.size == strlen(word) && strncasecmp(piece.bytes, word, piece.size) == 0) return true;
    }
    return false;
}

static bool holds(bay_str value, const char *word)
{
    for (uint32_t i = 0, n = (uint32_t)strlen(word); i + n <= value.size; i++) {
        if (!strncasecmp(value.bytes + i, word, n)) return true;
    }
    return false;
}

/* Made for the last change, by its class and no other: "updated", not "entry-date published updated". */
static bool tells_change(bay_str class)
{
    bool change = holds(class, "updat") || holds(class, "modif");
    return change && !holds(class, "publi") && !holds(class, "entry-date") && !holds(class, "creat") && !holds(class, "post");
}

static void read_time(reader *r, const GumboNode *node)
{
    bay_str value = attribute(node, "datetime");
    if (!value.size) value = child_text(node);
    bay_str printed = child_text(node);
    bool published = attribute(node, "pubdate").bytes || has_rel(attribute(node, "itemprop"), "datePublished");
    bool changed = tells_change(attribute(node, "class")) || has_rel(attribute(node, "itemprop"), "dateModified") || !strncasecmp(printed.size > 7 ? printed.bytes : "       ", "updated", 7);
    if (changed && !published) bay__offer_update(r->page, value, "time", r->prose >= 2 ? 1 : 5);
    else bay__offer_date(r->page, value, "time", r->prose >= 2 ? 1 : published ? 6 : 4);
}

/* Days in attributes that scripts and screen readers use. */
static void read_attributes(reader *r, const GumboNode *node)
{
    const GumboVector *attributes = &node->v.element.attributes;
    for (unsigned i = 0; i < attributes->length && r->prose < 2; i++) {
        const GumboAttribute *a = attributes->data[i];
        if (a->name[0] != 'a' && a->name[0] != 'd') continue;
        if (strcmp(a->name, "aria-label") && (strncmp(a->name, "data-", 5) || !strchr("pdt", a->name[5]))) continue;
        bay_str value = bay_str_from(a->value);
        if (value.size < 8 || value.size > 80) continue;
        if (a->name[0] == 'a') {
            if (!strncasecmp(value.bytes, "published", 9)) bay__offer_date(r->page, value, "label", 5);
            else if (!strncasecmp(value.bytes, "updated", 7)) bay__offer_update(r->page, value, "label", 5);
        } else {
            const char *name = a->name + 5;
            bool day = !strcmp(name, "published") || !strcmp(name, "publish-date") || !strcmp(name, "published-date") || !strcmp(name, "pubdate") || !strcmp(name, "publishdate") || !strcmp(name, "publication-date");
            if (day) bay__offer_date(r->page, value, "attribute", 5);
            else if (!strcmp(name, "timestamp") || !strcmp(name, "date") || !strcmp(name, "datetime")) bay__offer_date(r->page, value, "attribute", 2);
        }
    }
}

static void read_head_element(reader *r, const GumboNode *node)
{
    bay__meta *meta = &r->page->meta;
    bay_str value;
    switch (node->v.element.tag) {
    case GUMBO_TAG_META: read_meta(r, node); read_odd_meta(r, node); break;
    case GUMBO_TAG_TITLE: read_title(r, node); break;
    case GUMBO_TAG_HTML: bay__offer(&meta->lang, attribute(node, "lang"), "html", 1); break;
    case GUMBO_TAG_LINK:
        if (has_rel(attribute(node, "rel"), "image_src")) bay__offer(&meta->image, attribute(node, "href"), "link", 5);
        if (has_rel(attribute(node, "rel"), "canonical") && memmem(attribute(node, "href").bytes ? attribute(node, "href").bytes : "", attribute(node, "href").size, "//", 2)) {
            bay__offer(&meta->url, attribute(node, "href"), "link", 1);
        }
        break;
    case GUMBO_TAG_SCRIPT:
        value = attribute(node, "type");
        if (value.size == 19 && strncasecmp(value.bytes, "application/ld+json", 19) == 0) {
            value = child_text(node);
            if (value.size && value.size <= JSON_LD_MAX) bay__read_json_ld(r->page, value, raw_of_child(r, node));
        }
        break;
    case GUMBO_TAG_TIME: read_time(r, node); break;
    default: break;
    }
}

/* ---- the walk ---------------------------------------------------------- */

/* itemprop="author", or the name within such an element. */
static bool names_author(const GumboNode *node, bay_str item)
{
    if (has_rel(item, "author")) return true;
    if (!has_rel(item, "name")) return false;
    for (int up = 0; up < 3 && node->parent && node->parent->type == GUMBO_NODE_ELEMENT; up++) {
        node = node->parent;
        if (has_rel(attribute(node, "itemprop"), "author")) return true;
    }
    return false;
}

static void push_sign(reader *r, bay_str name, uint32_t unit, uint8_t rank)
{
    bay__meta *meta = &r->page->meta;
    if (name.size && meta->sign_count < BAY__SIGNS_MAX) meta->signs[meta->sign_count++] = (bay__sign){name, unit, rank};
}

static void read_body_facts(reader *r, const GumboNode *node)
{
    if (!node->v.element.attributes.length) return;
    bay_str item = attribute(node, "itemprop");
    bool told = node->v.element.tag == GUMBO_TAG_META;          /* read by its name already */
    if (item.size && !told && has_rel(item, "datePublished")) {
        bay_str value = attribute(node, "content");
        if (!value.size) value = attribute(node, "datetime");
        if (!value.size) value = child_text(node);
        bay__offer_date(r->page, value, "microdata", 7);
    }
    if (item.size && !told && has_rel(item, "dateModified")) {
        bay_str value = attribute(node, "content");
        if (!value.size) value = attribute(node, "datetime");
        bay__offer_update(r->page, value, "microdata", 6);
    }
    if (item.size && node->v.element.tag == GUMBO_TAG_META && names_author(node, item)) push_sign(r, attribute(node, "content"), r->page->units.count, 5);
    read_attributes(r, node);
}

/* ---- names of authors -------------------------------------------------- */

/* The address of a page about somebody who writes: /author/, /profile/, /by/ ... */
static bool leads_to_author(bay_str href)
{
    static const char *const paths[] = {"author", "authors", "by", "profile", "profiles", "staff", "people", "person", "reporter", "reporters", "contributor", "contributors",
                                        "journalist", "journalists", "editors", "editor", "writer", "writers", "columnist", "columnists", "correspondents", "toireporter", "autor", "autores",
                                        "auteur", "autoren", "yazar", "bio", "bios", "user", "users"};
    bay_str piece;
    for (int depth = 0; depth < 12 && bay_str_next(&href, '/', &piece); depth++) {
        for (size_t i = 0; i < sizeof paths / sizeof *paths && href.size; i++) {
            if (piece.size == strlen(paths[i]) && !strncasecmp(piece.bytes, paths[i], piece.size)) return true;
        }
        if (piece.size > 1 && piece.bytes[0] == '@') return true;
    }
    return false;
}

static uint8_t sign_rank(const GumboNode *node)
{
    if (!node->v.element.attributes.length) return 0;
    bool link = node->v.element.tag == GUMBO_TAG_A;
    bay_str item = node->v.element.attributes.length > 1 || !link ? attribute(node, "itemprop") : (bay_str){0};
    if (item.size && names_author(node, item)) return 5;
    if (!link) return 0;
    if (has_rel(attribute(node, "rel"), "author")) return 5;
    return leads_to_author(attribute(node, "href")) ? 7 : 0;
}

static void open_sign(reader *r, const GumboNode *node)
{
    uint8_t rank = sign_rank(node);
    if (!rank || (r->sign && r->sign_rank < rank)) return;
    r->sign = node;
    r->sign_rank = rank;
    r->sign_begin = r->size;
    r->sign_unit = r->page->units.count;
}

static void close_sign(reader *r, const GumboNode *node)
{
    if (r->sign != node) return;
    r->sign = NULL;
    bay_str name = bay_str_trim((bay_str){r->pool + r->sign_begin, r->size - r->sign_begin});
    uint32_t words = bay__count_words(name);
    bool one = r->sign_rank > 5 && words < 2 && name.size && (unsigned char)name.bytes[0] < 0x80;     /* "Profile", "People" */
    if (words && words <= 30 && !one) push_sign(r, name, r->sign_unit, r->sign_rank);
}

/* One number for a tag and its class, as it is written. */
static uint32_t look_of(const GumboNode *node)
{
    const GumboAttribute *class = gumbo_get_attribute(&node->v.element.attributes, "class");
    if (!class || !*class->value) return 0;
    uint64_t hash = bay_hash(bay_str_trim(bay_str_from(class->value))) + (uint64_t)node->v.element.tag * 0x9E3779B9u;
    return (uint32_t)(hash ^ hash >> 32) | 1;
}

static void open_block(reader *r, const GumboNode *node)
{
    close_unit(r);
    const GumboNode **open = bay_push(r->page->scratch, &r->open);
    if (!open) { r->failed = true; return; }
    *open = node;
    bay__elem *elem = bay_push(r->page->scratch, &r->page->elems);
    if (!elem) { r->failed = true; return; }
    uint32_t index = r->page->elems.count - 1;
    elem->parent = index ? r->elem : BAY_NONE;
    elem->depth = index ? r->page->elems.items[r->elem].depth + 1 : 0;
    elem->tag = node->v.element.tag;
    elem->marks = marks_of_element(node);
    elem->look = look_of(node);
    elem->unit_begin = r->page->units.count;
    r->elem = index;
}

static void close_block(reader *r)
{
    close_unit(r);
    r->open.count--;
    bay__elem *elem = &r->page->elems.items[r->elem];
    if (elem->tag == GUMBO_TAG_TR) join_cells(r, elem->unit_begin);
    elem->unit_end = r->page->units.count;
    if (elem->parent != BAY_NONE) r->elem = elem->parent;
}

/* A <br> ends a unit when another follows it, when the line before it is a sentence, or too short to be a wrapped one. */
static void line_break(reader *r)
{
    bay_str so_far = {r->pool + r->begin, r->size - r->begin};
    r->breaks++;
    if (r->breaks > 1 || so_far.size < SHORT_LINE || (so_far.size > 60 && bay__ends_sentence(so_far))) close_unit(r);
}

/* An inline element that names itself furniture ("screen-reader-text", "share-count") or hides is treated as a block. */
static bool acts_as_block(const reader *r, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    if (!is_inline(tag)) return true;
    if (tag != GUMBO_TAG_SPAN && tag != GUMBO_TAG_UNKNOWN && tag != GUMBO_TAG_SMALL) return false;
    uint32_t marks = marks_of_element(node) & (BAY__NOISE | BAY__CAPTION | BAY__BYLINE | BAY__WHEN);
    if ((marks & BAY__WHEN) && !(marks & BAY__NOISE)) return false;       /* a day stays in its line          */
    uint32_t around = r->page->elems.count ? r->page->elems.items[r->elem].marks & (BAY__CAPTION | BAY__BYLINE) : 0;
    return (marks & ~around) != 0;                                        /* and a name in a line of names    */
}

/* A link to another page; one to a place on this page (a heading's own mark) is none. */
static bay_str leads_away(const GumboNode *node)
{
    if (node->v.element.tag != GUMBO_TAG_A) return (bay_str){0};
    bay_str href = attribute(node, "href");
    return href.size && href.bytes[0] != '#' ? href : (bay_str){0};
}

static bay_str host_of(bay_str url)
{
    const char *scheme = url.size ? memmem(url.bytes, url.size < 12 ? url.size : 12, "//", 2) : NULL;
    if (!scheme) return (bay_str){0};
    uint32_t begin = (uint32_t)(scheme - url.bytes) + 2, end = begin;
    while (end < url.size && !strchr("/?#:", url.bytes[end])) end++;
    bay_str host = bay_str_slice(url, begin, end);
    return host.size > 4 && !strncasecmp(host.bytes, "www.", 4) ? bay_str_slice(host, 4, host.size) : host;
}

/* To a host that is not the page's own, as far as the page tells its own. */
static bool leads_abroad(const reader *r, bay_str href)
{
    if (!memmem(href.bytes, href.size < 12 ? href.size : 12, "//", 2)) return false;
    bay_str own = host_of(r->page->meta.url.value), host = host_of(href);
    if (!own.size || !host.size) return false;
    bay_str shorter = own.size < host.size ? own : host, longer = own.size < host.size ? host : own;
    return !bay_str_ends(longer, shorter);
}

static bool is_picture_file(bay_str src)
{
    static const char *const none[] = {"data:", ".svg", ".gif", "logo", "icon", "avatar", "pixel", "sprite", "spacer", "blank"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (holds(src, none[i])) return false;
    }
    return src.size > 8 && (!strncasecmp(src.bytes, "http", 4) || src.bytes[0] == '/');
}

/* Where no tag names the leading picture: the first in a figure, or of some width, below a heading. */
static void read_picture(reader *r, const GumboNode *node)
{
    if (r->page->meta.image.value.size || !r->page->elems.count || !r->heads) return;
    int64_t width = 0;
    bay_str src = attribute(node, "src");
    bool figure = (r->page->elems.items[r->elem].marks & BAY__FIGURE) || (bay_str_to_int(attribute(node, "width"), &width) && width >= PICTURE_WIDTH);
    if (!is_picture_file(src)) src = attribute(node, "data-src");
    if (figure && is_picture_file(src)) bay__offer(&r->page->meta.image, src, "picture", 9);
}

static void enter(reader *r, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    read_head_element(r, node);
    if (is_silent(tag)) { r->silent++; return; }
    if (r->silent) return;
    read_body_facts(r, node);
    if (tag == GUMBO_TAG_BR) { line_break(r); return; }
    if (tag == GUMBO_TAG_IMG) read_picture(r, node);
    r->heads += tag == GUMBO_TAG_H1;
    bay_str href = leads_away(node);
    if (href.size) {
        r->links++;
        if (leads_abroad(r, href)) r->abroad++;
        else r->home++;
    }
    if (tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG) r->bold++;
    if (tag == GUMBO_TAG_PRE) r->pre++;
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH || tag == GUMBO_TAG_LABEL) r->space = true;
    if (acts_as_block(r, node)) open_block(r, node);
    if (heading_level(tag)) r->heading = heading_level(tag);
    open_sign(r, node);
}

static void leave(reader *r, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;
    if (is_silent(tag)) { r->silent--; return; }
    if (r->silent || tag == GUMBO_TAG_BR) return;
    close_sign(r, node);
    if (r->open.count && r->open.items[r->open.count - 1] == node) close_block(r);
    if (heading_level(tag)) r->heading = 0;
    if (leads_away(node).size) r->links--;
    if (tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG) r->bold--;
    if (tag == GUMBO_TAG_PRE) r->pre--;
}

static const GumboVector *children_of(const GumboNode *node)
{
    bool parent = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    return parent && node->v.element.children.length ? &node->v.element.children : NULL;
}

static void visit(reader *r, const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT: case GUMBO_NODE_TEMPLATE: enter(r, node); break;
    case GUMBO_NODE_TEXT: case GUMBO_NODE_CDATA: case GUMBO_NODE_WHITESPACE:
        if (!r->silent) add_text(r, bay_str_from(node->v.text.text), &node->v.text.original_text);
        break;
    default: break;
    }
}

/* No recursion: the page decides how deep it is. */
static void walk(reader *r, const GumboNode *root)
{
    const GumboNode *node = root;
    visit(r, node);
    while (!r->failed) {
        const GumboVector *children = children_of(node);
        if (children) {
            node = children->data[0];
            visit(r, node);
            continue;
        }
        while (node != root && !r->failed) {
            if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) leave(r, node);
            const GumboVector *siblings = &node->parent->v.element.children;
            if (node->index_within_parent + 1 < siblings->length) break;
            node = node->parent;
        }
        if (node == root) break;
        node = node->parent->v.element.children.data[node->index_within_parent + 1];
        visit(r, node);
    }
    if (r->failed) return;
    leave(r, root);
    r->page->elems.items[0].unit_end = r->page->units.count;
}

static GumboOutput *parse(heap *h, bay_str html)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = give;
    options.deallocator = take_back;
    options.userdata = h;
    options.max_errors = 0;
    if (setjmp(h->full)) return NULL;
    return gumbo_parse_with_options(&options, html.bytes, html.size);
}

bay_status bay__read_html(bay__page *page, const bay__decoded *in, bay_error *err)
{
    heap h = {.arena = page->scratch};
    bay_str html = in->text;
    if (html.size > HTML_BYTES_MAX) {
        html.size = HTML_BYTES_MAX;
        bay_doc_note(page->doc, "clean", "page-cut", (bay_span){HTML_BYTES_MAX, in->raw_size});
    }
    bay__spared spared;
    if (!bay__spare_parser(page->scratch, html, &spared)) return bay_fail_memory(err);
    html = spared.html;
    if (spared.too_deep) bay_doc_note(page->doc, "clean", "too-deep", (bay_span){0, in->raw_size});
    reader r = {.page = page, .in = in, .spared = &spared, .base = html.bytes, .room = html.size * 3 + 1024};
    r.pool = bay_arena_alloc(page->scratch, r.room);
    if (!r.pool) return bay_fail_memory(err);
    GumboOutput *tree = parse(&h, html);
    if (!tree) return bay_fail_memory(err);
    walk(&r, tree->root);
    return r.failed ? bay_fail_memory(err) : BAY_OK;   /* the tree goes with the scratch */
}
