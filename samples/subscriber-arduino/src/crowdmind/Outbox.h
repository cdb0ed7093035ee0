#pragma once

#include <string_view>

#include "Bounds.h"
#include "WebSocket.h"

namespace crowdmind {

/// A reaction that is not acknowledged yet. Its id is made once: whatever is repeated, it stands in the log once.
struct OutgoingReaction {
  char id[37];
  uint32_t ref;
  char payload[kPayloadBytes];
  size_t payloadLength;
  bool sent;
  uint32_t sentAt;   // or, when it is not sent, from when on it may be
};

/// What waits for acknowledgements, in the order it was said.
class Outbox {
 public:
  /// Adds a reaction; null when there is no room for it, or its payload is too long.
  const OutgoingReaction* add(std::string_view payload, uint32_t now, Chance chance);

  /// All of it has to be sent again: the connection is another one.
  void unsend(uint32_t now);

  /// The next one to be sent; null when there is none.
  OutgoingReaction* next(uint32_t now);

  OutgoingReaction* find(int64_t ref);

  /// The one that has been waiting for its answer for the longest; null when there is none.
  const OutgoingReaction* oldestSent() const;

  void remove(const OutgoingReaction* reaction);

  size_t size() const { return count_; }

 private:
  OutgoingReaction reactions_[kOutboxReactions];
  size_t count_ = 0;
  uint32_t lastRef_ = 0;
};

}  // namespace crowdmind
