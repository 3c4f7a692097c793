#include "ingest/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/mem.h"

enum { ENTRIES_MAX = 1000000 };

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bay_status add(bay__listing *list, size_t *room, const char *folder, const char *name, bay_error *err)
{
    if (list->count >= ENTRIES_MAX) return bay_fail(err, BAY_LIMIT, "folder of more than %d entries", ENTRIES_MAX);
    if (list->count == *room) {
        size_t more = *room ? *room * 2 : 64;
        char **paths = bay_realloc(list->paths, more * sizeof *paths);
        if (!paths) return bay_fail_memory(err);
        list->paths = paths;
        *room = more;
    }
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = bay_malloc(size);
    if (!path) return bay_fail_memory(err);
    size_t at = strlen(folder);
    while (at > 1 && folder[at - 1] == '/') at--;
    snprintf(path, size, "%.*s/%s", (int)at, folder, name);
    list->paths[list->count++] = path;
    return BAY_OK;
}

static bay_status mark_folders(bay__listing *list, bay_error *err)
{
    list->is_folder = bay_calloc(list->count + 1, 1);
    if (!list->is_folder) return bay_fail_memory(err);
    for (size_t i = 0; i < list->count; i++) {
        struct stat info;
        list->is_folder[i] = stat(list->paths[i], &info) == 0 && S_ISDIR(info.st_mode);
    }
    return BAY_OK;
}

bay_status bay__list_folder(const char *folder, bay__listing *out, bay_error *err)
{
    *out = (bay__listing){0};
    DIR *dir = opendir(folder);
    if (!dir) return bay_fail(err, BAY_IO, "folder cannot be read: %s", strerror(errno));
    size_t room = 0;
    bay_status status = BAY_OK;
    for (const struct dirent *entry; !status && (entry = readdir(dir));) {
        if (entry->d_name[0] != '.') status = add(out, &room, folder, entry->d_name, err);
    }
    closedir(dir);
    if (!status && out->count) qsort(out->paths, out->count, sizeof *out->paths, compare);
    if (!status) status = mark_folders(out, err);
    if (status) bay__listing_release(out);
    return status;
}

void bay__listing_release(bay__listing *listing)
{
    for (size_t i = 0; i < listing->count; i++) bay_free(listing->paths[i]);
    bay_free(listing->paths);
    bay_free(listing->is_folder);
    *listing = (bay__listing){0};
}

/* ---- what is passed over ---------------------------------------------------- */

/* README, README.md, readme.txt: about the folder, no article of it. */
static int is_readme(const char *name) { return !strncasecmp(name, "readme", 6) && (!name[6] || name[6] == '.'); }

/* By name: what lies among pages and holds none that is read. */
static int is_other_kind(const char *name)
{
    static const char *const ends[] = {"png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "css", "js", "mjs", "map", "woff", "woff2",
                                       "ttf", "doc", "docx", "xls", "xlsx", "mp3", "mp4", "db", "sqlite", "db-wal", "db-shm"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (!strcasecmp(dot + 1, ends[i])) return 1;
    return 0;
}

const char *bay__left_out(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (const char *p = path; *p; p++)
        if (*p == '.' && (p == path || p[-1] == '/') && p[1] && p[1] != '/' && p[1] != '.') return "";
    if (strstr(path, "__MACOSX/")) return "";
    if (is_readme(name)) return "a read-me is no article (name the file itself to read it)";
    if (is_other_kind(name)) return "by its name a picture, script, office file or the like";
    if (strstr(path, "_files/")) return "belongs to the saved page beside it";
    return NULL;
}
