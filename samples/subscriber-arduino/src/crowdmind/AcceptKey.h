#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace crowdmind {

/// Bytes in base 64 (RFC 4648).
std::string base64(const uint8_t* bytes, size_t count);

/// What a server must answer to a WebSocket key (RFC 6455, section 4.2.2).
std::string acceptKey(std::string_view key);

}  // namespace crowdmind
