/* fetch/address.h - which addresses belong to the public network, after the special-purpose registries (RFC 6890). */
#ifndef BAY_FETCH_ADDRESS_H
#define BAY_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* False for loopback, private, link-local, shared, documentation, multicast and reserved ones, also inside IPv6 addresses that
 * carry an IPv4 one; and for families other than these two. */
bool bay__address_is_public(const struct sockaddr *address);

#endif
