/* bayhaqi eval - scores against a gold file; which kind is told by its content. One line of figures, in per cent. */
#include "base/io.h"
#include "base/mem.h"
#include "doc/conllu.h"
#include "engine.h"
#include "eval/conll18.h"
#include "eval/events.h"
#include "eval/names.h"
#include "rows.h"

enum { GOLD_LIMIT = 256 << 20 };

static void figure(bay_buf *out, const char *name, double share)
{
    bay_json_key(out, name);
    bay_json_double(out, 100 * share, 2);
}

static void begin_figures(bay_buf *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    bay_json_open(out, '{');
    bay_json_key(out, "set");
    bay_json_text(out, slash ? slash + 1 : path);
}

static const struct column tree_columns[] = {
    {"set", "set", 0.2, 0}, {"words", "gold_words", 7, COLUMN_RIGHT}, {"Tokens", "tokens", 7, COLUMN_RIGHT},
    {"Sentences", "sentences", 9, COLUMN_RIGHT}, {"Words", "words", 7, COLUMN_RIGHT}, {"UPOS", "upos", 7, COLUMN_RIGHT},
    {"UFeats", "ufeats", 7, COLUMN_RIGHT}, {"Lemmas", "lemmas", 7, COLUMN_RIGHT}, {"UAS", "uas", 7, COLUMN_RIGHT},
    {"LAS", "las", 7, COLUMN_RIGHT}, {"words/s", "words_per_second", 8, COLUMN_RIGHT}, {0}};

/* --doc PREFIX scores only documents whose name begins so (GUM_news). */
static bay_status eval_trees(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                             bay_error *err)
{
    bay_conll18 s;
    BAY_TRY(bay_eval_conllu(engine->model, work, gold, flags->doc, &s, err));
    bay_json_key(out, "gold_words");
    bay_json_int(out, s.words.gold);
    figure(out, "tokens", bay_f1(s.tokens));
    figure(out, "sentences", bay_f1(s.sentences));
    figure(out, "words", bay_f1(s.words));
    figure(out, "upos", bay_f1(s.upos));
    figure(out, "ufeats", bay_f1(s.ufeats));
    figure(out, "lemmas", bay_f1(s.lemmas));
    figure(out, "uas", bay_f1(s.uas));
    figure(out, "las", bay_f1(s.las));
    bay_json_key(out, "words_per_second");
    bay_json_double(out, s.seconds > 0 ? s.words.system / s.seconds : 0, 0);
    return BAY_OK;
}

static const struct column name_columns[] = {
    {"set", "set", 0.2, 0}, {"names", "gold_names", 7, COLUMN_RIGHT}, {"P", "precision", 7, COLUMN_RIGHT},
    {"R", "recall", 7, COLUMN_RIGHT}, {"F1", "f1", 7, COLUMN_RIGHT}, {"PER", "per", 7, COLUMN_RIGHT},
    {"ORG", "org", 7, COLUMN_RIGHT}, {"LOC", "loc", 7, COLUMN_RIGHT}, {0}};

static double share(uint32_t part, uint32_t whole) { return whole ? (double)part / whole : 0; }

static bay_status eval_names(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                             bay_error *err)
{
    (void)flags;
    bay_names_score s;
    BAY_TRY(bay_eval_names(engine->model, work, gold, &s, err));
    bay_json_key(out, "gold_names");
    bay_json_int(out, s.all.gold);
    figure(out, "precision", share(s.all.right, s.all.system));
    figure(out, "recall", share(s.all.right, s.all.gold));
    figure(out, "f1", bay_f1(s.all));
    figure(out, "per", bay_f1(s.per));
    figure(out, "org", bay_f1(s.org));
    figure(out, "loc", bay_f1(s.loc));
    return BAY_OK;
}

/* IOB2 of Universal NER: number, form, tag and more, separated by tabs; the third column is O or B- or I-. */
static bool looks_like_names(bay_str bytes)
{
    bay_str line, field;
    for (int i = 0; i < 200 && bay_str_next(&bytes, '\n', &line); i++) {
        if (line.size == 0 || line.bytes[0] == '#') continue;
        for (int f = 0; f < 3; f++)
            if (!bay_str_next(&line, '\t', &field)) return false;
        return bay_str_is(field, "O") || bay_str_starts(field, BAY_STR("B-")) || bay_str_starts(field, BAY_STR("I-"));
    }
    return false;
}

static const struct column plover_columns[] = {
    {"set", "set", 0.2, 0}, {"records", "records", 7, COLUMN_RIGHT}, {"type", "type", 7, COLUMN_RIGHT},
    {"type, best event", "type_best", 16, COLUMN_RIGHT}, {"who > whom, type", "all", 16, COLUMN_RIGHT},
    {"the same, best event", "all_best", 20, COLUMN_RIGHT}, {"no event", "silent", 8, COLUMN_RIGHT},
    {"events", "events", 7, COLUMN_RIGHT}, {0}};

/* PLOVER's records: eval/events.h says what counts as right. */
static bay_status eval_plover(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                              bay_error *err)
{
    (void)flags;
    bay_plover_score s;
    BAY_TRY(bay_eval_plover(engine, work, gold, NULL, NULL, &s, err));
    double n = s.records ? s.records : 1;
    bay_json_key(out, "records"), bay_json_int(out, s.records);
    figure(out, "type", s.type_any / n), figure(out, "type_best", s.type_best / n);
    figure(out, "all", s.all_any / n), figure(out, "all_best", s.all_best / n);
    bay_json_key(out, "silent"), bay_json_int(out, s.silent);
    bay_json_key(out, "events"), bay_json_int(out, s.events);
    return BAY_OK;
}

static const struct column gold_columns[] = {
    {"set", "set", 0.2, 0}, {"texts", "texts", 6, COLUMN_RIGHT}, {"gold", "gold", 6, COLUMN_RIGHT}, {"found", "system", 6, COLUMN_RIGHT},
    {"F1 type", "f1_type", 8, COLUMN_RIGHT}, {"F1 who", "f1_who", 8, COLUMN_RIGHT}, {"F1 all", "f1_all", 8, COLUMN_RIGHT},
    {"empty texts", "empty_texts", 11, COLUMN_RIGHT}, {"false events", "false_events", 12, COLUMN_RIGHT}, {0}};

/* Our own gold (tests/gold); --doc dev or --doc test takes one half. */
static bay_status eval_gold(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                            bay_error *err)
{
    bay_gold_score s;
    BAY_TRY(bay_eval_gold(engine, work, gold, flags->doc, NULL, NULL, &s, err));
    double both = s.gold + s.system ? s.gold + s.system : 1;
    bay_json_key(out, "texts"), bay_json_int(out, s.texts);
    bay_json_key(out, "gold"), bay_json_int(out, s.gold);
    bay_json_key(out, "system"), bay_json_int(out, s.system);
    figure(out, "f1_type", 2 * s.right_type / both), figure(out, "f1_who", 2 * s.right_who / both);
    figure(out, "f1_all", 2 * s.right_all / both);
    bay_json_key(out, "empty_texts"), bay_json_int(out, s.empty_texts);
    bay_json_key(out, "false_events"), bay_json_int(out, s.false_events);
    return BAY_OK;
}

typedef bay_status eval_function(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                 bay_buf *out, bay_error *err);

static const struct set_kind {
    bool (*looks_like)(bay_str bytes);
    eval_function *eval;
    const struct column *columns;
} kinds[] = {
    {bay_conllu_looks_like, eval_trees, tree_columns},
    {looks_like_names, eval_names, name_columns},
    {bay_plover_looks_like, eval_plover, plover_columns},
    {bay_gold_looks_like, eval_gold, gold_columns},
};

static const struct set_kind *kind_of(bay_str gold)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].looks_like(gold)) return &kinds[i];
    return NULL;
}

static bay_status eval_bytes(const struct flags *flags, const struct set_kind *kind, const char *path, bay_str gold,
                             bay_buf *line, bay_error *err)
{
    bay_engine *engine = open_engine(flags);
    bay_work *work = NULL;
    if (!engine) return bay_fail(err, BAY_NOT_FOUND, "no engine");
    bay_status status = bay_work_new(engine, &work, err);
    begin_figures(line, path);
    if (!status) status = kind->eval(flags, engine, work, gold, line, err);
    bay_json_close(line, '}');
    bay_work_free(work);
    bay_engine_free(engine);
    return status ? status : bay_buf_check(line, err);
}

static int eval_file(struct flags *flags, const char *path)
{
    char *bytes;
    size_t size;
    bay_error err = {0};
    if (bay_file_read(path, GOLD_LIMIT, &bytes, &size, &err)) { complain(flags, path, &err); return EXIT_SOME_FAILED; }
    bay_str gold = {bytes, (uint32_t)size};
    const struct set_kind *kind = kind_of(gold);
    bay_buf line;
    bay_buf_init(&line, 1 << 24);
    int code = EXIT_SOME_FAILED;
    if (!kind) complain_text(flags, "%s: neither CoNLL-U trees nor IOB2 names nor event records", path);
    else if (eval_bytes(flags, kind, path, gold, &line, &err)) complain(flags, path, &err);
    else {
        struct rows *rows = rows_new(flags, kind->columns);
        if (rows && rows_add(rows, (bay_str){line.bytes, (uint32_t)line.size})) code = rows_end(rows);
        else code = EXIT_USAGE;
    }
    bay_buf_release(&line);
    bay_free(bytes);
    return code;
}

int cmd_eval(struct flags *flags)
{
    if (flags->arg_count == 0) {
        complain_text(flags, "eval needs a gold file");
        return EXIT_USAGE;
    }
    int worst = EXIT_DONE;
    for (int i = 0; i < flags->arg_count; i++) {
        int code = eval_file(flags, flags->args[i]);
        if (code > worst) worst = code;
    }
    return worst;
}
