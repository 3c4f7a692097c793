/* ingest/folder.h - what lies in a folder, in byte order of the names, without hidden files. */
#ifndef BAY_INGEST_FOLDER_H
#define BAY_INGEST_FOLDER_H

#include "base/status.h"

typedef struct bay__listing {
    char **paths;            /* folder/name */
    unsigned char *is_folder;
    size_t count;
} bay__listing;

/* BAY_LIMIT above a million entries. The caller releases it. Links are followed; a folder reached twice is not told. */
BAY_MUST_CHECK bay_status bay__list_folder(const char *folder, bay__listing *out, bay_error *err);
void bay__listing_release(bay__listing *listing);

/* By its path: why a member of a folder or archive is passed over ("" for what needs no word: hidden files), or NULL. What is
 * named by the user is read whatever its name. */
const char *bay__left_out(const char *path);

#endif
