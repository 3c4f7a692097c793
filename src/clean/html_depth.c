#include "clean/html_depth.h"

#include <ctype.h>
#include <strings.h>

enum { DEPTH_MAX = 400, FORMATTING_MAX = 200, NAME_BYTES = 12, ATTRIBUTES_MAX = 600, PICTURE_BYTES = 64 * 1024, NOSCRIPT_BYTES = 2 * 1024 };

typedef struct tag {
    uint32_t begin, end;         /* of the whole tag, '<' to past '>' */
    char name[NAME_BYTES + 1];   /* lower case, cut */
    bool closes, crowded;        /* crowded: more attributes than any honest tag has */
} tag;

/* Open elements as a cautious tree builder would have them. */
typedef struct stack {
    char names[DEPTH_MAX][NAME_BYTES + 1];
    uint32_t depth, formatting;
} stack;

static bool in_list(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (*name == *list[i] && !strcmp(name, list[i])) return true;
    }
    return false;
}

static bool is_void(const char *name)
{
    static const char *const names[] = {"br", "img", "meta", "link", "input", "hr", "wbr", "source", "param", "col", "area",
                                        "base", "embed", "track", "!doctype", "html", "head", "body"};
    return in_list(name, names, sizeof names / sizeof *names);
}

static bool is_formatting(const char *name)
{
    static const char *const names[] = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
                                        "tt", "u"};
    return in_list(name, names, sizeof names / sizeof *names);
}

/* Elements that an end tag from within does not reach past. */
static bool is_wall(const char *name)
{
    static const char *const names[] = {"table", "td", "th", "caption", "template", "applet", "marquee", "object", "svg",
                                        "math", "button", "select"};
    return in_list(name, names, sizeof names / sizeof *names);
}

/* A next tag of the same name closes these by itself, so people leave the end tag out. */
static bool closes_itself(const char *name, const char *open)
{
    static const char *const names[] = {"p", "li", "option", "tr", "td", "th", "dt", "dd", "tbody"};
    return !strcmp(name, open) && in_list(name, names, sizeof names / sizeof *names);
}

static uint32_t tag_end(bay_str html, uint32_t at, uint32_t *separators)
{
    char quote = 0;
    *separators = 0;
    for (; at < html.size; at++) {
        char c = html.bytes[at];
        if (quote) {
            if (c == quote) { quote = 0; (*separators)++; }
        } else if (c == '=' && at + 1 < html.size && (html.bytes[at + 1] == '"' || html.bytes[at + 1] == '\'')) {
            quote = html.bytes[++at];
        } else if (c == '>') {
            return at + 1;
        } else {
            *separators += (isspace((unsigned char)c) && !isspace((unsigned char)html.bytes[at - 1])) || c == '/';
        }
    }
    return html.size;
}

/* Reads the tag at '<'; false when it is none. */
static bool read_tag(bay_str html, uint32_t at, tag *t)
{
    uint32_t i = at + 1;
    t->begin = at;
    t->closes = i < html.size && html.bytes[i] == '/';
    if (t->closes) i++;
    if (i >= html.size || !isalpha((unsigned char)html.bytes[i])) return false;
    uint32_t size = 0;
    for (; i < html.size && !isspace((unsigned char)html.bytes[i]) && html.bytes[i] != '>' && html.bytes[i] != '/'; i++) {
        if (size < NAME_BYTES) t->name[size++] = (char)tolower((unsigned char)html.bytes[i]);
    }
    t->name[size] = 0;
    uint32_t separators;
    t->end = tag_end(html, i, &separators);
    t->crowded = separators > ATTRIBUTES_MAX;
    return true;
}

/* Past the end of a comment; one that does not end swallows the rest, as in the parser. */
static uint32_t skip_comment(bay_str html, uint32_t at)
{
    const char *found = memmem(html.bytes + at, html.size - at, "-->", 3);
    return found ? (uint32_t)(found - html.bytes) + 3 : html.size;
}

static bool in_foreign(const stack *s)
{
    for (uint32_t i = 0; i < s->depth; i++) {
        if (!strcmp(s->names[i], "svg") || !strcmp(s->names[i], "math")) return true;
    }
    return false;
}

/* Past the raw text of <script>, <style> and the like; inside SVG these are elements as others. */
static uint32_t skip_raw_text(bay_str html, const stack *s, const tag *t)
{
    static const char *const names[] = {"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"};
    if (!in_list(t->name, names, sizeof names / sizeof *names) || in_foreign(s)) return t->end;
    size_t size = strlen(t->name);
    for (uint32_t i = t->end; i + size + 2 <= html.size; i++) {
        const char *next = memchr(html.bytes + i, '<', html.size - i);
        if (!next) break;
        i = (uint32_t)(next - html.bytes);
        if (i + size + 2 <= html.size && next[1] == '/' && strncasecmp(next + 2, t->name, size) == 0) return i;
    }
    return html.size;
}

static void close_tag(stack *s, const tag *t)
{
    for (uint32_t i = s->depth; i-- > 0;) {
        if (!strcmp(s->names[i], t->name)) {
            s->depth = i;
            if (is_formatting(t->name) && s->formatting) s->formatting--;
            return;
        }
        if (is_wall(s->names[i])) return;
    }
}

/* True when the start tag is one too many. */
static bool open_tag(stack *s, const tag *t)
{
    if (is_void(t->name)) return false;
    bool formatting = is_formatting(t->name);
    if (s->depth && closes_itself(t->name, s->names[s->depth - 1])) return false;
    if (s->depth >= DEPTH_MAX || (formatting && s->formatting >= FORMATTING_MAX)) return true;
    memcpy(s->names[s->depth++], t->name, sizeof t->name);
    s->formatting += formatting;
    return false;
}

/* ---- the copy ------------------------------------------------------------- */

typedef struct copier {
    bay_arena *arena;
    bay_str html;
    bay__spared *out;
    char *copy;              /* NULL while nothing was left out */
    uint32_t size, done;     /* of the copy; of html            */
} copier;

/* Leaves html[begin, end) out. */
static bool leave_out(copier *c, uint32_t begin, uint32_t end)
{
    if (begin >= end) return true;
    if (!c->copy) c->copy = bay_arena_alloc(c->arena, (size_t)c->html.size + 1);
    bay__gap *gap = c->copy ? bay_push(c->arena, &c->out->gaps) : NULL;
    if (!gap) return false;
    memcpy(c->copy + c->size, c->html.bytes + c->done, begin - c->done);
    c->size += begin - c->done;
    c->done = end;
    *gap = (bay__gap){c->size, c->done - c->size};
    return true;
}

static void finish(copier *c)
{
    c->out->html = c->html;
    if (!c->copy) return;
    memcpy(c->copy + c->size, c->html.bytes + c->done, c->html.size - c->done);
    c->size += c->html.size - c->done;
    c->copy[c->size] = 0;
    c->out->html = (bay_str){c->copy, c->size};
}

uint32_t bay__offset_before(const bay__spared *in, uint32_t at)
{
    uint32_t low = 0, high = in->gaps.count;     /* the last gap at or before the offset */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (in->gaps.items[middle].at <= at) low = middle + 1; else high = middle;
    }
    return low ? at + in->gaps.items[low - 1].removed : at;
}

/* A script or a style sheet without facts in it. */
static bool is_idle(bay_str html, const tag *t)
{
    if (!strcmp(t->name, "style")) return true;
    bay_str whole = bay_str_slice(html, t->begin, t->end);
    return !strcmp(t->name, "script") && !memmem(whole.bytes, whole.size, "ld+json", 7);
}

static bool within(bay_str s, const char *piece) { return memmem(s.bytes, s.size, piece, strlen(piece)) != NULL; }

/* Past the end of a drawing or of what is shown without scripts: neither holds text that is read, and drawings are a tenth of what pages
 * weigh. 0 where it does not end soon, or holds what would end it early in the parser. */
static uint32_t end_of_idle(bay_str html, const tag *t)
{
    bool drawing = !strcmp(t->name, "svg");
    if (t->closes || (!drawing && strcmp(t->name, "noscript") != 0) || html.bytes[t->end - 1] != '>' || html.bytes[t->end - 2] == '/') return 0;
    uint32_t limit = drawing ? PICTURE_BYTES : NOSCRIPT_BYTES;
    bay_str rest = bay_str_slice(html, t->end, html.size - t->end < limit ? html.size : t->end + limit);
    const char *end = drawing ? "</svg>" : "</noscript>", *found = memmem(rest.bytes, rest.size, end, strlen(end));
    if (!found) return 0;
    rest.size = (uint32_t)(found - rest.bytes);
    static const char *const others[] = {"<svg", "<noscript", "<p>", "<p ", "<div", "<script", "<meta", "<!--", "<style"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (within(rest, others[i])) return 0;
    }
    return t->end + rest.size + (uint32_t)strlen(end);
}

/* One tag: true when all went well. *at moves past what needs no further look. */
static bool pass_tag(copier *c, stack *s, const tag *t, uint32_t *at)
{
    uint32_t idle = end_of_idle(c->html, t);
    if (idle) {
        *at = idle;
        return leave_out(c, t->begin, idle);
    }
    bool foreign = in_list(t->name, (const char *const[]){"script", "style"}, 2) && in_foreign(s);
    if (t->closes) close_tag(s, t);
    if (t->crowded || (!t->closes && open_tag(s, t))) {
        c->out->too_deep = true;
        if (!leave_out(c, t->begin, t->end)) return false;
    }
    *at = t->closes ? t->end : skip_raw_text(c->html, s, t);
    return t->closes || t->crowded || foreign || !is_idle(c->html, t) || leave_out(c, t->end, *at);
}

bool bay__spare_parser(bay_arena *arena, bay_str html, bay__spared *out)
{
    stack *s = bay_arena_calloc(arena, 1, sizeof *s);
    copier c = {.arena = arena, .html = html, .out = out};
    *out = (bay__spared){0};
    if (!s) return false;
    for (uint32_t at = 0; at < html.size;) {
        const char *next = memchr(html.bytes + at, '<', html.size - at);
        if (!next) break;
        at = (uint32_t)(next - html.bytes);
        tag t;
        if (html.size - at > 4 && !memcmp(next, "<!--", 4)) {
            uint32_t end = skip_comment(html, at + 2);
            if (!leave_out(&c, at, end)) return false;
            at = end;
        } else if (!read_tag(html, at, &t)) {
            at++;
        } else if (!pass_tag(&c, s, &t, &at)) {
            return false;
        }
    }
    finish(&c);
    return true;
}
