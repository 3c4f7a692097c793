/* bayhaqi export - events in the columns that other programs read. */
#include <string.h>

#include "base/map.h"
#include "engine.h"
#include "export/export.h"
#include "ledger.h"

enum { OUT_MIB = 64, FLUSH_BYTES = 1 << 16, NAMES_MIB = 16 };

struct exporter {
    const struct flags *flags;
    bay_export ex;
    bay_buf out;
    bay_arena arena;
    bay_map names;              /* country code -> row of the table */
    const bay_table *countries;
    int name_column;
};

static const char *country_name(void *context, const char *code)
{
    struct exporter *x = context;
    const uint32_t *row = bay_map_get(&x->names, bay_str_from(code));
    bay_str name = row ? bay_str_copy(&x->arena, bay_table_cell(x->countries, *row, x->name_column)) : (bay_str){0};
    return name.size ? name.bytes : code;
}

static void read_names(struct exporter *x, const bay_engine *engine)
{
    x->countries = bay_tables_find(&engine->lexicon->tables, "actors/countries");
    x->name_column = bay_table_column(x->countries, "name");
    int code = bay_table_column(x->countries, "code");
    for (uint32_t i = 0; x->countries && i < x->countries->rows.count; i++) {
        uint32_t *slot = bay_map_put(&x->arena, &x->names, bay_table_cell(x->countries, i, code));
        if (slot) *slot = i;
    }
}

static bay_status flush(struct exporter *x, bay_error *err)
{
    int bad = write_out(x->flags, x->out.bytes, x->out.size);
    bay_buf_clear(&x->out);
    return bad ? bay_fail(err, BAY_IO, "output closed") : BAY_OK;
}

static bay_status take_event(void *context, bay_str line, bay_error *err)
{
    struct exporter *x = context;
    bay_mark mark = bay_arena_mark(&x->arena);
    bay_status status = bay_export_event(&x->ex, line, &x->out, err);
    bay_arena_reset(&x->arena, mark);
    if (!status && x->out.size > FLUSH_BYTES) status = flush(x, err);
    return status;
}

static bay_status run(struct exporter *x, bay_store *store, bay_error *err)
{
    bay_filter filter = filter_of(x->flags);
    BAY_TRY(bay_export_begin(&x->ex, x->flags->as, &x->out, err));
    BAY_TRY(bay_store_query(store, BAY_KIND_EVENTS, &filter, take_event, x, err));
    bay_export_end(&x->ex, &x->out);
    return flush(x, err);
}

static int export_layout(struct flags *flags, bay_store *store)
{
    bay_engine *engine = open_engine(flags);
    if (!engine) return EXIT_CANNOT;
    struct exporter x = {.flags = flags};
    bay_error err = {0};
    bay_buf_init(&x.out, (size_t)OUT_MIB << 20);
    bay_arena_init(&x.arena, (size_t)NAMES_MIB << 20);
    read_names(&x, engine);
    x.ex = (bay_export){.country_name = country_name, .context = &x, .every_status = flags->status != NULL};
    bay_status status = run(&x, store, &err);
    if (status && status != BAY_IO) complain(flags, NULL, &err);
    bay_buf_release(&x.out);
    bay_arena_release(&x.arena);
    bay_engine_free(engine);
    return status ? EXIT_CANNOT : EXIT_DONE;
}

static bool is_layout(const char *name)
{
    for (const char *const *known = bay_export_names(); *known; known++)
        if (!strcmp(*known, name)) return true;
    return false;
}

static int usage(const struct flags *flags)
{
    complain_text(flags, flags->as ? "no layout '%s'" : "export needs --as LAYOUT%s", flags->as ? flags->as : "");
    for (const char *const *name = bay_export_names(); *name; name++) fprintf(stderr, " %s", *name);
    fputs(" csv tsv\n", stderr);
    return EXIT_USAGE;
}

int cmd_export(struct flags *flags)
{
    if (!flags->as) return usage(flags);
    if (!strcmp(flags->as, "csv") || !strcmp(flags->as, "tsv")) {      /* the columns of `events` */
        flags->format = flags->as;
        return cmd_events(flags);
    }
    if (!is_layout(flags->as)) return usage(flags);
    bay_store *store = open_ledger(flags, BAY_STORE_READ);
    if (!store) return EXIT_CANNOT;
    int code = export_layout(flags, store);
    bay_store_close(store);
    return code;
}
