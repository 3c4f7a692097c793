#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

static bool is_public_4(uint32_t a)
{
    static const struct { uint32_t net; int bits; } special[] = {
        {0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24},
        {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 3},
    };
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (((a ^ special[i].net) >> (32 - special[i].bits)) == 0) return false;
    return true;
}

static uint32_t four(const uint8_t *b) { return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]; }

static bool is_public_6(const uint8_t *b)
{
    static const uint8_t zeros[12] = {0}, mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const uint8_t translated[12] = {0x00, 0x64, 0xFF, 0x9B};
    if (!memcmp(b, mapped, 12) || !memcmp(b, translated, 12)) return is_public_4(four(b + 12));
    if (!memcmp(b, zeros, 12)) return false;                        /* ::, ::1, IPv4-compatible */
    if (b[0] == 0x20 && b[1] == 0x02) return is_public_4(four(b + 2));    /* 6to4 */
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) return false;   /* Teredo and other protocols */
    if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8) return false;
    return (b[0] & 0xE0) == 0x20;                                    /* global unicast is 2000::/3 */
}

bool bay__address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return is_public_4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family != AF_INET6) return false;
    struct sockaddr_in6 in;
    memcpy(&in, address, sizeof in);
    return is_public_6(in.sin6_addr.s6_addr);
}
