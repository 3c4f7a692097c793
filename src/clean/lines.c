#include "clean/lines.h"

#include <ctype.h>

#include "base/utf8.h"
#include "clean/dates.h"

enum { CODE_BYTES_MIN = 80 };

static bool has(bay_str s, const char *piece)
{
    return s.size && memmem(s.bytes, s.size, piece, strlen(piece)) != NULL;
}

/* "12 Comments", "3 Replies", "One response to ...": a count in front of the heading. */
static bay_str without_count(bay_str s)
{
    uint32_t i = 0;
    while (i < s.size && (isdigit((unsigned char)s.bytes[i]) || s.bytes[i] == ',')) i++;
    return i && i < s.size && s.bytes[i] == ' ' ? bay_str_slice(s, i + 1, s.size) : s;
}

static int phrase_kind(const bay_furniture *furniture, bay_str line, bay_str printed, uint32_t words)
{
    bay_str core = bay_furniture_core(line), counted = without_count(core);
    int kind = bay_furniture_kind(furniture, &(bay_furniture_line){line, printed, words});
    if (!kind && counted.size != core.size && (bay_str_is(counted, "comments") || bay_str_is(counted, "comment"))) return BAY_LINE_COMMENT_HEAD;
    if (!kind && words >= 3 && words <= 6 && bay_str_starts(core, BAY_STR("more ")) && bay_str_ends(core, BAY_STR(" stories"))) return BAY_LINE_RELATED_HEAD;
    if (!kind && words <= 2 && bay_str_starts(core, BAY_STR("comments (")) && isdigit((unsigned char)core.bytes[core.size - 1])) return BAY_LINE_COMMENT_HEAD;
    if (!kind && counted.size != core.size && words <= 3 && bay_furniture_is(furniture, counted, BAY_LINE_COMMENT_HEAD)) return BAY_LINE_COMMENT_HEAD;
    if (!kind && counted.size != core.size && bay_str_is(counted, "replies")) return BAY_LINE_COMMENT_MARK;
    return kind;
}

/* ---- photo credits ----------------------------------------------------- */

/* "... on Monday. Photo: Courier/Ilir Marku", "... on Monday (Image: Post/Dan Moss)". */
static bool credited_at_end(bay_str line)
{
    static const char *const signs[] = {"photo: ", "photograph: ", "photographs: ", "image: ", "picture: ", "pictures: ", "foto: ", "photos: "};
    uint32_t from = line.size > 80 ? line.size - 80 : 0;
    bay_str tail = bay_str_slice(line, from, line.size);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *at = tail.size ? memmem(tail.bytes, tail.size, signs[i], strlen(signs[i])) : NULL;
        if (!at || at - line.bytes < 12) continue;
        char before = at[-1], space = at[-2];
        bool bracket = (before == '(' || before == '[') && strchr(")]", line.bytes[line.size - 1]);
        if (bracket || (before == ' ' && strchr(".!?|", space))) return true;
    }
    /* "... in Mirabad. Valley Radio/Nasrin Azimi" */
    uint32_t stop = line.size;
    while (stop > from + 2 && memcmp(line.bytes + stop - 2, ". ", 2) != 0) stop--;
    bay_str last = bay_str_slice(line, stop, line.size);
    const char *slash = last.size ? memchr(last.bytes, '/', last.size) : NULL;
    bool between = slash && slash > last.bytes && slash + 1 < last.bytes + last.size && isalpha((unsigned char)slash[-1]) && isalpha((unsigned char)slash[1]);
    return stop > from + 2 && stop > 20 && between && last.size < 50 && bay__count_words(last) <= 6 && !bay__ends_sentence(last) && !memchr(last.bytes, '.', last.size);   /* no address */
}

/* "Document LBA0000020210802eh8200abc": an article's number in an archive. */
static bool is_serial(bay_str line)
{
    uint32_t digits = 0;
    if (!bay_str_starts(line, BAY_STR("document ")) || line.size > 50) return false;
    for (uint32_t i = 9; i < line.size; i++) {
        if (!isalnum((unsigned char)line.bytes[i])) return false;
        digits += isdigit((unsigned char)line.bytes[i]) != 0;
    }
    return digits >= 8;
}

/* "-----", "* * *": nothing but signs. */
static bool is_rule(bay_str line)
{
    uint32_t signs = 0;
    for (uint32_t i = 0; i < line.size; i++) {
        if (line.bytes[i] != ' ' && !strchr("-_=*~#+.", line.bytes[i])) return false;
        signs += line.bytes[i] != ' ';
    }
    return signs >= 3;
}

static int credit_kind(const bay_furniture *furniture, bay_str line, uint32_t words)
{
    bool sign = bay_str_starts(line, BAY_STR("\xC2\xA9 ")) && line.size > 3 && !isdigit((unsigned char)line.bytes[3]);
    if (sign && words <= 8 && !has(line, "rights")) return BAY_LINE_CREDIT;
    if (words > 90) return BAY_LINE_PLAIN;
    /* "... in Kabul. (Photo by A B/AFP via Getty Images)": brackets at the end that name an agency or a photo */
    if (line.size && (line.bytes[line.size - 1] == ')' || line.bytes[line.size - 1] == ']')) {
        uint32_t open = line.size - 1;
        while (open && line.size - open < 120 && line.bytes[open] != '(' && line.bytes[open] != '[') open--;
        if (bay_furniture_has(furniture, bay_str_slice(line, open, line.size), BAY_LINE_AGENCY)) return open ? BAY_LINE_CAPTION : BAY_LINE_CREDIT;
    }
    if (credited_at_end(line)) return BAY_LINE_CAPTION;
    /* "A B/AFP via Getty Images" */
    if (words <= 9 && !bay__ends_sentence(line) && (has(line, "/afp") || has(line, "/getty") || has(line, "/reuters") || has(line, "/ap") || has(line, "via getty images") || has(line, "ap photo/"))) {
        return BAY_LINE_CREDIT;
    }
    return BAY_LINE_PLAIN;
}

/* "Alex on September 17, 2018 at 6:34 am said:", "Maria says:" with the time: how blogs head a comment. */
static bool heads_comment(bay_str line, bay_str text, uint32_t words)
{
    bay__printed_date d;
    bool says = bay_str_ends(line, BAY_STR("said:")) || bay_str_ends(line, BAY_STR("says:")) || bay_str_ends(line, BAY_STR("wrote:"));
    return says && words <= 16 && bay__find_printed_date(text, &d) && d.hour >= 0;
}

/* "19.00 GMT", "7:05 pm": a clock time and no more. */
static bool is_clock(bay_str line)
{
    uint32_t i = 0, letters = 0;
    while (i < line.size && i < 2 && isdigit((unsigned char)line.bytes[i])) i++;
    bool clock = i && i + 2 < line.size && (line.bytes[i] == ':' || line.bytes[i] == '.') && isdigit((unsigned char)line.bytes[i + 1]) && isdigit((unsigned char)line.bytes[i + 2]);
    for (i += 3; clock && i < line.size; i++) letters += !strchr(" .:()", line.bytes[i]) && !isdigit((unsigned char)line.bytes[i]);
    return clock && line.size <= 16 && letters <= 6;
}

/* A short line that is a date, or a by-line. */
static bool is_about(bay_str line, bay_str text, uint32_t words)
{
    bay__printed_date d;
    bool signed_quote = bay_str_starts(line, BAY_STR("- ")) || bay_str_starts(line, BAY_STR("\xE2\x80\x94"));   /* "- A B (@ab) May 1, 2020" */
    bool dated = words <= 14 && !signed_quote && bay__find_printed_date(text, &d);
    if (dated && words <= 9 && d.end - d.begin + 22 > text.size) return true;
    if (dated && (d.begin < 3 || d.end + 3 > text.size) && !bay__ends_sentence(text) && text.size < 110) return true;
    if (words > 9 || !bay_str_starts(line, BAY_STR("by ")) || bay__ends_sentence(line)) return false;
    uint32_t code;
    if (text.size < 4) return false;
    bay_utf8_decode(text, 3, &code);
    return bay_utf8_is_upper(code);
}

int bay__line_kind(bay__page *page, const bay__unit *unit)
{
    if (!page->html && (unit->marks & BAY__CAPTION)) return BAY_LINE_CAPTION;       /* Markdown says so */
    if (unit->text.size > 900) return BAY_LINE_PLAIN;
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str line = bay_utf8_fold(page->scratch, unit->text);
    int kind = BAY_LINE_PLAIN;
    if (line.bytes) {
        kind = is_rule(line) || is_serial(line) ? BAY_LINE_FURNITURE : credit_kind(page->furniture, line, unit->words);
        if (!kind) kind = phrase_kind(page->furniture, line, unit->text, unit->words);
        if (!kind && heads_comment(line, unit->text, unit->words)) kind = BAY_LINE_COMMENT_HEAD;
        if (!kind && unit->words <= 4 && is_clock(line)) kind = BAY_LINE_ABOUT;
        if (!kind && is_about(line, unit->text, unit->words)) kind = BAY_LINE_ABOUT;
        bool linked = !page->html && !unit->heading && unit->link_bytes * 10 > unit->text.size * 7;
        if (!kind && linked) kind = unit->words >= 4 ? BAY_LINE_RELATED : BAY_LINE_FURNITURE;
    }
    bay_arena_reset(page->scratch, mark);
    return kind;
}

uint8_t *bay__line_kinds(bay__page *page)
{
    if (page->kinds && page->kind_count == page->units.count) return page->kinds;
    page->kinds = bay_arena_calloc(page->scratch, page->units.count + 1, 1);
    page->kind_count = page->units.count;
    for (uint32_t i = 0; page->kinds && i < page->units.count; i++) page->kinds[i] = (uint8_t)bay__line_kind(page, &page->units.items[i]);
    return page->kinds;
}

bool bay__is_appeal(bay__page *page, bay_str text)
{
    bay_mark mark = bay_arena_mark(page->scratch);
    bay_str line = bay_utf8_fold(page->scratch, text);
    bool found = memchr(text.bytes, '|', text.size) != NULL;
    found = found || bay_furniture_has(page->furniture, line, BAY_LINE_OURS);
    bay_arena_reset(page->scratch, mark);
    return found;
}

/* Scripts, style sheets, JSON and base64 that leaked into the text: signs that prose hardly has, or hardly any blanks. */
bool bay__is_code(const bay__unit *unit)
{
    bay_str s = unit->text;
    uint32_t signs = 0, blanks = 0, high = 0;
    if (s.size < CODE_BYTES_MIN) return false;
    for (uint32_t i = 0; i < s.size; i++) {
        char c = s.bytes[i];
        signs += c == '{' || c == '}' || c == ';' || c == '=' || c == '<' || c == '>' || c == '_' || c == '\\' || c == '[' || c == ']';
        blanks += c == ' ' || c == '\n';
        high += (unsigned char)c >= 0x80;
    }
    bool solid = blanks * 30 < s.size && high * 2 < s.size;
    return signs * 25 > s.size || solid;
}

bool bay__is_teaser(const bay__unit *unit)
{
    bay_str s = unit->text;
    return unit->words < 45 && (bay_str_ends(s, BAY_STR("..")) || bay_str_ends(s, BAY_STR("\xE2\x80\xA6")) ||
                                bay_str_ends(s, BAY_STR("..]")) || bay_str_ends(s, BAY_STR("[\xE2\x80\xA6]")));
}
