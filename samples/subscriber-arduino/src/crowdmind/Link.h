#pragma once

#include <cstddef>
#include <cstdint>

namespace crowdmind {

/// A TCP connection, or a TLS one: what the platform gives.
class Link {
 public:
  virtual ~Link() = default;

  /// Connects, after closing what was open.
  virtual bool connect(const char* host, uint16_t port) = 0;

  /// Reads what has come, without waiting: how many bytes, 0 for none yet, -1 when the connection is gone.
  virtual int read(uint8_t* bytes, size_t most) = 0;

  /// Writes all of it; false when the connection is gone.
  virtual bool write(const uint8_t* bytes, size_t count) = 0;

  virtual void close() = 0;
};

}  // namespace crowdmind
