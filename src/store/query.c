/* Questions to the ledger: a filter becomes one SQL statement, its rows JSON lines. */
#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "store/sql.h"

enum { PARAMETERS_MAX = 96, PIECES_MAX = 24, SQL_KIB = 256 };

struct parameter {
    bay_str text;
    double number;
    bool is_number;
};

/* A statement under construction. */
struct asking {
    bay_store *store;
    const bay_filter *f;
    bay_buf sql;
    struct parameter parameters[PARAMETERS_MAX];
    int count;
    bool counting;          /* only how many: neither lines nor order */
    const char *joint;      /* " WHERE " before the first condition, then " AND " */
    bay_str match;          /* FTS5 expression of f->text                          */
};

/* What a statement is to give: rows of a kind, their number, or events counted by a column. */
struct question {
    bay_kind kind;
    bool counting;
    const char *tally;      /* SQL of the column */
};

static const char *const kind_names[BAY_KIND_COUNT] = {
    "events", "claims", "disputes", "incidents", "control", "actors", "sources", "documents",
};

const char *bay_kind_name(bay_kind kind) { return kind < BAY_KIND_COUNT ? kind_names[kind] : "?"; }

bool bay_kind_find(bay_str name, bay_kind *out)
{
    for (int i = 0; i < BAY_KIND_COUNT; i++) {
        if (!bay_str_is(name, kind_names[i])) continue;
        *out = (bay_kind)i;
        return true;
    }
    return false;
}

/* ---- pieces ---------------------------------------------------------------- */

static void put(struct asking *q, const char *sql) { bay_buf_text(&q->sql, sql); }

/* Adds a parameter; its number goes into the text as ?n. */
static int hold(struct asking *q, bay_str text)
{
    if (q->count >= PARAMETERS_MAX) { q->sql.failed = true; return 1; }
    q->parameters[q->count++] = (struct parameter){.text = text};
    return q->count;
}

static int hold_number(struct asking *q, double number)
{
    if (q->count >= PARAMETERS_MAX) { q->sql.failed = true; return 1; }
    q->parameters[q->count++] = (struct parameter){.number = number, .is_number = true};
    return q->count;
}

static void condition(struct asking *q)
{
    put(q, q->joint);
    q->joint = " AND ";
}

/* Opens a "one of" list; each piece of it is written by one. */
static void one_of(struct asking *q, const char *list, void (*one)(struct asking *q, bay_str piece))
{
    bay_str rest = bay_str_from(list), piece;
    const char *joint = "(";
    condition(q);
    for (int i = 0; i < PIECES_MAX && bay_str_next(&rest, ',', &piece); i++) {
        piece = bay_str_trim(piece);
        if (!piece.size) continue;
        put(q, joint);
        one(q, piece);
        joint = " OR ";
    }
    put(q, *joint == '(' ? "(0)" : ")");
}

/* Codes are written in capitals: PAK, AFGREB, 190. Anything else is a part of a name. */
static bool is_code(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++)
        if (!((s.bytes[i] >= 'A' && s.bytes[i] <= 'Z') || (s.bytes[i] >= '0' && s.bytes[i] <= '9'))) return false;
    return s.size >= 2;
}

static void match_actor(struct asking *q, bay_str piece)
{
    int n = hold(q, piece);
    if (is_code(piece))
        bay_buf_printf(&q->sql, "a.country = ?%d OR a.code GLOB ?%d || '*' OR a.id = ?%d COLLATE NOCASE OR a.name = ?%d COLLATE NOCASE",
                       n, n, n, n);
    else
        bay_buf_printf(&q->sql, "a.id = ?%d COLLATE NOCASE OR instr(lower(a.name), lower(?%d)) OR instr(lower(a.person), lower(?%d))",
                       n, n, n);
}

static void match_type(struct asking *q, bay_str piece)
{
    int n = hold(q, piece);
    if (piece.bytes[0] >= '0' && piece.bytes[0] <= '9') bay_buf_printf(&q->sql, "e.cameo GLOB ?%d || '*'", n);
    else bay_buf_printf(&q->sql, "e.type = upper(?%d)", n);
}

static void match_place(struct asking *q, bay_str piece)
{
    int n = hold(q, piece);
    if (is_code(piece) && piece.size == 3) bay_buf_printf(&q->sql, "p.country = ?%d", n);
    else
        bay_buf_printf(&q->sql, "instr(lower(p.name), lower(?%d)) OR instr(lower(p.admin1), lower(?%d)) OR "
                                "instr(lower(p.admin2), lower(?%d))", n, n, n);
}

static void match_event_status(struct asking *q, bay_str piece) { bay_buf_printf(&q->sql, "e.status = ?%d", hold(q, piece)); }
static void match_finding_status(struct asking *q, bay_str piece) { bay_buf_printf(&q->sql, "f.status = ?%d", hold(q, piece)); }
static void match_stance(struct asking *q, bay_str piece) { bay_buf_printf(&q->sql, "c.stance = ?%d", hold(q, piece)); }
static void match_finding_type(struct asking *q, bay_str piece) { bay_buf_printf(&q->sql, "f.type = upper(?%d)", hold(q, piece)); }

/* Actors that fit, as "x IN (...)" after the caller's "x". */
static void actors_like(struct asking *q, const char *list)
{
    const char *joint = q->joint;
    put(q, " IN (SELECT a.actor FROM actors a");
    q->joint = " WHERE ";
    one_of(q, list, match_actor);
    put(q, ")");
    q->joint = joint;
}

/* Asked of each event: those of a frequent actor are not to be listed for it. */
static void by_role(struct asking *q, const char *role, const char *list)
{
    condition(q);
    bay_buf_printf(&q->sql, "EXISTS (SELECT 1 FROM event_actors ea WHERE ea.event = e.event AND ea.role = '%s' AND ea.actor", role);
    actors_like(q, list);
    put(q, ")");
}

static void places_like(struct asking *q, const char *column, const char *list)
{
    condition(q);
    bay_buf_printf(&q->sql, "%s IN (SELECT p.place FROM places p", column);
    const char *joint = q->joint;
    q->joint = " WHERE ";
    one_of(q, list, match_place);
    put(q, ")");
    q->joint = joint;
}

static void in_box(struct asking *q, const char *column)
{
    condition(q);
    bay_buf_printf(&q->sql, "%s IN (SELECT place FROM place_points WHERE south >= ?%d", column, hold_number(q, q->f->south));
    bay_buf_printf(&q->sql, " AND north <= ?%d", hold_number(q, q->f->north));
    bay_buf_printf(&q->sql, " AND west >= ?%d", hold_number(q, q->f->west));
    bay_buf_printf(&q->sql, " AND east <= ?%d)", hold_number(q, q->f->east));
}

/* --until 2021-08 means to the end of August. */
static bay_str last_day(struct asking *q, const char *text)
{
    bay_date date;
    bay_str s = bay_str_from(text);
    if (!bay_date_parse(s, &date)) return s;
    bay_str printed = bay_date_print(&q->store->scratch, bay_date_last(date));
    return printed.bytes ? printed : s;
}

/* The end of an event is in no order with its begin, so an index cannot be entered by it. But what begins before the month of `since` and
 * ends after it crosses a month, and the first of those is found among the few that do. */
static void not_before(struct asking *q, int since)
{
    bay_str text = bay_str_from(q->f->since);
    int month = hold(q, bay_str_slice(text, 0, text.size < 7 ? text.size : 7));
    condition(q);
    bay_buf_printf(&q->sql, "e.date_begin >= min(?%d, coalesce((SELECT l.date_begin FROM events l INDEXED BY events_long WHERE"
                            " substr(l.date_end, 1, 7) <> substr(l.date_begin, 1, 7) AND l.date_end >= ?%d ORDER BY l.date_begin LIMIT 1), ?%d))",
                   month, since, month);
}

static void in_time(struct asking *q, const char *begin, const char *end)
{
    if (q->f->since) {
        int since = hold(q, bay_str_from(q->f->since));
        condition(q);
        bay_buf_printf(&q->sql, "%s >= ?%d", end, since);
        if (!strcmp(begin, "e.date_begin")) not_before(q, since);
    }
    if (q->f->until) {
        int until = hold(q, last_day(q, q->f->until));
        condition(q);
        bay_buf_printf(&q->sql, "substr(%s, 1, 10) <= ?%d AND %s <= ?%d || '~'", begin, until, begin, until);
    }
}

/* doc: the column that names the document; the outlet is asked of d. */
static void documents_where(struct asking *q, const char *doc)
{
    if (q->f->doc) {
        condition(q);
        bay_buf_printf(&q->sql, "%s IN (SELECT o.doc FROM documents o WHERE o.id = ?%d)", doc, hold(q, bay_str_from(q->f->doc)));
    }
    if (q->f->outlet) {
        condition(q);
        bay_buf_printf(&q->sql, "instr(lower(d.outlet), lower(?%d))", hold(q, bay_str_from(q->f->outlet)));
    }
    if (q->match.bytes) {
        condition(q);
        bay_buf_printf(&q->sql, "%s IN (SELECT rowid FROM texts WHERE texts MATCH ?%d)", doc, hold(q, q->match));
    }
}

/* Only where a condition or the order asks for the document: without it an index alone can answer. */
static void join_documents(struct asking *q, bool anyway)
{
    const bay_filter *f = q->f;
    if (anyway || f->outlet || (f->sort && !q->counting && strstr(f->sort, "outlet"))) put(q, " JOIN documents d ON d.doc = e.doc");
}

static bool asks_for_actors_or_place(const bay_filter *f)
{
    return f->actor || f->recipient || f->type || f->place || f->status || f->box;
}

/* Conditions on an event, without its time and status. */
static void events_where(struct asking *q)
{
    if (!q->f->all_versions) { condition(q); put(q, "e.current = 1"); }
    if (q->f->actor) by_role(q, "actor", q->f->actor);
    if (q->f->recipient) by_role(q, "recipient", q->f->recipient);
    if (q->f->type) one_of(q, q->f->type, match_type);
    if (q->f->place) places_like(q, "+e.place", q->f->place);
    if (q->f->box) in_box(q, "+e.place");
    documents_where(q, "e.doc");
}

static void by_id(struct asking *q, const char *column)
{
    if (!q->f->id) return;
    condition(q);
    bay_buf_printf(&q->sql, "%s = ?%d", column, hold(q, bay_str_from(q->f->id)));
}

static void by_speaker(struct asking *q)
{
    if (!q->f->speaker) return;
    condition(q);
    put(q, "(c.speaker");
    actors_like(q, q->f->speaker);
    bay_buf_printf(&q->sql, " OR instr(lower(c.text), lower(?%d)))", hold(q, bay_str_from(q->f->speaker)));
}

/* Events of whose chain somebody is the speaker. */
static void by_chain(struct asking *q)
{
    if (!q->f->speaker) return;
    condition(q);
    put(q, "e.event IN (SELECT t.event FROM attributions t WHERE t.speaker");
    actors_like(q, q->f->speaker);
    bay_buf_printf(&q->sql, " OR instr(lower(t.text), lower(?%d)))", hold(q, bay_str_from(q->f->speaker)));
}

static void order_by(struct asking *q, bay_kind kind, const char *otherwise);

/* ---- where to begin ------------------------------------------------------------ */

/* A condition that few events meet is entered by its own index, and the few are sorted; with those that many meet the events are walked by
 * day until enough are found. Which is cheaper cannot be seen from the statement: the conditions are probed. */
enum { PROBE_MAX = 50000 };

/* Microseconds to fetch an event out of order, and to look at one in order; shares of the events that a type, a status, a frequent actor have. */
static const double FETCH = 12, LOOK = 2, OF_TYPE = 0.1, OF_STATUS = 0.2, OF_FREQUENT = 0.1;

typedef void start_fn(struct asking *q);

static void start_by_role(struct asking *q, const char *role, const char *list)
{
    bay_buf_printf(&q->sql, "SELECT ea.event FROM event_actors ea INDEXED BY event_actors_actor WHERE ea.role = '%s' AND ea.actor", role);
    actors_like(q, list);
}

static void start_by_actor(struct asking *q) { start_by_role(q, "actor", q->f->actor); }
static void start_by_recipient(struct asking *q) { start_by_role(q, "recipient", q->f->recipient); }

static void start_by_place(struct asking *q)
{
    put(q, "SELECT x.event FROM events x INDEXED BY events_place");
    q->joint = " WHERE ";
    if (q->f->place) places_like(q, "x.place", q->f->place);
    if (q->f->box) in_box(q, "x.place");
}

static void start_by_document(struct asking *q)
{
    put(q, "SELECT x.event FROM events x INDEXED BY events_doc WHERE x.doc IN (SELECT o.doc FROM documents o WHERE");
    q->joint = " ";
    if (q->f->doc) { condition(q); bay_buf_printf(&q->sql, "o.id = ?%d", hold(q, bay_str_from(q->f->doc))); }
    if (q->match.bytes) { condition(q); bay_buf_printf(&q->sql, "o.doc IN (SELECT rowid FROM texts WHERE texts MATCH ?%d)", hold(q, q->match)); }
    put(q, ")");
}

/* No start at all when the time itself holds fewer. */
static void start_by_time(struct asking *q)
{
    put(q, "SELECT e.event FROM events e INDEXED BY events_date WHERE e.current = 1");
    q->joint = " AND ";
    in_time(q, "e.date_begin", "e.date_end");
}

static void bind_parameters(const struct asking *q, sqlite3_stmt *stmt);

/* How many events a start gives, at most PROBE_MAX + 1. */
static int64_t probe(const struct asking *q, start_fn *start)
{
    struct asking p = {.store = q->store, .f = q->f, .match = q->match, .joint = " WHERE "};
    sqlite3_stmt *stmt = NULL;
    int64_t count = PROBE_MAX + 1;
    bay_buf_init(&p.sql, (size_t)SQL_KIB << 10);
    put(&p, "SELECT count(*) FROM (");
    start(&p);
    bay_buf_printf(&p.sql, " LIMIT %d)", PROBE_MAX + 1);
    if (!p.sql.failed && sqlite3_prepare_v2(q->store->db, p.sql.bytes, -1, &stmt, NULL) == SQLITE_OK) {
        bind_parameters(&p, stmt);
        if (sqlite3_step(stmt) == SQLITE_ROW) count = sqlite3_column_int64(stmt, 0);
    }
    sqlite3_finalize(stmt);
    bay_buf_release(&p.sql);
    return count;
}

/* How many events are walked by day until the wanted ones are found. */
static double walked(const struct asking *q, double all, double share)
{
    const bay_filter *f = q->f;
    bool by_day = !f->sort || !strcmp(f->sort + (*f->sort == '-'), "date");
    if (q->counting || !by_day || f->limit <= 0) return all;
    double until_found = (double)(f->limit + f->offset) / share;
    return until_found < all ? until_found : all;
}

static start_fn *find_start(const struct asking *q)
{
    const bay_filter *f = q->f;
    struct { bool asked; start_fn *start; } starts[] = {
        {f->doc || q->match.bytes, start_by_document}, {f->actor, start_by_actor}, {f->recipient, start_by_recipient}, {f->place || f->box, start_by_place}};
    start_fn *best = NULL;
    int64_t least = PROBE_MAX + 1, events = 0;
    if (!(f->doc || q->match.bytes || f->actor || f->recipient || f->place || f->box)) return NULL;
    if (bay__sql_int(q->store, SQL_ONCE, "SELECT max(event) FROM events", 0, &events, NULL, "") || events < 1) return NULL;
    double share = (f->type ? OF_TYPE : 1) * (f->status ? OF_STATUS : 1);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (!starts[i].asked) continue;
        int64_t count = probe(q, starts[i].start);
        share *= count > PROBE_MAX ? OF_FREQUENT : ((double)count + 1) / (double)(events + 1);
        if (count >= least) continue;
        least = count;
        best = starts[i].start;
    }
    bool timed = (f->since || f->until) && !f->all_versions;
    int64_t of_time = timed ? probe(q, start_by_time) : PROBE_MAX + 1;
    double all = of_time > PROBE_MAX ? (double)events : (double)of_time;
    return best && (double)least * FETCH < walked(q, all, share) * LOOK ? best : NULL;
}

/* FROM what, for events as e. */
static void from_events(struct asking *q)
{
    start_fn *start = find_start(q);
    if (!start) { put(q, " FROM events e"); return; }
    const char *joint = q->joint;
    put(q, " FROM (SELECT DISTINCT event FROM (");
    start(q);
    put(q, ")) few CROSS JOIN events e ON e.event = few.event");
    q->joint = joint;
}

/* ---- one statement for each kind -------------------------------------------- */

static void ask_events(struct asking *q)
{
    put(q, q->counting ? "SELECT 1" : "SELECT e.line");
    from_events(q);
    join_documents(q, false);
    q->joint = " WHERE ";
    events_where(q);
    in_time(q, "e.date_begin", "e.date_end");
    if (q->f->status) one_of(q, q->f->status, match_event_status);
    by_chain(q);
    by_id(q, "e.id");
    order_by(q, BAY_KIND_EVENTS, "e.date_begin NULLS LAST, e.event");
}

static void ask_claims(struct asking *q)
{
    /* By the day of the claim, where days are asked for: the planner would rather walk all events. */
    const char *join = q->f->since || q->f->until ? "CROSS JOIN" : "JOIN";
    bay_buf_printf(&q->sql, "SELECT c.line FROM claims c %s events e ON e.event = c.event JOIN documents d ON d.doc = c.doc", join);
    events_where(q);
    in_time(q, "c.date", "c.date");
    if (q->f->status) one_of(q, q->f->status, match_stance);
    by_speaker(q);
    by_id(q, "c.id");
    put(q, " ORDER BY c.date IS NULL, c.date, c.claim");
}

/* A finding is wanted when one of its events (or the speaker of one of its claims) is. */
static void findings_through_events(struct asking *q)
{
    const bay_filter *f = q->f;
    condition(q);
    put(q, "EXISTS (SELECT 1 FROM finding_events fe JOIN events e ON e.event = fe.event JOIN documents d ON d.doc = e.doc"
           " LEFT JOIN claims c ON c.claim = fe.claim");
    const char *joint = q->joint;
    q->joint = " WHERE ";
    condition(q);
    put(q, "fe.finding = f.finding");
    if (f->actor) {
        condition(q);
        put(q, "(c.speaker");
        actors_like(q, f->actor);
        put(q, " OR e.event IN (SELECT ea.event FROM event_actors ea WHERE ea.actor");
        actors_like(q, f->actor);
        put(q, "))");
    }
    if (f->recipient) by_role(q, "recipient", f->recipient);
    by_speaker(q);
    documents_where(q, "d.doc");
    put(q, ")");
    q->joint = joint;
}

static void ask_findings(struct asking *q, bay_kind kind, const char *name)
{
    const bay_filter *f = q->f;
    bay_buf_printf(&q->sql, "SELECT f.line FROM findings f WHERE f.kind = '%s'", name);
    q->joint = " AND ";
    if (f->type) one_of(q, f->type, match_finding_type);
    if (f->status) one_of(q, f->status, match_finding_status);
    if (f->place) places_like(q, "f.place", f->place);
    if (f->box) in_box(q, "f.place");
    in_time(q, "f.date_begin", "f.date_end");
    if (f->actor || f->recipient || f->speaker || f->doc || f->outlet || q->match.bytes) findings_through_events(q);
    by_id(q, "f.id");
    order_by(q, kind, "f.date_begin NULLS LAST, f.rank, f.id");
}

static const char ACTORS_ROWS[] =
    "SELECT json_object('id', id, 'name', name, 'code', code, 'country', country, 'sectors', json(sectors),"
    " 'person', CASE WHEN person IS NULL THEN NULL ELSE json_object('name', person, 'role', role, 'from', role_from, 'to', role_to) END,"
    " 'events', n, 'as_actor', acts, 'as_recipient', n - acts, 'documents', docs, 'first', first, 'last', last) FROM ("
    "SELECT a.id, min(a.name) AS name, a.code, a.country, a.sectors, a.person, a.role, a.role_from, a.role_to,"
    " count(*) AS n, sum(ea.role = 'actor') AS acts, count(DISTINCT e.doc) AS docs, min(e.date_begin) AS first,"
    " max(e.date_end) AS last FROM event_actors ea JOIN actors a ON a.actor = ea.actor JOIN events e ON e.event = ea.event";

/* --actor here means the actor itself, not whom it met. */
static void ask_actors(struct asking *q)
{
    const bay_filter *all = q->f;
    bay_filter rest = *all;
    rest.actor = NULL;
    q->f = &rest;
    put(q, ACTORS_ROWS);
    join_documents(q, false);
    events_where(q);
    in_time(q, "e.date_begin", "e.date_end");
    if (all->status) one_of(q, all->status, match_event_status);
    if (all->actor) one_of(q, all->actor, match_actor);
    by_id(q, "a.id");
    put(q, " GROUP BY coalesce(a.id, ''), coalesce(a.name, ''), coalesce(a.role, '')) ORDER BY n DESC, id, name");
    q->f = all;
}

static const char SOURCES_ROWS[] =
    "SELECT json_object('kind', CASE WHEN outlet THEN 'outlet' ELSE 'speaker' END, 'id', id, 'name', name, 'code', code,"
    " 'country', country, 'claims', n, 'asserts', asserts, 'denies', denies, 'confirms', confirms, 'doubts', doubts,"
    " 'documents', docs, 'first', first, 'last', last) FROM ("
    "SELECT c.outlet, a.id AS id, min(CASE WHEN c.outlet THEN coalesce(d.outlet, 'the page ' || d.id) ELSE coalesce(a.name, c.text) END) AS name,"
    " a.code, a.country, count(*) AS n, sum(c.stance IN ('asserts', 'claims_responsibility')) AS asserts,"
    " sum(c.stance IN ('denies', 'denies_responsibility')) AS denies, sum(c.stance = 'confirms') AS confirms,"
    " sum(c.stance = 'doubts') AS doubts, count(DISTINCT c.doc) AS docs, min(c.date) AS first, max(c.date) AS last"
    " FROM claims c JOIN events e ON e.event = c.event JOIN documents d ON d.doc = c.doc LEFT JOIN actors a ON a.actor = c.speaker";

static void ask_sources(struct asking *q)
{
    put(q, SOURCES_ROWS);
    events_where(q);
    in_time(q, "c.date", "c.date");
    if (q->f->status) one_of(q, q->f->status, match_stance);
    by_speaker(q);
    by_id(q, "a.id");
    put(q, " GROUP BY c.outlet, CASE WHEN c.outlet THEN coalesce(d.outlet, d.id) ELSE coalesce(a.id, a.name, lower(c.text)) END)"
           " ORDER BY n DESC, outlet, name");
}

static const char DOCUMENT_ROW[] =
    "SELECT json_object('doc', d.id, 'version', d.version, 'title', d.title, 'byline', json(d.byline), 'outlet', d.outlet,"
    " 'published', d.published, 'published_from', d.published_from, 'updated', d.updated, 'agency', d.agency, 'image', d.image, 'url', d.url, 'lang', d.lang, 'bytes', length(d.raw), 'hash', d.hash,"
    " 'sentences', (SELECT count(*) FROM sentences s WHERE s.doc = d.doc),"
    " 'events', (SELECT count(*) FROM events x WHERE x.doc = d.doc), 'duplicates_of', d.duplicates_of,"
    " 'superseded', json(iif(d.superseded_by IS NULL, 'false', 'true'))";

static void ask_documents(struct asking *q)
{
    put(q, DOCUMENT_ROW);
    if (q->match.bytes)
        bay_buf_printf(&q->sql, ", 'snippet', (SELECT snippet(texts, -1, '[', ']', ' ... ', 16) FROM texts WHERE texts MATCH ?%d"
                                " AND rowid = d.doc)", hold(q, q->match));
    put(q, ") FROM documents d");
    if (!q->f->all_versions) { condition(q); put(q, "d.superseded_by IS NULL"); }
    documents_where(q, "d.doc");
    in_time(q, "d.published", "d.published");
    by_id(q, "d.id");
    if (asks_for_actors_or_place(q->f)) {
        condition(q);
        put(q, "d.doc IN (SELECT e.doc FROM events e");
        const bay_filter *all = q->f;
        bay_filter events_only = *all;
        events_only.doc = events_only.outlet = NULL;
        bay_str match = q->match;
        q->match = (bay_str){0};
        q->f = &events_only;
        q->joint = " WHERE ";
        events_where(q);
        if (all->status) one_of(q, all->status, match_event_status);
        put(q, ")");
        q->f = all;
        q->match = match;
    }
    order_by(q, BAY_KIND_DOCUMENTS, "d.doc");
}

/* ---- words to look for ------------------------------------------------------- */

static bool fts_understands(bay_store *store, bay_str expression)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(store->db, "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT 1", -1, &stmt, NULL)) return false;
    sqlite3_bind_text(stmt, 1, expression.bytes, (int)expression.size, SQLITE_STATIC);
    int code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* What FTS5 does not understand is taken as plain words, each of which must occur. */
static bay_status read_words(struct asking *q, bay_error *err)
{
    if (!q->f->text) return BAY_OK;
    bay_str text = bay_str_trim(bay_str_from(q->f->text)), word;
    if (!text.size) return BAY_OK;
    q->match = text;
    if (fts_understands(q->store, text)) return BAY_OK;
    bay_buf plain;
    bay_buf_init(&plain, (size_t)SQL_KIB << 10);
    while (bay_str_next(&text, ' ', &word)) {
        if (!word.size) continue;
        bay_buf_text(&plain, "\"");
        for (uint32_t i = 0; i < word.size; i++) bay_buf_char(&plain, word.bytes[i] == '"' ? ' ' : word.bytes[i]);
        bay_buf_text(&plain, "\" ");
    }
    q->match = plain.size ? bay_str_copy(&q->store->scratch, (bay_str){plain.bytes, (uint32_t)plain.size}) : (bay_str){0};
    bool failed = plain.failed || (plain.size && !q->match.bytes);
    bay_buf_release(&plain);
    return failed ? bay_fail_memory(err) : BAY_OK;
}

/* ---- order and totals --------------------------------------------------------- */

struct order {
    bay_kind kind;
    const char *name, *sql;
};

static const struct order orders[] = {
    {BAY_KIND_EVENTS, "date", "e.date_begin"},
    {BAY_KIND_EVENTS, "type", "e.type"},
    {BAY_KIND_EVENTS, "status", "e.status"},
    {BAY_KIND_EVENTS, "outlet", "d.outlet"},
    {BAY_KIND_EVENTS, "confidence", "e.confidence"},
    {BAY_KIND_EVENTS, "place", "(SELECT p.name FROM places p WHERE p.place = e.place)"},
    {BAY_KIND_EVENTS, "actor", "(SELECT a.name FROM event_actors ea JOIN actors a ON a.actor = ea.actor"
                               " WHERE ea.event = e.event AND ea.role = 'actor' AND ea.n = 0)"},
    {BAY_KIND_DISPUTES, "date", "f.date_begin"},
    {BAY_KIND_INCIDENTS, "date", "f.date_begin"},
    {BAY_KIND_CONTROL, "date", "f.date_begin"},
    {BAY_KIND_INCIDENTS, "sources", "json_extract(f.line, '$.independent_sources')"},
    {BAY_KIND_DOCUMENTS, "published", "d.published"},
    {BAY_KIND_DOCUMENTS, "title", "d.title COLLATE NOCASE"},
    {BAY_KIND_DOCUMENTS, "outlet", "d.outlet COLLATE NOCASE"},
    {BAY_KIND_DOCUMENTS, "events", "(SELECT count(*) FROM events x WHERE x.doc = d.doc)"},
};

static const char *find_order(bay_kind kind, const char *name)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i].kind == kind && !strcmp(orders[i].name, name)) return orders[i].sql;
    return NULL;
}

/* Rows without a value come last either way; the kind's own order decides between equal ones. */
static void order_by(struct asking *q, bay_kind kind, const char *otherwise)
{
    if (q->counting) return;
    bool down = q->f->sort && *q->f->sort == '-';
    const char *sql = q->f->sort ? find_order(kind, q->f->sort + down) : NULL;
    put(q, " ORDER BY ");
    if (sql) bay_buf_printf(&q->sql, "%s%s NULLS LAST, ", sql, down ? " DESC" : "");
    put(q, otherwise);
}

static bay_status check_order(const bay_filter *f, bay_kind kind, bay_error *err)
{
    if (!f->sort || find_order(kind, f->sort + (*f->sort == '-'))) return BAY_OK;
    return bay_fail(err, BAY_BAD_INPUT, "%s cannot be sorted by '%s'", bay_kind_name(kind), f->sort);
}

/* ---- asking ------------------------------------------------------------------ */

static void write_sql(struct asking *q, bay_kind kind)
{
    q->joint = " WHERE ";
    switch (kind) {
    case BAY_KIND_EVENTS: ask_events(q); break;
    case BAY_KIND_CLAIMS: ask_claims(q); break;
    case BAY_KIND_DISPUTES: ask_findings(q, kind, "dispute"); break;
    case BAY_KIND_INCIDENTS: ask_findings(q, kind, "incident"); break;
    case BAY_KIND_CONTROL: ask_findings(q, kind, "control"); break;
    case BAY_KIND_ACTORS: ask_actors(q); break;
    case BAY_KIND_SOURCES: ask_sources(q); break;
    default: ask_documents(q);
    }
}

static void bind_parameters(const struct asking *q, sqlite3_stmt *stmt)
{
    for (int i = 0; i < q->count; i++) {
        const struct parameter *p = &q->parameters[i];
        if (p->is_number) sqlite3_bind_double(stmt, i + 1, p->number);
        else sqlite3_bind_text(stmt, i + 1, p->text.bytes, (int)p->text.size, SQLITE_STATIC);
    }
}

static bay_status stream(bay_store *store, sqlite3_stmt *stmt, bay_row_fn *row, void *context, bay_error *err)
{
    bool more;
    for (;;) {
        BAY_TRY(bay__sql_next(store, stmt, &more, err));
        if (!more) return BAY_OK;
        BAY_TRY(row(context, bay__sql_str(stmt, 0), err));
    }
}

static const struct order tallies[] = {
    {BAY_KIND_EVENTS, "type", "e.type"},
    {BAY_KIND_EVENTS, "status", "e.status"},
    {BAY_KIND_EVENTS, "month", "substr(e.date_begin, 1, 7)"},
    {BAY_KIND_EVENTS, "year", "substr(e.date_begin, 1, 4)"},
    {BAY_KIND_EVENTS, "outlet", "d.outlet"},
};

static void ask_tally(struct asking *q, const char *column)
{
    bay_buf_printf(&q->sql, "SELECT json_object('name', name, 'count', n) FROM (SELECT %s AS name, count(*) AS n", column);
    from_events(q);
    join_documents(q, !strncmp(column, "d.", 2));
    q->joint = " WHERE ";
    events_where(q);
    in_time(q, "e.date_begin", "e.date_end");
    if (q->f->status) one_of(q, q->f->status, match_event_status);
    put(q, " GROUP BY 1) ORDER BY name IS NULL, name");
}

static void ask_rows(struct asking *q, const struct question *question)
{
    q->counting = question->counting;
    if (q->counting) put(q, "SELECT count(*) FROM (");
    write_sql(q, question->kind);
    if (q->counting) put(q, ")");
    else if (q->f->limit > 0 || q->f->offset > 0)
        bay_buf_printf(&q->sql, " LIMIT %lld OFFSET %lld", q->f->limit > 0 ? (long long)q->f->limit : -1LL, (long long)q->f->offset);
}

static bay_status ask(struct asking *q, const struct question *question, bay_row_fn *row, void *context, bay_error *err)
{
    BAY_TRY(check_order(q->f, question->kind, err));
    BAY_TRY(read_words(q, err));
    if (question->tally) ask_tally(q, question->tally);
    else ask_rows(q, question);
    BAY_TRY(bay_buf_check(&q->sql, err));
    sqlite3_stmt *stmt;
    BAY_TRY(bay__sql_prepare(q->store, SQL_ONCE, q->sql.bytes, &stmt, err));
    bind_parameters(q, stmt);
    bay_status status = stream(q->store, stmt, row, context, err);
    sqlite3_finalize(stmt);
    return status;
}

static bay_status ask_with(bay_store *store, const struct question *question, const bay_filter *filter, bay_row_fn *row,
                           void *context, bay_error *err)
{
    static const bay_filter everything = {0};
    struct asking q = {.store = store, .f = filter ? filter : &everything};
    bay_mark mark = bay_arena_mark(&store->scratch);
    bay_buf_init(&q.sql, (size_t)SQL_KIB << 10);
    bay_status status = ask(&q, question, row, context, err);
    bay_buf_release(&q.sql);
    bay_arena_reset(&store->scratch, mark);
    return status;
}

bay_status bay_store_query(bay_store *store, bay_kind kind, const bay_filter *filter, bay_row_fn *row, void *context,
                           bay_error *err)
{
    return ask_with(store, &(struct question){.kind = kind}, filter, row, context, err);
}

static bay_status take_count(void *context, bay_str line, bay_error *err)
{
    (void)err;
    (void)!bay_str_to_int(line, context);
    return BAY_OK;
}

bay_status bay_store_count(bay_store *store, bay_kind kind, const bay_filter *filter, int64_t *out, bay_error *err)
{
    *out = 0;
    return ask_with(store, &(struct question){.kind = kind, .counting = true}, filter, take_count, out, err);
}

bay_status bay_store_tally(bay_store *store, const char *by, const bay_filter *filter, bay_row_fn *row, void *context,
                           bay_error *err)
{
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++) {
        if (strcmp(tallies[i].name, by)) continue;
        return ask_with(store, &(struct question){.kind = BAY_KIND_EVENTS, .tally = tallies[i].sql}, filter, row, context, err);
    }
    return bay_fail(err, BAY_BAD_INPUT, "events cannot be counted by '%s'", by);
}

/* ---- one row ----------------------------------------------------------------- */

/* Runs a statement with one text parameter; BAY_NOT_FOUND when it has no row. */
static bay_status one_row(bay_store *store, const char *sql, const char *id, const char *what, bay_row_fn *row,
                          void *context, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more = false;
    BAY_TRY(bay__sql_prepare(store, SQL_ONCE, sql, &stmt, err));
    if (sqlite3_bind_parameter_count(stmt) > 0) bay__sql_bind(stmt, "t", id);
    bay_status status = bay__sql_next(store, stmt, &more, err);
    if (!status && more) status = row(context, bay__sql_str(stmt, 0), err);
    else if (!status) status = bay_fail(err, BAY_NOT_FOUND, "no %s '%s' in the ledger", what, id ? id : "");
    sqlite3_finalize(stmt);
    return status;
}

static const char WHOLE_DOCUMENT[] =
    "SELECT json_object('doc', d.id, 'version', d.version, 'title', d.title, 'byline', json(d.byline), 'outlet', d.outlet,"
    " 'published', d.published, 'published_from', d.published_from, 'updated', d.updated, 'agency', d.agency, 'image', d.image, 'url', d.url, 'lang', d.lang, 'hash', d.hash,"
    " 'origin', d.options ->> '$.origin', 'text', d.text,"
    " 'blocks', (SELECT json_group_array(json_object('role', role, 'span', json_array(begin_, end_), 'raw',"
    "   json_array(raw_begin, raw_end))) FROM (SELECT * FROM blocks b WHERE b.doc = d.doc ORDER BY n)),"
    " 'sentences', (SELECT json_group_array(json_array(begin_, end_)) FROM (SELECT * FROM sentences s WHERE s.doc = d.doc ORDER BY n)),"
    " 'duplicates_of', d.duplicates_of,"
    " 'notes', (SELECT json_group_array(json_object('stage', stage, 'code', code, 'span', json_array(begin_, end_)))"
    "   FROM (SELECT * FROM notes x WHERE x.doc = d.doc ORDER BY n)),"
    " 'superseded', json(iif(d.superseded_by IS NULL, 'false', 'true')),"
    " 'made_by', (SELECT json_object('version', m.version, 'lexicon', m.lexicon, 'model', m.model) FROM makers m WHERE m.maker = d.maker))"
    " FROM documents d WHERE d.id = ? ORDER BY d.version DESC LIMIT 1";

bay_status bay_store_get(bay_store *store, bay_kind kind, const char *id, bay_row_fn *row, void *context, bay_error *err)
{
    switch (kind) {
    case BAY_KIND_EVENTS:
        return one_row(store, "SELECT line FROM events WHERE id = ? ORDER BY current DESC, event DESC LIMIT 1", id, "event",
                       row, context, err);
    case BAY_KIND_CLAIMS:
        return one_row(store, "SELECT line FROM claims WHERE id = ? ORDER BY claim DESC LIMIT 1", id, "claim", row, context, err);
    case BAY_KIND_DISPUTES: case BAY_KIND_INCIDENTS: case BAY_KIND_CONTROL:
        return one_row(store, "SELECT line FROM findings WHERE id = ? LIMIT 1", id, "finding", row, context, err);
    case BAY_KIND_DOCUMENTS:
        return one_row(store, WHOLE_DOCUMENT, id, "document", row, context, err);
    default: {
        bay_filter filter = {.id = id, .limit = 1};
        int64_t count;
        BAY_TRY(bay_store_count(store, kind, &filter, &count, err));
        if (!count) return bay_fail(err, BAY_NOT_FOUND, "no actor '%s' in the ledger", id);
        return bay_store_query(store, kind, &filter, row, context, err);
    }
    }
}

static const char FIND[] =
    "SELECT kind FROM ("
    "SELECT 1 AS rank, 'documents' AS kind WHERE EXISTS (SELECT 1 FROM documents WHERE id = ?1)"
    " UNION ALL SELECT 2, 'events' WHERE EXISTS (SELECT 1 FROM events WHERE id = ?1)"
    " UNION ALL SELECT 3, 'claims' WHERE EXISTS (SELECT 1 FROM claims WHERE id = ?1)"
    " UNION ALL SELECT 4, (SELECT CASE kind WHEN 'control' THEN 'control' ELSE kind || 's' END FROM findings WHERE id = ?1)"
    "   WHERE EXISTS (SELECT 1 FROM findings WHERE id = ?1)"
    " UNION ALL SELECT 5, 'actors' WHERE EXISTS (SELECT 1 FROM actors WHERE id = ?1)) ORDER BY rank LIMIT 1";

static bay_status take_kind(void *context, bay_str line, bay_error *err)
{
    return bay_kind_find(line, context) ? BAY_OK : bay_fail(err, BAY_STORE, "ledger: kind of row");
}

bay_status bay_store_find(bay_store *store, const char *id, bay_kind *kind, bay_error *err)
{
    return one_row(store, FIND, id, "row", take_kind, kind, err);
}

/* All rows of a statement with one text parameter. */
static bay_status all_rows(bay_store *store, const char *sql, const char *id, bay_row_fn *row, void *context, bay_error *err)
{
    sqlite3_stmt *stmt;
    BAY_TRY(bay__sql_prepare(store, SQL_ONCE, sql, &stmt, err));
    bay__sql_bind(stmt, "t", id);
    bay_status status = stream(store, stmt, row, context, err);
    sqlite3_finalize(stmt);
    return status;
}

#define NEWEST_EVENT "(SELECT event FROM events WHERE id = ?1 ORDER BY current DESC, event DESC LIMIT 1)"
#define FINDINGS_OF(kind)                                                                                            \
    "SELECT DISTINCT f.line FROM findings f JOIN finding_events fe ON fe.finding = f.finding WHERE f.kind = '" kind  \
    "' AND fe.event = " NEWEST_EVENT " ORDER BY f.date_begin, f.rank, f.id"

bay_status bay_store_of_event(bay_store *store, bay_kind kind, const char *event, bay_row_fn *row, void *context, bay_error *err)
{
    const char *sql = kind == BAY_KIND_CLAIMS ? "SELECT line FROM claims WHERE event = " NEWEST_EVENT " ORDER BY claim"
                    : kind == BAY_KIND_DISPUTES ? FINDINGS_OF("dispute")
                    : kind == BAY_KIND_INCIDENTS ? FINDINGS_OF("incident") : FINDINGS_OF("control");
    return all_rows(store, sql, event, row, context, err);
}

bay_status bay_store_members(bay_store *store, const char *finding, bay_row_fn *row, void *context, bay_error *err)
{
    return all_rows(store,
        "SELECT json_object('side', fe.side, 'event', json(e.line), 'claim', json(c.line)) FROM finding_events fe"
        " JOIN findings f ON f.finding = fe.finding JOIN events e ON e.event = fe.event LEFT JOIN claims c ON c.claim = fe.claim"
        " WHERE f.id = ? ORDER BY fe.side, fe.n", finding, row, context, err);
}

bay_status bay_store_evidence(bay_store *store, const char *doc, bay_row_fn *row, void *context, bay_error *err)
{
    return all_rows(store,
        "SELECT json_object('event', e.id, 'kind', v.kind, 'span', json_array(v.begin_, v.end_)) FROM evidence v"
        " JOIN events e ON e.event = v.event JOIN documents d ON d.doc = e.doc WHERE d.doc ="
        " (SELECT doc FROM documents WHERE id = ? ORDER BY version DESC LIMIT 1) ORDER BY v.begin_, v.end_, e.n, v.n",
        doc, row, context, err);
}

bay_status bay_store_totals(bay_store *store, bay_row_fn *row, void *context, bay_error *err)
{
    return one_row(store,
        "SELECT json_object('documents', (SELECT count(*) FROM documents WHERE superseded_by IS NULL),"
        " 'superseded', (SELECT count(*) FROM documents WHERE superseded_by IS NOT NULL),"
        " 'reprints', (SELECT count(*) FROM documents WHERE superseded_by IS NULL AND duplicates_of IS NOT NULL),"
        " 'outlets', (SELECT count(DISTINCT outlet) FROM documents),"
        " 'events', (SELECT count(*) FROM events WHERE current = 1),"
        " 'claims', (SELECT count(*) FROM claims c JOIN events e USING (event) WHERE e.current = 1),"
        " 'disputes', (SELECT count(*) FROM disputes), 'incidents', (SELECT count(*) FROM incidents),"
        " 'control', (SELECT count(*) FROM control),"
        " 'first', (SELECT min(date_begin) FROM events WHERE current = 1),"
        " 'last', (SELECT max(date_end) FROM events WHERE current = 1),"
        " 'weighed', json(iif((SELECT value FROM state WHERE name = 'weighed') = '1' AND NOT EXISTS (SELECT 1 FROM unweighed) AND NOT EXISTS (SELECT 1 FROM unsurveyed), 'true', 'false')))",
        NULL, "ledger", row, context, err);
}

static const char LEARNED[] =
    "WITH seen AS (SELECT l.*, d.id AS page, nullif(d.published, '') AS day,"
    "  row_number() OVER (PARTITION BY l.id ORDER BY coalesce(d.published, '') DESC, l.doc DESC, l.n) AS rank"
    "  FROM learned l JOIN documents d USING (doc) WHERE d.superseded_by IS NULL),"
    " each AS (SELECT id, count(DISTINCT doc) AS docs, min(day) AS first, max(day) AS last, count(DISTINCT country) AS countries"
    "  FROM seen GROUP BY id)"
    "SELECT json_object('id', s.id, 'name', s.name, 'role', s.role, 'country', s.country,"
    " 'sectors', json(iif(s.sectors = '', '[]', '[\"' || replace(s.sectors, '|', '\",\"') || '\"]')),"
    " 'documents', e.docs, 'first', e.first, 'last', e.last, 'doc', s.page, 'span', json_array(s.begin_, s.end_),"
    " 'contradicts', iif(e.countries < 2, json('[]'),"
    "  (SELECT json_group_array(json_object('role', o.role, 'country', o.country, 'doc', d.id)) FROM learned o JOIN documents d USING (doc)"
    "   WHERE o.id = s.id AND o.country <> s.country AND d.superseded_by IS NULL)))"
    " FROM seen s JOIN each e USING (id) WHERE s.rank = 1 ORDER BY s.id";

bay_status bay_store_learned(bay_store *store, bay_row_fn *row, void *context, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_prepare(store, SQL_ONCE, LEARNED, &stmt, err));
    bay_status status;
    while (!(status = bay__sql_next(store, stmt, &more, err)) && more)
        if ((status = row(context, bay__sql_str(stmt, 0), err))) break;
    sqlite3_finalize(stmt);
    return status;
}

bay_status bay_store_raw(bay_store *store, const char *doc, bay_raw_fn *take, void *context, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more = false;
    BAY_TRY(bay__sql_prepare(store, SQL_ONCE, "SELECT raw, options FROM documents WHERE id = ? ORDER BY version DESC LIMIT 1",
                             &stmt, err));
    bay__sql_bind(stmt, "t", doc);
    bay_status status = bay__sql_next(store, stmt, &more, err);
    if (!status && more) status = take(context, bay__sql_str(stmt, 0), bay__sql_str(stmt, 1), err);
    else if (!status) status = bay_fail(err, BAY_NOT_FOUND, "no document '%s' in the ledger", doc);
    sqlite3_finalize(stmt);
    return status;
}
