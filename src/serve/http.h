/* serve/http.h - the page and the API over HTTP, for the browser on this machine and nobody else.
 *
 *   reads   requests on 127.0.0.1
 *   writes  what serve/api.h answers
 *
 *     bay_server *server;
 *     bay_server_options options = {.db = "bayhaqi.db", .port = 8177, .page = bundle};
 *     BAY_TRY(bay_server_start(&options, &server, &err));     // its own thread answers from now on
 *     printf("http://127.0.0.1:%d/\n", bay_server_port(server));
 *     bay_server_stop(server);                                // waits for the answer in the making
 *
 * The socket is bound to the loopback address. A request whose Host header is not localhost or 127.0.0.1 is refused, so
 * that a foreign page cannot reach the ledger by pointing a name of its own at this address (DNS rebinding). Only GET is
 * answered; every answer forbids the page to load or send anything elsewhere (Content-Security-Policy). One thread, so one
 * slow question holds up the next.
 */
#ifndef BAY_SERVE_HTTP_H
#define BAY_SERVE_HTTP_H

#include "base/status.h"
#include "base/str.h"

typedef struct bay_server bay_server;

typedef struct bay_server_options {
    const char *db;
    int port;               /* 0: any that is free */
    bay_str page;           /* the bundle (serve/bundle.h); has to outlive the server */
} bay_server_options;

BAY_MUST_CHECK bay_status bay_server_start(const bay_server_options *options, bay_server **out, bay_error *err);
int bay_server_port(const bay_server *server);
void bay_server_stop(bay_server *server);

/* Does a Host header name this machine's loopback? NULL: no header, no. */
bool bay__host_is_ours(const char *host);

#endif
