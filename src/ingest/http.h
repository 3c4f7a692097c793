/* ingest/http.h - the bytes of an HTTP response as a web archive keeps them: head, transfer and content encodings off.
 *
 *     bay__response r;
 *     if (bay__response_read(bytes, &unpacked, &r)) use(r.status, r.type, r.body);
 *
 * Archives keep responses as they came and also with the encodings taken off but still named: an encoding that the bytes
 * do not bear out is taken for done.
 */
#ifndef BAY_INGEST_HTTP_H
#define BAY_INGEST_HTTP_H

#include "base/buf.h"

typedef struct bay__response {
    int status;
    bay_str type, charset;          /* of Content-Type, without parameters; "" where not given */
    bay_str date, last_modified;
    bay_str transfer, encoding;
    bay_str body;                   /* in the bytes, or in unpacked */
    const char *problem;            /* the body cannot be had; why  */
} bay__response;

/* The value of a header "Name: value" in a block of lines, first one; "" where there is none. */
bay_str bay__header(bay_str lines, const char *name);
/* A parameter of a header's value: charset of "text/html; charset=utf-8". */
bay_str bay__parameter(bay_str value, const char *name);
/* "text/html" of "text/html; charset=utf-8". */
bay_str bay__without_parameters(bay_str value);
/* Where the head of lines ends (after its blank line), or 0. */
uint32_t bay__head_size(bay_str bytes);
/* False where the bytes are no response. unpacked is cleared and used for bodies that were encoded; its cap bounds them. */
bool bay__response_read(bay_str bytes, bay_buf *unpacked, bay_buf *chunks, bay__response *out);

#endif
