#pragma once

#include <string>

#include "Outbox.h"
#include "WebSocket.h"

namespace crowdmind {

/// Where an experiment is, and who this device is in it.
struct Place {
  const char* host;
  uint16_t port;
  const char* prefix;  // of the API, such as /api/v1
  const char* experiment;
  const char* agent;
  const char* key = "";  // an API key of the role agent, where the server asks for one
};

/// An event of the experiment's log.
struct Event {
  uint64_t seq;
  std::string_view type;
  std::string_view data;  // empty when the event was longer than is kept
};

/// What a session tells.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void event(const Event& event) = 0;

  /// The reaction stands in the log, once.
  virtual void acknowledged(const OutgoingReaction& reaction, uint64_t seq) = 0;

  /// The server will not take it.
  virtual void refused(const OutgoingReaction& reaction, int status, std::string_view why) = 0;

  /// For people: what became of the connection.
  virtual void note(const char* what) = 0;
};

/// One device in one experiment: follows the log from where it left off, and publishes, whatever breaks the connection.
class Session : private WebSocket::Events {
 public:
  /// The place of a device that has none yet: it follows what comes from now on.
  static constexpr uint64_t kFromNowOn = 9007199254740991;

  /// @param after the seq of the last event the device had, 0 for the whole log, or kFromNowOn
  Session(const Place& place, Link& link, Listener& listener, Chance chance, uint64_t after);

  /// Does what is to be done, without waiting; to be called again and again.
  /// @param now milliseconds, of a clock that may begin anywhere and wrap
  void poll(uint32_t now);

  /// Publishes a JSON object; false when it is too long, or too many wait for their acknowledgement.
  bool publish(std::string_view payload);

  /// The seq of the last event: what to keep, and to begin with after a restart.
  uint64_t after() const { return after_; }

  /// Reactions without an acknowledgement.
  size_t waiting() const { return outbox_.size(); }

  /// Coming back would not help: the experiment is unknown or deleted, or the request is not allowed.
  bool isOver() const { return over_; }

 private:
  void opened() override;
  void refused(int status, std::string_view body) override;
  void received(std::string_view message, bool whole) override;
  void ended(uint16_t code) override;

  void connect();
  void answered(std::string_view type, std::string_view message);
  void sendNext();
  void comeBack(const char* why);
  void stop(const char* why);

  Place place_;
  Listener& listener_;
  Chance chance_;
  WebSocket socket_;
  Outbox outbox_;
  uint64_t after_;
  uint32_t now_ = 0;
  uint32_t heardAt_ = 0;
  uint32_t connectAt_ = 0;
  uint32_t pause_ = kFirstPauseMs;
  bool begun_ = false;
  bool over_ = false;
};

}  // namespace crowdmind
