/* bayhaqi - the command. Each command is a function in its own cmd_*.c; this is the table and the door. */
#include <signal.h>
#include <string.h>

#include "ledger.h"

enum { ANY_QUERY = TAKES_LEDGER | TAKES_FILTERS | TAKES_FORMAT };

const struct command commands[] = {
    {"code", "[INPUT...]", "Reads articles and prints their events, one JSON line each; keeps nothing.",
     "bayhaqi code --published 2021-08-02 page.html", cmd_code, TAKES_READING | TAKES_FETCH | TAKES_THREADS | TAKES_ENGINE},
    {"layers", "--layer L [INPUT...]",
     "Prints one layer of each article: article conllu entities coref frames quotes times places quantities actors statements events.",
     "bayhaqi layers --layer quotes page.html", cmd_layers, TAKES_LAYER | TAKES_READING | TAKES_FETCH | TAKES_THREADS | TAKES_ENGINE},
    {"add", "[INPUT...]", "Reads articles and keeps them, with their events and claims, in the ledger (--db, ./bayhaqi.db).",
     "bayhaqi add --threads 2 pages/", cmd_add, TAKES_LEDGER | TAKES_READING | TAKES_FETCH | TAKES_THREADS | TAKES_ENGINE},
    {"watch", "[SOURCE...]",
     "Follows feeds, sitemaps, pages and folders and adds what is new, until Ctrl-C; without SOURCE, those it followed before.",
     "bayhaqi watch --every 60 https://news.example.org/rss incoming/", cmd_watch,
     TAKES_WATCH | TAKES_FETCH | TAKES_LEDGER | TAKES_THREADS | TAKES_ENGINE},
    {"recode", "[--dry-run]",
     "Codes the ledger's pages again after a change of dictionaries, model or program, and tells what changed, cell by cell.",
     "bayhaqi recode --lexicon my-lexicon --dry-run", cmd_recode,
     TAKES_DRY_RUN | TAKES_LEDGER | TAKES_FORMAT | TAKES_THREADS | TAKES_ENGINE},
    {"events", "[FILTERS]", "Events of the ledger: who did what to whom, where, when, who says so.",
     "bayhaqi events --actor Taliban --type ASSAULT --since 2021-07-01", cmd_events, ANY_QUERY},
    {"claims", "[FILTERS]", "Who asserts, confirms, doubts or denies which event (--status: the stance).",
     "bayhaqi claims --status denies", cmd_claims, ANY_QUERY},
    {"disputes", "[FILTERS]", "Accusations and their rejections, contradicting claims and figures, side by side.",
     "bayhaqi disputes --actor PAK --format table", cmd_disputes, ANY_QUERY},
    {"incidents", "[FILTERS]", "Reports of one event grouped over documents, with independent sources and every figure.",
     "bayhaqi incidents --place Herat", cmd_incidents, ANY_QUERY},
    {"control", "[FILTERS]", "Who holds which place: held, claimed, contested, lost or denied, and who says so.",
     "bayhaqi control --place AFG", cmd_control, ANY_QUERY},
    {"actors", "[FILTERS]", "Actors by how often they occur.", "bayhaqi actors --since 2021-08-01 --limit 20", cmd_actors, ANY_QUERY},
    {"sources", "[FILTERS]", "Outlets and speakers, and what stance they take.", "bayhaqi sources --format csv", cmd_sources, ANY_QUERY},
    {"documents", "[FILTERS]", "Documents of the ledger; --search looks for words.",
     "bayhaqi documents --search 'border crossing'", cmd_documents, ANY_QUERY},
    {"show", "ID...", "One event, claim, incident, dispute, actor or document with its evidence.",
     "bayhaqi show e1b2c3d4", cmd_show, TAKES_LEDGER | TAKES_FORMAT},
    {"explain", "ID | -", "Why a row says what it says: tokens, tree, rule, candidates for actors and places and why one won.",
     "bayhaqi explain e1b2c3d4", cmd_explain, TAKES_LEDGER | TAKES_READING | TAKES_ENGINE},
    {"export", "--as LAYOUT [FILTERS]", "Events as plover, cameo, gdelt, icews, acled, geojson, csv or jsonl (docs/formats/exports.md).",
     "bayhaqi export --as acled --since 2021-07-01 > events.csv", cmd_export, TAKES_AS | TAKES_LEDGER | TAKES_FILTERS},
    {"lexicon", "check | coverage | test [WORD...] | add TABLE [COLUMN=VALUE...] | learned",
     "check: rows that cannot be read or contradict each other; coverage: what each country's actors lack; test: every verb's example, or those of WORD; add: a row into --lexicon DIR, asking for its columns when none is given; learned: persons that the ledger's articles have told.",
     "bayhaqi lexicon check --lexicon my-lexicon", cmd_lexicon, TAKES_LEDGER | TAKES_ENGINE},
    {"serve", "[--port N]", "The web page and the JSON API on 127.0.0.1, until Ctrl-C (--port 0: any free port).",
     "bayhaqi serve --db bayhaqi.db --port 8177", cmd_serve, TAKES_LEDGER | TAKES_PORT},
    {"eval", "SET...", "Scores against a gold file: CoNLL-U trees, IOB2 names, event records; figures in per cent.",
     "bayhaqi eval --doc GUM_news gum.test.conllu", cmd_eval, TAKES_DOC | TAKES_FORMAT | TAKES_ENGINE},
    {NULL, NULL, NULL, NULL, NULL, 0},
};

static void print_help(FILE *to)
{
    fprintf(to, "bayhaqi %s - reads news, keeps a ledger of who did what to whom, according to whom\n\n", bay_version());
    fprintf(to, "usage: bayhaqi COMMAND [OPTIONS] [INPUT...]\n\n");
    for (const struct command *c = commands; c->name; c++) fprintf(to, "  %-10s %s\n", c->name, c->summary);
    fprintf(to, "\nINPUT is a file, a folder, an address (http, https), or - for standard input. `bayhaqi COMMAND --help` says more.\n");
}

static const struct command *find_command(const char *name)
{
    for (const struct command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) { print_help(stderr); return EXIT_USAGE; }
    if (!strcmp(argv[1], "--version")) { puts(bay_version()); return EXIT_DONE; }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help")) { print_help(stdout); return EXIT_DONE; }
    const struct command *command = find_command(argv[1]);
    if (!command) {
        fprintf(stderr, "bayhaqi: no command '%s' (try: bayhaqi --help)\n", argv[1]);
        return EXIT_USAGE;
    }
    struct flags flags;
    int bad = flags_read(&flags, argc - 1, argv + 1);
    if (bad) return bad;
    if (flags.help) { print_command_help(command, stdout); return EXIT_DONE; }
    int code = command->run(&flags);
    return fflush(stdout) && code == EXIT_DONE ? EXIT_CANNOT : code;
}
