/* bayhaqi show - one row of the ledger, with the words of the page it rests on. */
#include <string.h>
#include <unistd.h>

#include "ledger.h"

enum { LINE_MIB = 64, TEXT_COLUMN = 16 };

struct shower {
    const struct flags *flags;
    bay_store *store;
    bay_buf out, cell;
    bool colours;
    int last_side;
};

/* ---- words ---------------------------------------------------------------------- */

static const cJSON *get(const cJSON *item, const char *key) { return cJSON_GetObjectItemCaseSensitive(item, key); }

static const char *text_of(const cJSON *item, const char *key)
{
    const cJSON *value = get(item, key);
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

static void bold(struct shower *s, const char *text)
{
    bay_buf_printf(&s->out, s->colours ? "\033[1m%s\033[0m" : "%s", text);
}

/* "  label    value" for what a path finds; nothing when it is empty. */
static void field(struct shower *s, const char *label, const cJSON *item, const char *path)
{
    json_path_print(item, path, &s->cell);
    if (s->cell.size) bay_buf_printf(&s->out, "  %-*s%s\n", TEXT_COLUMN, label, s->cell.bytes);
}

/* Which program, dictionaries and model: what a citation names beside the id. */
static void maker(struct shower *s, const cJSON *item)
{
    const cJSON *by = get(item, "made_by");
    if (!cJSON_IsObject(by)) return;
    bay_buf_printf(&s->out, "  %-*sversion %s, lexicon %s, model %s\n", TEXT_COLUMN, "made by", text_of(by, "version") ? text_of(by, "version") : "?",
                   text_of(by, "lexicon") ? text_of(by, "lexicon") : "?", text_of(by, "model") ? text_of(by, "model") : "?");
}

static void actor_words(struct shower *s, const cJSON *actor)
{
    const char *name = text_of(actor, "name"), *text = text_of(actor, "text"), *code = text_of(actor, "code");
    const cJSON *person = get(actor, "person");
    bay_buf_text(&s->out, name ? name : text ? text : "?");
    if (code) bay_buf_printf(&s->out, " [%s]", code);
    if (text_of(person, "role")) bay_buf_printf(&s->out, ", %s", text_of(person, "role"));
    if (text && name && strcmp(text, name)) bay_buf_printf(&s->out, " - \"%s\"", text);
    if (cJSON_IsTrue(get(actor, "learned"))) bay_buf_text(&s->out, " (learned from the text)");
    if (text_of(actor, "contradicts")) bay_buf_printf(&s->out, "; but %s", text_of(actor, "contradicts"));
}

static void actors(struct shower *s, const char *label, const cJSON *list)
{
    for (const cJSON *a = list ? list->child : NULL; a; a = a->next) {
        bay_buf_printf(&s->out, "  %-*s", TEXT_COLUMN, a == list->child ? label : "");
        actor_words(s, a);
        bay_buf_char(&s->out, '\n');
    }
}

static void place(struct shower *s, const cJSON *item)
{
    if (!cJSON_IsObject(item)) return;
    static const char *const parts[] = {"name|text", "admin2", "admin1", "country"};
    bool any = false;
    bay_buf_printf(&s->out, "  %-*s", TEXT_COLUMN, "where");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        json_path_print(item, parts[i], &s->cell);
        if (!s->cell.size) continue;
        bay_buf_printf(&s->out, "%s%s", any ? ", " : "", s->cell.bytes);
        any = true;
    }
    const cJSON *lat = get(item, "lat"), *lon = get(item, "lon");
    if (cJSON_IsNumber(lat) && cJSON_IsNumber(lon)) bay_buf_printf(&s->out, "  (%.4f, %.4f)", lat->valuedouble, lon->valuedouble);
    bay_buf_char(&s->out, '\n');
}

static void counts(struct shower *s, const cJSON *list)
{
    for (const cJSON *c = list ? list->child : NULL; c; c = c->next) {
        const cJSON *min = get(c, "min"), *max = get(c, "max");
        bay_buf_printf(&s->out, "  %-*s%s ", TEXT_COLUMN, c == list->child ? "how many" : "", text_of(c, "kind"));
        if (cJSON_IsNumber(min)) bay_buf_printf(&s->out, "%.0f", min->valuedouble);
        if (!cJSON_IsNumber(max)) bay_buf_text(&s->out, " or more");
        else if (!cJSON_IsNumber(min) || max->valuedouble != min->valuedouble) bay_buf_printf(&s->out, " to %.0f", max->valuedouble);
        bay_buf_char(&s->out, '\n');
    }
}

static void chain(struct shower *s, const cJSON *list)
{
    for (const cJSON *a = list ? list->child : NULL; a; a = a->next) {
        const cJSON *speaker = get(a, "speaker");
        bay_buf_printf(&s->out, "  %-*s", TEXT_COLUMN, a == list->child ? "says" : "citing");
        if (cJSON_IsObject(speaker)) actor_words(s, speaker);
        else bay_buf_text(&s->out, text_of(a, "text") && *text_of(a, "text") ? text_of(a, "text") : "(not named)");
        if (cJSON_IsTrue(get(a, "anonymous"))) bay_buf_text(&s->out, " (unnamed)");
        bay_buf_char(&s->out, '\n');
    }
}

/* ---- the sentence, its evidence marked -------------------------------------------- */

struct mark { long at; bool opens; };

static void add_marks(struct mark *marks, int *count, const cJSON *span, long base, long size)
{
    if (!cJSON_IsArray(span) || cJSON_GetArraySize(span) != 2 || *count > 60) return;
    long begin = (long)span->child->valuedouble - base, end = (long)span->child->next->valuedouble - base;
    if (begin < 0 || end > size || begin >= end) return;
    marks[(*count)++] = (struct mark){begin, true};
    marks[(*count)++] = (struct mark){end, false};
}

static void sentence(struct shower *s, const cJSON *event)
{
    const cJSON *item = get(event, "sentence"), *span = get(item, "span");
    const char *text = text_of(item, "text");
    struct mark marks[64];
    int count = 0;
    if (!text || !cJSON_IsArray(span) || !span->child) return;
    long base = (long)span->child->valuedouble, size = (long)strlen(text);
    add_marks(marks, &count, get(get(event, "trigger"), "span"), base, size);
    bay_buf_printf(&s->out, "  %-*s", TEXT_COLUMN, "evidence");
    for (long at = 0; at <= size; at++) {
        for (int i = 0; i < count; i++)
            if (marks[i].at == at) bay_buf_text(&s->out, s->colours ? (marks[i].opens ? "\033[1;33m" : "\033[0m") : marks[i].opens ? "[" : "]");
        if (at < size) bay_buf_char(&s->out, text[at] == '\n' ? ' ' : text[at]);
    }
    json_path_print(span, "", &s->cell);
    bay_buf_printf(&s->out, "\n  %-*sbytes %s of %s\n", TEXT_COLUMN, "", s->cell.bytes, text_of(event, "doc") ? text_of(event, "doc") : "?");
}

/* ---- cards --------------------------------------------------------------------------- */

static void event_card(struct shower *s, const cJSON *e)
{
    json_path_print(e, "type", &s->cell);
    bold(s, s->cell.bytes);
    if (text_of(e, "mode")) bay_buf_printf(&s->out, " %s", text_of(e, "mode"));
    json_path_print(e, "goldstein", &s->cell);
    bay_buf_printf(&s->out, "   %s   (CAMEO %s, Goldstein %s)   %s\n", text_of(e, "status"), text_of(e, "cameo") ? text_of(e, "cameo") : "-",
                   s->cell.size ? s->cell.bytes : "-", text_of(e, "id"));
    actors(s, "who", get(e, "actors"));
    actors(s, "to whom", get(e, "recipients"));
    place(s, get(e, "place"));
    json_path_print(get(e, "date"), "begin", &s->cell);
    if (s->cell.size) bay_buf_printf(&s->out, "  %-*s%s (%s)\n", TEXT_COLUMN, "when", s->cell.bytes, text_of(get(e, "date"), "precision"));
    counts(s, get(e, "counts"));
    chain(s, get(e, "attribution"));
    field(s, "contexts", e, "contexts");
    sentence(s, e);
    field(s, "outlet", e, "outlet");
    field(s, "published", e, "published");
    field(s, "url", e, "url");
    field(s, "rule", e, "rule");
    field(s, "confidence", e, "confidence");
    maker(s, e);
}

static bay_status print_claim(void *context, bay_str line, bay_error *err)
{
    (void)err;
    struct shower *s = context;
    cJSON *c = cJSON_ParseWithLength(line.bytes, line.size);
    if (!c) return BAY_OK;
    const char *who = text_of(c, "text") ? text_of(c, "text") : text_of(c, "outlet") ? text_of(c, "outlet") : "the outlet";
    bay_buf_printf(&s->out, "  %-*s%s %s   %s\n", TEXT_COLUMN, "claim", who, text_of(c, "stance"), text_of(c, "id"));
    cJSON_Delete(c);
    return BAY_OK;
}

static bay_status print_part_of(void *context, bay_str line, bay_error *err)
{
    (void)err;
    struct shower *s = context;
    cJSON *f = cJSON_ParseWithLength(line.bytes, line.size);
    const char *id = text_of(f, "id");
    const char *kind = id && *id == 'd' ? "dispute" : id && *id == 'i' ? "incident" : "control";
    if (id) bay_buf_printf(&s->out, "  %-*s%s %s\n", TEXT_COLUMN, "part of", kind, id);
    cJSON_Delete(f);
    return BAY_OK;
}

static bay_status event_whole(struct shower *s, const cJSON *e, bay_error *err)
{
    const char *id = text_of(e, "id");
    event_card(s, e);
    BAY_TRY(bay_store_of_event(s->store, BAY_KIND_CLAIMS, id, print_claim, s, err));
    BAY_TRY(bay_store_of_event(s->store, BAY_KIND_DISPUTES, id, print_part_of, s, err));
    BAY_TRY(bay_store_of_event(s->store, BAY_KIND_INCIDENTS, id, print_part_of, s, err));
    return bay_store_of_event(s->store, BAY_KIND_CONTROL, id, print_part_of, s, err);
}

static bay_status print_member(void *context, bay_str line, bay_error *err)
{
    (void)err;
    struct shower *s = context;
    cJSON *m = cJSON_ParseWithLength(line.bytes, line.size);
    if (!m) return BAY_OK;
    int side = (int)get(m, "side")->valuedouble;
    const cJSON *event = get(m, "event"), *claim = get(m, "claim");
    bay_buf_char(&s->out, '\n');
    if (side != s->last_side) bay_buf_printf(&s->out, "side %d\n", side + 1);
    s->last_side = side;
    if (cJSON_IsObject(claim)) {
        const char *who = text_of(claim, "text") ? text_of(claim, "text") : text_of(claim, "outlet");
        bay_buf_printf(&s->out, "  %-*s%s %s   %s\n", TEXT_COLUMN, "claim", who ? who : "the outlet", text_of(claim, "stance"), text_of(claim, "id"));
    }
    bay_buf_text(&s->out, "  ");
    event_card(s, event);
    cJSON_Delete(m);
    return BAY_OK;
}

static bay_status finding_whole(struct shower *s, bay_kind kind, const cJSON *f, bay_error *err)
{
    bold(s, kind == BAY_KIND_DISPUTES ? "dispute" : kind == BAY_KIND_INCIDENTS ? "incident" : "control");
    bay_buf_printf(&s->out, "   %s\n", text_of(f, "id"));
    field(s, "kind", f, "kind");
    field(s, "about", f, "about.type");
    field(s, "type", f, "type");
    field(s, "holder", f, "holder.name");
    field(s, "status", f, "status");
    field(s, "open", f, "open");
    field(s, "place", f, "place.name");
    field(s, "place", f, "about.place.name");
    field(s, "since", f, "since");
    field(s, "until", f, "until");
    field(s, "date", f, "date.begin");
    field(s, "documents", f, "documents");
    field(s, "sources", f, "independent_sources");
    field(s, "counts", f, "counts.text");
    field(s, "one side", f, "sides.0.who");
    field(s, "other side", f, "sides.1.who");
    s->last_side = -1;
    return bay_store_members(s->store, text_of(f, "id"), print_member, s, err);
}

/* ---- a document: its text, block by block, events below ---------------------------------- */

static void block(struct shower *s, const cJSON *b, const char *text)
{
    const cJSON *span = get(b, "span");
    if (!cJSON_IsArray(span) || !span->child || !text) return;
    size_t begin = (size_t)span->child->valuedouble, end = (size_t)span->child->next->valuedouble;
    if (end > strlen(text) || begin > end) return;
    bay_buf_printf(&s->out, "%-12s", text_of(b, "role"));
    for (size_t i = begin; i < end; i++) {
        bay_buf_char(&s->out, text[i]);
        if (text[i] == '\n') bay_buf_printf(&s->out, "%-12s", "");
    }
    bay_buf_char(&s->out, '\n');
}

static bay_status print_event_line(void *context, bay_str line, bay_error *err)
{
    (void)err;
    struct shower *s = context;
    cJSON *e = cJSON_ParseWithLength(line.bytes, line.size);
    static const char *const paths[] = {"id", "date.begin", "actors.name|text", "type", "recipients.name|text", "place.name|text", "status"};
    for (size_t i = 0; e && i < sizeof paths / sizeof *paths; i++) {
        json_path_print(e, paths[i], &s->cell);
        bay_buf_printf(&s->out, "  %s", s->cell.size ? s->cell.bytes : "-");
    }
    bay_buf_char(&s->out, '\n');
    cJSON_Delete(e);
    return BAY_OK;
}

static bay_status document_whole(struct shower *s, const cJSON *d, bay_error *err)
{
    bold(s, text_of(d, "title") ? text_of(d, "title") : text_of(d, "doc"));
    bay_buf_char(&s->out, '\n');
    static const char *const fields[] = {"doc", "version", "outlet", "agency", "byline", "published", "published_from", "updated", "url", "image", "lang", "hash"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) field(s, fields[i], d, fields[i]);
    field(s, "reprint of", d, "duplicates_of");
    maker(s, d);
    for (const cJSON *n = get(d, "notes") ? get(d, "notes")->child : NULL; n; n = n->next) {
        json_path_print(n, "span", &s->cell);
        bay_buf_printf(&s->out, "  %-*s%s: %s, bytes %s\n", TEXT_COLUMN, "note", text_of(n, "stage"), text_of(n, "code"), s->cell.bytes);
    }
    bay_buf_char(&s->out, '\n');
    const cJSON *blocks = get(d, "blocks");
    for (const cJSON *b = blocks ? blocks->child : NULL; b; b = b->next) block(s, b, text_of(d, "text"));
    bay_buf_text(&s->out, "\nevents\n");
    bay_filter filter = {.doc = text_of(d, "doc")};
    return bay_store_query(s->store, BAY_KIND_EVENTS, &filter, print_event_line, s, err);
}

struct against {
    struct shower *s;
    const char *id;
};

/* What texts told of the actor against dictionary or ledger, with the page and words. */
static bay_status print_contradiction(void *context, bay_str line, bay_error *err)
{
    static const char *const sides[] = {"actors", "recipients"};
    struct against *against = context;
    cJSON *e = cJSON_ParseWithLength(line.bytes, line.size);
    for (size_t k = 0; k < 2; k++) {
        const cJSON *list = get(e, sides[k]);
        for (const cJSON *a = list ? list->child : NULL; a; a = a->next) {
            if (!text_of(a, "contradicts") || !text_of(a, "id") || strcmp(text_of(a, "id"), against->id)) continue;
            bay_buf_printf(&against->s->out, "  %-*s\"%s\" in %s; but %s\n", TEXT_COLUMN, "contradiction", text_of(a, "text") ? text_of(a, "text") : "?",
                           text_of(e, "doc") ? text_of(e, "doc") : "?", text_of(a, "contradicts"));
        }
    }
    cJSON_Delete(e);
    return bay_buf_check(&against->s->out, err);
}

static bay_status actor_whole(struct shower *s, const cJSON *a, bay_error *err)
{
    struct against against = {s, text_of(a, "id") ? text_of(a, "id") : ""};
    actor_words(s, a);
    bay_buf_char(&s->out, '\n');
    static const char *const fields[] = {"id", "country", "sectors", "events", "as_actor", "as_recipient", "documents", "first", "last"};
    bay_filter acts = {.actor = text_of(a, "id"), .limit = 50}, receives = {.recipient = text_of(a, "id"), .limit = 50};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) field(s, fields[i], a, fields[i]);
    BAY_TRY(bay_store_query(s->store, BAY_KIND_EVENTS, &acts, print_contradiction, &against, err));
    BAY_TRY(bay_store_query(s->store, BAY_KIND_EVENTS, &receives, print_contradiction, &against, err));
    bay_buf_text(&s->out, "\nevents\n");
    BAY_TRY(bay_store_query(s->store, BAY_KIND_EVENTS, &acts, print_event_line, s, err));
    return bay_store_query(s->store, BAY_KIND_EVENTS, &receives, print_event_line, s, err);
}

/* ---- the command -------------------------------------------------------------------------- */

struct card {
    struct shower *s;
    bay_kind kind;
    bool as_line;
};

static bay_status take_card(void *context, bay_str line, bay_error *err);

static bay_status card_of(struct card *card, bay_str line, const cJSON *item, bay_error *err)
{
    struct shower *s = card->s;
    if (card->as_line) {
        bay_buf_str(&s->out, line);
        bay_buf_char(&s->out, '\n');
        return BAY_OK;
    }
    switch (card->kind) {
    case BAY_KIND_EVENTS: return event_whole(s, item, err);
    case BAY_KIND_DISPUTES: case BAY_KIND_INCIDENTS: case BAY_KIND_CONTROL: return finding_whole(s, card->kind, item, err);
    case BAY_KIND_DOCUMENTS: return document_whole(s, item, err);
    case BAY_KIND_CLAIMS: {
        struct card event = {s, BAY_KIND_EVENTS, false};
        BAY_TRY(print_claim(s, line, err));
        return bay_store_get(s->store, BAY_KIND_EVENTS, text_of(item, "event"), take_card, &event, err);
    }
    default: return actor_whole(s, item, err);
    }
}

static bay_status take_card(void *context, bay_str line, bay_error *err)
{
    cJSON *item = cJSON_ParseWithLength(line.bytes, line.size);
    bay_status status = item ? card_of(context, line, item, err) : bay_fail(err, BAY_STORE, "ledger: row is not JSON");
    cJSON_Delete(item);
    return status;
}

static bay_status show_one(struct shower *s, const char *id, bool as_line, bay_error *err)
{
    struct card card = {s, BAY_KIND_EVENTS, as_line};
    BAY_TRY(bay_store_find(s->store, id, &card.kind, err));
    BAY_TRY(bay_store_get(s->store, card.kind, id, take_card, &card, err));
    return bay_buf_check(&s->out, err);
}

static int show_all(struct shower *s, bool as_line)
{
    int code = EXIT_DONE;
    for (int i = 0; i < s->flags->arg_count && code != EXIT_CANNOT; i++) {
        bay_error err = {0};
        bay_buf_clear(&s->out);
        bay_status status = show_one(s, s->flags->args[i], as_line, &err);
        if (status) complain(s->flags, NULL, &err);
        if (status) code = status == BAY_NOT_FOUND ? EXIT_SOME_FAILED : EXIT_CANNOT;
        else if (write_out(s->flags, s->out.bytes, s->out.size)) code = EXIT_CANNOT;
    }
    return code;
}

int cmd_show(struct flags *flags)
{
    enum row_format format = rows_format(flags);
    if (format == ROWS_UNKNOWN) return EXIT_USAGE;
    if (!flags->arg_count) { complain_text(flags, "show needs the ID of an event, incident, dispute, actor or document"); return EXIT_USAGE; }
    if (format == ROWS_CSV || format == ROWS_TSV) { complain_text(flags, "show prints --format table or jsonl"); return EXIT_USAGE; }
    struct shower s = {.flags = flags, .store = open_ledger(flags, BAY_STORE_READ), .colours = isatty(STDOUT_FILENO)};
    if (!s.store) return EXIT_CANNOT;
    bay_buf_init(&s.out, (size_t)LINE_MIB << 20);
    bay_buf_init(&s.cell, (size_t)LINE_MIB << 20);
    int code = show_all(&s, format == ROWS_JSONL);
    bay_buf_release(&s.out);
    bay_buf_release(&s.cell);
    bay_store_close(s.store);
    return code;
}
