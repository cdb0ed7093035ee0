#include "Outbox.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace crowdmind {
namespace {

/// A random UUID (RFC 9562, version 4).
void makeId(char (&id)[37], Chance chance) {
  uint32_t a = chance(), b = chance(), c = chance(), d = chance();
  std::snprintf(id, sizeof id, "%08x-%04x-4%03x-%04x-%04x%08x", unsigned(a), unsigned(b >> 16), unsigned(b & 0xFFF),
      unsigned((c >> 16 & 0x3FFF) | 0x8000), unsigned(c & 0xFFFF), unsigned(d));
}

bool isDue(uint32_t at, uint32_t now) { return int32_t(now - at) >= 0; }

}  // namespace

const OutgoingReaction* Outbox::add(std::string_view payload, uint32_t now, Chance chance) {
  if (count_ == kOutboxReactions || payload.size() > kPayloadBytes) return nullptr;
  OutgoingReaction& reaction = reactions_[count_++];
  makeId(reaction.id, chance);
  reaction.ref = ++lastRef_;
  std::memcpy(reaction.payload, payload.data(), payload.size());
  reaction.payloadLength = payload.size();
  reaction.sent = false;
  reaction.sentAt = now;
  return &reaction;
}

void Outbox::unsend(uint32_t now) {
  for (size_t n = 0; n < count_; n++) {
    reactions_[n].sent = false;
    reactions_[n].sentAt = now;
  }
}

OutgoingReaction* Outbox::next(uint32_t now) {
  auto end = reactions_ + count_;
  auto found = std::find_if(reactions_, end, [](const OutgoingReaction& one) { return !one.sent; });
  return found != end && isDue(found->sentAt, now) ? found : nullptr;
}

OutgoingReaction* Outbox::find(int64_t ref) {
  auto end = reactions_ + count_;
  auto found = std::find_if(reactions_, end, [ref](const OutgoingReaction& one) { return one.ref == ref; });
  return found != end ? found : nullptr;
}

const OutgoingReaction* Outbox::oldestSent() const {
  auto end = reactions_ + count_;
  auto found = std::find_if(reactions_, end, [](const OutgoingReaction& one) { return one.sent; });
  return found != end ? found : nullptr;
}

void Outbox::remove(const OutgoingReaction* reaction) {
  size_t at = size_t(reaction - reactions_);
  std::move(reactions_ + at + 1, reactions_ + count_, reactions_ + at);
  count_--;
}

}  // namespace crowdmind
