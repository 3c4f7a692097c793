#include "clean/clean.h"

#include <strings.h>

#include "base/map.h"
#include "base/utf8.h"
#include "clean/mojibake.h"
#include "clean/page.h"

enum { SNIFF_BYTES = 2048 };

/* Tags near the beginning: one is enough where the text opens with it; a text that speaks of tags needs more. */
static bool looks_like_html(bay_str s)
{
    static const char *const sure[] = {"<!doctype html", "<!--", "<html", "<head", "<body", "<meta ", "<title", "<article", "<div", "<p>", "<p ",
                                       "<h1", "<h2", "<h3", "<section", "<main", "<table", "<ul", "<span", "<script", "<figure", "<br"};
    uint32_t limit = s.size < SNIFF_BYTES ? s.size : SNIFF_BYTES, tags = 0, ends = 0, first = 0;
    while (first < limit && ((unsigned char)s.bytes[first] <= ' ')) first++;
    for (uint32_t i = first; i < limit; i++) {
        if (s.bytes[i] != '<') continue;
        ends += i + 1 < limit && s.bytes[i + 1] == '/';
        for (size_t k = 0; k < sizeof sure / sizeof *sure; k++) {
            size_t n = strlen(sure[k]);
            if (s.size - i < n || strncasecmp(s.bytes + i, sure[k], n)) continue;
            if (i == first) return true;
            tags++;
        }
    }
    return tags >= 4 || (tags && ends);
}

static bool is_html(const bay_read_options *options, bay_str text)
{
    if (options->format && !strcasecmp(options->format, "html")) return true;
    if (options->format && !strcasecmp(options->format, "text")) return false;
    return !options->one_sentence_per_line && looks_like_html(text);
}

/* Two units for one headline: where no element shows it, <title> stands in, with its own bytes. */
static bay_status title_as_headline(bay__page *page, bay_error *err)
{
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (page->units.items[i].role == BAY_ROLE_HEADLINE) return BAY_OK;
    }
    bay_str title = page->doc->title;
    bool from_tag = title.size && page->meta.title_raw.end > page->meta.title_raw.begin;
    if (!from_tag || !page->units.count) return BAY_OK;
    bay__unit *last = bay_push(page->scratch, &page->units);
    if (!last) return bay_fail_memory(err);
    memmove(page->units.items + 1, page->units.items, (page->units.count - 1) * sizeof *page->units.items);
    page->units.items[0] = (bay__unit){.text = title, .raw = page->meta.title_raw, .words = bay__count_words(title), .elem = BAY_NONE,
                                       .decided = true, .role = BAY_ROLE_HEADLINE};
    return BAY_OK;
}

/* Control characters are no text: they become spaces, so that offsets stay. */
static void copy_text(char *to, bay_str from)
{
    for (uint32_t i = 0; i < from.size; i++) {
        unsigned char c = (unsigned char)from.bytes[i];
        to[i] = (char)((c < ' ' && c != '\n' && c != '\t') || c == 0x7F ? ' ' : c);
    }
}

bay_status bay__write_blocks(bay__page *page, bay_error *err)
{
    bay_doc *doc = page->doc;
    size_t size = 0;
    for (uint32_t i = 0; i < page->units.count; i++) size += page->units.items[i].text.size + 1;
    if (size > UINT32_MAX - 8) return bay_fail(err, BAY_LIMIT, "article text of %zu bytes", size);
    char *text = bay_arena_alloc(&doc->arena, size + 1);
    if (!text) return bay_fail_memory(err);
    uint32_t at = 0;
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        bay_block *block = bay_doc_push(doc, blocks);
        if (!block) return bay_fail_memory(err);
        if (i) text[at++] = '\n';
        copy_text(text + at, unit->text);
        *block = (bay_block){.role = unit->role, .span = {at, at + unit->text.size}, .raw = unit->raw};
        if (unit->lang.size) block->lang = bay_str_eq(unit->lang, doc->lang) ? doc->lang : bay_str_copy(&doc->arena, unit->lang);
        at += unit->text.size;
    }
    text[at] = 0;
    doc->text = (bay_str){text, at};
    return BAY_OK;
}

/* The given name, or one made from the bytes: the same page has the same name everywhere. */
static bay_status name_document(bay_doc *doc, const bay_read_options *options, bay_error *err)
{
    bool given = options->id && *options->id;
    doc->id = given ? bay_utf8_repair(&doc->arena, bay_str_from(options->id))
                    : bay_str_format(&doc->arena, "%016llx", (unsigned long long)bay_hash(doc->raw));
    return doc->id.bytes ? BAY_OK : bay_fail_memory(err);
}

static bay_status clean_page(bay__page *page, bay_error *err)
{
    bay__decoded in;
    bay_doc *doc = page->doc;
    BAY_TRY(bay__decode(page->scratch, doc, page->options->charset, &in, err));
    BAY_TRY(bay__mend_mojibake(page->scratch, doc, &in, err));
    doc->charset = bay_str_copy(&doc->arena, in.charset);
    page->html = is_html(page->options, in.text);
    doc->raw_format = page->html ? BAY_STR("html") : BAY_STR("text");
    if (page->html) {
        BAY_TRY(bay__read_html(page, &in, err));
        BAY_TRY(bay__select(page, err));
    } else {
        BAY_TRY(bay__read_flat(page, &in, err));
    }
    BAY_TRY(bay__zone(page, err));
    if (!doc->pre_split) BAY_TRY(bay__fold_repeats(page, err));
    BAY_TRY(bay__settle_facts(page, err));
    if (page->html) BAY_TRY(title_as_headline(page, err));
    BAY_TRY(bay__write_blocks(page, err));
    bay__find_agency(page->furniture, doc);
    return BAY_OK;
}

bay_status bay__clean(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, const bay_read_options *options, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay__page page = {.scratch = &work->scratch, .doc = doc, .options = options, .furniture = lexicon ? lexicon->furniture : NULL,
                      .languages = lexicon ? lexicon->languages : NULL};
    doc->pre_split = options->one_sentence_per_line != 0;
    bay_status status = name_document(doc, options, err);
    if (!status) status = clean_page(&page, err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}
