#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "../src/crowdmind/Link.h"

/// A link over a POSIX socket, so that the protocol runs on a computer as it does on the device.
class SocketLink : public crowdmind::Link {
 public:
  ~SocketLink() override { close(); }

  bool connect(const char* host, uint16_t port) override {
    close();
    addrinfo wanted{}, *found = nullptr;
    wanted.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, std::to_string(port).c_str(), &wanted, &found) != 0) return false;
    socket_ = ::socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    bool connected = socket_ >= 0 && ::connect(socket_, found->ai_addr, found->ai_addrlen) == 0;
    freeaddrinfo(found);
    if (!connected) close();
    return connected;
  }

  int read(uint8_t* bytes, size_t most) override {
    ssize_t count = recv(socket_, bytes, most, MSG_DONTWAIT);
    if (count > 0) return int(count);
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : -1;
  }

  bool write(const uint8_t* bytes, size_t count) override {
    while (count > 0) {
      ssize_t written = send(socket_, bytes, count, MSG_NOSIGNAL);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes += written;
      count -= size_t(written);
    }

    return true;
  }

  void close() override {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

 private:
  int socket_ = -1;
};
