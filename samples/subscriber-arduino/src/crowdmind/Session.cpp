#include "Session.h"

#include <algorithm>

#include "Json.h"

namespace crowdmind {

Session::Session(const Place& place, Link& link, Listener& listener, Chance chance, uint64_t after)
    : place_(place), listener_(listener), chance_(chance), socket_(link, *this, chance), after_(after) {}

void Session::poll(uint32_t now) {
  now_ = now;
  if (over_) return;
  if (!begun_) {
    begun_ = true;
    connectAt_ = now;
  }

  if (socket_.isClosed()) {
    if (int32_t(now - connectAt_) >= 0) connect();
    return;
  }

  if (socket_.poll()) heardAt_ = now;
  if (socket_.isClosed()) return;
  const OutgoingReaction* oldest = outbox_.oldestSent();
  if (now - heardAt_ > (socket_.isOpen() ? kSilenceMs : kAnswerMs))
    comeBack("the server is silent");
  else if (oldest != nullptr && now - oldest->sentAt > kAnswerMs)
    comeBack("a reaction was not acknowledged");
  else
    sendNext();
}

bool Session::publish(std::string_view payload) { return outbox_.add(payload, now_, chance_) != nullptr; }

void Session::connect() {
  std::string path = place_.prefix;
  path.append("/ws/experiments/").append(place_.experiment).append("?after=").append(std::to_string(after_));
  heardAt_ = now_;
  if (!socket_.open(place_.host, place_.port, path, place_.key)) comeBack("no connection");
}

void Session::opened() {
  pause_ = kFirstPauseMs;
  outbox_.unsend(now_);
  listener_.note("connected");
}

void Session::refused(int status, std::string_view body) {
  size_t head = body.find("\"head\":");
  if (status == 409 && head != std::string_view::npos) {
    // The log ends before `after`: this device is new here, or the log was restored from a backup. It goes on at the head.
    size_t digits = body.find_first_not_of("0123456789", head + 7);
    after_ = uint64_t(std::max<int64_t>(json::number(body.substr(head + 7, digits - head - 7)), 0));
    comeBack("the log goes on at its head");
  } else if (status == 401) {
    stop("the server wants a key, and this is none that it takes");
  } else if (status == 403) {
    stop("the key does not allow this; does the agent take part in the experiment?");
  } else if (status >= 400 && status < 500 && status != 429) {
    stop("the server refused the request");
  } else {
    comeBack("the server is not ready");
  }
}

void Session::received(std::string_view message, bool whole) {
  std::string_view type = json::text(json::member(message, "type"));
  int64_t seq = json::number(json::member(message, "seq"));
  if (type == "ack" || type == "error") {
    answered(type, message);
  } else if (seq >= 0 && uint64_t(seq) != after_ + 1) {
    comeBack("an event is missing");  // resumes before it
  } else if (seq >= 0) {
    after_ = uint64_t(seq);
    listener_.event({after_, type, whole ? json::member(message, "data") : std::string_view{}});
  } else if (!whole) {
    stop("an event's seq does not stand at its beginning");
  }
}

void Session::answered(std::string_view type, std::string_view message) {
  OutgoingReaction* reaction = outbox_.find(json::number(json::member(message, "ref")));
  if (reaction == nullptr) return;
  int status = int(json::number(json::member(message, "status_code")));
  if (type == "error" && (status == 503 || status == 429)) {
    reaction->sent = false;
    reaction->sentAt = now_ + kBusyMs;
    return;
  }

  OutgoingReaction done = *reaction;
  outbox_.remove(reaction);
  if (type == "ack")
    listener_.acknowledged(done, uint64_t(json::number(json::member(message, "seq"))));
  else
    listener_.refused(done, status, json::text(json::member(message, "message")));
}

void Session::sendNext() {
  OutgoingReaction* reaction = socket_.isOpen() ? outbox_.next(now_) : nullptr;
  if (reaction == nullptr) return;
  std::string frame = "{\"type\":\"reaction\",\"ref\":";
  frame.append(std::to_string(reaction->ref)).append(",\"id\":\"").append(reaction->id);
  frame.append("\",\"agent_id\":\"").append(place_.agent).append("\",\"payload\":");
  frame.append(reaction->payload, reaction->payloadLength).append("}");
  reaction->sent = true;
  reaction->sentAt = now_;
  if (!socket_.sendText(frame)) comeBack("the connection broke");
}

void Session::ended(uint16_t code) {
  if (code == 4404)
    stop("the experiment was deleted");
  else if (code == 4401)
    stop("the key has ended: its time is over, or it was revoked");
  else if (code == 4400)
    stop("the server refused the request");
  else
    comeBack("the connection ended");
}

void Session::comeBack(const char* why) {
  socket_.drop();
  connectAt_ = now_ + pause_ / 2 + chance_() % (pause_ / 2);
  pause_ = std::min(pause_ * 2, kLongestPauseMs);
  listener_.note(why);
}

void Session::stop(const char* why) {
  socket_.drop();
  over_ = true;
  listener_.note(why);
}

}  // namespace crowdmind
