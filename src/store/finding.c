#include "store/weigh.h"

#include "doc/layers.h"
#include "doc/ud.h"

enum { LISTED_MAX = 8, TEXT_MAX = 280 };

struct printing {
    const bay_reports *r;
    const bay__json_of *json;
    const bay_finding *f;
    bay_arena *arena;
    bay_buf *out;
};

static void key_day(struct printing *p, const char *key, int32_t day)
{
    bay_key_str(p->out, key, day == BAY_NO_DAY ? (bay_str){0} : bay_date_print(p->arena, bay_date_from_days(day)));
}

static void key_place(struct printing *p, uint32_t place)
{
    bay_json_key(p->out, "place");
    if (place == BAY_NONE) bay_json_null(p->out); else bay_json_raw(p->out, p->json->places[place]);
}

static void bound_print(bay_buf *out, const char *key, double bound)
{
    bay_json_key(out, key);
    bay_json_bound(out, bound);
}

/* ---- lists of actors ----------------------------------------------------------- */

struct listed {
    uint32_t items[LISTED_MAX];
    uint32_t count;
};

static bool same_actor(const bay_reports *r, uint32_t a, uint32_t b)
{
    const bay_report_actor *x = &r->actors[a], *y = &r->actors[b];
    return a == b || (x->id.size && bay_str_eq(x->id, y->id)) || (!x->id.size && bay_str_eq(x->name, y->name));
}

static void list_actor(const bay_reports *r, struct listed *list, uint32_t actor)
{
    if (actor >= r->actor_count || list->count == LISTED_MAX) return;
    for (uint32_t i = 0; i < list->count; i++)
        if (same_actor(r, list->items[i], actor)) return;
    list->items[list->count++] = actor;
}

static void list_actors(const bay_reports *r, struct listed *list, const uint32_t *actors, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) list_actor(r, list, actors[i]);
}

static void actors_print(struct printing *p, const char *key, const struct listed *list)
{
    bay_key_open(p->out, key, '[');
    for (uint32_t i = 0; i < list->count; i++) bay_json_raw(p->out, p->json->actors[list->items[i]]);
    bay_json_close(p->out, ']');
}

/* ---- sides ------------------------------------------------------------------------ */

/* The speaker of a member as words: name, else as written, else the outlet. */
static bay_str voice_of(const bay_reports *r, const bay_member *m)
{
    const bay_report *e = &r->events[m->event];
    const bay_report_doc *doc = &r->docs[e->doc];
    bay_str outlet = doc->outlet.size ? doc->outlet : doc->id;
    const bay_report_count *x = m->count && m->count <= e->count_count ? &e->counts[m->count - 1] : NULL;
    if (x && x->voiced) return x->speaker < r->actor_count && r->actors[x->speaker].name.size ? r->actors[x->speaker].name : x->speaker_text;
    if (m->speaker < r->actor_count && r->actors[m->speaker].name.size) return r->actors[m->speaker].name;
    if (m->claim != BAY_NONE) return r->claims[m->claim].text.size ? r->claims[m->claim].text : outlet;
    return e->speaker_text.size ? e->speaker_text : outlet;
}

/* An outlet that the page does not name: the page speaks for itself, and must not look like a person. */
static void voice_print(const bay_reports *r, const bay_member *m, bay_buf *out)
{
    const bay_report_doc *doc = &r->docs[r->events[m->event].doc];
    bay_str voice = voice_of(r, m);
    if (!doc->outlet.size && bay_str_eq(voice, doc->id)) bay_buf_text(out, "the page ");
    bay_buf_str(out, voice);
}

static bool said_before(const struct printing *p, uint32_t at, bay_str voice)
{
    for (uint32_t i = 0; i < at; i++)
        if (p->f->members.items[i].side == p->f->members.items[at].side && bay_str_eq(voice_of(p->r, &p->f->members.items[i]), voice)) return true;
    return false;
}

/* The figure that a side of a dispute over one gives. */
static const bay_report_count *figure_of(const struct printing *p, uint32_t side)
{
    for (uint32_t i = 0; i < p->f->members.count && p->f->count.bytes; i++) {
        const bay_report *e = &p->r->events[p->f->members.items[i].event];
        uint32_t told = p->f->members.items[i].count;
        if (p->f->members.items[i].side != side) continue;
        if (told && told <= e->count_count) return &e->counts[told - 1];
        for (uint32_t c = 0; c < e->count_count; c++)
            if (bay_str_eq(e->counts[c].kind, p->f->count)) return &e->counts[c];
    }
    return NULL;
}

static void figure_print(struct printing *p, const bay_report_count *x)
{
    bay_key_open(p->out, "figure", '{');
    bay_key_str(p->out, "kind", x->kind);
    bound_print(p->out, "min", x->min);
    bound_print(p->out, "max", x->max);
    bay_json_close(p->out, '}');
}

static void who_print(struct printing *p, uint32_t side)
{
    bay_buf who;
    uint32_t listed = 0;
    bay_buf_init(&who, 1 << 16);
    for (uint32_t i = 0; i < p->f->members.count && listed < LISTED_MAX; i++) {
        if (p->f->members.items[i].side != side) continue;
        bay_str voice = voice_of(p->r, &p->f->members.items[i]);
        if (said_before(p, i, voice)) continue;
        if (listed++) bay_buf_text(&who, "; ");
        voice_print(p->r, &p->f->members.items[i], &who);
    }
    const bay_report_count *figure = figure_of(p, side);
    if (figure) bay_buf_printf(&who, ": %.0f%s %.*s", figure->min, figure->max < 0 ? " or more" : "", BAY_STR_ARG(figure->kind));
    bay_key_str(p->out, "who", who.size ? (bay_str){who.bytes, (uint32_t)who.size} : (bay_str){0});
    bay_buf_release(&who);
}

/* ids of claims, or of events without repetition. */
static void ids_print(struct printing *p, const char *key, uint32_t side, bool claims)
{
    const bay_finding *f = p->f;
    bay_key_open(p->out, key, '[');
    for (uint32_t i = 0; i < f->members.count; i++) {
        const bay_member *m = &f->members.items[i];
        bool again = false;
        if (m->side != side || (claims && m->claim == BAY_NONE)) continue;
        for (uint32_t k = 0; k < i && !claims && !again; k++) again = f->members.items[k].event == m->event && f->members.items[k].side == side;
        if (!again) bay_json_str(p->out, claims ? p->r->claims[m->claim].id : p->r->events[m->event].id);
    }
    bay_json_close(p->out, ']');
}

static bay_str shortened(bay_str text)
{
    if (text.size <= TEXT_MAX) return text.bytes ? text : BAY_STR("");
    uint32_t end = TEXT_MAX;
    while (end > 0 && ((unsigned char)text.bytes[end] & 0xC0) == 0x80) end--;      /* not inside a character */
    return bay_str_slice(text, 0, end);
}

static void side_text_print(struct printing *p, uint32_t side)
{
    for (uint32_t i = 0; i < p->f->members.count; i++) {
        if (p->f->members.items[i].side != side) continue;
        bay_key_str(p->out, "text", shortened(p->r->events[p->f->members.items[i].event].sentence));
        return;
    }
    bay_key_str(p->out, "text", (bay_str){0});
}

static void side_print(struct printing *p, uint32_t side)
{
    struct listed speakers = {.count = 0};
    for (uint32_t i = 0; i < p->f->members.count; i++)
        if (p->f->members.items[i].side == side) list_actor(p->r, &speakers, p->f->members.items[i].speaker);
    bay_json_open(p->out, '{');
    bay_json_key(p->out, "stance");
    bay_json_text(p->out, bay_stance_name(p->f->stances[side]));
    actors_print(p, "speakers", &speakers);
    who_print(p, side);
    if (figure_of(p, side)) figure_print(p, figure_of(p, side));
    ids_print(p, "claims", side, true);
    ids_print(p, "events", side, false);
    side_text_print(p, side);
    bay_json_close(p->out, '}');
}

static void sides_print(struct printing *p)
{
    bay_key_open(p->out, "sides", '[');
    for (uint32_t side = 0; side < p->f->side_count; side++) side_print(p, side);
    bay_json_close(p->out, ']');
}

/* ---- disputes -------------------------------------------------------------------------- */

static void date_print(struct printing *p, int32_t begin, int32_t end)
{
    bay_key_open(p->out, "date", '{');
    key_day(p, "begin", begin);
    key_day(p, "end", end);
    bay_json_close(p->out, '}');
}

static void dispute_print(struct printing *p)
{
    const bay_report *about = &p->r->events[p->f->about];
    struct listed actors = {.count = 0}, recipients = {.count = 0};
    list_actors(p->r, &actors, about->actors, about->actor_count);
    list_actors(p->r, &recipients, about->recipients, about->recipient_count);
    bay_json_key(p->out, "kind");
    bay_json_text(p->out, p->f->sort);
    bay_key_open(p->out, "about", '{');
    bay_key_str(p->out, "type", about->type);
    bay_key_str(p->out, "event", about->id);
    actors_print(p, "actors", &actors);
    actors_print(p, "recipients", &recipients);
    key_place(p, p->f->place);
    date_print(p, p->f->begin, p->f->end);
    bay_key_str(p->out, "text", shortened(about->sentence));
    bay_json_close(p->out, '}');
    sides_print(p);
    bay_key_int(p->out, "documents", p->f->documents);
    bay_json_key(p->out, "open");
    bay_json_bool(p->out, strcmp(p->f->status, "open") == 0);
}

/* ---- incidents -------------------------------------------------------------------------- */

struct figure {
    bay_str kind;
    double min, max;
};

static bool next_figure(const struct printing *p, bay_str after, struct figure *out)
{
    bool found = false;
    for (uint32_t i = 0; i < p->f->members.count; i++) {
        const bay_report *e = &p->r->events[p->f->members.items[i].event];
        for (uint32_t c = 0; c < e->count_count; c++) {
            const bay_report_count *x = &e->counts[c];
            if (bay_str_compare(x->kind, after) <= 0) continue;
            int order = found ? bay_str_compare(x->kind, out->kind) : -1;
            if (order > 0) continue;
            if (order < 0) *out = (struct figure){x->kind, x->min, x->max};
            found = true;
            if (x->min < out->min) out->min = x->min;
            if (x->max < 0 || (out->max >= 0 && x->max > out->max)) out->max = x->max;
        }
    }
    return found;
}

static void figure_voices(struct printing *p, bay_str kind)
{
    bay_key_open(p->out, "by", '[');
    for (uint32_t i = 0; i < p->f->members.count; i++) {
        bay_member m = p->f->members.items[i];
        const bay_report *e = &p->r->events[m.event];
        for (uint32_t c = 0; c < e->count_count; c++) {
            uint32_t speaker = e->counts[c].voiced ? e->counts[c].speaker : e->speaker;
            if (!bay_str_eq(e->counts[c].kind, kind)) continue;
            m.count = c + 1;
            bay_json_open(p->out, '{');
            bound_print(p->out, "min", e->counts[c].min);
            bound_print(p->out, "max", e->counts[c].max);
            bay_json_key(p->out, "speaker");
            if (speaker < p->r->actor_count) bay_json_raw(p->out, p->json->actors[speaker]); else bay_json_null(p->out);
            bay_key_str(p->out, "who", voice_of(p->r, &m));
            bay_key_str(p->out, "doc", p->r->docs[e->doc].id);
            bay_key_str(p->out, "event", e->id);
            bay_json_close(p->out, '}');
        }
    }
    bay_json_close(p->out, ']');
}

static bay_str figure_text(struct printing *p, const struct figure *x)
{
    bay_str kind = x->kind;
    bay_str s = x->max < 0 ? bay_str_format(p->arena, "%.*s %.0f+", BAY_STR_ARG(kind), x->min)
              : x->max > x->min ? bay_str_format(p->arena, "%.*s %.0f-%.0f", BAY_STR_ARG(kind), x->min, x->max)
                                : bay_str_format(p->arena, "%.*s %.0f", BAY_STR_ARG(kind), x->min);
    return s.bytes ? s : BAY_STR("");
}

static void figures_print(struct printing *p)
{
    struct figure x;
    bay_str after = BAY_STR("");
    bay_key_open(p->out, "counts", '[');
    while (next_figure(p, after, &x)) {
        bay_json_open(p->out, '{');
        bay_key_str(p->out, "kind", x.kind);
        bound_print(p->out, "min", x.min);
        bound_print(p->out, "max", x.max);
        bay_key_str(p->out, "text", figure_text(p, &x));
        figure_voices(p, x.kind);
        bay_json_close(p->out, '}');
        after = x.kind;
    }
    bay_json_close(p->out, ']');
}

static void incident_print(struct printing *p)
{
    struct listed actors = {.count = 0}, recipients = {.count = 0};
    for (uint32_t i = 0; i < p->f->members.count; i++) {
        const bay_report *e = &p->r->events[p->f->members.items[i].event];
        list_actors(p->r, &actors, e->actors, e->actor_count);
        list_actors(p->r, &recipients, e->recipients, e->recipient_count);
    }
    bay_key_str(p->out, "type", p->r->events[p->f->about].type);
    actors_print(p, "actors", &actors);
    actors_print(p, "recipients", &recipients);
    key_place(p, p->f->place);
    date_print(p, p->f->begin, p->f->end);
    ids_print(p, "events", 0, false);
    bay_key_int(p->out, "reports", p->f->members.count);
    bay_key_int(p->out, "documents", p->f->documents);
    bay_key_int(p->out, "independent_sources", p->f->sources);
    figures_print(p);
    bay_json_key(p->out, "status");
    bay_json_text(p->out, p->f->status);
    bay_key_str(p->out, "text", shortened(p->r->events[p->f->about].sentence));
}

/* ---- control ------------------------------------------------------------------------------ */

static void control_print(struct printing *p)
{
    key_place(p, p->f->place);
    bay_json_key(p->out, "holder");
    bay_json_raw(p->out, p->json->actors[p->f->holder]);
    bay_json_key(p->out, "status");
    bay_json_text(p->out, p->f->status);
    key_day(p, "since", p->f->begin);
    key_day(p, "until", p->f->end);
    ids_print(p, "claims", 0, true);
    ids_print(p, "events", 0, false);
    sides_print(p);
    bay_key_int(p->out, "documents", p->f->documents);
}

void bay__finding_print(const bay_reports *r, const bay__json_of *json, const bay_finding *finding, bay_arena *arena, bay_buf *out)
{
    struct printing p = {r, json, finding, arena, out};
    bay_json_open(out, '{');
    bay_key_str(out, "id", finding->id);
    if (finding->kind == BAY_FINDING_INCIDENT) incident_print(&p);
    else if (finding->kind == BAY_FINDING_DISPUTE) dispute_print(&p);
    else control_print(&p);
    bay_json_close(out, '}');
}
