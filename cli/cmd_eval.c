/* bayhaqi eval - scores against a gold file; which kind is told by its content. One line of figures, in per cent. */
#include "base/io.h"
#include "base/mem.h"
#include "doc/conllu.h"
#include "engine.h"
#include "eval/articles.h"
#include "eval/attribution.h"
#include "eval/conll18.h"
#include "eval/coref.h"
#include "eval/frames.h"
#include "eval/gold.h"
#include "eval/names.h"
#include "eval/pages.h"
#include "eval/plover.h"
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

static const struct column coref_columns[] = {
    {"set", "set", 0.2, 0}, {"words", "gold_words", 7, COLUMN_RIGHT}, {"phrases", "phrase_recall", 7, COLUMN_RIGHT},
    {"mentions", "mentions", 8, COLUMN_RIGHT}, {"MUC", "muc", 7, COLUMN_RIGHT}, {"B3", "b3", 7, COLUMN_RIGHT},
    {"CEAFe", "ceafe", 7, COLUMN_RIGHT}, {"CoNLL", "conll", 7, COLUMN_RIGHT}, {"us/word", "us_per_word", 8, COLUMN_RIGHT}, {0}};

static void ratio(bay_buf *out, const char *name, const char *recall, const char *precision, bay_coref_ratio r)
{
    figure(out, name, bay_coref_f1(r));
    figure(out, recall, r.recall_of > 0 ? r.recall / r.recall_of : 0);
    figure(out, precision, r.precision_of > 0 ? r.precision / r.precision_of : 0);
}

/* Chains; --doc PREFIX scores only documents whose name begins so. */
static bay_status eval_coref(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out, bay_error *err)
{
    bay_coref_parts parts = {engine->model, engine->coref, engine->lexicon, false};
    bay_coref_result r;
    BAY_TRY(bay_eval_coref(&parts, work, gold, flags->doc, &r, err));
    bay_json_key(out, "gold_words"), bay_json_int(out, r.words);
    bay_json_key(out, "gold_mentions"), bay_json_int(out, r.score.mentions.gold);
    figure(out, "phrase_recall", share(r.phrases.right, r.phrases.gold));
    figure(out, "mentions", bay_f1(r.score.mentions));
    ratio(out, "muc", "muc_recall", "muc_precision", r.score.muc);
    ratio(out, "b3", "b3_recall", "b3_precision", r.score.b3);
    ratio(out, "ceafe", "ceafe_recall", "ceafe_precision", r.score.ceafe);
    figure(out, "conll", bay_coref_average(&r.score));
    bay_json_key(out, "us_per_word"), bay_json_double(out, r.words ? 1e6 * r.seconds / r.words : 0, 2);
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

static const struct column frame_columns[] = {
    {"set", "set", 0.2, 0}, {"predicates", "gold_predicates", 10, COLUMN_RIGHT}, {"words", "words", 7, COLUMN_RIGHT},
    {"rolesets", "rolesets", 8, COLUMN_RIGHT}, {"arguments", "arguments", 9, COLUMN_RIGHT}, {"both", "both", 7, COLUMN_RIGHT},
    {"factuality r", "factuality", 12, COLUMN_RIGHT}, {"rated", "rated", 6, COLUMN_RIGHT}, {"words/s", "words_per_second", 8, COLUMN_RIGHT}, {0}};

/* PropBank and factuality on given words: eval/frames.h says what counts as right. */
static bay_status eval_frames(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                              bay_error *err)
{
    (void)flags;
    bay_frames_score s;
    BAY_TRY(bay_eval_frames(engine->model, work, gold, &s, err));
    bay_json_key(out, "gold_predicates"), bay_json_int(out, s.predicates.gold);
    figure(out, "words", bay_f1(s.words)), figure(out, "rolesets", bay_f1(s.predicates));
    figure(out, "arguments", bay_f1(s.arguments)), figure(out, "both", bay_f1(s.all));
    figure(out, "factuality", s.r), figure(out, "factuality_all", s.r_all);
    bay_json_key(out, "rated"), bay_json_int(out, s.rated);
    bay_json_key(out, "rated_found"), bay_json_int(out, s.found);
    bay_json_key(out, "words_per_second"), bay_json_double(out, s.seconds > 0 ? s.tokens / s.seconds : 0, 0);
    return BAY_OK;
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
    BAY_TRY(bay_eval_plover(engine, work, gold, NULL, &s, err));
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

static void gold_figures(bay_buf *out, const bay_gold_part *part)
{
    double both = part->gold + part->system ? part->gold + part->system : 1;
    bay_json_key(out, "gold"), bay_json_int(out, part->gold);
    bay_json_key(out, "system"), bay_json_int(out, part->system);
    figure(out, "f1_type", 2 * part->type / both), figure(out, "f1_who", 2 * part->who / both);
    figure(out, "f1_all", 2 * part->all / both);
}

/* Our own gold (tests/gold); --doc dev or --doc test takes one half. */
static bay_status eval_gold(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                            bay_error *err)
{
    bay_gold_score s;
    BAY_TRY(bay_eval_gold(engine, work, gold, flags->doc, NULL, NULL, &s, err));
    bay_json_key(out, "texts"), bay_json_int(out, s.texts);
    gold_figures(out, &s.all);
    bay_json_key(out, "empty_texts"), bay_json_int(out, s.empty_texts);
    bay_json_key(out, "false_events"), bay_json_int(out, s.false_events);
    return BAY_OK;
}

/* ---- in parts, and what is wrong --------------------------------------------------------- */

static const struct column part_columns[] = {
    {"part", "part|id", 0.2, 0}, {"gold", "gold", 6, COLUMN_RIGHT}, {"found", "system", 6, COLUMN_RIGHT}, {"F1 type", "f1_type", 8, COLUMN_RIGHT},
    {"F1 who", "f1_who", 8, COLUMN_RIGHT}, {"F1 all", "f1_all", 8, COLUMN_RIGHT}, {"confidence", "confidence", 10, COLUMN_RIGHT}, {0}};

/* A line for each part. Of role and confidence, gold and found are the same events, so that F1 is the share that is right;
 * beside it the mean confidence, which ought to be that share. */
static bay_status print_parts(const bay_gold_parts *parts, bay_buf *lines, bay_error *err)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        const bay_gold_part *part = &parts->items[i];
        bay_json_open(lines, '{');
        bay_json_key(lines, "part");
        bay_json_text(lines, part->name);
        gold_figures(lines, part);
        if (part->confidence > 0) figure(lines, "confidence", part->confidence / part->system);
        bay_json_close(lines, '}');
        bay_buf_char(lines, '\n');
        lines->comma = false;
    }
    return bay_buf_check(lines, err);
}

static void take_line(void *context, bay_str line)
{
    bay_buf *lines = context;
    bay_buf_str(lines, line);
    bay_buf_char(lines, '\n');
}

static bay_status eval_gold_parts(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                  bay_buf *lines, bay_error *err)
{
    bay_gold_score s;
    bay_misses events = {take_line, lines};
    if (!strcmp(flags->by, "event")) return bay_eval_gold(engine, work, gold, flags->doc, NULL, &events, &s, err);
    enum bay_gold_by by = bay_gold_by_find(flags->by);
    if (by == BAY_BY_COUNT) return bay_fail(err, BAY_BAD_INPUT, "--by %s: not one of type status role tag confidence event", flags->by);
    BAY_TRY(bay_eval_gold(engine, work, gold, flags->doc, NULL, NULL, &s, err));
    return print_parts(&s.by[by], lines, err);
}

static bay_status eval_plover_parts(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                    bay_buf *lines, bay_error *err)
{
    bay_plover_score s;
    bay_gold_parts parts = {0};
    if (strcmp(flags->by, "type")) return bay_fail(err, BAY_BAD_INPUT, "--by %s: records are told apart by type only", flags->by);
    BAY_TRY(bay_eval_plover(engine, work, gold, NULL, &s, err));
    for (int i = 0; i < BAY_PLOVER_TYPES; i++) {
        const bay_plover_type_score *t = &s.types[i];
        bay_gold_part *part = &parts.items[parts.count++];
        *part = (bay_gold_part){.gold = t->records, .system = t->records, .type = t->any, .who = t->all, .all = t->all};
        snprintf(part->name, sizeof part->name, "%s", t->type);
    }
    return print_parts(&parts, lines, err);
}

static const struct column miss_columns[] = {
    {"id", "id", 8, 0}, {"lost", "lost", 9, 0}, {"expected", "expected.type|expected.event", 10, 0}, {"found", "found.type", 10, 0},
    {"as", "found.status", 12, 0}, {"actors", "found.actors", 0.12, COLUMN_CUT}, {"recipients", "found.recipients", 0.12, COLUMN_CUT},
    {"rule", "rule", 0.2, COLUMN_CUT | COLUMN_FLAT}, {"text", "text", 0.4, COLUMN_WRAP | COLUMN_BELOW}, {0}};

static bay_status eval_gold_misses(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                   bay_buf *lines, bay_error *err)
{
    bay_gold_score s;
    bay_misses misses = {take_line, lines};
    BAY_TRY(bay_eval_gold(engine, work, gold, flags->doc, &misses, NULL, &s, err));
    return bay_buf_check(lines, err);
}

static bay_status eval_plover_misses(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                     bay_buf *lines, bay_error *err)
{
    (void)flags;
    bay_plover_score s;
    bay_misses misses = {take_line, lines};
    BAY_TRY(bay_eval_plover(engine, work, gold, &misses, &s, err));
    return bay_buf_check(lines, err);
}

/* ---- who says what ------------------------------------------------------------------------ */

static const struct column attribution_columns[] = {
    {"set", "set", 0.2, 0}, {"gold", "gold", 6, COLUMN_RIGHT}, {"found", "system", 6, COLUMN_RIGHT}, {"paired", "paired", 6, COLUMN_RIGHT},
    {"source F1", "source", 9, COLUMN_RIGHT}, {"cue F1", "cue", 9, COLUMN_RIGHT}, {"content F1", "content", 10, COLUMN_RIGHT}, {0}};

static bay_status eval_attribution(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                   bay_buf *out, bay_error *err)
{
    bay_attribution_score s;
    BAY_TRY(bay_eval_attribution(engine, work, gold, flags->doc, NULL, &s, err));
    bay_json_key(out, "texts"), bay_json_int(out, s.texts);
    bay_json_key(out, "gold"), bay_json_int(out, s.attributions.gold);
    bay_json_key(out, "system"), bay_json_int(out, s.attributions.system);
    bay_json_key(out, "paired"), bay_json_int(out, s.attributions.right);
    figure(out, "source", bay_f1(s.source)), figure(out, "cue", bay_f1(s.cue)), figure(out, "content", bay_f1(s.content));
    return BAY_OK;
}

static bay_status eval_attribution_misses(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                          bay_buf *lines, bay_error *err)
{
    bay_attribution_score s;
    bay_misses misses = {take_line, lines};
    BAY_TRY(bay_eval_attribution(engine, work, gold, flags->doc, &misses, &s, err));
    return bay_buf_check(lines, err);
}

static const struct column attribution_miss_columns[] = {
    {"id", "id", 8, 0}, {"lost", "lost", 8, 0}, {"source", "expected.source", 0.2, COLUMN_CUT}, {"found", "found.source", 0.2, COLUMN_CUT},
    {"cue", "expected.cue", 12, COLUMN_CUT}, {"found", "found.cue", 12, COLUMN_CUT},
    {"content", "expected.content", 0.4, COLUMN_WRAP | COLUMN_BELOW}, {"found content", "found.content", 0.4, COLUMN_WRAP | COLUMN_BELOW}, {0}};

/* ---- articles marked by hand ---- */

static const struct column article_columns[] = {
    {"set", "set", 0.2, 0}, {"articles", "articles", 8, COLUMN_RIGHT}, {"actors", "actors", 7, COLUMN_RIGHT},
    {"places found", "places_found", 12, COLUMN_RIGHT}, {"near", "places_near", 7, COLUMN_RIGHT}, {"times", "times", 7, COLUMN_RIGHT},
    {"counts", "counts", 7, COLUMN_RIGHT}, {"events", "events_found", 7, COLUMN_RIGHT}, {"event place", "event_places", 11, COLUMN_RIGHT},
    {"event date", "event_dates", 10, COLUMN_RIGHT}, {"extents", "extents", 7, COLUMN_RIGHT}, {"extra", "extra_counts", 5, COLUMN_RIGHT}, {0}};

/* Articles marked by hand (tests/gold/articles): eval/articles.h says what counts as right. */
static bay_status eval_articles(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out,
                                bay_error *err)
{
    (void)flags;
    bay_articles_score s;
    BAY_TRY(bay_eval_articles(engine, work, gold, NULL, &s, err));
    bay_json_key(out, "articles"), bay_json_int(out, s.articles);
    bay_json_key(out, "shifted"), bay_json_int(out, s.shifted);
    figure(out, "actors", share(s.actors.right, s.actors.gold)), figure(out, "actors_found", share(s.actors.found, s.actors.gold));
    figure(out, "places_found", share(s.places.found, s.places.gold)), figure(out, "places_near", share(s.places.right, s.places.found));
    figure(out, "times", share(s.times.right, s.times.gold)), figure(out, "counts", share(s.counts.right, s.counts.gold));
    figure(out, "events_found", share(s.events.found, s.events.gold));
    figure(out, "event_places_found", share(s.event_places.found, s.event_places.gold));
    figure(out, "event_places", share(s.event_places.right, s.event_places.gold));
    figure(out, "event_places_near", share(s.event_places.right, s.event_places.found));
    figure(out, "event_dates", share(s.event_dates.right, s.event_dates.gold));
    if (s.extents.gold) figure(out, "extents", share(s.extents.right, s.extents.gold)), bay_json_key(out, "extra_counts"), bay_json_int(out, s.extra);
    bay_json_key(out, "marks"), bay_json_int(out, s.actors.gold + s.places.gold + s.times.gold + s.counts.gold + s.events.gold);
    return BAY_OK;
}

static const struct column mark_columns[] = {
    {"id", "id", 6, 0}, {"of", "what", 12, 0}, {"words", "words", 0.3, COLUMN_CUT}, {"expected", "expected", 0.3, COLUMN_CUT},
    {"found", "found", 0.3, COLUMN_CUT}, {0}};

static bay_status eval_article_misses(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                      bay_buf *lines, bay_error *err)
{
    (void)flags;
    bay_articles_score s;
    bay_misses misses = {take_line, lines};
    BAY_TRY(bay_eval_articles(engine, work, gold, &misses, &s, err));
    return bay_buf_check(lines, err);
}

/* ---- saved pages ---- */

static const struct column page_columns[] = {
    {"set", "set", 0.2, 0}, {"pages", "pages", 6, COLUMN_RIGHT}, {"title", "title", 7, COLUMN_RIGHT}, {"day", "day", 7, COLUMN_RIGHT},
    {"authors", "authors", 7, COLUMN_RIGHT}, {"precision", "precision", 9, COLUMN_RIGHT}, {"recall", "recall", 7, COLUMN_RIGHT},
    {"body F1", "f1", 7, COLUMN_RIGHT}, {0}};

/* Pages with labels (tests/gold/pages), or with bodies alone: eval/pages.h says what counts as right. */
static bay_status eval_pages(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *out, bay_error *err)
{
    (void)flags;
    bay_pages_score s;
    BAY_TRY(bay_eval_pages(engine, work, gold, NULL, &s, err));
    bay_json_key(out, "pages"), bay_json_int(out, s.pages);
    if (s.title.gold) figure(out, "title", share(s.title.right, s.title.gold));
    if (s.day.gold) figure(out, "day", share(s.day.right, s.day.gold));
    if (s.authors.gold) figure(out, "authors", share(s.authors.right, s.authors.gold));
    double precision = s.found ? s.precision / s.found : 0, recall = s.told ? s.recall / s.told : 0;
    if (s.bodies) figure(out, "precision", precision), figure(out, "recall", recall);
    if (s.bodies) figure(out, "f1", precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);
    return BAY_OK;
}

static bay_status eval_page_misses(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold, bay_buf *lines, bay_error *err)
{
    (void)flags;
    bay_pages_score s;
    bay_misses misses = {take_line, lines};
    BAY_TRY(bay_eval_pages(engine, work, gold, &misses, &s, err));
    return bay_buf_check(lines, err);
}

static const struct column page_miss_columns[] = {
    {"id", "id", 0.3, COLUMN_CUT}, {"of", "lost", 8, 0}, {"expected", "expected", 0.3, COLUMN_CUT}, {"found", "found", 0.3, COLUMN_CUT}, {0}};

typedef bay_status eval_function(const struct flags *flags, const bay_engine *engine, bay_work *work, bay_str gold,
                                 bay_buf *out, bay_error *err);

static const struct set_kind {
    bool (*looks_like)(bay_str bytes);
    eval_function *eval, *parts, *misses;      /* in all; --by; --misses: NULL where there are none */
    const struct column *columns, *miss_columns;
} kinds[] = {
    {bay_pages_looks_like, eval_pages, NULL, eval_page_misses, page_columns, page_miss_columns},
    {bay_coref_looks_like, eval_coref, NULL, NULL, coref_columns, NULL},
    {bay_conllu_looks_like, eval_trees, NULL, NULL, tree_columns, NULL},
    {looks_like_names, eval_names, NULL, NULL, name_columns, NULL},
    {bay_articles_looks_like, eval_articles, NULL, eval_article_misses, article_columns, mark_columns},
    {bay_frames_looks_like, eval_frames, NULL, NULL, frame_columns, NULL},
    {bay_plover_looks_like, eval_plover, eval_plover_parts, eval_plover_misses, plover_columns, miss_columns},
    {bay_attribution_looks_like, eval_attribution, NULL, eval_attribution_misses, attribution_columns, attribution_miss_columns},
    {bay_gold_looks_like, eval_gold, eval_gold_parts, eval_gold_misses, gold_columns, miss_columns},
};

static const struct set_kind *kind_of(bay_str gold)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].looks_like(gold)) return &kinds[i];
    return NULL;
}

static bay_status eval_in_all(const struct flags *flags, const struct set_kind *kind, const char *path, bay_str gold,
                              const bay_engine *engine, bay_work *work, bay_buf *line, bay_error *err)
{
    begin_figures(line, path);
    bay_status status = kind->eval(flags, engine, work, gold, line, err);
    bay_json_close(line, '}');
    return status ? status : bay_buf_check(line, err);
}

static bay_status eval_bytes(const struct flags *flags, const struct set_kind *kind, const char *path, bay_str gold,
                             bay_buf *lines, bay_error *err)
{
    eval_function *special = flags->misses ? kind->misses : flags->by ? kind->parts : NULL;
    if (!special && (flags->misses || flags->by)) return bay_fail(err, BAY_BAD_INPUT, "--by and --misses are for sets of events");
    bay_engine *engine = open_engine(flags);
    bay_work *work = NULL;
    if (!engine) return bay_fail(err, BAY_NOT_FOUND, "no engine");
    bay_status status = bay_work_new(engine, &work, err);
    if (!status) status = special ? special(flags, engine, work, gold, lines, err)
                                  : eval_in_all(flags, kind, path, gold, engine, work, lines, err);
    bay_work_free(work);
    bay_engine_free(engine);
    return status;
}

static int print_lines(const struct flags *flags, const struct set_kind *kind, bay_str lines)
{
    struct rows *rows = rows_new(flags, flags->misses ? kind->miss_columns : flags->by ? part_columns : kind->columns);
    if (!rows) return EXIT_USAGE;
    bay_str line;
    for (long n = 0; bay_str_next(&lines, '\n', &line) && (!flags->misses || n < flags->misses); n++)
        if (line.size && !rows_add(rows, line)) break;
    return rows_end(rows);
}

static int eval_gold_bytes(const struct flags *flags, const char *path, bay_str gold)
{
    bay_error err = {0};
    const struct set_kind *kind = kind_of(gold);
    bay_buf lines;
    bay_buf_init(&lines, 1 << 26);
    int code = EXIT_SOME_FAILED;
    if (!kind) complain_text(flags, "%s: neither CoNLL-U trees nor IOB2 names nor event records nor pages", path);
    else if (eval_bytes(flags, kind, path, gold, &lines, &err)) complain(flags, path, &err);
    else code = print_lines(flags, kind, (bay_str){lines.bytes, (uint32_t)lines.size});
    bay_buf_release(&lines);
    return code;
}

/* A folder of saved pages with their labels. */
static int eval_folder(const struct flags *flags, const char *path)
{
    bay_error err = {0};
    bay_buf gold;
    bay_buf_init(&gold, GOLD_LIMIT);
    int code = EXIT_SOME_FAILED;
    if (bay_pages_gold(path, &gold, &err)) complain(flags, path, &err);
    else code = eval_gold_bytes(flags, path, (bay_str){gold.bytes, (uint32_t)gold.size});
    bay_buf_release(&gold);
    return code;
}

static int eval_file(const struct flags *flags, const char *path)
{
    char *bytes;
    size_t size;
    bay_error err = {0};
    if (bay_pages_is_folder(path)) return eval_folder(flags, path);
    if (bay_file_read(path, GOLD_LIMIT, &bytes, &size, &err)) { complain(flags, path, &err); return EXIT_SOME_FAILED; }
    int code = eval_gold_bytes(flags, path, (bay_str){bytes, (uint32_t)size});
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
