#pragma once

#include <string>
#include <string_view>

#include "Bounds.h"
#include "Link.h"

namespace crowdmind {

/// Random bits; of a device's own source.
using Chance = uint32_t (*)();

/// The client's side of a WebSocket (RFC 6455): text messages over a link, in bounded memory.
class WebSocket {
 public:
  class Events {
   public:
    virtual ~Events() = default;
    virtual void opened() = 0;

    /// The server answered the upgrade with another status; with what it said.
    virtual void refused(int status, std::string_view body) = 0;

    /// A message; not `whole` when it was longer than is kept, and this is how it begins.
    virtual void received(std::string_view message, bool whole) = 0;

    /// The connection is over: with the server's close code, or 1006 when it broke.
    virtual void ended(uint16_t code) = 0;
  };

  WebSocket(Link& link, Events& events, Chance chance) : link_(link), events_(events), chance_(chance) {}

  /// Connects and asks for the upgrade, with an API key unless it is empty; false when there is no connection.
  bool open(const char* host, uint16_t port, std::string_view path, std::string_view key);

  /// Reads what has come, and tells of it; true when anything came.
  bool poll();

  bool sendText(std::string_view message);

  /// Gives the connection up, without a word to anybody.
  void drop();

  bool isOpen() const { return state_ == State::open; }
  bool isClosed() const { return state_ == State::closed; }

 private:
  enum class State { closed, status, headers, body, open };

  void take(uint8_t byte);
  void takeHeader(char letter);
  void headerLine();
  void takeBody(char letter);
  void bodyEnds();
  void takeFrame(uint8_t byte);
  void takePayload(uint8_t byte);
  void frameBegins();
  void frameEnds();
  void keep(char letter);
  bool send(uint8_t opcode, std::string_view payload);
  void end(uint16_t code);

  Link& link_;
  Events& events_;
  Chance chance_;
  State state_ = State::closed;

  // The upgrade.
  std::string accept_;
  bool accepted_ = false;
  int status_ = 0;
  int64_t bodyLeft_ = -1;
  char line_[kHeaderLineBytes];
  size_t lineLength_ = 0;

  // The frame that is coming in.
  uint8_t header_[10];
  size_t headerLength_ = 0;
  bool inPayload_ = false;
  uint64_t left_ = 0;
  char control_[125];
  size_t controlLength_ = 0;

  // The message that is coming in, over one frame or several.
  char message_[kMessageBytes];
  size_t messageLength_ = 0;
  bool whole_ = true;
  bool isText_ = false;
};

}  // namespace crowdmind
