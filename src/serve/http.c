#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/mem.h"
#include "serve/api.h"
#include "serve/request.h"

enum { CONNECTIONS_MAX = 64, IDLE_SECONDS = 30, CONNECTION_KIB = 32 };

struct bay_server {
    bay_api api;
    struct MHD_Daemon *daemon;
    int port;
};

/* One request on its way; the target is as in the request line, so that only serve/request.c takes it apart. */
struct request_state {
    bool headers_seen;
    uint32_t size;
    char target[];
};

static const char *const headers_of_all[][2] = {
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cache-Control", "no-store"},
};

bool bay__host_is_ours(const char *host)
{
    bay_str rest = bay_str_from(host), name;
    if (!bay_str_next(&rest, ':', &name)) return false;
    if (rest.size > 5) return false;
    for (uint32_t i = 0; i < rest.size; i++)
        if (rest.bytes[i] < '0' || rest.bytes[i] > '9') return false;
    return bay_str_is(name, "127.0.0.1") || (name.size == 9 && !strncasecmp(name.bytes, "localhost", 9));
}

/* ---- answers --------------------------------------------------------------------- */

static enum MHD_Result send_response(struct MHD_Connection *connection, int code, const char *mime, const char *file_name,
                                     struct MHD_Response *response)
{
    if (!response) return MHD_NO;
    MHD_add_response_header(response, "Content-Type", mime);
    for (size_t i = 0; i < sizeof headers_of_all / sizeof *headers_of_all; i++)
        MHD_add_response_header(response, headers_of_all[i][0], headers_of_all[i][1]);
    if (code == MHD_HTTP_METHOD_NOT_ALLOWED) MHD_add_response_header(response, "Allow", "GET");
    char disposition[96];
    if (file_name) {
        snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", file_name);
        MHD_add_response_header(response, "Content-Disposition", disposition);
    }
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)code, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, int code, const char *json)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(strlen(json), (void *)(uintptr_t)json, MHD_RESPMEM_PERSISTENT);
    return send_response(connection, code, "application/json; charset=utf-8", NULL, response);
}

static enum MHD_Result answer(bay_server *server, struct MHD_Connection *connection, const struct request_state *state)
{
    bay_response answer;
    bay_api_answer(&server->api, (bay_str){state->target, state->size}, &answer);
    bool borrowed = answer.bytes.bytes != answer.body.bytes;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        answer.bytes.size, (void *)(uintptr_t)(answer.bytes.bytes ? answer.bytes.bytes : ""),
        borrowed ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
    enum MHD_Result result = send_response(connection, answer.code, answer.mime, answer.file_name, response);
    bay_response_release(&answer);
    return result;
}

/* ---- what libmicrohttpd calls ------------------------------------------------------ */

static void *on_target(void *context, const char *uri, struct MHD_Connection *connection)
{
    (void)context; (void)connection;
    size_t size = strlen(uri);
    if (size > BAY_TARGET_MAX) size = BAY_TARGET_MAX + 1;       /* enough to be refused as too long */
    struct request_state *state = bay_calloc(1, sizeof *state + size + 1);
    if (!state) return NULL;
    memcpy(state->target, uri, size);
    state->size = (uint32_t)size;
    return state;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *upload, size_t *upload_size, void **its)
{
    (void)url; (void)version; (void)upload; (void)upload_size;
    struct request_state *state = *its;
    if (!state) return MHD_NO;
    if (strcmp(method, MHD_HTTP_METHOD_GET))
        return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "{\"error\":\"only GET is answered\"}");
    if (!bay__host_is_ours(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host")))
        return refuse(connection, MHD_HTTP_FORBIDDEN, "{\"error\":\"ask for localhost or 127.0.0.1\"}");
    if (!state->headers_seen) {     /* an answer at the first call would close the connection */
        state->headers_seen = true;
        return MHD_YES;
    }
    return answer(context, connection, state);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **its, enum MHD_RequestTerminationCode why)
{
    (void)context; (void)connection; (void)why;
    bay_free(*its);
    *its = NULL;
}

/* ---- start and stop ------------------------------------------------------------------ */

static bay_status listen_on(bay_server *server, int port, bay_error *err)
{
    struct sockaddr_in loopback = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    errno = 0;
    server->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO, (uint16_t)port, NULL, NULL, on_request, server,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&loopback, MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_KIB << 10,
        MHD_OPTION_END);
    if (!server->daemon) return bay_fail(err, BAY_IO, "cannot listen on 127.0.0.1:%d: %s", port, errno ? strerror(errno) : "is the port taken?");
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    server->port = info ? info->port : port;
    return BAY_OK;
}

bay_status bay_server_start(const bay_server_options *options, bay_server **out, bay_error *err)
{
    bay_server *server = bay_calloc(1, sizeof *server);
    if (!server) return bay_fail_memory(err);
    bay_status status = bay_api_open(&server->api, options->db, options->page, err);
    if (!status) status = listen_on(server, options->port, err);
    if (status) bay_server_stop(server);
    else *out = server;
    return status;
}

int bay_server_port(const bay_server *server) { return server->port; }

void bay_server_stop(bay_server *server)
{
    if (server->daemon) MHD_stop_daemon(server->daemon);
    bay_api_close(&server->api);
    bay_free(server);
}
