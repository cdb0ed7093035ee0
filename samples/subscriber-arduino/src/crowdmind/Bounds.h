#pragma once

#include <cstddef>
#include <cstdint>

namespace crowdmind {

/// How much of a message from the server is kept. Of a longer event only type and seq are told, and that it was cut.
constexpr size_t kMessageBytes = 4096;

/// The longest payload that this device publishes.
constexpr size_t kPayloadBytes = 256;

/// Reactions that may wait for their acknowledgement; more are refused.
constexpr size_t kOutboxReactions = 16;

/// The longest line of HTTP headers that is read; of a longer one the rest is passed over.
constexpr size_t kHeaderLineBytes = 256;

/// Pauses before a new connection: doubled each time, with a random share, so that a crowd does not return in step.
constexpr uint32_t kFirstPauseMs = 250;
constexpr uint32_t kLongestPauseMs = 30000;

/// The server pings a quiet socket every 55 s; one that is silent for longer than this is gone.
constexpr uint32_t kSilenceMs = 75000;

/// A server that takes connections answers the upgrade, and acknowledges a reaction, within this time.
constexpr uint32_t kAnswerMs = 15000;

/// The pause before a reaction is sent again that the server was too busy for.
constexpr uint32_t kBusyMs = 2000;

}  // namespace crowdmind
