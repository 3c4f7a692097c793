#include "common.h"

#include "models.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/date.h"
#include "ingest/ingest.h"

enum option_key {
    KEY_DB = 256, KEY_LEXICON, KEY_LEXICON_ONLY, KEY_MODEL, KEY_GAZETTEER, KEY_PUBLISHED, KEY_OUTLET, KEY_LANG,
    KEY_INPUT_FORMAT, KEY_ONE_SENTENCE, KEY_THREADS, KEY_SINCE, KEY_UNTIL, KEY_ACTOR, KEY_RECIPIENT, KEY_TYPE, KEY_PLACE,
    KEY_STATUS, KEY_SEARCH, KEY_DOC, KEY_LIMIT, KEY_OFFSET, KEY_LAYER, KEY_FORMAT, KEY_AS, KEY_OUTPUT, KEY_QUIET,
    KEY_JSON_ERRORS, KEY_PORT, KEY_SORT, KEY_DRY_RUN, KEY_BY, KEY_MISSES, KEY_FIELDS,
    KEY_ALLOW_PRIVATE, KEY_ONCE, KEY_NO_PAGES, KEY_LIST, KEY_FORGET, KEY_EVERY, KEY_MAX_ITEMS, KEY_TIMEOUT, KEY_MAX_SIZE, KEY_DELAY,
    KEY_USER_AGENT, KEY_SPEAKER, KEY_BBOX, KEY_ALL_VERSIONS
};

static const struct option options[] = {
    {"db", required_argument, NULL, KEY_DB},
    {"lexicon", required_argument, NULL, KEY_LEXICON},
    {"lexicon-only", no_argument, NULL, KEY_LEXICON_ONLY},
    {"model", required_argument, NULL, KEY_MODEL},
    {"gazetteer", required_argument, NULL, KEY_GAZETTEER},
    {"published", required_argument, NULL, KEY_PUBLISHED},
    {"outlet", required_argument, NULL, KEY_OUTLET},
    {"lang", required_argument, NULL, KEY_LANG},
    {"input-format", required_argument, NULL, KEY_INPUT_FORMAT},
    {"fields", required_argument, NULL, KEY_FIELDS},
    {"speaker", required_argument, NULL, KEY_SPEAKER},
    {"bbox", required_argument, NULL, KEY_BBOX},
    {"all-versions", no_argument, NULL, KEY_ALL_VERSIONS},
    {"allow-private", no_argument, NULL, KEY_ALLOW_PRIVATE},
    {"once", no_argument, NULL, KEY_ONCE},
    {"no-pages", no_argument, NULL, KEY_NO_PAGES},
    {"list", no_argument, NULL, KEY_LIST},
    {"forget", no_argument, NULL, KEY_FORGET},
    {"every", required_argument, NULL, KEY_EVERY},
    {"max-items", required_argument, NULL, KEY_MAX_ITEMS},
    {"timeout", required_argument, NULL, KEY_TIMEOUT},
    {"max-size", required_argument, NULL, KEY_MAX_SIZE},
    {"delay", required_argument, NULL, KEY_DELAY},
    {"user-agent", required_argument, NULL, KEY_USER_AGENT},
    {"one-sentence-per-line", no_argument, NULL, KEY_ONE_SENTENCE},
    {"threads", required_argument, NULL, KEY_THREADS},
    {"since", required_argument, NULL, KEY_SINCE},
    {"until", required_argument, NULL, KEY_UNTIL},
    {"actor", required_argument, NULL, KEY_ACTOR},
    {"recipient", required_argument, NULL, KEY_RECIPIENT},
    {"type", required_argument, NULL, KEY_TYPE},
    {"place", required_argument, NULL, KEY_PLACE},
    {"status", required_argument, NULL, KEY_STATUS},
    {"search", required_argument, NULL, KEY_SEARCH},
    {"doc", required_argument, NULL, KEY_DOC},
    {"sort", required_argument, NULL, KEY_SORT},
    {"limit", required_argument, NULL, KEY_LIMIT},
    {"offset", required_argument, NULL, KEY_OFFSET},
    {"layer", required_argument, NULL, KEY_LAYER},
    {"format", required_argument, NULL, KEY_FORMAT},
    {"as", required_argument, NULL, KEY_AS},
    {"output", required_argument, NULL, KEY_OUTPUT},
    {"port", required_argument, NULL, KEY_PORT},
    {"by", required_argument, NULL, KEY_BY},
    {"misses", required_argument, NULL, KEY_MISSES},
    {"dry-run", no_argument, NULL, KEY_DRY_RUN},
    {"quiet", no_argument, NULL, KEY_QUIET},
    {"json-errors", no_argument, NULL, KEY_JSON_ERRORS},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

void complain(const struct flags *flags, const char *input, const bay_error *err)
{
    if (!flags->json_errors) {
        bool named = input && !strncmp(err->message, input, strlen(input));
        fprintf(stderr, "bayhaqi: %s%s%s\n", input && !named ? input : "", input && !named ? ": " : "", err->message);
        return;
    }
    bay_buf line;
    bay_buf_init(&line, 1 << 16);
    bay_json_open(&line, '{');
    bay_json_key(&line, "error");
    bay_json_text(&line, err->message);
    bay_json_key(&line, "input");
    bay_json_text(&line, input);
    bay_json_key(&line, "status");
    bay_json_int(&line, err->status);
    bay_json_close(&line, '}');
    if (!line.failed) fprintf(stderr, "%s\n", line.bytes);
    bay_buf_release(&line);
}

void complain_text(const struct flags *flags, const char *format, ...)
{
    bay_error err = {0};
    va_list args;
    va_start(args, format);
    vsnprintf(err.message, sizeof err.message, format, args);
    va_end(args);
    complain(flags, NULL, &err);
}

static int read_number(struct flags *flags, const char *name, long *out, long least, long most)
{
    char *end;
    errno = 0;
    long value = strtol(optarg, &end, 10);
    if (errno || *end || end == optarg || value < least || value > most) {
        complain_text(flags, "--%s %s: not a number from %ld to %ld", name, optarg, least, most);
        return EXIT_USAGE;
    }
    *out = value;
    return 0;
}

static int read_date(struct flags *flags, const char *name, const char **out)
{
    bay_date date;
    if (!bay_date_parse(bay_str_from(optarg), &date)) {
        complain_text(flags, "--%s %s: not a date (2021-08-02)", name, optarg);
        return EXIT_USAGE;
    }
    *out = optarg;
    return 0;
}

static int read_fields(struct flags *flags)
{
    bay_error err = {0};
    flags->fields = optarg;
    if (bay__check_fields(optarg, &err) == BAY_OK) return 0;
    complain(flags, NULL, &err);
    return EXIT_USAGE;
}

/* "west,south,east,north" in degrees, as in GeoJSON and the API. */
static int read_box(struct flags *flags)
{
    bay_str rest = bay_str_from(optarg), piece;
    int n = 0;
    while (n < 4 && bay_str_next(&rest, ',', &piece) && bay_str_to_double(bay_str_trim(piece), &flags->box[n])) n++;
    const double *b = flags->box;
    flags->has_box = n == 4 && !rest.size && b[0] <= b[2] && b[1] <= b[3] && b[0] >= -180 && b[0] <= 180 && b[2] >= -180 && b[2] <= 180 && b[1] >= -90 && b[3] <= 90;
    if (flags->has_box) return 0;
    complain_text(flags, "--bbox %s: not west,south,east,north in degrees", optarg);
    return EXIT_USAGE;
}

static int read_delay(struct flags *flags)
{
    if (bay_str_to_double(bay_str_from(optarg), &flags->delay) && flags->delay > 0 && flags->delay <= 3600) return 0;
    complain_text(flags, "--delay %s: not a number of seconds above 0 and up to 3600", optarg);
    return EXIT_USAGE;
}

static int read_option(struct flags *flags, int key)
{
    long number = 0;
    int bad = 0;
    switch (key) {
    case KEY_DB: flags->db = optarg; break;
    case KEY_LEXICON: flags->lexicon = optarg; break;
    case KEY_LEXICON_ONLY: flags->lexicon_only = 1; break;
    case KEY_MODEL: flags->model = optarg; break;
    case KEY_GAZETTEER: flags->gazetteer = optarg; break;
    case KEY_PUBLISHED: return read_date(flags, "published", &flags->published);
    case KEY_OUTLET: flags->outlet = optarg; break;
    case KEY_LANG: flags->lang = optarg; break;
    case KEY_INPUT_FORMAT: flags->input_format = optarg; break;
    case KEY_FIELDS: return read_fields(flags);
    case KEY_SPEAKER: flags->speaker = optarg; break;
    case KEY_BBOX: return read_box(flags);
    case KEY_ALL_VERSIONS: flags->all_versions = 1; break;
    case KEY_ALLOW_PRIVATE: flags->allow_private = 1; break;
    case KEY_ONCE: flags->once = 1; break;
    case KEY_NO_PAGES: flags->no_pages = 1; break;
    case KEY_LIST: flags->list = 1; break;
    case KEY_FORGET: flags->forget = 1; break;
    case KEY_EVERY: return read_number(flags, "every", &flags->every, 1, 100000);
    case KEY_MAX_ITEMS: return read_number(flags, "max-items", &flags->max_items, 1, 100000);
    case KEY_TIMEOUT: return read_number(flags, "timeout", &flags->timeout, 1, 3600);
    case KEY_MAX_SIZE: return read_number(flags, "max-size", &flags->max_size, 1, 64);
    case KEY_DELAY: return read_delay(flags);
    case KEY_USER_AGENT: flags->user_agent = optarg; break;
    case KEY_ONE_SENTENCE: flags->one_sentence_per_line = 1; break;
    case KEY_THREADS: bad = read_number(flags, "threads", &number, 1, 256); flags->threads = (int)number; return bad;
    case KEY_SINCE: return read_date(flags, "since", &flags->since);
    case KEY_UNTIL: return read_date(flags, "until", &flags->until);
    case KEY_ACTOR: flags->actor = optarg; break;
    case KEY_RECIPIENT: flags->recipient = optarg; break;
    case KEY_TYPE: flags->type = optarg; break;
    case KEY_PLACE: flags->place = optarg; break;
    case KEY_STATUS: flags->status = optarg; break;
    case KEY_SEARCH: flags->search = optarg; break;
    case KEY_DOC: flags->doc = optarg; break;
    case KEY_SORT: flags->sort = optarg; break;
    case KEY_LIMIT: return read_number(flags, "limit", &flags->limit, 0, 1000000000);
    case KEY_OFFSET: return read_number(flags, "offset", &flags->offset, 0, 1000000000);
    case KEY_LAYER: flags->layer = optarg; break;
    case KEY_FORMAT: flags->format = optarg; break;
    case KEY_AS: flags->as = optarg; break;
    case KEY_OUTPUT: flags->output = optarg; break;
    case KEY_PORT: bad = read_number(flags, "port", &number, 0, 65535); flags->port = (int)number; return bad;
    case KEY_BY: flags->by = optarg; break;
    case KEY_MISSES: return read_number(flags, "misses", &flags->misses, 1, 1000000);
    case KEY_DRY_RUN: flags->dry_run = 1; break;
    case KEY_QUIET: flags->quiet = 1; break;
    case KEY_JSON_ERRORS: flags->json_errors = 1; break;
    case 'h': flags->help = 1; break;
    default: return EXIT_USAGE;   /* getopt has said why */
    }
    return 0;
}

/* Every word of a list must be known; a code, which begins with a digit, may be any. */
static int check_words(const struct flags *flags, const char *name, const char *list, const char *known)
{
    bay_str rest = bay_str_from(list ? list : ""), word, one;
    while (bay_str_next(&rest, ',', &word)) {
        bay_str all = bay_str_from(known);
        bool found = !word.size || (word.bytes[0] >= '0' && word.bytes[0] <= '9');
        while (!found && bay_str_next(&all, ' ', &one)) found = one.size == word.size && !strncasecmp(one.bytes, word.bytes, word.size);
        if (found) continue;
        complain_text(flags, "--%s %.*s: not one of %s", name, BAY_STR_ARG(word), known);
        return EXIT_USAGE;
    }
    return 0;
}

int flags_read(struct flags *flags, int argc, char **argv)
{
    memset(flags, 0, sizeof *flags);
    flags->db = "bayhaqi.db";
    flags->threads = 1;
    flags->limit = -1;
    flags->port = 8177;
    optind = 1;
    int key;
    while ((key = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        int bad = read_option(flags, key);
        if (key == '?') fprintf(stderr, "(bayhaqi %s --help lists the options)\n", argv[0]);
        if (bad) return bad;
    }
    flags->args = argv + optind;
    flags->arg_count = argc - optind;
    int bad = check_words(flags, "type", flags->type, "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
                          "PROTEST SANCTION MOBILIZE COERCE ASSAULT");
    return bad ? bad : check_words(flags, "status", flags->status, "happened claimed denied negated threatened demanded planned hypothetical "
                                   "background asserts denies confirms doubts claims_responsibility denies_responsibility disputed held "
                                   "contested lost");
}

bay_engine *open_engine(const struct flags *flags) { return open_engine_with(flags, NULL); }

bay_engine *open_engine_with(const struct flags *flags, const char *people)
{
    char model[4096] = "";
    if (flags->model && !find_model(flags->model, model, sizeof model)) {
        complain_text(flags, "--model %s: no such file, and no %s.bayhaqi in models/ or share/bayhaqi/models/ beside the program", flags->model, flags->model);
        return NULL;
    }
    bay_engine_options how = {.lexicon_dir = flags->lexicon, .lexicon_only = flags->lexicon_only,
                              .model_file = *model ? model : NULL, .gazetteer_file = flags->gazetteer, .people = people};
    bay_error err = {0};
    bay_engine *engine = NULL;
    if (bay_engine_open(&how, &engine, &err)) complain(flags, NULL, &err);
    return engine;
}

bay_read_options read_options(const struct flags *flags)
{
    return (bay_read_options){.published = flags->published, .outlet = flags->outlet, .lang = flags->lang,
                              .format = flags->input_format, .one_sentence_per_line = flags->one_sentence_per_line};
}

int write_out(const struct flags *flags, const char *bytes, size_t size)
{
    if (size == 0 || fwrite(bytes, 1, size, stdout) == size) return 0;
    if (errno != EPIPE) complain_text(flags, "standard output: %s", strerror(errno));
    return EXIT_CANNOT;
}

struct flag_group { int takes; const char *text; };

static const struct flag_group flag_groups[] = {
    {TAKES_LAYER, "  --layer L              article conllu entities coref frames quotes times places quantities actors statements events\n"},
    {TAKES_AS, "  --as LAYOUT            plover cameo gdelt icews acled geojson jsonl csv tsv\n"},
    {TAKES_PORT, "  --port N               8177 without it; 0 takes any free port and prints it\n"},
    {TAKES_READING,
     "  --published DATE       of pages that do not tell theirs (2021-08-02)\n"
     "  --outlet NAME          of pages that do not tell theirs\n"
     "  --lang CODE            of pages that do not tell theirs (en)\n"
     "  --input-format F       html text jsonl csv feed warc mbox eml pdf zip tar gzip zstd; without it, told by content\n"
     "  --fields MAP           other names of columns and keys: text=story,published=pub_date (of CSV, with --input-format csv)\n"
     "  --one-sentence-per-line  for plain text\n"},
    {TAKES_WATCH,
     "  --once                 one round, then end (for cron)\n"
     "  --every MINUTES        between two rounds of a source; 30 without it, longer after failures\n"
     "  --max-items N          pages of a source in a round, the newest first; 100 without it\n"
     "  --no-pages             only the words that a feed carries, not the pages behind them\n"
     "  --list                 what is followed, how far it has come, what failed\n"
     "  --forget               follow the named sources no longer; their pages stay\n"},
    {TAKES_FETCH,
     "  --delay SECONDS        between two requests to a host; 2 without it\n"
     "  --timeout SECONDS      of one request; 60 without it\n"
     "  --max-size MIB         of one page; 16 without it\n"
     "  --user-agent TEXT      what servers are told; robots.txt is asked for bayhaqi\n"
     "  --allow-private        also addresses of this machine and of private networks\n"},
    {TAKES_THREADS, "  --threads N            1 without it; the output is the same\n"},
    {TAKES_DRY_RUN, "  --dry-run              tell what would change and leave the ledger as it is\n"},
    {TAKES_LEDGER, "  --db FILE              the ledger; ./bayhaqi.db without it\n"},
    {TAKES_FILTERS,
     "filters; lists are separated by commas:\n"
     "  --actor, --recipient X  an id, a code or its beginning (AFGREB), a country (AFG), or part of a name\n"
     "  --type T               PLOVER type (ASSAULT), or CAMEO code or its beginning (19)\n"
     "  --status S             happened claimed denied negated threatened demanded planned hypothetical background;\n"
     "                         of claims: asserts denies confirms doubts claims_responsibility denies_responsibility\n"
     "  --place P              part of a place's or province's name, or a country code\n"
     "  --bbox W,S,E,N         within these degrees\n"
     "  --speaker X            who says so, anywhere in the chain; as --actor\n"
     "  --all-versions         superseded pages and their events too\n"
     "  --since, --until DATE  the event's date; of documents, the publication's\n"
     "  --search WORDS         words in the page: '\"border crossing\"', 'crossing NOT trade'\n"
     "  --doc ID               one page\n"
     "  --outlet NAME          part of the outlet's name\n"
     "  --sort KEY             events: date type status actor place outlet confidence; documents: published title outlet\n"
     "                         events; incidents: date sources; -KEY turns it round\n"
     "  --limit N, --offset N  a table on a terminal stops at 100 rows, elsewhere all are printed\n"},
    {TAKES_DOC, "  --doc PREFIX           only documents whose name begins so (GUM_news); of event lines, one split (dev)\n"
     "  --by WORD              of events, a line for each type, status, role, tag or step of confidence; or event: its evidence\n"
     "  --misses N             of events, the first N that are wrong: what was expected, what was found, by which rule\n"},
    {TAKES_FORMAT, "  --format F             table jsonl csv tsv; without it a table, in a pipe too (120 characters, or $COLUMNS)\n"},
    {TAKES_ENGINE,
     "  --lexicon DIR          rows of your own over the built-in dictionaries\n"
     "  --lexicon-only         DIR instead of the built-in ones\n"
     "  --model NAME           default (built in), or accurate: slower, better; or a model file\n"
     "  --gazetteer FILE       place names other than those built in\n"},
};

void print_command_help(const struct command *command, FILE *to)
{
    fprintf(to, "usage: bayhaqi %s %s\n\n%s\n\noptions:\n", command->name, command->usage, command->summary);
    for (size_t i = 0; i < sizeof flag_groups / sizeof *flag_groups; i++)
        if (command->takes & flag_groups[i].takes) fputs(flag_groups[i].text, to);
    fputs("  --quiet, --json-errors  say nothing but errors; errors as JSON lines\n", to);
    if (command->example) fprintf(to, "\nexample:\n  %s\n", command->example);
    fputs("\nexit status: 0 done, 1 done but some inputs or ids failed, 2 bad usage, 3 cannot go on\n", to);
}
