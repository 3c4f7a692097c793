/* clean/facts.c - title, byline, outlet, date, language: from candidates with a rank to the document. */
#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/page.h"

enum { VALUE_BYTES = 1000, AUTHOR_BYTES = 80 };

void bay__offer(bay__fact *fact, bay_str value, const char *from, uint8_t rank)
{
    if (!value.size || value.size > VALUE_BYTES || (fact->value.size && fact->rank <= rank)) return;
    *fact = (bay__fact){value, from, rank};
}

/* Seconds or milliseconds since 1970, as some meta tags have it. */
static bool from_epoch(bay_str s, bay__printed_date *out)
{
    int64_t value;
    if ((s.size != 10 && s.size != 13) || !bay_str_to_int(s, &value)) return false;
    if (s.size == 13) value /= 1000;
    *out = (bay__printed_date){.date = bay_date_from_days((int32_t)(value / 86400)), .hour = (int)(value % 86400 / 3600),
                          .minute = (int)(value % 3600 / 60)};
    return out->date.year >= 1985 && out->date.year <= 2100;
}

void bay__offer_date(bay__page *page, bay_str value, const char *from, uint8_t rank)
{
    bay__printed_date d;
    if (bay__find_printed_date(value, &d) || from_epoch(value, &d)) bay__offer(&page->meta.date, value, from, rank);
}

/* ---- byline ------------------------------------------------------------ */

static bool starts_word(bay_str s, const char *word)
{
    size_t n = strlen(word);
    return s.size > n && strncasecmp(s.bytes, word, n) == 0 && !isalnum((unsigned char)s.bytes[n]);
}

static bay_str cut_front(bay_str s, size_t n) { return bay_str_trim(bay_str_slice(s, (uint32_t)n, s.size)); }

static bool is_weekday(bay_str s)
{
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (s.size == strlen(days[i]) && !strncasecmp(s.bytes, days[i], s.size)) return true;
    }
    return false;
}

static bool is_name(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++) {
        if (isdigit((unsigned char)s.bytes[i])) return false;
    }
    if (is_weekday(s) || s.size < 3 || s.size > AUTHOR_BYTES || bay__count_words(s) > 6) return false;
    static const char *const never[] = {"http", "www.", "admin", "staff reporter", "published", "updated", "posted"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        if (s.size >= strlen(never[i]) && !strncasecmp(s.bytes, never[i], strlen(never[i]))) return false;
    }
    uint32_t code;
    bay_utf8_decode(s, 0, &code);
    return bay_utf8_is_letter(code) && !memchr(s.bytes, '/', s.size) && !memchr(s.bytes, '@', s.size);
}

static void add_author(bay__page *page, bay_str name)
{
    bay__meta *meta = &page->meta;
    name = bay_str_trim(name);
    if (!is_name(name) || meta->author_count >= BAY__AUTHORS_MAX) return;
    for (uint32_t i = 0; i < meta->author_count; i++) {
        if (bay_str_eq(meta->authors[i], name)) return;
    }
    meta->authors[meta->author_count++] = name;
}

/* Next boundary between two names: ",", ";", "|", "&", " and ", a line break. Size of the boundary in *size. */
static uint32_t boundary(bay_str s, uint32_t *size)
{
    for (uint32_t i = 0; i < s.size; i++) {
        *size = 1;
        if (strchr(",;|&\n", s.bytes[i]) && s.bytes[i]) return i;
        if (i + 5 < s.size && strncasecmp(s.bytes + i, " and ", 5) == 0) { *size = 5; return i; }
        if (i + 4 < s.size && strncasecmp(s.bytes + i, " in ", 4) == 0) { *size = s.size - i; return i; }
    }
    *size = 0;
    return s.size;
}

void bay__offer_author(bay__page *page, bay_str names, uint8_t rank)
{
    bay__meta *meta = &page->meta;
    names = bay_str_trim(names);
    if (meta->author_count && meta->author_rank < rank) return;
    if (meta->author_count && meta->author_rank > rank) meta->author_count = 0;
    while (starts_word(names, "by") || starts_word(names, "written") || starts_word(names, "from")) {
        names = cut_front(names, names.bytes[0] == 'b' || names.bytes[0] == 'B' ? 2 : names.bytes[0] == 'w' || names.bytes[0] == 'W' ? 7 : 4);
    }
    if (names.size && names.bytes[0] == ':') names = cut_front(names, 1);
    while (names.size) {
        uint32_t size, at = boundary(names, &size);
        add_author(page, bay_str_slice(names, 0, at));
        names = bay_str_slice(names, at + size, names.size);
    }
    if (meta->author_count) meta->author_rank = rank;
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

static void settle_title(bay__page *page)
{
    bay__meta *meta = &page->meta;
    bay_doc *doc = page->doc;
    bay_str outlet = {0}, ignored = {0};
    bay_str plain = bay__without_outlet(meta->title_tag, &outlet);
    bay__offer(&meta->outlet, outlet, "title", 6);
    if (page->options->title && *page->options->title) doc->title = bay_str_from(page->options->title);
    else if (meta->headline.value.size) {
        bay_str head = bay__without_outlet(meta->headline.value, &ignored);
        bool names_outlet = ignored.size && meta->outlet.value.size && bay__same_words(page, ignored, meta->outlet.value);
        doc->title = names_outlet ? head : meta->headline.value;
    } else doc->title = plain;
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
    doc->url = given->url && *given->url ? bay_str_from(given->url) : page->meta.url.value;
    if (doc->url.size && !memmem(doc->url.bytes, doc->url.size, "://", 3)) doc->url = (bay_str){0};
    if (given->outlet && *given->outlet) doc->outlet = bay_str_from(given->outlet);
    else if (page->meta.outlet.value.size) doc->outlet = page->meta.outlet.value;
    else doc->outlet = host_of(doc->url);
    bay_str host = host_of(doc->outlet);
    if (host.size) doc->outlet = host;
    if (doc->outlet.size > 1 && doc->outlet.bytes[0] == '@') doc->outlet = bay_str_slice(doc->outlet, 1, doc->outlet.size);
}

/* ---- date -------------------------------------------------------------- */

static void set_date(bay__page *page, const bay__printed_date *d, const char *from)
{
    bay_doc *doc = page->doc;
    doc->published = d->date;
    doc->published_from = bay_str_from(from);
    bay_str day = bay_date_print(page->scratch, d->date);
    doc->published_text = d->hour < 0 || !day.bytes ? day
        : bay_str_format(page->scratch, "%.*sT%02d:%02d", BAY_STR_ARG(day), d->hour, d->minute);
}

static void settle_date(bay__page *page)
{
    const bay__fact *found = &page->meta.date;
    bay__printed_date d;
    if (bay__find_printed_date(found->value, &d) || from_epoch(found->value, &d)) { set_date(page, &d, found->from); return; }
    bay_str given = page->options->published ? bay_str_from(page->options->published) : BAY_STR("");
    if (bay__find_printed_date(given, &d)) { set_date(page, &d, "option"); return; }
    d = (bay__printed_date){.hour = -1};
    if (given.size && bay_date_parse(given, &d.date)) { set_date(page, &d, "option"); return; }
    if (bay__date_in_url(page->doc->url, &d.date)) set_date(page, &d, "url");
}

/* ---- language ---------------------------------------------------------- */

/* English text has more than a fifth of its words among the commonest function words; others hardly any. */
static bay_str guess_lang(const bay__page *page)
{
    static const char *const common[] = {"the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "on", "was", "with",
                                         "as", "by", "said", "from", "at", "he", "his", "has", "have", "be", "are", "an"};
    uint32_t words = 0, english = 0;
    for (uint32_t i = 0; i < page->units.count && words < 2000; i++) {
        bay_str text = page->units.items[i].text;
        if (!bay_role_is_coded(page->units.items[i].role)) continue;
        for (uint32_t at = 0; at < text.size;) {
            while (at < text.size && !isalpha((unsigned char)text.bytes[at]) && (unsigned char)text.bytes[at] < 0x80) at++;
            uint32_t begin = at;
            while (at < text.size && (isalpha((unsigned char)text.bytes[at]) || (unsigned char)text.bytes[at] >= 0x80)) at++;
            if (at == begin) continue;
            words++;
            for (size_t k = 0; k < sizeof common / sizeof *common; k++) {
                if (at - begin == strlen(common[k]) && !strncasecmp(text.bytes + begin, common[k], at - begin)) { english++; break; }
            }
        }
    }
    if (words < 5) return (bay_str){0};
    return english * 100 >= words * (words < 40 ? 10 : 17) ? BAY_STR("en") : BAY_STR("other");
}

/* Two facts must agree before a page is called other than English: what it says and what it holds. */
static void settle_lang(bay__page *page)
{
    bay_str given = page->options->lang ? bay_str_from(page->options->lang) : BAY_STR("");
    bay_str guess = guess_lang(page);
    if (given.size) page->doc->lang = given;
    else if (guess.size) page->doc->lang = guess;
    else if (page->meta.lang.value.size >= 2) {
        bool english = !strncasecmp(page->meta.lang.value.bytes, "en", 2);
        page->doc->lang = english ? BAY_STR("en") : BAY_STR("other");
    }
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
    settle_date(page);
    settle_lang(page);
    BAY_TRY(keep(doc, &doc->title, err));
    BAY_TRY(keep(doc, &doc->url, err));
    BAY_TRY(keep(doc, &doc->outlet, err));
    BAY_TRY(keep(doc, &doc->lang, err));
    BAY_TRY(keep(doc, &doc->published_text, err));
    for (uint32_t i = 0; i < page->meta.author_count; i++) {
        bay_str *name = bay_doc_push(doc, byline);
        if (!name) return bay_fail_memory(err);
        *name = page->meta.authors[i];
        BAY_TRY(keep(doc, name, err));
    }
    return BAY_OK;
}
