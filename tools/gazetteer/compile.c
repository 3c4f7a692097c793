/* compile.c - tables of place names to build/gazetteer.bin.
 *   compile CITIES500.TXT ADMIN1.JSON ADMIN2.JSON ISO-3166-2.JSON US.TXT IN.TXT AIRPORTS.JSON OUT
 * A province or district has the point that ISO 3166-2's table gives, else the mean of its places'. Names in other scripts
 * than Latin and short codes (airports) are left out. What the tables after the first three add is in more.c. */
#include "compiler.h"

/* ISO 3166-1, alpha-2 and alpha-3. */
static const char COUNTRIES[] =
    "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD "
    "BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BWBWA BYBLR BZBLZ CACAN CCCCK "
    "CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI "
    "DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR "
    "GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HNHND "
    "HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM "
    "KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY "
    "MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV "
    "MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER "
    "PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU "
    "SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR "
    "SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA "
    "USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE ";

void die(const char *why) { fprintf(stderr, "compile: %s\n", why); exit(1); }

uint32_t keep_string(struct compiler *c, bay_str s)
{
    if (c->string_size + s.size > c->string_room) {
        c->string_room = c->string_room ? c->string_room * 2 : 1 << 20;
        c->strings = bay_realloc(c->strings, c->string_room);
        if (!c->strings) die("out of memory");
    }
    memcpy(c->strings + c->string_size, s.bytes, s.size);
    c->string_size += s.size;
    return c->string_size - s.size;
}

int country_number(const char *alpha2)
{
    for (int i = 0; COUNTRIES[i * 6]; i++)
        if (memcmp(COUNTRIES + i * 6, alpha2, 2) == 0) return i;
    return -1;
}

static int count_lower(bay_str s)
{
    int n = 0;
    for (uint32_t i = 0; i < s.size; i++) n += (s.bytes[i] >= 'a' && s.bytes[i] <= 'z') || (s.bytes[i] & 0x80);
    return n;
}

bay_str key_of(struct compiler *c, bay_str name, char key[64])
{
    bay_mark mark = bay_arena_mark(&c->arena);
    bay_str folded = bay_utf8_fold_marks(&c->arena, name);
    uint32_t size = 0, letters = 0;
    for (uint32_t i = 0; i < folded.size && size < 63; i++) {
        char ch = folded.bytes[i];
        uint32_t ascii = i + 1 < folded.size ? bay_gazetteer_ascii((unsigned char)ch, (unsigned char)folded.bytes[i + 1]) : 0;
        if (ascii) {
            i++;
            key[size++] = (char)(ascii & 0x7F);
            if (ascii >> 8 && size < 63) key[size++] = (char)(ascii >> 8);
            letters++;
            continue;
        }
        if (ch & 0x80) { size = 0; break; }
        if ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9')) key[size++] = ch;
        letters += ch >= 'a' && ch <= 'z';
    }
    bay_arena_reset(&c->arena, mark);
    return (bay_str){key, size < 3 || letters < 3 ? 0 : size};
}

void add_key(struct compiler *c, bay_str name, uint32_t place, bool alternate)
{
    if (name.size < 3 || name.size > 60 || (name.size <= 5 && count_lower(name) == 0)) return;
    char key[64];
    bay_str s = key_of(c, name, key);
    if (s.size == 0) return;
    const uint32_t *known = bay_map_get(&c->keys, s);
    for (uint32_t p = known ? *known : 0; p; p = c->postings.items[p - 1].next)
        if ((c->postings.items[p - 1].place & ~BAY_POSTING_ALTERNATE) == place) return;
    uint32_t *slot = known ? bay_map_put(&c->arena, &c->keys, s) : bay_map_put(&c->arena, &c->keys, bay_str_copy(&c->arena, s));
    struct posting *posting = slot ? bay_push(&c->arena, &c->postings) : NULL;
    if (!posting) die("out of memory");
    *posting = (struct posting){place | (alternate ? BAY_POSTING_ALTERNATE : 0), *slot};
    *slot = c->postings.count;
}

/* "Helmand Province" is also called Helmand. */
bay_str without_kind(bay_str name)
{
    static const char *const kinds[] = {" Province", " Oblast", " Governorate", " State", " Region", " District", " Krai", " Prefecture",
                                        " Department", " County", " Division", " Territory", " Republic", " Municipality", " Kray", " Parish", " Borough", " Shire", "’", NULL};
    for (int i = 0; kinds[i]; i++)
        if (bay_str_ends(name, bay_str_from(kinds[i]))) return bay_str_slice(name, 0, name.size - (uint32_t)strlen(kinds[i]));
    return name;
}

static void read_admins(struct compiler *c, const char *path)
{
    char *bytes;
    size_t size;
    if (bay_file_read(path, 64 << 20, &bytes, &size, NULL)) die(path);
    cJSON *list = cJSON_Parse(bytes), *unit;
    cJSON_ArrayForEach(unit, list) {
        const char *code = cJSON_GetStringValue(cJSON_GetObjectItem(unit, "code"));
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(unit, "name"));
        if (!code || !name) continue;
        struct admin *admin = bay_push(&c->arena, &c->admins);
        uint32_t *slot = bay_map_put(&c->arena, &c->admin_codes, bay_str_copy(&c->arena, bay_str_from(code)));
        if (!admin || !slot) die("out of memory");
        admin->name = bay_str_copy(&c->arena, bay_str_from(name));
        admin->code = bay_str_copy(&c->arena, bay_str_from(code));
        *slot = c->admins.count;
    }
    cJSON_Delete(list);
    bay_free(bytes);
}

struct admin *admin_of(struct compiler *c, const char *code)
{
    const uint32_t *number = bay_map_get(&c->admin_codes, bay_str_from(code));
    return number ? &c->admins.items[*number - 1] : NULL;
}

static uint8_t feature_of(bay_str code)
{
    static const char *const names[] = BAY_FEATURE_NAMES;
    for (uint8_t i = 0; i < BAY_FEATURE_COUNT; i++)
        if (bay_str_is(code, names[i])) return i;
    return BAY_FEATURE_OTHER;
}

enum { GEONAMEID, NAME, ASCII, ALTERNATES, LAT, LON, CLASS, CODE, COUNTRY, CC2, ADMIN1, ADMIN2, ADMIN3, ADMIN4, POPULATION, COLUMNS };

static bool cut_row(bay_str line, bay_str *cells)
{
    int n = 0;
    while (n < COLUMNS && bay_str_next(&line, '\t', &cells[n])) n++;
    return n == COLUMNS;
}

uint32_t admin_place(struct compiler *c, struct admin *admin, uint8_t feature, uint16_t country, uint32_t above)
{
    if (!admin) return 0;
    if (admin->number) return admin->number;
    uint32_t name_at = keep_string(c, admin->name);
    bay_gazetteer_place *place = bay_push(&c->arena, &c->places);
    if (!place) die("out of memory");
    *place = (bay_gazetteer_place){.name_at = name_at, .name_size = (uint16_t)admin->name.size, .feature = feature,
                                   .country = country, .admin1 = above};
    admin->number = c->places.count;
    add_key(c, admin->name, admin->number - 1, false);
    add_key(c, without_kind(admin->name), admin->number - 1, feature == BAY_FEATURE_ADM2);
    return admin->number;
}

static void count_in(struct compiler *c, uint32_t number, struct admin *admin, double lat, double lon, uint32_t population)
{
    if (!number) return;
    admin->lat += lat;
    admin->lon += lon;
    admin->square += lat * lat + lon * lon;
    admin->places++;
    admin->population += population;
    bay_gazetteer_place *place = &c->places.items[number - 1];
    place->lat_e5 = (int32_t)(admin->lat / admin->places * 1e5);
    place->lon_e5 = (int32_t)(admin->lon / admin->places * 1e5);
    place->population = admin->population;
}

static bool beyond_latin1(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++)
        if ((unsigned char)s.bytes[i] > 0xC3) return true;
    return false;
}

/* "Saint Paul" is St. Paul in the papers, Fort Worth Ft. Worth. */
void add_shortened(struct compiler *c, bay_str name, uint32_t number)
{
    static const char *const pairs[][2] = {{"Saint ", "St "}, {"Sainte ", "Ste "}, {"Fort ", "Ft "}, {"Mount ", "Mt "}, {"St. ", "Saint "}, {"Mt. ", "Mount "}};
    char words[96];
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (!bay_str_starts(name, bay_str_from(pairs[i][0])) || name.size > 60) continue;
        uint32_t cut = (uint32_t)strlen(pairs[i][0]);
        snprintf(words, sizeof words, "%s%.*s", pairs[i][1], (int)(name.size - cut), name.bytes + cut);
        add_key(c, bay_str_from(words), number, false);
    }
}

static void add_city(struct compiler *c, const bay_str *cells)
{
    double lat, lon;
    int64_t id, population;
    int country = cells[COUNTRY].size == 2 ? country_number(cells[COUNTRY].bytes) : -1;
    if (country < 0 || !bay_str_to_double(cells[LAT], &lat) || !bay_str_to_double(cells[LON], &lon) ||
        !bay_str_to_int(cells[GEONAMEID], &id) || !bay_str_to_int(cells[POPULATION], &population)) return;
    char code[64];
    snprintf(code, sizeof code, "%.2s.%.*s", cells[COUNTRY].bytes, BAY_STR_ARG(cells[ADMIN1]));
    struct admin *first = admin_of(c, code);
    uint32_t admin1 = admin_place(c, first, BAY_FEATURE_ADM1, (uint16_t)country, 0);
    count_in(c, admin1, first, lat, lon, (uint32_t)population);
    snprintf(code, sizeof code, "%.2s.%.*s.%.*s", cells[COUNTRY].bytes, BAY_STR_ARG(cells[ADMIN1]), BAY_STR_ARG(cells[ADMIN2]));
    struct admin *second = cells[ADMIN2].size ? admin_of(c, code) : NULL;
    uint32_t admin2 = admin_place(c, second, BAY_FEATURE_ADM2, (uint16_t)country, admin1);
    count_in(c, admin2, second, lat, lon, (uint32_t)population);
    bay_str name = beyond_latin1(cells[NAME]) ? cells[ASCII] : cells[NAME];
    uint32_t name_at = keep_string(c, name);
    bay_gazetteer_place *place = bay_push(&c->arena, &c->places);
    if (!place) die("out of memory");
    *place = (bay_gazetteer_place){
        .lat_e5 = (int32_t)(lat * 1e5), .lon_e5 = (int32_t)(lon * 1e5), .population = (uint32_t)population,
        .geonames = (uint32_t)id, .name_at = name_at, .name_size = (uint16_t)name.size, .feature = feature_of(cells[CODE]),
        .admin1 = admin1, .admin2 = admin2, .country = (uint16_t)country};
    uint32_t number = c->places.count - 1;
    add_key(c, cells[NAME], number, false);
    add_key(c, cells[ASCII], number, false);
    add_shortened(c, cells[ASCII], number);
    bay_str rest = cells[ALTERNATES], alternate;
    while (rest.size && bay_str_next(&rest, ',', &alternate)) add_key(c, alternate, number, true);
}

static int by_key(const void *a, const void *b)
{
    return bay_str_compare(((const bay_map_entry *)a)->key, ((const bay_map_entry *)b)->key);
}

/* The largest place of a name comes first, so that a reader may stop early. */
static void sort_postings(const struct compiler *c, uint32_t *postings, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved = postings[i], k = i;
        uint32_t population = c->places.items[moved & ~BAY_POSTING_ALTERNATE].population;
        while (k > 0 && c->places.items[postings[k - 1] & ~BAY_POSTING_ALTERNATE].population < population) { postings[k] = postings[k - 1]; k--; }
        postings[k] = moved;
    }
}

static void pad(FILE *out)
{
    while (ftell(out) % 8) fputc(0, out);
}

static void write_all(struct compiler *c, const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out) die(path);
    uint32_t count = c->keys.entries.count, at = 0, country_count = (uint32_t)(sizeof COUNTRIES / 6);
    bay_map_entry *sorted = c->keys.entries.items;
    qsort(sorted, count, sizeof *sorted, by_key);
    bay_gazetteer_key *keys = bay_calloc(count + 1, sizeof *keys);
    uint32_t *postings = bay_calloc(c->postings.count + 1, sizeof *postings);
    if (!keys || !postings) die("out of memory");
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = (bay_gazetteer_key){keep_string(c, sorted[i].key), at};
        for (uint32_t p = sorted[i].value; p; p = c->postings.items[p - 1].next) postings[at++] = c->postings.items[p - 1].place;
        sort_postings(c, postings + keys[i].posting, at - keys[i].posting);
    }
    keys[count] = (bay_gazetteer_key){c->string_size, at};
    bay_gazetteer_header header = {.place_count = c->places.count, .key_count = count, .posting_count = at,
                                   .country_count = country_count, .string_size = c->string_size};
    memcpy(header.magic, BAY_GAZETTEER_MAGIC, 8);
    fwrite(&header, sizeof header, 1, out);
    pad(out); fwrite(c->places.items, sizeof *c->places.items, c->places.count, out);
    pad(out); fwrite(keys, sizeof *keys, count + 1, out);
    pad(out); fwrite(postings, sizeof *postings, at, out);
    pad(out); for (uint32_t i = 0; i < country_count; i++) fwrite(COUNTRIES + i * 6 + 2, 1, 3, out);
    pad(out); fwrite(c->strings, 1, c->string_size, out);
    header.file_size = (uint64_t)ftell(out);
    rewind(out);
    fwrite(&header, sizeof header, 1, out);
    if (ferror(out) || fclose(out)) die(path);
    printf("%u places, %u names, %u entries, %.1f MB\n", c->places.count, count, at, (double)header.file_size / 1e6);
}

int main(int argc, char **argv)
{
    static struct compiler c;
    char *bytes;
    size_t size;
    bay_str line, cells[COLUMNS];
    if (argc != 9) die("CITIES500.TXT ADMIN1.JSON ADMIN2.JSON ISO-3166-2.JSON US.TXT IN.TXT AIRPORTS.JSON OUT");
    bay_arena_init(&c.arena, (size_t)4 << 30);
    read_admins(&c, argv[2]);
    read_admins(&c, argv[3]);
    if (bay_file_read(argv[1], 128 << 20, &bytes, &size, NULL)) die(argv[1]);
    bay_str rest = {bytes, (uint32_t)size};
    while (bay_str_next(&rest, '\n', &line))
        if (cut_row(line, cells)) add_city(&c, cells);
    add_subdivisions(&c, argv[4]);
    add_post_places(&c, argv[5]);
    add_post_places(&c, argv[6]);
    add_airports(&c, argv[7]);
    add_empty_districts(&c);
    write_all(&c, argv[8]);
    return 0;
}
