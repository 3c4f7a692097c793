/* bayhaqi eval - scores against a gold file; which kind is told by its content. One line of figures, in per cent. */
#include "base/io.h"
#include "base/mem.h"
#include "doc/conllu.h"
#include "engine.h"
#include "eval/conll18.h"
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

typedef bay_status eval_function(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                 bay_buf *out, bay_error *err);

static const struct set_kind {
    bool (*looks_like)(bay_str bytes);
    eval_function *eval;
    const struct column *columns;
} kinds[] = {
    {bay_conllu_looks_like, eval_trees, tree_columns},
    {looks_like_names, eval_names, name_columns},
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
