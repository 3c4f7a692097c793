#include "fetch/robots.h"

#include <strings.h>

enum { RULE_MAX = 2000, DELAY_MAX = 60 };

static bool same(bay_str a, const char *b) { return a.size == strlen(b) && !strncasecmp(a.bytes, b, a.size); }

/* A path pattern with * for any run and $ for the end. One step back to the last *: linear in path times pattern. */
static bool fits(bay_str pattern, bay_str path)
{
    uint32_t p = 0, s = 0, star = UINT32_MAX, mark = 0;
    bool anchored = pattern.size && pattern.bytes[pattern.size - 1] == '$';
    if (anchored) pattern.size--;
    for (;;) {
        if (p == pattern.size && (!anchored || s == path.size)) return true;
        if (p < pattern.size && pattern.bytes[p] == '*') { star = ++p; mark = s; continue; }
        if (p < pattern.size && s < path.size && pattern.bytes[p] == path.bytes[s]) { p++; s++; continue; }
        if (star == UINT32_MAX || mark >= path.size) return false;
        p = star;
        s = ++mark;
    }
}

/* "Name: value # note" */
static bool read_line(bay_str line, bay_str *name, bay_str *value)
{
    const char *note = memchr(line.bytes, '#', line.size);
    if (note) line.size = (uint32_t)(note - line.bytes);
    const char *colon = memchr(line.bytes, ':', line.size);
    if (!colon) return false;
    *name = bay_str_trim(bay_str_slice(line, 0, (uint32_t)(colon - line.bytes)));
    *value = bay_str_trim(bay_str_slice(line, (uint32_t)(colon + 1 - line.bytes), line.size));
    return name->size > 0;
}

struct answer {
    bool found, allow;
    uint32_t longest;
    double delay;
};

static void weigh_rule(struct answer *answer, bay_str name, bay_str value, bay_str path)
{
    double delay;
    bool allow = same(name, "allow"), disallow = same(name, "disallow");
    if (same(name, "crawl-delay") && bay_str_to_double(value, &delay) && delay > 0) answer->delay = delay < DELAY_MAX ? delay : DELAY_MAX;
    if ((!allow && !disallow) || !value.size || value.size > RULE_MAX || !fits(value, path)) return;
    if (value.size < answer->longest || (value.size == answer->longest && !allow)) return;
    answer->longest = value.size;
    answer->allow = allow;
}

/* All groups of one agent name, as if they were one. */
static struct answer ask(bay_str text, bay_str agent, bay_str path)
{
    struct answer answer = {.allow = true};
    bay_str line, name, value;
    bool in_names = false, ours = false;
    while (bay_str_next(&text, '\n', &line)) {
        if (!read_line(line, &name, &value)) continue;
        if (!same(name, "user-agent")) {
            in_names = false;
            if (ours) weigh_rule(&answer, name, value, path);
            continue;
        }
        if (!in_names) ours = false;
        in_names = true;
        bool named = value.size == agent.size && !strncasecmp(value.bytes, agent.bytes, agent.size);
        ours |= named;
        answer.found |= named;
    }
    return answer;
}

bool bay__robots_allow(bay_str text, bay_str agent, bay_str path, double *delay)
{
    if (bay_str_starts(text, BAY_STR("\xEF\xBB\xBF"))) text = bay_str_slice(text, 3, text.size);
    struct answer answer = ask(text, agent, path);
    if (!answer.found) answer = ask(text, BAY_STR("*"), path);
    *delay = answer.delay;
    return answer.allow;
}
