/* clean/facts.c - title, outlet, language, and all facts to the document; dates are in when.c, names in authors.c. */
#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"
#include "clean/language.h"
#include "clean/page.h"

enum { VALUE_BYTES = 1000, BLOCK_WORDS = 12 };

void bay__offer(bay__fact *fact, bay_str value, const char *from, uint8_t rank)
{
    if (!value.size || value.size > VALUE_BYTES || (fact->value.size && fact->rank <= rank)) return;
    *fact = (bay__fact){value, from, rank};
}

/* ---- title ------------------------------------------------------------- */

/* The last "Title | Outlet" or "Title - Outlet" separator, with white space around it; size of the separator. */
static uint32_t title_separator(bay_str s, uint32_t *size)
{
    static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xB7 ", " / "};
    for (uint32_t i = s.size; i-- > 0;) {
        if (s.bytes[i] != ' ') continue;
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            uint32_t n = (uint32_t)strlen(marks[m]);
            if (i + n < s.size && !memcmp(s.bytes + i, marks[m], n)) { *size = n; return i; }
        }
    }
    return s.size;
}

/* "The Outlet :: Headline": the outlet is shorter than any headline. */
static bool outlet_first(bay_str head, bay_str tail)
{
    return bay__count_words(head) <= 4 && bay__count_words(tail) >= 6;
}

/* "Headline | Outlet": the headline, and the outlet where the tail is short. */
bay_str bay__without_outlet(bay_str title, bay_str *outlet)
{
    for (int turn = 0; turn < 2; turn++) {
        uint32_t size, at = title_separator(title, &size);
        if (at == title.size) break;
        bay_str tail = bay_str_trim(bay_str_slice(title, at + size, title.size));
        bay_str head = bay_str_trim(bay_str_slice(title, 0, at));
        if (turn == 0 && outlet_first(head, tail)) { *outlet = head; return tail; }
        if (bay__count_words(tail) > 5 || bay__count_words(head) < 3) break;
        if (turn == 0) *outlet = tail;
        title = head;
    }
    return title;
}

/* "Outlet: Headline" in <title>, where the headline itself is known. */
static bay_str before_headline(const bay__page *page)
{
    bay_str title = page->meta.title_tag, head = page->meta.headline.value;
    for (uint32_t i = 0; !head.size && i < page->units.count; i++) {
        if (page->units.items[i].role == BAY_ROLE_HEADLINE) head = page->units.items[i].text;
        else if (page->units.items[i].words >= 3 && bay_str_ends(title, page->units.items[i].text)) head = page->units.items[i].text;
    }
    if (!head.size || head.size + 3 > title.size || !bay_str_ends(title, head)) return (bay_str){0};
    bay_str name = bay_str_trim(bay_str_slice(title, 0, title.size - head.size));
    if (!name.size || name.bytes[name.size - 1] != ':') return (bay_str){0};
    name.size--;
    return bay__count_words(name) <= 6 ? bay_str_trim(name) : (bay_str){0};
}

static void settle_title(bay__page *page)
{
    bay__meta *meta = &page->meta;
    bay_doc *doc = page->doc;
    bay_str outlet = {0}, ignored = {0};
    bay_str plain = bay__without_outlet(meta->title_tag, &outlet);
    if (!outlet.size) outlet = before_headline(page);
    bay__offer(&meta->outlet, outlet, "title", 6);
    if (page->options->title && *page->options->title) {
        doc->title = bay_str_from(page->options->title);
        doc->title_from = BAY_STR("option");
    } else if (meta->seen_title.size) {
        doc->title = meta->seen_title;
        doc->title_from = BAY_STR("heading");
    } else if (meta->headline.value.size) {
        doc->title_from = bay_str_from(meta->headline.from);
        bay_str head = bay__without_outlet(meta->headline.value, &ignored);
        bool names_outlet = ignored.size && meta->outlet.value.size && bay__same_words(page, ignored, meta->outlet.value);
        doc->title = names_outlet ? head : meta->headline.value;
    } else {
        doc->title = plain;
        if (plain.size) doc->title_from = BAY_STR("title");
    }
}

/* ---- outlet ------------------------------------------------------------ */

static bay_str host_of(bay_str url)
{
    const char *scheme = url.size ? memmem(url.bytes, url.size, "://", 3) : NULL;
    if (!scheme) return (bay_str){0};
    uint32_t begin = (uint32_t)(scheme - url.bytes) + 3, end = begin;
    while (end < url.size && !strchr("/?#:", url.bytes[end])) end++;
    bay_str host = bay_str_slice(url, begin, end);
    return host.size > 4 && !strncasecmp(host.bytes, "www.", 4) ? bay_str_slice(host, 4, host.size) : host;
}

static void settle_outlet(bay__page *page)
{
    bay_doc *doc = page->doc;
    const bay_read_options *given = page->options;
    bool url_given = given->url && *given->url, outlet_given = given->outlet && *given->outlet;
    doc->url = url_given ? bay_str_from(given->url) : page->meta.url.value;
    if (doc->url.size && !memmem(doc->url.bytes, doc->url.size, "://", 3)) doc->url = (bay_str){0};
    if (doc->url.size) doc->url_from = url_given ? BAY_STR("option") : bay_str_from(page->meta.url.from);
    if (outlet_given) doc->outlet = bay_str_from(given->outlet);
    else if (page->meta.outlet.value.size) doc->outlet = page->meta.outlet.value;
    else doc->outlet = host_of(doc->url);
    if (doc->outlet.size) doc->outlet_from = outlet_given ? BAY_STR("option") : page->meta.outlet.value.size ? bay_str_from(page->meta.outlet.from) : BAY_STR("url");
    bay__drop_author(page, doc->outlet);
    bay_str host = host_of(doc->outlet);
    if (host.size) doc->outlet = host;
    if (doc->outlet.size > 1 && doc->outlet.bytes[0] == '@') doc->outlet = bay_str_slice(doc->outlet, 1, doc->outlet.size);
}

/* ---- language ---------------------------------------------------------- */

/* What the text is in by its words and letters; where they do not tell, what the page says of itself. A block in another language than the
 * page is noted. */
static void settle_lang(bay__page *page)
{
    bay_str given = page->options->lang ? bay_str_from(page->options->lang) : BAY_STR("");
    bay_str said = page->meta.lang.value;
    bay__tongue whole = {0};
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        if (bay_role_is_coded(unit->role)) bay__hear(&whole, page->languages, page->scratch, unit->text);
    }
    bay_str guess = bay__tongue_code(&whole, page->languages);
    bay_doc *doc = page->doc;
    if (given.size) doc->lang = given;
    else if (guess.size) doc->lang = guess;
    else if (said.size >= 2) doc->lang = bay_utf8_fold(page->scratch, bay_str_slice(said, 0, 2));
    if (doc->lang.size) doc->lang_from = given.size ? BAY_STR("option") : guess.size ? BAY_STR("text") : bay_str_from(page->meta.lang.from);
    for (uint32_t i = 0; i < page->units.count; i++) {
        bay__unit *unit = &page->units.items[i];
        if (!bay_role_is_coded(unit->role) || unit->words < BLOCK_WORDS) continue;
        bay__tongue block = {0};
        bay__hear(&block, page->languages, page->scratch, unit->text);
        bay_str code = bay__tongue_code(&block, page->languages);
        unit->lang = code;
        if (code.size && !bay_str_eq(code, page->doc->lang)) bay_doc_note(page->doc, "clean", "other-language", unit->raw);
    }
}

/* ---- picture ----------------------------------------------------------- */

/* "//host/a.jpg" and "/a.jpg" as whole addresses, as far as the page's own is known. */
static bay_str absolute(bay__page *page, bay_str image)
{
    bay_str url = page->doc->url;
    if (bay_str_starts(image, BAY_STR("//"))) return bay_str_format(page->scratch, "https:%.*s", BAY_STR_ARG(image));
    if (!bay_str_starts(image, BAY_STR("/")) || !url.size) return image;
    uint32_t at = 0;
    for (int slashes = 0; at < url.size; at++) {
        slashes += url.bytes[at] == '/';
        if (slashes == 3) break;
    }
    return bay_str_format(page->scratch, "%.*s%.*s", (int)at, url.bytes, BAY_STR_ARG(image));
}

/* ---- all of it --------------------------------------------------------- */

/* Facts point into the scratch, the options or the raw bytes: the document keeps its own copy, on one line. */
static bay_status keep(bay_doc *doc, bay_str *fact, bay_error *err)
{
    if (!fact->bytes || !fact->size) { *fact = (bay_str){0}; return BAY_OK; }
    bay_str copy = bay_utf8_repair(&doc->arena, *fact);
    if (!copy.bytes) return bay_fail_memory(err);
    char *bytes = (char *)(uintptr_t)copy.bytes;
    uint32_t size = 0;
    for (uint32_t i = 0; i < copy.size; i++) {
        bool blank = (unsigned char)copy.bytes[i] <= ' ';
        if (blank && size && bytes[size - 1] == ' ') continue;
        bytes[size++] = blank ? ' ' : copy.bytes[i];
    }
    bytes[size] = 0;
    *fact = bay_str_trim((bay_str){bytes, size});
    return BAY_OK;
}

bay_status bay__settle_facts(bay__page *page, bay_error *err)
{
    bay_doc *doc = page->doc;
    settle_title(page);
    settle_outlet(page);
    BAY_TRY(bay__settle_dates(page, err));
    settle_lang(page);
    BAY_TRY(keep(doc, &doc->title, err));
    BAY_TRY(keep(doc, &doc->url, err));
    BAY_TRY(keep(doc, &doc->outlet, err));
    BAY_TRY(keep(doc, &doc->lang, err));
    BAY_TRY(keep(doc, &doc->published_text, err));
    BAY_TRY(keep(doc, &doc->updated_text, err));
    doc->image = absolute(page, page->meta.image.value);
    if (doc->image.size) doc->image_from = bay_str_from(page->meta.image.from);
    if (page->meta.author_count) doc->byline_from = bay__authors_from(page);
    BAY_TRY(keep(doc, &doc->image, err));
    for (uint32_t i = 0; i < page->meta.author_count; i++) {
        bay_str *name = bay_doc_push(doc, byline);
        if (!name) return bay_fail_memory(err);
        *name = page->meta.authors[i];
        BAY_TRY(keep(doc, name, err));
    }
    return BAY_OK;
}
