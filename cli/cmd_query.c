/* bayhaqi events, claims, disputes, incidents, control, actors, sources, documents - rows of the ledger. */
#include <unistd.h>

#include "ledger.h"

enum { TABLE_ROWS = 100 };

static const struct column event_columns[] = {
    {"id", "id", 13, 0},
    {"date", "date.begin", 10, 0},
    {"precision", "date.precision", 1, COLUMN_FLAT},
    {"actors", "actors.name|text", 0.2, COLUMN_CUT},
    {"actor_codes", "actors.code", 1, COLUMN_FLAT},
    {"type", "type", 9, 0},
    {"mode", "mode", 1, COLUMN_FLAT},
    {"cameo", "cameo", 1, COLUMN_FLAT},
    {"recipients", "recipients.name|text", 0.2, COLUMN_CUT},
    {"recipient_codes", "recipients.code", 1, COLUMN_FLAT},
    {"place", "place.name|text", 0.12, COLUMN_CUT | COLUMN_WIDE},
    {"country", "place.country", 1, COLUMN_FLAT},
    {"lat", "place.lat", 1, COLUMN_FLAT},
    {"lon", "place.lon", 1, COLUMN_FLAT},
    {"status", "status", 9, 0},
    {"counts", "counts.kind", 1, COLUMN_FLAT},
    {"counts_min", "counts.min", 1, COLUMN_FLAT},
    {"counts_max", "counts.max", 1, COLUMN_FLAT},
    {"says", "attribution.speaker|text.name|text", 0.15, COLUMN_CUT | COLUMN_WIDE | COLUMN_TABLE},
    {"says", "attribution.text", 1, COLUMN_FLAT},
    {"trigger", "trigger.text", 0.1, COLUMN_CUT | COLUMN_WIDE},
    {"sentence", "sentence.text", 1, COLUMN_FLAT},
    {"confidence", "confidence", 1, COLUMN_FLAT},
    {"doc", "doc", 0.1, COLUMN_CUT | COLUMN_WIDE},
    {"outlet", "outlet", 1, COLUMN_FLAT},
    {"published", "published", 1, COLUMN_FLAT},
    {"url", "url", 1, COLUMN_FLAT},
    {0},
};

static const struct column claim_columns[] = {
    {"id", "id", 13, 0},
    {"date", "date", 10, COLUMN_DAY | COLUMN_TABLE},
    {"date", "date", 1, COLUMN_FLAT},
    {"speaker", "speaker.name", 1, COLUMN_FLAT},
    {"speaker_code", "speaker.code", 1, COLUMN_FLAT},
    {"says", "text|outlet", 0.4, COLUMN_CUT},
    {"stance", "stance", 22, COLUMN_CUT},
    {"event", "event", 17, COLUMN_CUT},
    {"doc", "doc", 0.2, COLUMN_CUT},
    {"outlet", "outlet", 1, COLUMN_FLAT},
    {"span", "span", 1, COLUMN_FLAT},
    {0},
};

static const struct column dispute_columns[] = {
    {"id", "id", 13, 0},
    {"kind", "kind", 10, 0},
    {"date", "about.date.begin", 10, 0},
    {"type", "about.type", 9, COLUMN_WIDE},
    {"about", "about.text", 1, COLUMN_BELOW},
    {"place", "about.place.name", 0.15, COLUMN_CUT | COLUMN_WIDE},
    {"stances", "sides.stance", 1, COLUMN_FLAT},
    {"one side", "sides.0.who|=(not named)", 0.2, COLUMN_WRAP | COLUMN_TABLE},
    {"other side", "sides.1.who|=(not named)", 0.2, COLUMN_WRAP | COLUMN_TABLE},
    {"speakers", "sides.speakers.name", 1, COLUMN_FLAT},
    {"claims", "sides.claims", 1, COLUMN_FLAT},
    {"documents", "documents", 1, COLUMN_FLAT},
    {"open", "open", 4, COLUMN_WIDE},
    {0},
};

static const struct column incident_columns[] = {
    {"id", "id", 13, 0},
    {"date", "date.begin", 10, 0},
    {"actors", "actors.name", 0.2, COLUMN_CUT},
    {"type", "type", 9, 0},
    {"recipients", "recipients.name", 0.2, COLUMN_CUT},
    {"place", "place.name", 0.12, COLUMN_CUT | COLUMN_WIDE},
    {"status", "status", 9, COLUMN_WIDE},
    {"reports", "reports", 7, COLUMN_RIGHT | COLUMN_WIDE},
    {"docs", "documents", 4, COLUMN_RIGHT | COLUMN_WIDE},
    {"sources", "independent_sources", 7, COLUMN_RIGHT},
    {"counts", "counts.text", 1, COLUMN_BELOW},
    {"events", "events", 1, COLUMN_FLAT},
    {0},
};

static const struct column control_columns[] = {
    {"id", "id", 13, 0},
    {"place", "place.name", 0.25, COLUMN_CUT},
    {"country", "place.country", 7, 0},
    {"holder", "holder.name", 0.2, COLUMN_CUT},
    {"status", "status", 9, 0},
    {"since", "since", 10, 0},
    {"until", "until", 10, COLUMN_WIDE},
    {"for", "sides.0.who", 1, COLUMN_BELOW},
    {"against", "sides.1.who", 1, COLUMN_BELOW},
    {"claims", "claims", 1, COLUMN_FLAT},
    {"lat", "place.lat", 1, COLUMN_FLAT},
    {"lon", "place.lon", 1, COLUMN_FLAT},
    {0},
};

static const struct column actor_columns[] = {
    {"id", "id", 0.2, COLUMN_CUT},
    {"name", "name", 0.25, COLUMN_CUT},
    {"code", "code", 9, COLUMN_CUT},
    {"country", "country", 7, 0},
    {"role", "person.role", 0.2, COLUMN_CUT},
    {"events", "events", 6, COLUMN_RIGHT},
    {"acts", "as_actor", 5, COLUMN_RIGHT},
    {"receives", "as_recipient", 8, COLUMN_RIGHT},
    {"docs", "documents", 4, COLUMN_RIGHT},
    {"first", "first", 10, 0},
    {"last", "last", 10, 0},
    {0},
};

static const struct column source_columns[] = {
    {"kind", "kind", 7, 0},
    {"id", "id", 1, COLUMN_FLAT},
    {"name", "name", 0.35, COLUMN_CUT},
    {"code", "code", 9, COLUMN_CUT},
    {"country", "country", 7, 0},
    {"claims", "claims", 6, COLUMN_RIGHT},
    {"asserts", "asserts", 7, COLUMN_RIGHT},
    {"denies", "denies", 6, COLUMN_RIGHT},
    {"confirms", "confirms", 8, COLUMN_RIGHT},
    {"doubts", "doubts", 6, COLUMN_RIGHT},
    {"docs", "documents", 4, COLUMN_RIGHT},
    {"first", "first", 10, COLUMN_CUT},
    {"last", "last", 10, COLUMN_CUT},
    {0},
};

static const struct column document_columns[] = {
    {"doc", "doc", 0.2, COLUMN_CUT},
    {"published", "published", 10, COLUMN_DAY | COLUMN_TABLE},
    {"published", "published", 1, COLUMN_FLAT},
    {"outlet", "outlet", 0.15, COLUMN_CUT | COLUMN_WIDE},
    {"title", "title", 0.4, COLUMN_CUT},
    {"sentences", "sentences", 9, COLUMN_RIGHT | COLUMN_WIDE},
    {"events", "events", 6, COLUMN_RIGHT},
    {"reprint of", "duplicates_of", 0.12, COLUMN_CUT | COLUMN_WIDE},
    {"version", "version", 1, COLUMN_FLAT},
    {"url", "url", 1, COLUMN_FLAT},
    {"lang", "lang", 1, COLUMN_FLAT},
    {"hash", "hash", 1, COLUMN_FLAT},
    {"snippet", "snippet", 1, COLUMN_FLAT},
    {0},
};

const struct column *columns_of(bay_kind kind)
{
    static const struct column *const all[BAY_KIND_COUNT] = {
        event_columns, claim_columns, dispute_columns, incident_columns, control_columns, actor_columns, source_columns,
        document_columns,
    };
    return all[kind];
}

static bay_status add_row(void *context, bay_str line, bay_error *err)
{
    return rows_add(context, line) ? BAY_OK : bay_fail(err, BAY_IO, "output closed");
}

/* A table on a terminal is cut at TABLE_ROWS unless --limit says otherwise; it tells what it leaves out. */
static void tell_rest(const struct flags *flags, bay_store *store, bay_kind kind, const bay_filter *filter)
{
    bay_error err = {0};
    int64_t all;
    if (flags->quiet || flags->limit >= 0 || !isatty(STDOUT_FILENO) || bay_store_count(store, kind, filter, &all, &err)) return;
    if (all - filter->offset > TABLE_ROWS)
        fprintf(stderr, "%lld of %lld rows; --limit 0 shows all\n", (long long)TABLE_ROWS, (long long)all);
}

static int query(struct flags *flags, bay_kind kind)
{
    enum row_format format = rows_format(flags);
    if (format == ROWS_UNKNOWN) return EXIT_USAGE;
    if (flags->arg_count) { complain_text(flags, "%s takes no arguments: %s", bay_kind_name(kind), flags->args[0]); return EXIT_USAGE; }
    bay_store *store = open_ledger(flags, BAY_STORE_READ);
    if (!store) return EXIT_CANNOT;
    bay_filter filter = filter_of(flags);
    if (flags->limit < 0 && format == ROWS_TABLE && isatty(STDOUT_FILENO)) filter.limit = TABLE_ROWS;
    bay_error err = {0};
    int code = EXIT_CANNOT;
    struct rows *rows = rows_new(flags, columns_of(kind));
    if (rows) {
        bay_status status = bay_store_query(store, kind, &filter, add_row, rows, &err);
        code = rows_end(rows);
        if (status && !code) { complain(flags, NULL, &err); code = EXIT_CANNOT; }
        if (!status && format == ROWS_TABLE) tell_rest(flags, store, kind, &filter);
    }
    bay_store_close(store);
    return code;
}

int cmd_events(struct flags *flags) { return query(flags, BAY_KIND_EVENTS); }
int cmd_claims(struct flags *flags) { return query(flags, BAY_KIND_CLAIMS); }
int cmd_disputes(struct flags *flags) { return query(flags, BAY_KIND_DISPUTES); }
int cmd_incidents(struct flags *flags) { return query(flags, BAY_KIND_INCIDENTS); }
int cmd_control(struct flags *flags) { return query(flags, BAY_KIND_CONTROL); }
int cmd_actors(struct flags *flags) { return query(flags, BAY_KIND_ACTORS); }
int cmd_sources(struct flags *flags) { return query(flags, BAY_KIND_SOURCES); }
int cmd_documents(struct flags *flags) { return query(flags, BAY_KIND_DOCUMENTS); }
