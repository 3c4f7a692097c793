#include "batch.h"

#include <pthread.h>

#include "base/mem.h"
#include "base/work.h"
#include "engine.h"

enum { JOBS_PER_THREAD = 4, THREADS_MAX = 256 };

enum job_state { JOB_FREE, JOB_WAITING, JOB_RUNNING, JOB_DONE };

struct job {
    bay_doc *doc;
    bay_arena input;            /* the copied bytes and options */
    bay_str bytes;
    bay_read_options options;
    bay_status status;
    bay_error error;
    enum job_state state;
};

struct bay_batch {
    const bay_engine *engine;
    bay_batch_sink *sink;
    void *arg;
    bay_batch_skip *skip;
    void *skip_arg;
    bool read_only;                 /* documents are read and cleaned, and no further stage runs */
    struct job *jobs;
    uint32_t job_count;
    uint64_t pushed, taken, sunk;   /* running numbers of jobs; slot = number % job_count */
    bool stop;
    pthread_mutex_t lock;
    pthread_cond_t work_ready, work_done;
    bay_work **works;               /* one a thread; works[0] also serves the one-thread case */
    pthread_t *threads;
    int thread_count, started;
};

struct worker_start {
    bay_batch *batch;
    bay_work *work;
};

static void run_job(const bay_batch *batch, bay_work *work, struct job *job)
{
    job->error = (bay_error){0};
    bay_doc_clear(job->doc);
    bay_arena_clear(&work->scratch);
    job->status = bay_doc_read(job->doc, batch->engine, work, job->bytes.bytes, job->bytes.size, &job->options, &job->error);
    if (!job->status && !batch->read_only) job->status = bay_run(batch->engine, work, job->doc, &job->error);
}

static void *worker(void *arg)
{
    struct worker_start *start = arg;
    bay_batch *batch = start->batch;
    pthread_mutex_lock(&batch->lock);
    for (;;) {
        while (!batch->stop && batch->taken == batch->pushed) pthread_cond_wait(&batch->work_ready, &batch->lock);
        if (batch->taken == batch->pushed) break;
        struct job *job = &batch->jobs[batch->taken++ % batch->job_count];
        job->state = JOB_RUNNING;
        pthread_mutex_unlock(&batch->lock);
        run_job(batch, start->work, job);
        pthread_mutex_lock(&batch->lock);
        job->state = JOB_DONE;
        pthread_cond_signal(&batch->work_done);
    }
    pthread_mutex_unlock(&batch->lock);
    bay_free(start);
    return NULL;
}

static bay_status start_threads(bay_batch *batch, bay_error *err)
{
    for (int i = 0; i < batch->thread_count && batch->thread_count > 1; i++) {
        struct worker_start *start = bay_malloc(sizeof *start);
        if (!start) return bay_fail_memory(err);
        *start = (struct worker_start){batch, batch->works[i]};
        if (pthread_create(&batch->threads[i], NULL, worker, start)) {
            bay_free(start);
            return bay_fail(err, BAY_NO_MEMORY, "cannot start thread %d", i + 1);
        }
        batch->started++;
    }
    return BAY_OK;
}

static bay_status make_parts(bay_batch *batch, bay_error *err)
{
    batch->job_count = batch->thread_count > 1 ? (uint32_t)batch->thread_count * JOBS_PER_THREAD : 1;
    batch->jobs = bay_calloc(batch->job_count, sizeof *batch->jobs);
    batch->works = bay_calloc((size_t)batch->thread_count, sizeof *batch->works);
    batch->threads = bay_calloc((size_t)batch->thread_count, sizeof *batch->threads);
    if (!batch->jobs || !batch->works || !batch->threads) return bay_fail_memory(err);
    for (uint32_t i = 0; i < batch->job_count; i++) {
        bay_arena_init(&batch->jobs[i].input, 128u << 20);
        BAY_TRY(bay_doc_new(&batch->jobs[i].doc, err));
    }
    for (int i = 0; i < batch->thread_count; i++) BAY_TRY(bay_work_new(batch->engine, &batch->works[i], err));
    return start_threads(batch, err);
}

bay_status bay_batch_new(const bay_engine *engine, int threads, bay_batch_sink *sink, void *arg, bay_batch **out,
                         bay_error *err)
{
    bay_batch *batch = bay_calloc(1, sizeof *batch);
    if (!batch) return bay_fail_memory(err);
    batch->engine = engine;
    batch->sink = sink;
    batch->arg = arg;
    batch->thread_count = threads < 1 ? 1 : threads > THREADS_MAX ? THREADS_MAX : threads;
    pthread_mutex_init(&batch->lock, NULL);
    pthread_cond_init(&batch->work_ready, NULL);
    pthread_cond_init(&batch->work_done, NULL);
    bay_status status = make_parts(batch, err);
    if (status) bay_batch_free(batch);
    else *out = batch;
    return status;
}

/* Waits for the oldest job and hands it to the sink. */
static bay_status sink_oldest(bay_batch *batch, bay_error *err)
{
    struct job *job = &batch->jobs[batch->sunk % batch->job_count];
    pthread_mutex_lock(&batch->lock);
    while (job->state != JOB_DONE) pthread_cond_wait(&batch->work_done, &batch->lock);
    pthread_mutex_unlock(&batch->lock);
    bay_status status = batch->sink(batch->arg, job->doc, job->status, &job->error, err);
    job->state = JOB_FREE;
    batch->sunk++;
    return status;
}

void bay_batch_on_push(bay_batch *batch, bay_batch_skip *skip, void *arg)
{
    batch->skip = skip;
    batch->skip_arg = arg;
}

void bay_batch_read_only(bay_batch *batch) { batch->read_only = true; }

const bay_read_options *bay_batch_options(const bay_batch *batch)
{
    return &batch->jobs[batch->sunk % batch->job_count].options;
}

static bool copy_text(bay_arena *arena, const char **text)
{
    if (!*text) return true;
    *text = bay_str_copy(arena, bay_str_from(*text)).bytes;
    return *text != NULL;
}

static bool copy_input(struct job *job, const void *bytes, size_t size, const bay_read_options *options)
{
    bay_arena_clear(&job->input);
    job->options = options ? *options : (bay_read_options){0};
    bay_read_options *o = &job->options;
    const char **texts[] = {&o->id, &o->format, &o->published, &o->outlet, &o->url, &o->lang, &o->charset, &o->title, &o->origin};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!copy_text(&job->input, texts[i])) return false;
    if (size > UINT32_MAX - 1) return false;
    job->bytes = bay_str_copy(&job->input, (bay_str){bytes, (uint32_t)size});
    return job->bytes.bytes != NULL;
}

bay_status bay_batch_push(bay_batch *batch, const void *bytes, size_t size, const bay_read_options *options,
                          bay_error *err)
{
    static const bay_read_options nothing_known = {0};
    if (batch->skip && size < UINT32_MAX &&
        batch->skip(batch->skip_arg, (bay_str){bytes, (uint32_t)size}, options ? options : &nothing_known)) return BAY_OK;
    if (batch->pushed - batch->sunk == batch->job_count) BAY_TRY(sink_oldest(batch, err));
    struct job *job = &batch->jobs[batch->pushed % batch->job_count];
    if (!copy_input(job, bytes, size, options)) return bay_fail_memory(err);
    if (batch->thread_count == 1) {
        batch->pushed++;
        run_job(batch, batch->works[0], job);
        job->state = JOB_DONE;
        return sink_oldest(batch, err);
    }
    pthread_mutex_lock(&batch->lock);
    job->state = JOB_WAITING;
    batch->pushed++;
    pthread_cond_signal(&batch->work_ready);
    pthread_mutex_unlock(&batch->lock);
    return BAY_OK;
}

bay_status bay_batch_finish(bay_batch *batch, bay_error *err)
{
    while (batch->sunk < batch->pushed) BAY_TRY(sink_oldest(batch, err));
    return BAY_OK;
}

static void join_threads(bay_batch *batch)
{
    pthread_mutex_lock(&batch->lock);
    batch->stop = true;
    pthread_cond_broadcast(&batch->work_ready);
    pthread_mutex_unlock(&batch->lock);
    for (int i = 0; i < batch->started; i++) pthread_join(batch->threads[i], NULL);
}

void bay_batch_free(bay_batch *batch)
{
    if (!batch) return;
    join_threads(batch);
    for (uint32_t i = 0; batch->jobs && i < batch->job_count; i++) {
        bay_doc_free(batch->jobs[i].doc);
        bay_arena_release(&batch->jobs[i].input);
    }
    for (int i = 0; batch->works && i < batch->thread_count; i++) bay_work_free(batch->works[i]);
    bay_free(batch->jobs);
    bay_free(batch->works);
    bay_free(batch->threads);
    pthread_cond_destroy(&batch->work_done);
    pthread_cond_destroy(&batch->work_ready);
    pthread_mutex_destroy(&batch->lock);
    bay_free(batch);
}
