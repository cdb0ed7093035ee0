#include "AcceptKey.h"

#include <array>

namespace crowdmind {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

uint32_t rotate(uint32_t value, int by) { return (value << by) | (value >> (32 - by)); }

/// One block of SHA-1 (FIPS 180-4, section 6.1.2).
void compress(std::array<uint32_t, 5>& state, const uint8_t* block) {
  uint32_t words[80];
  for (int n = 0; n < 16; n++)
    words[n] = uint32_t(block[4 * n]) << 24 | uint32_t(block[4 * n + 1]) << 16 | uint32_t(block[4 * n + 2]) << 8 | block[4 * n + 3];
  for (int n = 16; n < 80; n++) words[n] = rotate(words[n - 3] ^ words[n - 8] ^ words[n - 14] ^ words[n - 16], 1);
  auto [a, b, c, d, e] = state;
  for (int n = 0; n < 80; n++) {
    uint32_t mixed = n < 20 ? ((b & c) | (~b & d)) + 0x5A827999
        : n < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
        : n < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                 : (b ^ c ^ d) + 0xCA62C1D6;
    uint32_t next = rotate(a, 5) + mixed + e + words[n];
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }

  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

std::array<uint8_t, 20> sha1(std::string_view text) {
  std::array<uint32_t, 5> state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  std::string padded(text);
  padded += char(0x80);
  while (padded.size() % 64 != 56) padded += '\0';
  uint64_t bits = uint64_t(text.size()) * 8;
  for (int shift = 56; shift >= 0; shift -= 8) padded += char(bits >> shift);
  for (size_t at = 0; at < padded.size(); at += 64) compress(state, reinterpret_cast<const uint8_t*>(padded.data()) + at);
  std::array<uint8_t, 20> digest;
  for (size_t n = 0; n < digest.size(); n++) digest[n] = uint8_t(state[n / 4] >> (24 - 8 * (n % 4)));
  return digest;
}

}  // namespace

std::string base64(const uint8_t* bytes, size_t count) {
  std::string out;
  for (size_t at = 0; at < count; at += 3) {
    uint32_t three = 0;
    for (size_t n = 0; n < 3; n++) three = three << 8 | (at + n < count ? bytes[at + n] : 0u);
    for (size_t n = 0; n < 4; n++) out += at + n <= count ? kLetters[three >> (18 - 6 * n) & 63] : '=';
  }

  return out;
}

std::string acceptKey(std::string_view key) {
  auto digest = sha1(std::string(key).append(kGuid));
  return base64(digest.data(), digest.size());
}

}  // namespace crowdmind
