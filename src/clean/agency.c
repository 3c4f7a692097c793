/* clean/agency.c - whose report an article prints: "KABUL, July 14 (Reuters) - ...", "By Agence France-Presse", "With inputs from PTI".
 *
 * An outlet that prints a wire story is no second witness of what the wire says (merge/incident.c). The agency is told by the dateline,
 * else by the by-line, by a credit at the end, by the outlet itself. What the text says about an agency ("told Reuters", "AFP reported")
 * is attribution, not credit, and is left to others. Names: lexicon/pages/agencies.tsv. Cost: linear in the first and the last few blocks.
 */
#include <ctype.h>
#include <strings.h>

#include "clean/page.h"
#include "lexicon/furniture.h"

enum { DATELINE_BYTES = 120, TAIL_BLOCKS = 5, CREDIT_BYTES = 240 };

static bay_str trimmed(bay_str s)
{
    while (s.size && memchr(" \t\n.,;:-*_\"'()[]", s.bytes[s.size - 1], 16)) s.size--;
    while (s.size && memchr(" \t\n.,;:-*_\"'()[]", s.bytes[0], 16)) s = bay_str_slice(s, 1, s.size);
    return s;
}

/* The agency of that name, or the first of "Reuters/AFP", "PTI and ANI", "Reuters, AP"; NULL bytes: none. */
static bay_str wire_named(const struct bay_furniture *f, bay_str s)
{
    s = trimmed(s);
    bay_str name = bay_furniture_agency(f, s);
    if (name.size) return name;
    for (uint32_t i = 1; i < s.size; i++) {
        bool and_ = i + 5 < s.size && !memcmp(s.bytes + i, " and ", 5);
        if (s.bytes[i] == '/' || s.bytes[i] == ',' || s.bytes[i] == '|' || and_) return wire_named(f, bay_str_slice(s, 0, i));
    }
    return (bay_str){0};
}

/* ---- dateline ---------------------------------------------------------------------- */

/* "KABUL (Pajhwok): ", "ISLAMABAD, Aug. 2 (Reuters) - ": the brackets before the dash, a place in capitals before them. */
static bay_str of_dateline(const struct bay_furniture *f, bay_str text)
{
    bay_str head = bay_str_slice(text, 0, text.size < DATELINE_BYTES ? text.size : DATELINE_BYTES);
    uint32_t open = 0, close;
    while (open < head.size && head.bytes[open] != '(') open++;
    for (close = open; close < head.size && head.bytes[close] != ')';) close++;
    if (close >= head.size) return (bay_str){0};
    uint32_t capitals = 0, after = close + 1;
    for (uint32_t i = 0; i < open && i < 12; i++) capitals += isupper((unsigned char)head.bytes[i]) != 0;
    while (after < head.size && head.bytes[after] == ' ') after++;
    bool dash = after < head.size && (strchr("-:|", head.bytes[after]) || (unsigned char)head.bytes[after] == 0xE2);
    return dash && (capitals >= 3 || open < 2) ? wire_named(f, bay_str_slice(head, open + 1, close)) : (bay_str){0};
}

/* ---- credits at the end --------------------------------------------------------------- */

/* "With inputs from PTI", "Source: Xinhua", "(AFP)", "-- Reuters", "(c) 2021 AFP". */
static bay_str of_line(const struct bay_furniture *f, bay_str line)
{
    static const char *const heads[] = {"with inputs from ", "with input from ", "inputs from ", "with agency inputs from ", "source: ", "source - ", "agency: ",
                                        "courtesy: ", "courtesy ", "credit: ", "from ", "by ", "via ", "published with permission of ", "copyright ", "\xC2\xA9 ",
                                        "(c) "};
    line = trimmed(line);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!bay_str_starts_any_case(line, heads[i])) continue;
        bay_str rest = bay_str_slice(line, (uint32_t)strlen(heads[i]), line.size);
        while (rest.size && (isdigit((unsigned char)rest.bytes[0]) || rest.bytes[0] == ' ')) rest = bay_str_slice(rest, 1, rest.size);
        return wire_named(f, rest);
    }
    /* The desk's own form: "(Reporting by A in Kabul; Editing by B)". */
    if (bay_str_starts_any_case(line, "reporting by ") && memmem(line.bytes, line.size, "diting by ", 10)) return BAY_STR("Reuters");
    return wire_named(f, line);
}

/* The brackets, or what follows the dash, at the end of the last paragraph. */
static bay_str of_ending(const struct bay_furniture *f, bay_str text)
{
    text = bay_str_trim(text);
    uint32_t from = text.size > CREDIT_BYTES ? text.size - CREDIT_BYTES : 0;
    bool bracket = text.size && text.bytes[text.size - 1] == ')';
    for (uint32_t i = text.size; i > from; i--) {
        char c = text.bytes[i - 1];
        if (bracket && c == '(') return of_line(f, bay_str_slice(text, i, text.size));
        if (!bracket && (c == '-' || c == '|')) return i > 1 && text.bytes[i - 2] == ' ' ? wire_named(f, bay_str_slice(text, i, text.size)) : (bay_str){0};
        if (!bracket && text.size - i > 40) break;
    }
    return (bay_str){0};
}

static bool is_prose(const bay_block *b) { return b->role == BAY_ROLE_BODY || b->role == BAY_ROLE_QUOTE_BLOCK; }

static bay_str of_tail(const struct bay_furniture *f, const bay_doc *doc)
{
    uint32_t last = doc->blocks.count;
    while (last > 0 && !is_prose(&doc->blocks.items[last - 1])) last--;
    if (!last) return (bay_str){0};
    bay_str found = {0};
    uint32_t begin = last > 2 ? last - 2 : 0, end = last + TAIL_BLOCKS < doc->blocks.count ? last + TAIL_BLOCKS : doc->blocks.count;
    for (uint32_t i = begin; i < end && !found.size; i++) {
        const bay_block *b = &doc->blocks.items[i];
        bay_str text = bay_doc_slice(doc, b->span);
        /* What follows the last paragraph at once may be read as a line of a list: it is short, and names nobody but an agency. */
        if (b->role == BAY_ROLE_COMMENT || (b->role == BAY_ROLE_RELATED && i > last)) continue;
        if (i + 1 >= last) found = of_ending(f, text);
        if (!found.size && text.size <= CREDIT_BYTES) found = of_line(f, text);
    }
    return found;
}

void bay__find_agency(const struct bay_furniture *f, bay_doc *doc)
{
    bay_str found = {0};
    for (uint32_t i = 0; i < doc->blocks.count && !found.size; i++) {
        if (!is_prose(&doc->blocks.items[i])) continue;
        found = of_dateline(f, bay_doc_slice(doc, doc->blocks.items[i].span));
        break;
    }
    for (uint32_t i = 0; i < doc->byline.count && !found.size; i++) found = wire_named(f, doc->byline.items[i]);
    if (!found.size) found = of_tail(f, doc);
    if (!found.size) found = wire_named(f, doc->outlet);
    doc->agency = found;
}
