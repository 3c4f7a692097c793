/* bayhaqi serve - the page and the JSON API on 127.0.0.1, until SIGINT or SIGTERM. */
#include <signal.h>

#include "assets.h"
#include "ledger.h"
#include "serve/http.h"

int cmd_serve(struct flags *flags)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL);   /* before the server's thread starts, so that it inherits the mask */
    bay_store *weighed = open_ledger(flags, BAY_STORE_READ);
    if (!weighed) return EXIT_CANNOT;
    bay_store_close(weighed);
    bay_asset web = bay__asset_web();
    bay_server_options options = {.db = flags->db, .port = flags->port, .page = {web.bytes, (uint32_t)web.size}};
    bay_server *server;
    bay_error err = {0};
    if (bay_server_start(&options, &server, &err)) {
        complain(flags, NULL, &err);
        return EXIT_CANNOT;
    }
    fprintf(stderr, "listening on http://127.0.0.1:%d/ (stop with Ctrl-C)\n", bay_server_port(server));
    int which;
    sigwait(&stop, &which);
    bay_server_stop(server);
    return EXIT_DONE;
}
