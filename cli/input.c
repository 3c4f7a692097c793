#include "input.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/mem.h"

enum { INPUT_LIMIT = 1 << 30, DEPTH_MAX = 32, PATH_ROOM = 4096 };

struct pusher {
    const struct flags *flags;
    bay_batch *batch;
    struct input_result *result;
};

static void failed(struct pusher *p, const char *path, const bay_error *err)
{
    p->result->failed++;
    complain(p->flags, path, err);
}

static bay_status push_file(struct pusher *p, const char *path, bay_error *err)
{
    char *bytes;
    size_t size;
    bay_error read_error = {0};
    if (bay_file_read(path, INPUT_LIMIT, &bytes, &size, &read_error)) {
        failed(p, path, &read_error);
        return BAY_OK;
    }
    bay_read_options options = read_options(p->flags);
    const char *slash = strrchr(path, '/');
    options.id = strcmp(path, "-") == 0 ? "stdin" : slash ? slash + 1 : path;
    p->result->articles++;
    bay_status status = bay_batch_push(p->batch, bytes, size, &options, err);
    bay_free(bytes);
    return status;
}

static int visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static bay_status push_path(struct pusher *p, const char *path, int depth, bay_error *err)
{
    struct stat info;
    if (!strcmp(path, "-") || stat(path, &info) || !S_ISDIR(info.st_mode)) return push_file(p, path, err);
    struct dirent **names;
    int count = depth < DEPTH_MAX ? scandir(path, &names, visible, alphasort) : -1;
    if (count < 0) {
        bay_error dir_error = {0};
        (void)!bay_fail(&dir_error, BAY_IO, "folder cannot be read");
        failed(p, path, &dir_error);
        return BAY_OK;
    }
    bay_status status = BAY_OK;
    for (int i = 0; i < count; i++) {
        char inner[PATH_ROOM];
        int size = snprintf(inner, sizeof inner, "%s/%s", path, names[i]->d_name);
        if (!status && size < (int)sizeof inner) status = push_path(p, inner, depth + 1, err);
        free(names[i]);
    }
    free(names);
    return status;
}

bay_status push_inputs(const struct flags *flags, bay_batch *batch, struct input_result *result, bay_error *err)
{
    struct pusher p = {flags, batch, result};
    if (flags->arg_count == 0) return push_path(&p, "-", 0, err);
    for (int i = 0; i < flags->arg_count; i++) BAY_TRY(push_path(&p, flags->args[i], 0, err));
    return BAY_OK;
}
