/* clean/line_features.c - what the net of line_model.h sees of a line. */
#include <ctype.h>

#include "base/map.h"
#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/line_model.h"

enum { LONG_WORD = 5, LINE_BYTES = 2000, VOCABULARY_BYTES = 600, RECENT = 8, AROUND = 3 };

/* Short words that running English is made of; forms of address that only readers and outlets use. */
static const char *const common[] = {"the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "on", "was", "with", "as", "by", "said",
                                     "from", "at", "he", "his", "has", "have", "be", "are", "an", "had", "were", "which", "but", "they"};
static const char *const address[] = {"i", "you", "your", "we", "our", "us", "my", "me"};

typedef struct shape {
    uint32_t chars, words, capitals, shouted, digits, signs, commas, stops, high, common, address;
} shape;

static bool among(const char *const *list, size_t count, bay_str word)
{
    for (size_t i = 0; i < count; i++) {
        if (word.size == strlen(list[i]) && !memcmp(word.bytes, list[i], word.size)) return true;
    }
    return false;
}

static void look_at_word(shape *s, bay_str text, uint32_t begin, uint32_t end)
{
    char small[8];
    uint32_t size = end - begin, upper = 0;
    for (uint32_t i = begin; i < end; i++) upper += isupper((unsigned char)text.bytes[i]) != 0;
    s->words++;
    s->capitals += isupper((unsigned char)text.bytes[begin]) != 0;
    s->shouted += size > 2 && upper == size;
    if (size > sizeof small) return;
    for (uint32_t i = 0; i < size; i++) small[i] = (char)tolower((unsigned char)text.bytes[begin + i]);
    s->common += among(common, sizeof common / sizeof *common, (bay_str){small, size});
    s->address += among(address, sizeof address / sizeof *address, (bay_str){small, size});
}

static shape shape_of(bay_str text)
{
    shape s = {0};
    uint32_t word = BAY_NONE;
    for (uint32_t i = 0; i <= text.size; i++) {
        unsigned char c = i < text.size ? (unsigned char)text.bytes[i] : ' ';
        bool letter = isalnum(c) || c >= 0x80;
        if (letter && word == BAY_NONE) word = i;
        if (!letter && word != BAY_NONE) { look_at_word(&s, text, word, i); word = BAY_NONE; }
        if (i == text.size) break;
        s.chars += (c & 0xC0) != 0x80;
        s.high += c >= 0x80;
        s.digits += isdigit(c) != 0;
        s.commas += c == ',';
        s.stops += (c == '.' || c == '!' || c == '?') && i + 1 < text.size && text.bytes[i + 1] == ' ';
        s.signs += c < 0x80 && ispunct(c) && !strchr(".,'\"!?;:-()", c);
    }
    return s;
}

/* ---- words that the page's running text shares ------------------------------ */

typedef struct course {
    uint64_t prose, prose_all;          /* bytes of running text so far, in all */
    uint32_t list, comment, appeal;     /* lines since a line that opens one; BAY_NONE: none yet */
    uint32_t paragraphs;                /* of running text since the last short line */
    uint32_t begin, end;                /* the article as span.c sees it; both the count: none   */
    uint32_t count;
} course;

static bool in_article(const course *c, uint32_t i) { return c->begin == c->count || (i >= c->begin && i < c->end); }

typedef struct vocabulary {
    bay_map lines;           /* long word -> number of lines of running text that hold it */
    bay_map whole;           /* letters of short lines -> times seen                      */
} vocabulary;

static bay_str head_of(bay_str text) { return text.size > VOCABULARY_BYTES ? bay_str_slice(text, 0, VOCABULARY_BYTES) : text; }

/* Running text counts where span.c sees the article, elsewhere too where it sees none. */
static bool count_words(bay__page *page, const course *c, vocabulary *v)
{
    for (uint32_t i = 0; i < page->units.count; i++) {
        const bay__unit *unit = &page->units.items[i];
        bool prose = in_article(c, i) && bay__is_prose(unit) && !bay__is_teaser(unit);
        bay_str letters = bay__letters(page->scratch, head_of(unit->text)), word;
        if (!letters.bytes) return false;
        if (!prose) {
            uint32_t *seen = letters.size ? bay_map_put(page->scratch, &v->whole, letters) : NULL;
            if (letters.size && !seen) return false;
            if (seen) ++*seen;
            continue;
        }
        while (bay_str_next(&letters, ' ', &word)) {
            if (word.size < LONG_WORD) continue;
            uint32_t *slot = bay_map_put(page->scratch, &v->lines, word);
            if (!slot) return false;
            if (*slot >> 8 != i + 1) *slot = (i + 1) << 8 | ((*slot & 255) < 255 ? (*slot & 255) + 1 : 255);   /* once a line */
        }
    }
    return true;
}

/* Share of the long words that other lines of running text hold; *twice: that two and more hold. */
static float shared(bay__page *page, const vocabulary *v, const bay__unit *unit, bool prose, float *twice)
{
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str letters = bay__letters(page->scratch, head_of(unit->text)), word;
    uint32_t all = 0, held = 0, more = 0;
    while (bay_str_next(&letters, ' ', &word)) {
        if (word.size < LONG_WORD) continue;
        const uint32_t *slot = bay_map_get(&v->lines, word);
        uint32_t others = slot ? (*slot & 255) - (prose && (*slot & 255) > 0) : 0;
        all++;
        held += others > 0;
        more += others > 1;
    }
    bay_arena_reset(page->scratch, mark);
    *twice = all ? (float)more / (float)all : 0;
    return all ? (float)held / (float)all : 0;
}

static bool seen_twice(bay__page *page, const vocabulary *v, const bay__unit *unit)
{
    bay_mark mark = bay_arena_mark(page->scratch);
    const uint32_t *seen = bay_map_get(&v->whole, bay__letters(page->scratch, head_of(unit->text)));
    bay_arena_reset(page->scratch, mark);
    return seen && *seen > 1;
}

/* ---- features ---------------------------------------------------------------- */

/* Logarithm to the base 2, drawn as straight lines between its whole values: the same on every machine. */
static float log2_of(uint32_t n)
{
    uint32_t whole = 0;
    for (uint32_t k = n + 1; k > 1; k >>= 1) whole++;
    return (float)whole + (float)(n + 1 - (1u << whole)) / (float)(1u << whole);
}

static float per(uint32_t part, uint32_t all) { return all ? (float)part / (float)all : 0; }
static float capped(uint32_t n, uint32_t most) { return (float)(n < most ? n : most) / (float)most; }

static bool has_any(bay_str s, const char *const *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (s.size && memmem(s.bytes, s.size, pieces[i], strlen(pieces[i]))) return true;
    }
    return false;
}

static uint32_t add_signs(float *f, uint32_t k, const bay__unit *unit, bay_str text)
{
    static const char *const trails[] = {" > ", " \xC2\xBB ", " / ", " \xE2\x80\xBA ", " | ", "\xE2\x80\xA2", " \xC2\xB7 "};
    static const char *const links[] = {"http", "www.", "@", "#", ".com"};
    static const char *const quotes[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB"};
    bay__printed_date d;
    bool dated = text.size < 400 && bay__find_printed_date(text, &d);
    f[k++] = bay__ends_sentence(text);
    f[k++] = bay_str_ends(text, BAY_STR(":"));
    f[k++] = bay__is_teaser(unit);
    f[k++] = has_any(text, trails, sizeof trails / sizeof *trails);
    f[k++] = has_any(text, links, sizeof links / sizeof *links);
    f[k++] = has_any(text, quotes, sizeof quotes / sizeof *quotes);
    f[k++] = dated;
    f[k++] = dated && d.hour >= 0;
    f[k++] = memchr(text.bytes, '?', text.size) || memchr(text.bytes, '!', text.size);
    f[k++] = islower((unsigned char)text.bytes[0]) != 0;
    f[k++] = isdigit((unsigned char)text.bytes[0]) != 0;
    f[k++] = bay__is_prose(unit);
    f[k++] = bay__is_title_like(unit);
    f[k++] = bay__is_code(unit);
    return k;
}

/* Where no blanks part the words, two characters are one. */
static uint32_t words_of(const bay__unit *unit, const shape *s)
{
    bool wide = s->high * 2 > s->chars * 3 && s->chars > unit->words * 10;
    return wide ? s->chars / 2 : unit->words;
}

static uint32_t add_shape(float *f, uint32_t k, const bay__unit *unit, bay_str text)
{
    shape s = shape_of(text);
    uint32_t words = words_of(unit, &s);
    f[k++] = log2_of(words) / 6;
    f[k++] = capped(words, 10);
    f[k++] = log2_of(s.chars) / 9;
    f[k++] = per(s.capitals, s.words);
    f[k++] = per(s.shouted, s.words);
    f[k++] = per(s.digits, text.size);
    f[k++] = per(s.signs * 4, text.size);
    f[k++] = capped(s.commas, 4);
    f[k++] = capped(s.stops, 3);
    f[k++] = per(s.high, text.size);
    f[k++] = per(s.common, s.words);
    f[k++] = capped(s.address, 3);
    return k;
}

static float fading(uint32_t since) { return since >= RECENT ? 0 : 1 - (float)since / RECENT; }

static uint32_t add_course(float *f, uint32_t k, const course *c, uint32_t i, uint32_t n)
{
    f[k++] = capped(i, 8);
    f[k++] = per(i, n);
    f[k++] = log2_of(n) / 9;
    f[k++] = c->prose_all ? (float)((double)c->prose / (double)c->prose_all) : 0;
    f[k++] = log2_of((uint32_t)(c->prose_all < 1u << 20 ? c->prose_all : 1u << 20)) / 16;
    f[k++] = fading(c->list);
    f[k++] = c->comment != BAY_NONE;
    f[k++] = fading(c->appeal);
    f[k++] = capped(c->paragraphs, 4);
    bool found = c->begin < c->count;
    f[k++] = found && i >= c->begin && i < c->end;
    f[k++] = found && i < c->begin;
    f[k++] = found && i < c->begin ? fading(c->begin - i - 1) : 0;
    f[k++] = found && i >= c->end ? fading(i - c->end) : 0;
    return k;
}

static void step(course *c, const bay__unit *unit, int kind)
{
    bool prose = bay__is_prose(unit);
    if (prose) c->prose += unit->text.size;
    c->paragraphs = prose ? c->paragraphs + 1 : 0;
    c->list = kind == BAY_LINE_RELATED_HEAD ? 0 : c->list == BAY_NONE ? BAY_NONE : c->list + 1;
    c->comment = kind == BAY_LINE_COMMENT_HEAD || kind == BAY_LINE_COMMENT_MARK ? 0 : c->comment;
    c->appeal = kind == BAY_LINE_APPEAL ? 0 : c->appeal == BAY_NONE ? BAY_NONE : c->appeal + 1;
}

float *bay__line_features(bay__page *page, const uint8_t *kinds)
{
    uint32_t n = page->units.count;
    float *all = bay_arena_calloc(page->scratch, (size_t)n * BAY__LINE_FEATURES + 1, sizeof *all);
    vocabulary v = {0};
    course c = {.list = BAY_NONE, .comment = BAY_NONE, .appeal = BAY_NONE};
    c.count = n;
    bay__find_span(page, kinds, &c.begin, &c.end);
    if (!all || !count_words(page, &c, &v)) return NULL;
    for (uint32_t i = 0; i < n; i++) c.prose_all += bay__is_prose(&page->units.items[i]) ? page->units.items[i].text.size : 0;
    for (uint32_t i = 0; i < n; i++) {
        const bay__unit *unit = &page->units.items[i];
        bay_str text = unit->text.size > LINE_BYTES ? bay_str_slice(unit->text, 0, LINE_BYTES) : unit->text;
        float *f = all + (size_t)i * BAY__LINE_FEATURES;
        uint32_t k = add_shape(f, 0, unit, text);
        k = add_signs(f, k, unit, unit->text);
        k = add_course(f, k, &c, i, n);
        f[k] = shared(page, &v, unit, in_article(&c, i) && bay__is_prose(unit) && !bay__is_teaser(unit), &f[k + 1]);
        k += 2;
        f[k++] = seen_twice(page, &v, unit);
        if (kinds[i] && kinds[i] < BAY_LINE_KINDS) f[k + kinds[i] - 1u] = 1;
        step(&c, unit, kinds[i]);
    }
    return all;
}
