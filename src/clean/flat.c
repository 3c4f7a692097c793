/* clean/flat.c - text without mark-up: lines to units, hard wrapped lines put together. */
#include <ctype.h>

#include "base/utf8.h"
#include "clean/page.h"

enum { WIDTH_MAX = 200, UNIT_BYTES_MAX = 64 * 1024, WRAP_LINES_MIN = 2 };

typedef struct line {
    bay_span span;           /* trimmed, in the decoded text         */
    uint32_t width;          /* characters                           */
    uint32_t first_word;     /* characters of its first word         */
    uint8_t gap;             /* blank lines before it                */
    bool indented, ends, lower, bullet, rule;   /* rule: nothing but signs */
} line;

typedef struct lines {
    BAY_ARRAY(line) all;
    uint32_t width;          /* at which the text is wrapped; 0: not */
} lines;

static uint32_t characters(bay_str s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.size; i++) n += ((unsigned char)s.bytes[i] & 0xC0) != 0x80;
    return n;
}

static bool starts_lower(bay_str s)
{
    uint32_t code;
    bay_utf8_decode(s, 0, &code);
    return bay_utf8_is_letter(code) && bay_utf8_lower(code) == code && !bay_utf8_is_upper(code) && code < 0x250;
}

static bool starts_bullet(bay_str s)
{
    if (s.size > 1 && s.bytes[1] == ' ' && s.bytes[0] && strchr("-*+|>#", s.bytes[0])) return true;
    if (bay_str_starts(s, BAY_STR("\xE2\x80\xA2"))) return true;
    uint32_t i = 0;
    while (i < s.size && i < 3 && isdigit((unsigned char)s.bytes[i])) i++;
    return i && i < s.size && (s.bytes[i] == '.' || s.bytes[i] == ')') && i + 1 < s.size && s.bytes[i + 1] == ' ';
}

static bool is_rule(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++) {
        if (!strchr("-_=*~# ", s.bytes[i]) || !s.bytes[i]) return false;
    }
    return s.size >= 3;
}

/* White space off both ends, no-break and zero-width spaces too. */
static bay_span trim(bay_str text, bay_span s)
{
    uint32_t code;
    while (s.begin < s.end) {
        uint32_t step = bay_utf8_decode(text, s.begin, &code);
        if (!bay_utf8_is_space(code) && code > ' ') break;
        s.begin += step;
    }
    while (s.end > s.begin) {
        uint32_t at = s.end - 1;
        while (at > s.begin && ((unsigned char)text.bytes[at] & 0xC0) == 0x80) at--;
        bay_utf8_decode(text, at, &code);
        if (!bay_utf8_is_space(code) && code > ' ') break;
        s.end = at;
    }
    return s.begin < s.end ? s : (bay_span){s.end, s.end};
}

static bay_status split(bay__page *page, bay_str text, lines *out, bay_error *err)
{
    uint32_t gap = 0;
    for (uint32_t at = 0; at < text.size;) {
        const char *stop = memchr(text.bytes + at, '\n', text.size - at);
        uint32_t end = stop ? (uint32_t)(stop - text.bytes) : text.size;
        bay_span span = trim(text, (bay_span){at, end});
        if (span.end == span.begin) {
            gap += gap < 255;
        } else {
            line *l = bay_push(page->scratch, &out->all);
            if (!l) return bay_fail_memory(err);
            bay_str s = bay_str_slice(text, span.begin, span.end);
            uint32_t word = 0;
            while (word < s.size && (unsigned char)s.bytes[word] > ' ') word++;
            *l = (line){.span = span, .gap = (uint8_t)gap, .indented = span.begin > at + 1, .ends = bay__ends_sentence(s),
                        .lower = starts_lower(s), .bullet = starts_bullet(s), .rule = is_rule(s), .width = characters(s),
                        .first_word = characters(bay_str_slice(s, 0, word))};
            gap = 0;
        }
        at = end + 1;
    }
    return BAY_OK;
}

/* The width below which 95 of 100 lines stay. */
static uint32_t common_width(const lines *in)
{
    uint32_t counts[WIDTH_MAX + 1] = {0}, seen = 0;
    for (uint32_t i = 0; i < in->all.count; i++) {
        uint32_t w = in->all.items[i].width;
        counts[w < WIDTH_MAX ? w : WIDTH_MAX]++;
    }
    for (uint32_t w = 0; w <= WIDTH_MAX; w++) {
        seen += counts[w];
        if (seen * 100 >= in->all.count * 95) return w;
    }
    return WIDTH_MAX;
}

/* Wrapped text goes on in small letters after lines that end no sentence; lists of headlines do not. */
static void find_width(lines *in)
{
    uint32_t pairs = 0, runs_on = 0;
    for (uint32_t i = 1; i < in->all.count; i++) {
        const line *a = &in->all.items[i - 1], *b = &in->all.items[i];
        if (b->gap || a->width < 30) continue;
        pairs++;
        runs_on += !a->ends && b->lower && a->width < WIDTH_MAX;
    }
    if (runs_on * 4 < pairs || runs_on < WRAP_LINES_MIN - 1) return;
    uint32_t width = common_width(in);
    if (width < WIDTH_MAX) in->width = width;
}

/* A wrapper breaks a line only where the next word does not fit any more. */
static bool goes_on(const lines *in, const line *a, const line *b)
{
    if (!in->width || b->gap || b->bullet || a->rule || b->rule || (b->indented && !a->indented)) return false;
    if (a->width > in->width + 20) return false;
    if (a->width + 1 + b->first_word > in->width) return true;
    return !a->ends && b->lower && a->width * 2 > in->width;
}

static bay_status add_unit(bay__page *page, const bay__decoded *in, bay_span span, uint8_t gap, bay_error *err)
{
    bay__unit *unit = bay_push(page->scratch, &page->units);
    if (!unit) return bay_fail_memory(err);
    unit->text = bay_str_slice(in->text, span.begin, span.end);
    unit->raw = bay__raw_span(in, span);
    unit->words = bay__count_words(unit->text);
    unit->elem = BAY_NONE;
    unit->gap = gap;
    unit->role = BAY_ROLE_BODY;
    return BAY_OK;
}

/* Where a boundary is not told, "ReplyDelete" and "ReplyDeletehttps://..." still end a comment: nothing to do here;
 * the rules of zones look at the beginning of lines. */
bay_status bay__read_flat(bay__page *page, const bay__decoded *in, bay_error *err)
{
    lines found = {0};
    BAY_TRY(split(page, in->text, &found, err));
    bool pre_split = page->options->one_sentence_per_line;
    if (!pre_split) find_width(&found);
    for (uint32_t i = 0; i < found.all.count;) {
        uint32_t last = i;
        while (last + 1 < found.all.count && goes_on(&found, &found.all.items[last], &found.all.items[last + 1]) &&
               found.all.items[last + 1].span.end - found.all.items[i].span.begin < UNIT_BYTES_MAX) last++;
        const line *first = &found.all.items[i];
        BAY_TRY(add_unit(page, in, (bay_span){first->span.begin, found.all.items[last].span.end}, first->gap, err));
        page->units.items[page->units.count - 1].decided = pre_split;
        i = last + 1;
    }
    return pre_split ? BAY_OK : bay__unmark_flat(page, err);
}
