/* ingest/mime.h - what RFC 2045, 2046 and 2047 put between a message and its words.
 *
 *     bay_str subject = bay__mail_header(&arena, head, "Subject");      // unfolded, =?utf-8?Q?...?= decoded, UTF-8
 *     bay__mime_decode(body, bay__header(head, "Content-Transfer-Encoding"), &out);
 */
#ifndef BAY_INGEST_MIME_H
#define BAY_INGEST_MIME_H

#include "base/buf.h"

/* Unfolded, not decoded; "" where there is none. */
bay_str bay__mail_header_raw(bay_arena *arena, bay_str head, const char *name);
bay_str bay__mail_header(bay_arena *arena, bay_str head, const char *name);
/* base64, quoted-printable; anything else is left as it is. What is malformed is passed over. */
void bay__mime_decode(bay_str body, bay_str encoding, bay_buf *out);
/* The next part of a multipart body, without its boundary lines; false at the end. *rest starts as the whole body. */
bool bay__mime_part(bay_str *rest, bay_str boundary, bay_str *part);

#endif
