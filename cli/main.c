/* bayhaqi - the command. Each command is a function in its own cmd_*.c; this is the table and the door. */
#include <signal.h>
#include <string.h>

#include "common.h"

const struct command commands[] = {
    {"code", "[INPUT...]", "Reads articles and prints their events, one JSON line each; keeps nothing.",
     "bayhaqi code --published 2021-08-02 page.html", cmd_code},
    {"layers", "--layer L [INPUT...]",
     "Prints one layer of each article: article conllu entities coref frames quotes times places quantities statements events.",
     "bayhaqi layers --layer quotes page.html", cmd_layers},
    {NULL, NULL, NULL, NULL, NULL},
};

static void print_help(FILE *to)
{
    fprintf(to, "bayhaqi %s - reads news, keeps a ledger of who did what to whom, according to whom\n\n", bay_version());
    fprintf(to, "usage: bayhaqi COMMAND [OPTIONS] [INPUT...]\n\n");
    for (const struct command *c = commands; c->name; c++) fprintf(to, "  %-10s %s\n", c->name, c->summary);
    fprintf(to, "\nINPUT is a file, a folder, or - for standard input. `bayhaqi COMMAND --help` says more.\n");
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
