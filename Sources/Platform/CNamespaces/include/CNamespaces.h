// Sockets in a network that this process is not part of: only a process with a single thread can join another user
// namespace (setns(2)), so a child makes them and hands them over.
#pragma once

#include <stdint.h>

// Listens on a TCP port of one IPv4 address, most significant byte first, in the network namespace of a process, with
// the rights of its user namespace; 0 is every address. The descriptor, or an errno value below zero.
int dojo_listen_in_network_of(int32_t process, uint32_t host, uint16_t port);

// Receives datagrams at a UDP port of one IPv4 address, most significant byte first, in the same way.
int dojo_receive_in_network_of(int32_t process, uint32_t host, uint16_t port);
