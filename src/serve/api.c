#include "serve/api.h"

#include "export/export.h"
#include "serve/bundle.h"
#include "serve/request.h"

enum { SCRATCH_MIB = 4, BODY_MIB = 256 };

/* What one answer is made with. */
struct answering {
    bay_api *api;
    bay_request request;
    bay_str id;             /* what follows the route: /api/events/ID */
    bay_response *out;
    bay_buf *body;
    bay_export export;
};

typedef bay_status answer_fn(struct answering *a, bay_error *err);

/* ---- rows into the body -------------------------------------------------------- */

static bay_status put_row(void *context, bay_str line, bay_error *err)
{
    bay_buf *body = context;
    bay_json_raw(body, line);
    return bay_buf_check(body, err);
}

static bay_status put_rows(struct answering *a, const char *key, bay_kind kind, const bay_filter *filter, bay_error *err)
{
    bay_json_key(a->body, key);
    bay_json_open(a->body, '[');
    BAY_TRY(bay_store_query(a->api->store, kind, filter, put_row, a->body, err));
    bay_json_close(a->body, ']');
    return BAY_OK;
}

static bay_status put_of_event(struct answering *a, bay_kind kind, bay_error *err)
{
    bay_json_key(a->body, bay_kind_name(kind));
    bay_json_open(a->body, '[');
    BAY_TRY(bay_store_of_event(a->api->store, kind, a->id.bytes, put_row, a->body, err));
    bay_json_close(a->body, ']');
    return BAY_OK;
}

static bay_status put_one(struct answering *a, const char *key, bay_kind kind, bay_error *err)
{
    bay_json_key(a->body, key);
    return bay_store_get(a->api->store, kind, a->id.bytes, put_row, a->body, err);
}

/* ---- routes ---------------------------------------------------------------------- */

static bay_status answer_list(struct answering *a, bay_error *err)
{
    bay_kind kind;
    int64_t total;
    bay_str name = a->request.path;
    if (!bay_kind_find(bay_str_slice(name, sizeof "/api/" - 1, name.size), &kind)) return bay_fail(err, BAY_NOT_FOUND, "no such list");
    BAY_TRY(bay_store_count(a->api->store, kind, &a->request.filter, &total, err));
    bay_json_open(a->body, '{');
    bay_json_key(a->body, "total");
    bay_json_int(a->body, total);
    bay_json_key(a->body, "limit");
    bay_json_int(a->body, a->request.filter.limit);
    bay_json_key(a->body, "offset");
    bay_json_int(a->body, a->request.filter.offset);
    BAY_TRY(put_rows(a, "rows", kind, &a->request.filter, err));
    bay_json_close(a->body, '}');
    return BAY_OK;
}

/* A page for reading: the text with all that was found in it. */
static bay_status answer_document(struct answering *a, bay_error *err)
{
    static const bay_kind kinds[] = {BAY_KIND_EVENTS, BAY_KIND_CLAIMS, BAY_KIND_DISPUTES, BAY_KIND_CONTROL};
    bay_filter of_it = {.doc = a->id.bytes};
    bay_json_open(a->body, '{');
    BAY_TRY(put_one(a, "document", BAY_KIND_DOCUMENTS, err));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) BAY_TRY(put_rows(a, bay_kind_name(kinds[i]), kinds[i], &of_it, err));
    bay_json_key(a->body, "evidence");
    bay_json_open(a->body, '[');
    BAY_TRY(bay_store_evidence(a->api->store, a->id.bytes, put_row, a->body, err));
    bay_json_close(a->body, ']');
    bay_json_close(a->body, '}');
    return BAY_OK;
}

static bay_status answer_event(struct answering *a, bay_error *err)
{
    static const bay_kind kinds[] = {BAY_KIND_CLAIMS, BAY_KIND_DISPUTES, BAY_KIND_INCIDENTS, BAY_KIND_CONTROL};
    bay_json_open(a->body, '{');
    BAY_TRY(put_one(a, "event", BAY_KIND_EVENTS, err));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) BAY_TRY(put_of_event(a, kinds[i], err));
    bay_json_close(a->body, '}');
    return BAY_OK;
}

/* A dispute, incident or holding, with the events and claims it is made of. */
static bay_status answer_finding(struct answering *a, bay_error *err)
{
    bay_json_open(a->body, '{');
    BAY_TRY(put_one(a, "finding", BAY_KIND_DISPUTES, err));
    bay_json_key(a->body, "members");
    bay_json_open(a->body, '[');
    BAY_TRY(bay_store_members(a->api->store, a->id.bytes, put_row, a->body, err));
    bay_json_close(a->body, ']');
    bay_json_close(a->body, '}');
    return BAY_OK;
}

static bay_status answer_actor(struct answering *a, bay_error *err)
{
    bay_json_open(a->body, '{');
    BAY_TRY(put_one(a, "actor", BAY_KIND_ACTORS, err));
    bay_json_close(a->body, '}');
    return BAY_OK;
}

static bay_status put_tally(struct answering *a, const char *key, const char *by, bay_error *err)
{
    bay_json_key(a->body, key);
    bay_json_open(a->body, '[');
    BAY_TRY(bay_store_tally(a->api->store, by, &a->request.filter, put_row, a->body, err));
    bay_json_close(a->body, ']');
    return BAY_OK;
}

static bay_status answer_stats(struct answering *a, bay_error *err)
{
    a->request.filter.limit = a->request.filter.offset = 0;
    bay_json_open(a->body, '{');
    bay_json_key(a->body, "version");
    bay_json_text(a->body, bay_version());
    bay_json_key(a->body, "totals");
    BAY_TRY(bay_store_totals(a->api->store, put_row, a->body, err));
    BAY_TRY(put_tally(a, "types", "type", err));
    BAY_TRY(put_tally(a, "statuses", "status", err));
    BAY_TRY(put_tally(a, "months", "month", err));
    BAY_TRY(put_tally(a, "outlets", "outlet", err));
    bay_json_close(a->body, '}');
    return BAY_OK;
}

static bay_status export_row(void *context, bay_str line, bay_error *err)
{
    struct answering *a = context;
    return bay_export_event(&a->export, line, a->body, err);
}

/* All events that fit, not only a page of them. */
static bay_status answer_export(struct answering *a, bay_error *err)
{
    const char *as = a->request.as ? a->request.as : "jsonl";
    a->request.filter.limit = a->request.filter.offset = 0;
    a->export = (bay_export){.every_status = a->request.filter.status != NULL};
    BAY_TRY(bay_export_begin(&a->export, as, a->body, err));
    BAY_TRY(bay_store_query(a->api->store, BAY_KIND_EVENTS, &a->request.filter, export_row, a, err));
    bay_export_end(&a->export, a->body);
    bool json = !strcmp(as, "geojson") || !strcmp(as, "jsonl"), tabs = !strcmp(as, "gdelt");
    a->out->mime = json ? "application/json; charset=utf-8" : tabs ? "text/tab-separated-values; charset=utf-8" : "text/csv; charset=utf-8";
    a->out->file_name = !strcmp(as, "geojson") ? "events.geojson" : json ? "events.jsonl" : tabs ? "events.tsv" : "events.csv";
    return BAY_OK;
}

/* ---- the page ---------------------------------------------------------------------- */

static const char NO_PAGE[] = "The web page is not built into this program: `make parts` does that.\n"
                              "What it would show is under /api/documents, /api/events, /api/disputes, /api/stats ...\n";

static bay_status answer_page(struct answering *a, bay_error *err)
{
    bay_str path = a->request.path;
    bay_str name = path.size == 1 ? BAY_STR("index.html") : bay_str_slice(path, 1, path.size);
    bay_page page;
    if (bay_bundle_find(a->api->page, name, &page)) {
        memcpy(a->out->mime_held, page.mime, sizeof a->out->mime_held);
        a->out->mime = a->out->mime_held;
        a->out->bytes = page.bytes;
        return BAY_OK;
    }
    if (path.size > 1) return bay_fail(err, BAY_NOT_FOUND, "nothing is at this address");
    a->out->mime = "text/plain; charset=utf-8";
    bay_buf_text(a->body, NO_PAGE);
    return BAY_OK;
}

/* ---- which --------------------------------------------------------------------------- */

static const struct route {
    const char *path;       /* ends with / where an id follows */
    answer_fn *answer;
} routes[] = {
    {"/api/documents", answer_list}, {"/api/documents/", answer_document},
    {"/api/events", answer_list},    {"/api/events/", answer_event},
    {"/api/disputes", answer_list},  {"/api/disputes/", answer_finding},
    {"/api/incidents", answer_list}, {"/api/incidents/", answer_finding},
    {"/api/control", answer_list},   {"/api/control/", answer_finding},
    {"/api/actors", answer_list},    {"/api/actors/", answer_actor},
    {"/api/claims", answer_list},    {"/api/sources", answer_list},
    {"/api/stats", answer_stats},    {"/api/export", answer_export},
};

static answer_fn *find_route(struct answering *a)
{
    bay_str path = a->request.path;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        bay_str route = bay_str_from(routes[i].path);
        bool with_id = route.bytes[route.size - 1] == '/';
        if (!(with_id ? bay_str_starts(path, route) && path.size > route.size : bay_str_eq(path, route))) continue;
        a->id = bay_str_slice(path, route.size, path.size);
        return routes[i].answer;
    }
    return bay_str_starts(path, BAY_STR("/api")) ? NULL : answer_page;
}

static bay_status answer(struct answering *a, bay_str target, bay_error *err)
{
    BAY_TRY(bay_request_read(&a->api->scratch, target, &a->request, err));
    answer_fn *found = find_route(a);
    if (!found) return bay_fail(err, BAY_NOT_FOUND, "nothing is at this address");
    BAY_TRY(found(a, err));
    return bay_buf_check(a->body, err);
}

static int code_of(bay_status status)
{
    switch (status) {
    case BAY_OK: return 200;
    case BAY_BAD_INPUT: return 400;
    case BAY_NOT_FOUND: return 404;
    case BAY_LIMIT: case BAY_NO_MEMORY: return 413;    /* too much for one answer: ask for less */
    default: return 500;
    }
}

static void answer_failure(bay_response *out, const bay_error *err)
{
    bay_buf_clear(&out->body);
    out->body.failed = out->body.comma = false;
    out->bytes = (bay_str){0};
    out->file_name = NULL;
    out->mime = "application/json; charset=utf-8";
    out->code = code_of(err->status);
    bay_json_open(&out->body, '{');
    bay_json_key(&out->body, "error");
    bay_json_text(&out->body, err->message);
    bay_json_close(&out->body, '}');
}

void bay_api_answer(bay_api *api, bay_str target, bay_response *out)
{
    bay_error err = {0};
    *out = (bay_response){.code = 200, .mime = "application/json; charset=utf-8"};
    bay_buf_init(&out->body, (size_t)BODY_MIB << 20);
    struct answering a = {.api = api, .out = out, .body = &out->body};
    bay_arena_clear(&api->scratch);
    if (answer(&a, target, &err)) answer_failure(out, &err);
    if (!out->bytes.bytes) out->bytes = (bay_str){out->body.bytes, (uint32_t)out->body.size};
}

void bay_response_release(bay_response *response) { bay_buf_release(&response->body); }

bay_status bay_api_open(bay_api *api, const char *db, bay_str page, bay_error *err)
{
    *api = (bay_api){.page = page};
    bay_arena_init(&api->scratch, (size_t)SCRATCH_MIB << 20);
    return bay_store_open(db, BAY_STORE_READ, &api->store, err);
}

void bay_api_close(bay_api *api)
{
    bay_store_close(api->store);
    bay_arena_release(&api->scratch);
}
