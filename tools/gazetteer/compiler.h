/* compiler.h - what the two parts of the gazetteer's compiler share: tables in memory, names to keys. */
#ifndef BAY_TOOLS_GAZETTEER_COMPILER_H
#define BAY_TOOLS_GAZETTEER_COMPILER_H

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "resolve/gazetteer_file.h"

/* Sums over its places; number: place + 1 once it is one. */
struct admin { bay_str name, code; double lat, lon, square; uint32_t places, population, number; };

struct posting { uint32_t place, next; };

struct compiler {
    bay_arena arena;
    BAY_ARRAY(bay_gazetteer_place) places;
    BAY_ARRAY(struct admin) admins;
    BAY_ARRAY(struct posting) postings;
    bay_map admin_codes, keys;
    char *strings;
    uint32_t string_size, string_room;
};

void die(const char *why);
uint32_t keep_string(struct compiler *c, bay_str s);
int country_number(const char *alpha2);
/* Empty when the name is in another script or too short. */
bay_str key_of(struct compiler *c, bay_str name, char key[64]);
void add_key(struct compiler *c, bay_str name, uint32_t place, bool alternate);
void add_shortened(struct compiler *c, bay_str name, uint32_t number);
bay_str without_kind(bay_str name);
struct admin *admin_of(struct compiler *c, const char *code);
uint32_t admin_place(struct compiler *c, struct admin *admin, uint8_t feature, uint16_t country, uint32_t above);

/* more.c */
void add_subdivisions(struct compiler *c, const char *path);
void add_post_places(struct compiler *c, const char *path);
void add_airports(struct compiler *c, const char *path);
void add_empty_districts(struct compiler *c);

#endif
