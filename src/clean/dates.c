#include "clean/dates.h"

#include <ctype.h>
#include <strings.h>

enum { YEAR_FIRST = 1985, YEAR_LAST = 2100, SCAN_BYTES = 400 };

typedef struct cursor {
    bay_str s;
    uint32_t at;
} cursor;

static bool digit(const cursor *c) { return c->at < c->s.size && isdigit((unsigned char)c->s.bytes[c->at]); }

/* A run of one to max digits that is not part of a longer one. */
static bool number(cursor *c, uint32_t max, int *out)
{
    uint32_t begin = c->at;
    int value = 0;
    while (digit(c) && c->at - begin < max) value = value * 10 + (c->s.bytes[c->at++] - '0');
    *out = value;
    return c->at > begin && !digit(c);
}

static void blanks(cursor *c, const char *also)
{
    while (c->at < c->s.size) {
        char b = c->s.bytes[c->at];
        if (b != ' ' && b != '\t' && b != '\n' && (b == 0 || !strchr(also, b))) break;
        c->at++;
    }
}

/* Months as other languages of news print them, in small letters; accents and all. Full names but for those in use as short forms. */
static const struct { const char *name; uint8_t month; } foreign_months[] = {
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"septiembre", 9},
    {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
    {"janvier", 1}, {"f\xC3\xA9vrier", 2}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"mai", 5}, {"juin", 6}, {"juillet", 7}, {"ao\xC3\xBBt", 8}, {"aout", 8},
    {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"d\xC3\xA9" "cembre", 12}, {"decembre", 12},
    {"januar", 1}, {"j\xC3\xA4nner", 1}, {"februar", 2}, {"m\xC3\xA4rz", 3}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"dezember", 12},
    {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9}, {"ottobre", 10}, {"dicembre", 12},
    {"janeiro", 1}, {"fevereiro", 2}, {"mar\xC3\xA7o", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9}, {"outubro", 10}, {"novembro", 11}, {"dezembro", 12},
    {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mei", 5}, {"augustus", 8}, {"agustus", 8}, {"maret", 3}, {"desember", 12},
    {"ocak", 1}, {"\xC5\x9Fubat", 2}, {"mart", 3}, {"nisan", 4}, {"may\xC4\xB1s", 5}, {"haziran", 6}, {"temmuz", 7}, {"a\xC4\x9Fustos", 8}, {"eyl\xC3\xBCl", 9},
    {"ekim", 10}, {"kas\xC4\xB1m", 11}, {"aral\xC4\xB1k", 12},
    {"\xD1\x8F\xD0\xBD\xD0\xB2\xD0\xB0\xD1\x80\xD1\x8F", 1}, {"\xD1\x84\xD0\xB5\xD0\xB2\xD1\x80\xD0\xB0\xD0\xBB\xD1\x8F", 2},
    {"\xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0", 3}, {"\xD0\xB0\xD0\xBF\xD1\x80\xD0\xB5\xD0\xBB\xD1\x8F", 4}, {"\xD0\xBC\xD0\xB0\xD1\x8F", 5},
    {"\xD0\xB8\xD1\x8E\xD0\xBD\xD1\x8F", 6}, {"\xD0\xB8\xD1\x8E\xD0\xBB\xD1\x8F", 7}, {"\xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82\xD0\xB0", 8},
    {"\xD1\x81\xD0\xB5\xD0\xBD\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F", 9}, {"\xD0\xBE\xD0\xBA\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F", 10},
    {"\xD0\xBD\xD0\xBE\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F", 11}, {"\xD0\xB4\xD0\xB5\xD0\xBA\xD0\xB0\xD0\xB1\xD1\x80\xD1\x8F", 12},
};

/* Small letters of Turkish, German and Russian capitals differ in their second byte: the word as printed, or with a small first letter. */
static int foreign_month(bay_str s, uint32_t at, uint32_t *size)
{
    uint32_t end = at;
    char word[24];
    while (end < s.size && end - at < sizeof word && (isalpha((unsigned char)s.bytes[end]) || (unsigned char)s.bytes[end] >= 0x80)) {
        word[end - at] = (char)tolower((unsigned char)s.bytes[end]);
        end++;
    }
    if (end - at > 1 && !memcmp(word, "\xC5\x9E", 2)) word[1] = (char)0x9F;
    for (size_t i = 0; i < sizeof foreign_months / sizeof *foreign_months; i++) {
        if (strlen(foreign_months[i].name) != end - at || memcmp(foreign_months[i].name, word, end - at)) continue;
        *size = end - at;
        return foreign_months[i].month;
    }
    return 0;
}

int bay__month_at(bay_str text, uint32_t at, uint32_t *size)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july", "august",
                                        "september", "october", "november", "december"};
    uint32_t end = at;
    while (end < text.size && isalpha((unsigned char)text.bytes[end])) end++;
    uint32_t letters = end - at;
    if (letters < 3) return 0;
    for (int m = 0; m < 12; m++) {
        size_t full = strlen(names[m]);
        bool short_form = letters == 3 || (m == 8 && letters == 4);
        if (letters > full || (letters != full && !short_form)) continue;
        if (strncasecmp(text.bytes + at, names[m], letters)) continue;
        *size = letters + (end < text.size && text.bytes[end] == '.' && letters != full);
        return m + 1;
    }
    return 0;
}

static bool set(bay__printed_date *out, int year, int month, int day)
{
    bay_date d = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 || !bay_date_is_valid(d)) return false;
    out->date = d;
    return true;
}

/* "9:01 am", "at 09:01", "T09:01:00Z" after a date. */
static void clock_time(cursor *c, bay__printed_date *out)
{
    cursor k = *c;
    int hour, minute;
    blanks(&k, ",|-T@");
    static const char *const words[] = {"at ", "\xC3\xA0s ", "a las ", "\xC3\xA0 ", "um ", "om ", "kl. ", "kl ", "alle ", "ore "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint32_t n = (uint32_t)strlen(words[i]);
        if (k.s.size - k.at > n && strncasecmp(k.s.bytes + k.at, words[i], n) == 0) { k.at += n; blanks(&k, ""); break; }
    }
    if (!number(&k, 2, &hour) || k.at >= k.s.size || (k.s.bytes[k.at] != ':' && k.s.bytes[k.at] != 'h')) return;
    k.at++;
    uint32_t begin = k.at;
    if (!number(&k, 2, &minute) || k.at - begin != 2 || hour > 23 || minute > 59) return;
    c->at = k.at;
    blanks(&k, "");
    if (k.at + 1 < k.s.size) {
        char half = (char)tolower((unsigned char)k.s.bytes[k.at]);
        bool dotted = k.s.bytes[k.at + 1] == '.';
        char m = k.at + 1 + dotted < k.s.size ? (char)tolower((unsigned char)k.s.bytes[k.at + 1 + dotted]) : 0;
        if ((half == 'a' || half == 'p') && m == 'm' && hour <= 12) {
            hour = hour % 12 + (half == 'p' ? 12 : 0);
            c->at = k.at + 2 + dotted;
        }
    }
    out->hour = hour;
    out->minute = minute;
}

static void day_suffix(cursor *c)
{
    static const char *const suffixes[] = {"st", "nd", "rd", "th", "er"};
    for (int i = 0; i < 5; i++) {
        if (c->s.size - c->at >= 2 && strncasecmp(c->s.bytes + c->at, suffixes[i], 2) == 0) { c->at += 2; return; }
    }
}

/* " 12:45:00 EDT " between day and year, as in "Mon Aug 03 12:45:00 EDT 2015". */
static bool clock_and_zone(cursor *c, int *hour, int *minute)
{
    cursor k = *c;
    int second;
    if (!number(&k, 2, hour) || k.at >= k.s.size || k.s.bytes[k.at++] != ':' || !number(&k, 2, minute)) return false;
    if (k.at < k.s.size && k.s.bytes[k.at] == ':') { k.at++; if (!number(&k, 2, &second)) return false; }
    blanks(&k, "");
    while (k.at < k.s.size && (isalpha((unsigned char)k.s.bytes[k.at]) || strchr("+:", k.s.bytes[k.at]))) k.at++;
    blanks(&k, "");
    *c = k;
    return *hour < 24 && *minute < 60;
}

/* August 2, 2021 */
static bool month_first(cursor c, bay__printed_date *out, cursor *after)
{
    uint32_t size;
    int day, year, hour = -1, minute = 0, month = bay__month_at(c.s, c.at, &size);
    if (!month) return false;
    c.at += size;
    blanks(&c, "");
    if (!number(&c, 2, &day)) return false;
    day_suffix(&c);
    blanks(&c, ",");
    cursor here = c;
    if (!clock_and_zone(&c, &hour, &minute)) { hour = -1; c = here; }
    if (!number(&c, 4, &year) || !set(out, year, month, day)) return false;
    if (hour >= 0) { out->hour = hour; out->minute = minute; }
    *after = c;
    return true;
}

/* "2nd of May", "6 de febrero de 2024" */
static void link_word(cursor *c)
{
    bool link = c->s.size - c->at > 3 && (!strncasecmp(c->s.bytes + c->at, "of ", 3) || !strncasecmp(c->s.bytes + c->at, "de ", 3));
    if (link) c->at += 3;
}

/* 2 August 2021, 2nd of August, 2021, 2-Aug-2021 */
static bool day_first(cursor c, bay__printed_date *out, cursor *after)
{
    uint32_t size;
    int day, year;
    if (!number(&c, 2, &day)) return false;
    day_suffix(&c);
    blanks(&c, "-.");
    link_word(&c);
    int month = bay__month_at(c.s, c.at, &size);
    if (!month) month = foreign_month(c.s, c.at, &size);
    if (!month) return false;
    c.at += size;
    blanks(&c, ",-.");
    link_word(&c);
    if (!number(&c, 4, &year) || !set(out, year, month, day)) return false;
    *after = c;
    return true;
}

/* 2021-08-02, 2021/08/02, 20210802T..., 02.08.2021, 8/14/2021 where only one reading is a date */
static bool figures(cursor c, bay__printed_date *out, cursor *after)
{
    int a, b, d;
    if (!number(&c, 4, &a) || c.at >= c.s.size) return false;
    char mark = c.s.bytes[c.at];
    if (mark != '-' && mark != '/' && mark != '.') return false;
    c.at++;
    if (!number(&c, 2, &b) || c.at >= c.s.size || c.s.bytes[c.at] != mark) return false;
    c.at++;
    uint32_t year_at = c.at;
    if (!number(&c, 4, &d)) return false;
    *after = c;
    if (mark == '/' && a <= 31 && c.at - year_at == 2) d += 2000;       /* 1/15/23 */
    if (a > 31) return set(out, a, b, d);
    if (mark == '.' || a > 12) return set(out, d, b, a);
    if (b > 12) return set(out, d, a, b);
    return a == b && set(out, d, a, b);
}

bool bay__find_either_date(bay_str text, bay_date *day_first, bay_date *month_first)
{
    if (text.size > SCAN_BYTES) text.size = SCAN_BYTES;
    for (uint32_t i = 0; i < text.size; i++) {
        cursor c = {text, i};
        int a, b, year;
        if (!isdigit((unsigned char)text.bytes[i]) || (i && (isalnum((unsigned char)text.bytes[i - 1]) || strchr("/.-", text.bytes[i - 1])))) continue;
        if (!number(&c, 2, &a) || c.at >= text.size || text.bytes[c.at++] != '/' || !number(&c, 2, &b) || c.at >= text.size || text.bytes[c.at++] != '/') continue;
        uint32_t from = c.at;
        if (!number(&c, 4, &year) || (c.at - from != 4 && c.at - from != 2)) continue;
        if (c.at - from == 2) year += 2000;
        bay__printed_date one, other;
        if (a > 12 || b > 12 || !set(&one, year, b, a) || !set(&other, year, a, b)) continue;
        *day_first = one.date;
        *month_first = other.date;
        return true;
    }
    return false;
}

/* The signs for year, month and day in Chinese and Japanese, and in Korean: 2021年8月2日, 2021년 8월 2일. */
static bool eastern(cursor c, bay__printed_date *out, cursor *after)
{
    static const char *const signs[2][3] = {{"\xE5\xB9\xB4", "\xE6\x9C\x88", "\xE6\x97\xA5"}, {"\xEB\x85\x84", "\xEC\x9B\x94", "\xEC\x9D\xBC"}};
    for (int k = 0; k < 2; k++) {
        cursor at = c;
        int value[3], part = 0;
        for (; part < 3; part++) {
            blanks(&at, "");
            if (!number(&at, part ? 2 : 4, &value[part]) || at.s.size - at.at < 3 || memcmp(at.s.bytes + at.at, signs[k][part], 3)) break;
            at.at += 3;
        }
        if (part < 3 || !set(out, value[0], value[1], value[2])) continue;
        *after = at;
        return true;
    }
    return false;
}

static bool date_at(cursor c, bay__printed_date *out, cursor *after)
{
    return isdigit((unsigned char)c.s.bytes[c.at]) ? figures(c, out, after) || day_first(c, out, after) || eastern(c, out, after) : month_first(c, out, after);
}

bool bay__find_printed_date(bay_str text, bay__printed_date *out)
{
    if (text.size > SCAN_BYTES) text.size = SCAN_BYTES;
    for (uint32_t i = 0; i < text.size; i++) {
        if (!isalnum((unsigned char)text.bytes[i]) || (i && isalnum((unsigned char)text.bytes[i - 1]))) continue;
        cursor after;
        *out = (bay__printed_date){.hour = -1, .begin = i};
        if (!date_at((cursor){text, i}, out, &after)) continue;
        clock_time(&after, out);
        out->end = after.at;
        return true;
    }
    return false;
}

/* Eight figures in a row that make a day. */
static bool packed(bay_str s, uint32_t at, bay__printed_date *out)
{
    if (at + 8 > s.size || (at && isdigit((unsigned char)s.bytes[at - 1]))) return false;
    int v = 0;
    for (uint32_t i = at; i < at + 8; i++) {
        if (!isdigit((unsigned char)s.bytes[i])) return false;
        v = v * 10 + (s.bytes[i] - '0');
    }
    if (at + 8 < s.size && isdigit((unsigned char)s.bytes[at + 8])) return false;
    return set(out, v / 10000, v / 100 % 100, v % 100);
}

bool bay__date_in_url(bay_str url, bay_date *out)
{
    bay__printed_date d;
    for (uint32_t i = 1; i + 7 < url.size; i++) {
        if (url.bytes[i - 1] != '/' && url.bytes[i - 1] != '-' && url.bytes[i - 1] != '_') continue;
        cursor c = {url, i}, after;
        int year, day;
        uint32_t size;
        if (figures(c, &d, &after) && isdigit((unsigned char)url.bytes[i + 3])) { *out = d.date; return true; }
        if (packed(url, i, &d)) { *out = d.date; return true; }
        if (!number(&c, 4, &year) || c.at >= url.size || url.bytes[c.at] != '/') continue;
        c.at++;
        int month = bay__month_at(url, c.at, &size);
        if (!month) continue;
        c.at += size + 1;
        if (c.at < url.size && number(&c, 2, &day) && set(&d, year, month, day)) { *out = d.date; return true; }
    }
    return false;
}
