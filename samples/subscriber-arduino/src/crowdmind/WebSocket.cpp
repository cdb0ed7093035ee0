#include "WebSocket.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "AcceptKey.h"

namespace crowdmind {
namespace {

constexpr uint8_t kContinuation = 0, kText = 1, kClose = 8, kPing = 9, kPong = 10;
constexpr uint8_t kFinal = 0x80, kMasked = 0x80;
constexpr uint16_t kProtocolError = 1002, kBroken = 1006;
constexpr std::string_view kAcceptHeader = "sec-websocket-accept:";
constexpr std::string_view kLengthHeader = "content-length:";
constexpr std::string_view kLastChunk = "0\r\n\r\n";

/// The value of a header line, if the line is that header.
bool header(std::string_view line, std::string_view name, std::string_view& value) {
  if (line.size() < name.size()) return false;
  for (size_t n = 0; n < name.size(); n++)
    if ((line[n] >= 'A' && line[n] <= 'Z' ? line[n] + 32 : line[n]) != name[n]) return false;
  size_t start = name.size();
  while (start < line.size() && line[start] == ' ') start++;
  value = line.substr(start);
  return true;
}

}  // namespace

bool WebSocket::open(const char* host, uint16_t port, std::string_view path, std::string_view key) {
  drop();
  if (!link_.connect(host, port)) return false;
  uint8_t nonce[16];
  for (auto& byte : nonce) byte = uint8_t(chance_());
  std::string token = base64(nonce, sizeof nonce);
  accept_ = acceptKey(token);
  std::string request = "GET ";
  request.append(path).append(" HTTP/1.1\r\nHost: ").append(host).append(":").append(std::to_string(port));
  request.append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ");
  request.append(token).append("\r\n");
  if (!key.empty()) request.append("Authorization: Bearer ").append(key).append("\r\n");
  request.append("\r\n");
  if (!link_.write(reinterpret_cast<const uint8_t*>(request.data()), request.size())) return false;
  state_ = State::status;
  accepted_ = inPayload_ = false;
  status_ = 0;
  bodyLeft_ = -1;
  lineLength_ = headerLength_ = messageLength_ = 0;
  return true;
}

bool WebSocket::poll() {
  uint8_t bytes[256];
  bool came = false;
  while (state_ != State::closed) {
    int count = link_.read(bytes, sizeof bytes);
    if (count == 0) break;
    if (count < 0) {
      if (state_ == State::body)
        bodyEnds();
      else
        end(kBroken);
      break;
    }

    came = true;
    for (int n = 0; n < count && state_ != State::closed; n++) take(bytes[n]);
  }

  return came;
}

bool WebSocket::sendText(std::string_view message) { return state_ == State::open && send(kText, message); }

void WebSocket::drop() {
  if (state_ != State::closed) link_.close();
  state_ = State::closed;
}

void WebSocket::take(uint8_t byte) {
  if (state_ == State::open)
    takeFrame(byte);
  else if (state_ == State::body)
    takeBody(char(byte));
  else
    takeHeader(char(byte));
}

void WebSocket::takeHeader(char letter) {
  if (letter == '\n') {
    headerLine();
    lineLength_ = 0;
  } else if (letter != '\r' && lineLength_ < sizeof line_) {
    line_[lineLength_++] = letter;
  }
}

void WebSocket::headerLine() {
  std::string_view line(line_, lineLength_), value;
  if (state_ == State::status) {
    status_ = line.size() >= 12 ? std::atoi(std::string(line.substr(9, 3)).c_str()) : 0;
    state_ = State::headers;
  } else if (header(line, kAcceptHeader, value)) {
    accepted_ = value == accept_;
  } else if (header(line, kLengthHeader, value)) {
    bodyLeft_ = std::atoll(std::string(value).c_str());
  } else if (line.empty() && status_ == 101 && accepted_) {
    state_ = State::open;
    events_.opened();
  } else if (line.empty()) {
    state_ = State::body;
    if (bodyLeft_ == 0) bodyEnds();
  }
}

/// The body ends with its length, or with the last chunk, or with the connection.
void WebSocket::takeBody(char letter) {
  keep(letter);
  std::string_view body(message_, messageLength_);
  bool lastChunk = bodyLeft_ < 0 && body.size() >= kLastChunk.size() && body.substr(body.size() - kLastChunk.size()) == kLastChunk;
  if (bodyLeft_ > 0) bodyLeft_--;
  if (bodyLeft_ == 0 || lastChunk) bodyEnds();
}

void WebSocket::bodyEnds() {
  drop();
  events_.refused(status_, {message_, messageLength_});
}

void WebSocket::takeFrame(uint8_t byte) {
  if (inPayload_) {
    takePayload(byte);
    return;
  }

  header_[headerLength_++] = byte;
  if (headerLength_ < 2) return;
  uint8_t length = header_[1] & 0x7F;
  size_t needed = length == 126 ? 4 : length == 127 ? 10 : 2;
  if (headerLength_ < needed) return;
  left_ = length;
  if (needed > 2) {
    left_ = 0;
    for (size_t n = 2; n < needed; n++) left_ = left_ << 8 | header_[n];
  }

  frameBegins();
}

void WebSocket::frameBegins() {
  uint8_t opcode = header_[0] & 0x0F;
  bool control = (opcode & 8) != 0;
  if ((header_[1] & kMasked) != 0 || (control && (left_ > sizeof control_ || (header_[0] & kFinal) == 0))) {
    drop();
    events_.ended(kProtocolError);
    return;
  }

  if (control) {
    controlLength_ = 0;
  } else if (opcode != kContinuation) {
    isText_ = opcode == kText;
    messageLength_ = 0;
    whole_ = true;
  }

  inPayload_ = true;
  if (left_ == 0) frameEnds();
}

void WebSocket::takePayload(uint8_t byte) {
  if ((header_[0] & 8) != 0)
    control_[controlLength_++] = char(byte);
  else
    keep(char(byte));
  if (--left_ == 0) frameEnds();
}

void WebSocket::frameEnds() {
  inPayload_ = false;
  headerLength_ = 0;
  uint8_t opcode = header_[0] & 0x0F;
  if (opcode == kPing) {
    send(kPong, {control_, controlLength_});
  } else if (opcode == kClose) {
    uint16_t code = controlLength_ >= 2 ? uint16_t(uint8_t(control_[0]) << 8 | uint8_t(control_[1])) : 1005;
    send(kClose, {control_, std::min<size_t>(controlLength_, 2)});
    end(code);
  } else if ((opcode == kText || opcode == kContinuation) && (header_[0] & kFinal) != 0 && isText_) {
    events_.received({message_, messageLength_}, whole_);
  }
}

void WebSocket::keep(char letter) {
  if (messageLength_ < sizeof message_)
    message_[messageLength_++] = letter;
  else
    whole_ = false;
}

/// One frame, masked as a client's must be, written in pieces of a small buffer.
bool WebSocket::send(uint8_t opcode, std::string_view payload) {
  uint8_t bytes[128];
  size_t filled = 0;
  bytes[filled++] = kFinal | opcode;
  if (payload.size() < 126) {
    bytes[filled++] = uint8_t(kMasked | payload.size());
  } else {
    bytes[filled++] = kMasked | 126;
    bytes[filled++] = uint8_t(payload.size() >> 8);
    bytes[filled++] = uint8_t(payload.size());
  }

  uint8_t mask[4];
  for (auto& byte : mask) bytes[filled++] = byte = uint8_t(chance_());
  for (size_t n = 0; n < payload.size(); n++) {
    if (filled == sizeof bytes) {
      if (!link_.write(bytes, filled)) return false;
      filled = 0;
    }

    bytes[filled++] = uint8_t(payload[n]) ^ mask[n % 4];
  }

  return link_.write(bytes, filled);
}

void WebSocket::end(uint16_t code) {
  if (state_ == State::closed) return;
  drop();
  events_.ended(code);
}

}  // namespace crowdmind
