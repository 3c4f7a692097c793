/* clean/when.c - on which day the page was published: what its parts say, weighed against each other.
 *
 * Every place that names a day is worth something: tags made for it most, then lines that say "Published", the address, the
 * dateline (often of the day before), and any other date least. Places that agree strengthen each other. A tag that names the day
 * of the last change, or a day after it, is trusted less than a line that names an earlier one. Days that no page can have are left
 * out with a note, and so is a disagreement of good sources.
 */
#include <strings.h>

#include "clean/dates.h"
#include "clean/page.h"

enum { AGREEMENT = 2, AGREEMENTS_MAX = 3, LATE = 5, NOTE_WEIGHT = 5, YEAR_MAX = 2060, URL_WEIGHT = 4, ODD_BYTES = 40, LONG = 2 };

/* Seconds or milliseconds since 1970, as some meta tags have it. */
static bool from_epoch(bay_str s, bay__printed_date *out)
{
    int64_t value;
    if ((s.size != 10 && s.size != 13) || !bay_str_to_int(s, &value)) return false;
    if (s.size == 13) value /= 1000;
    *out = (bay__printed_date){.date = bay_date_from_days((int32_t)(value / 86400)), .hour = (int)(value % 86400 / 3600),
                          .minute = (int)(value % 3600 / 60)};
    return out->date.year >= 1985 && out->date.year <= YEAR_MAX;
}

static bool holds(bay_str s, const char *word)
{
    uint32_t n = (uint32_t)strlen(word);
    for (uint32_t i = 0; i + n <= s.size; i++) {
        if (!strncasecmp(s.bytes + i, word, n)) return true;
    }
    return false;
}

/* How "3/4/2023" is read: by the page's language and country, by clocks in American zones. 1: the month first, -1: the day, 0: not told. */
static int month_comes_first(const bay__page *page, bay_str value)
{
    static const char *const zones[] = {" et", " est", " edt", " ct", " cst", " cdt", " pt", " pst", " pdt", " mst", " mdt"};
    bay_str lang = page->meta.lang.value, url = page->meta.url.value;
    if (lang.size >= 5 && !strncasecmp(lang.bytes, "en", 2)) return !strncasecmp(lang.bytes + 3, "us", 2) ? 1 : -1;
    if (lang.size >= 2 && strncasecmp(lang.bytes, "en", 2)) return -1;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (bay_str_ends(value, bay_str_from(zones[i])) || holds(value, zones[i])) return 1;
    }
    static const char *const hosts[] = {".uk/", ".in/", ".pk/", ".au/", ".nz/", ".ie/", ".za/", ".ng/", ".ke/", ".gh/", ".bd/", ".lk/", ".sg/", ".my/", ".il/", ".eu/"};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        if (holds(url, hosts[i])) return -1;
    }
    return 0;
}

/* Both days that "3/4/2023" may be, each trusted less; what else the page tells decides. */
static bool add_either(bay__page *page, bay_str value, uint8_t weight, bay__day *days, uint32_t *count)
{
    bay_date by_day, by_month;
    if (!bay__find_either_date(value, &by_day, &by_month) || by_day.year > YEAR_MAX || *count + 2 > BAY__DAYS_MAX) return false;
    uint8_t less = weight > 2 ? weight - 2 : 1;
    int month = month_comes_first(page, value);
    days[(*count)++] = (bay__day){by_day, -1, 0, "figures", less, month >= 0};
    days[(*count)++] = (bay__day){by_month, -1, 0, "figures", less, month <= 0};
    return true;
}

static void add(bay__page *page, bay_str value, const char *from, uint8_t weight, bay__day *days, uint32_t *count)
{
    bay__printed_date d;
    bool found = bay__find_printed_date(value, &d) || from_epoch(value, &d);
    if (!found && add_either(page, value, weight, days, count)) return;
    if (!found || d.date.year > YEAR_MAX) {
        bool dated = value.size >= 8 && value.size < ODD_BYTES && value.bytes[0] >= '0' && value.bytes[0] <= '9' && weight > NOTE_WEIGHT;
        page->meta.odd_date |= dated;
        return;
    }
    if (*count < BAY__DAYS_MAX) days[(*count)++] = (bay__day){d.date, d.hour, d.minute, from, weight, false};
}

void bay__offer_date(bay__page *page, bay_str value, const char *from, uint8_t weight)
{
    add(page, value, from, weight, page->meta.days, &page->meta.day_count);
}

void bay__offer_update(bay__page *page, bay_str value, const char *from, uint8_t weight)
{
    add(page, value, from, weight, page->meta.updates, &page->meta.update_count);
}

static bool same_day(bay_date a, bay_date b) { return bay_date_compare(a, b) == 0; }

/* A day of the last change, while something else that is trusted names an earlier day. */
static bool is_late(const bay__meta *meta, const bay__day *day)
{
    bool changed = false, same = false, earlier = false, long_before = false;
    for (uint32_t i = 0; i < meta->update_count; i++) {
        bool other = meta->updates[i].from != day->from;
        same |= same_day(meta->updates[i].date, day->date);
        changed |= other ? same_day(meta->updates[i].date, day->date) : bay_date_compare(meta->updates[i].date, day->date) < 0;
    }
    for (uint32_t i = 0; i < meta->day_count; i++) {
        const bay__day *d = &meta->days[i];
        if (d->weight <= NOTE_WEIGHT) continue;
        earlier |= d->from != day->from && bay_date_compare(d->date, day->date) < 0;
        long_before |= bay_date_to_days(d->date) + LONG < bay_date_to_days(day->date);
    }
    return (changed && earlier) || (same && long_before);
}

static int score(const bay__meta *meta, const bay__day *day)
{
    int agreeing = 0;
    for (uint32_t i = 0; i < meta->day_count; i++) {
        const bay__day *d = &meta->days[i];
        agreeing += d->from != day->from && same_day(d->date, day->date);
    }
    if (agreeing > AGREEMENTS_MAX) agreeing = AGREEMENTS_MAX;
    return day->weight + agreeing * AGREEMENT - (is_late(meta, day) ? LATE : 0);
}

static const bay__day *best(bay__page *page)
{
    const bay__meta *meta = &page->meta;
    const bay__day *found = NULL;
    int most = 0;
    for (uint32_t i = 0; i < meta->day_count; i++) {
        int points = score(meta, &meta->days[i]);
        if (meta->days[i].unsure && points <= meta->days[i].weight) continue;
        if (!found || points > most) { found = &meta->days[i]; most = points; }
    }
    for (uint32_t i = 0; found && i < meta->day_count; i++) {
        const bay__day *d = &meta->days[i];
        int32_t apart = bay_date_to_days(d->date) - bay_date_to_days(found->date);
        if (d->weight > NOTE_WEIGHT && (apart > 1 || apart < -1)) { bay_doc_note(page->doc, "clean", "dates-disagree", (bay_span){0, 0}); break; }
    }
    return found;
}

static bay_str print(bay__page *page, const bay__day *d)
{
    bay_str day = bay_date_print(page->scratch, d->date);
    return d->hour < 0 || !day.bytes ? day : bay_str_format(page->scratch, "%.*sT%02d:%02d", BAY_STR_ARG(day), d->hour, d->minute);
}

static void set_published(bay__page *page, const bay__day *d)
{
    page->doc->published = d->date;
    page->doc->published_from = bay_str_from(d->from);
    page->doc->published_text = print(page, d);
}

static bool given_day(bay__page *page, bay__day *out)
{
    bay_str given = page->options->published ? bay_str_from(page->options->published) : BAY_STR("");
    bay__printed_date d;
    *out = (bay__day){.hour = -1, .from = "option"};
    if (bay__find_printed_date(given, &d)) { *out = (bay__day){d.date, d.hour, d.minute, "option", 0, false}; return true; }
    return given.size && bay_date_parse(given, &out->date);
}

/* The change that is named best, if not before the day of publication; a later day rather than the same. */
static void settle_update(bay__page *page)
{
    const bay__day *found = NULL;
    for (uint32_t i = 0; i < page->meta.update_count; i++) {
        const bay__day *d = &page->meta.updates[i];
        if (d->unsure) continue;
        bool early = bay_date_is_set(page->doc->published) && bay_date_compare(d->date, page->doc->published) < 0;
        bool later = found && same_day(found->date, page->doc->published) && bay_date_compare(d->date, found->date) > 0;
        if (!early && (!found || later || (d->weight > found->weight && !same_day(d->date, page->doc->published)))) found = d;
    }
    if (!found) return;
    page->doc->updated_text = print(page, found);
    page->doc->updated_from = bay_str_from(found->from);
}

/* What was weighed, for those who ask. */
static bool keep_days(bay__page *page)
{
    const bay__meta *meta = &page->meta;
    for (uint32_t i = 0; i < meta->day_count + meta->update_count; i++) {
        bool update = i >= meta->day_count;
        const bay__day *day = update ? &meta->updates[i - meta->day_count] : &meta->days[i];
        bay_told_day *told = bay_doc_push(page->doc, told_days);
        if (!told) return false;
        *told = (bay_told_day){day->date, day->from, day->weight, update ? day->weight : score(meta, day), update};
    }
    return true;
}

bay_status bay__settle_dates(bay__page *page, bay_error *err)
{
    bay__day day = {.hour = -1, .from = "url"};
    bay_date in_url;
    if (bay__date_in_url(page->doc->url, &in_url)) {
        bay_str printed = bay_date_print(page->scratch, in_url);
        if (printed.bytes) bay__offer_date(page, printed, "url", URL_WEIGHT);
    }
    const bay__day *found = best(page);
    bool only_url = found && page->meta.day_count == 1 && !strcmp(found->from, "url");
    if (found && !only_url) set_published(page, found);
    else if (given_day(page, &day)) set_published(page, &day);
    else if (found) set_published(page, found);
    else if (page->meta.update_count && !page->meta.updates[0].unsure) {     /* no other day is told: not later than this */
        day = page->meta.updates[0];
        day.from = "updated";
        set_published(page, &day);
    }
    if (page->meta.odd_date) bay_doc_note(page->doc, "clean", "odd-date", (bay_span){0, 0});
    settle_update(page);
    return keep_days(page) ? BAY_OK : bay_fail_memory(err);
}
