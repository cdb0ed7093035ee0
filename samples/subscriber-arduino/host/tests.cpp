// What the protocol does, without a network: each byte that a server could send is scripted.

#include <algorithm>
#include <cstdio>
#include <deque>
#include <string>
#include <vector>

#include "../src/crowdmind/AcceptKey.h"
#include "../src/crowdmind/Json.h"
#include "../src/crowdmind/Session.h"

using namespace crowdmind;
using namespace std::string_literals;

namespace {

int failures = 0;

#define CHECK(what) \
  if (!(what)) std::printf("%s:%d: %s\n", __FILE__, __LINE__, #what), failures++

uint32_t chance() {
  static uint32_t state = 1;
  return state = state * 1664525 + 1013904223;
}

/// A server whose words are written down beforehand; what the client says is kept.
class ScriptedLink : public Link {
 public:
  bool connect(const char*, uint16_t) override {
    connects++;
    sent.clear();
    broken = false;
    incoming.clear();
    return reachable;
  }

  int read(uint8_t* bytes, size_t most) override {
    if (incoming.empty()) return broken ? -1 : 0;
    size_t count = std::min(most, incoming.size());
    if (oneByOne) count = 1;
    std::copy_n(incoming.begin(), count, bytes);
    incoming.erase(incoming.begin(), incoming.begin() + long(count));
    return int(count);
  }

  bool write(const uint8_t* bytes, size_t count) override {
    sent.append(reinterpret_cast<const char*>(bytes), count);
    return true;
  }

  void close() override {}

  void says(const std::string& bytes) { incoming.insert(incoming.end(), bytes.begin(), bytes.end()); }

  /// Agrees to the upgrade that was asked for.
  void upgrades() {
    size_t start = sent.find("Sec-WebSocket-Key: ") + 19;
    std::string key = sent.substr(start, sent.find("\r\n", start) - start);
    says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX-Long: "s + std::string(1000, 'x') +
         "\r\nSec-WebSocket-Accept: " + acceptKey(key) + "\r\n\r\n");
    sent.clear();
  }

  /// The client's frames since it was upgraded, unmasked.
  std::vector<std::string> frames() const {
    std::vector<std::string> found;
    for (size_t at = 0; at + 2 <= sent.size();) {
      size_t length = size_t(sent[at + 1]) & 0x7F, head = 2;
      CHECK((sent[at + 1] & 0x80) != 0);
      if (length == 126) length = size_t(uint8_t(sent[at + 2])) << 8 | uint8_t(sent[at + 3]), head = 4;
      std::string frame = sent.substr(at + head + 4, length);
      for (size_t n = 0; n < frame.size(); n++) frame[n] = char(frame[n] ^ sent[at + head + n % 4]);
      found.push_back(frame);
      at += head + 4 + length;
    }

    return found;
  }

  int connects = 0;
  bool reachable = true, broken = false, oneByOne = false;
  std::string sent;

 private:
  std::deque<char> incoming;
};

class Notes : public Listener {
 public:
  void event(const Event& event) override {
    events.push_back(std::to_string(event.seq) + " " + std::string(event.type) + " " + std::string(event.data));
  }
  void acknowledged(const OutgoingReaction& reaction, uint64_t seq) override {
    answers.push_back("ack " + std::to_string(reaction.ref) + " " + std::to_string(seq));
  }
  void refused(const OutgoingReaction& reaction, int status, std::string_view why) override {
    answers.push_back("refused " + std::to_string(reaction.ref) + " " + std::to_string(status) + " " + std::string(why));
  }
  void note(const char* what) override { notes.push_back(what); }

  std::vector<std::string> events, answers, notes;
};

std::string frame(const std::string& payload, uint8_t first = 0x81) {
  std::string bytes(1, char(first));
  if (payload.size() < 126) {
    bytes += char(payload.size());
  } else {
    bytes += char(126);
    bytes += char(payload.size() >> 8);
    bytes += char(payload.size());
  }

  return bytes + payload;
}

std::string event(int seq, const std::string& data = "{\"payload\":{\"mood\":0.4}}") {
  return "{\"type\":\"reaction_created\",\"seq\":" + std::to_string(seq) + ",\"data\":" + data + ",\"ts\":\"…\"}";
}

/// A session over a scripted link, and the time that its device sees.
struct Device {
  explicit Device(uint64_t after = 5) : session(Place{"host", 80, "/api/v1", "E", "A"}, link, notes, chance, after) {}

  void connected() {
    passes(0);
    link.upgrades();
    passes(0);
  }

  void passes(uint32_t milliseconds) {
    now += milliseconds;
    for (int n = 0; n < 3; n++) session.poll(now);
  }

  ScriptedLink link;
  Notes notes;
  uint32_t now = 0xFFFFFFF0;  // the clock wraps on the way
  Session session;
};

void json_members_are_found_where_they_stand() {
  auto object = " { \"a\" : {\"b\":[1,{\"a\":2}],\"c\":\"}\\\"\"} , \"seq\":17 ,\"t\":\"x\\\"y\",\"n\":null}"s;
  CHECK(json::member(object, "a") == "{\"b\":[1,{\"a\":2}],\"c\":\"}\\\"\"}");
  CHECK(json::number(json::member(object, "seq")) == 17);
  CHECK(json::text(json::member(object, "t")) == "x\\\"y");
  CHECK(json::member(object, "n") == "null");
  CHECK(json::member(object, "b").empty());
  CHECK(json::number("-1") == -1 && json::number("1.5") == -1 && json::number("") == -1);
  for (size_t length = 0; length < object.size(); length++)  // cut anywhere, nothing is made up
    CHECK(json::member(object.substr(0, length), "n").empty());
  for (auto broken : {"", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":\"", "{1:2}", "{\"a\":}", "nonsense"})
    CHECK(json::member(broken, "a").empty());
}

void the_accept_key_is_that_of_the_rfc() {
  CHECK(acceptKey("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

void events_come_in_order_however_the_bytes_are_cut() {
  for (bool oneByOne : {false, true}) {
    Device device;
    device.link.oneByOne = oneByOne;
    device.connected();
    CHECK(device.notes.notes == std::vector<std::string>{"connected"});
    auto six = event(6);
    device.link.says(frame("{\"type\":\"subscribed\",\"after\":5,\"head\":7}") + frame(six.substr(0, 20), 0x01) +
                     frame("are you there", 0x89) + frame(six.substr(20, 1), 0x00) + frame(six.substr(21), 0x80) +
                     frame(event(7)) + frame("", 0x82));
    device.passes(1);
    CHECK((device.notes.events == std::vector<std::string>{
        "6 reaction_created {\"payload\":{\"mood\":0.4}}", "7 reaction_created {\"payload\":{\"mood\":0.4}}"}));
    CHECK(device.link.frames() == std::vector<std::string>{"are you there"});
    CHECK(device.session.after() == 7);
  }
}

void a_long_event_is_cut_and_counted() {
  Device device;
  device.connected();
  device.link.says(frame(event(6, "\"" + std::string(60000, 'x') + "\"")) + frame(event(7)));
  device.passes(1);
  CHECK(device.notes.events.size() == 2 && device.notes.events[0] == "6 reaction_created ");
}

void a_missing_event_is_asked_for_again() {
  Device device;
  device.connected();
  device.link.says(frame(event(6)) + frame(event(8)));
  device.passes(1);
  CHECK(device.notes.events.size() == 1 && device.link.connects == 1);
  device.passes(kFirstPauseMs);
  CHECK(device.link.connects == 2);
  CHECK(device.link.sent.find("GET /api/v1/ws/experiments/E?after=6 HTTP/1.1\r\n") == 0);
}

void a_reaction_is_repeated_under_its_id_until_it_is_acknowledged() {
  Device device;
  device.connected();
  CHECK(device.session.publish("{\"n\":1}") && device.session.publish("{\"n\":2}"));
  device.passes(1);
  auto first = device.link.frames();
  CHECK(first.size() == 2);
  device.link.says(frame("{\"type\":\"ack\",\"ref\":1,\"id\":\"i\",\"seq\":6}"));
  device.passes(1);
  device.link.broken = true;
  device.passes(kFirstPauseMs);
  device.passes(kFirstPauseMs);
  device.connected();
  auto second = device.link.frames();
  CHECK(second.size() == 1 && second[0] == first[1]);
  device.link.says(frame("{\"type\":\"ack\",\"ref\":2,\"id\":\"i\",\"seq\":7,\"duplicate\":true}"));
  device.passes(1);
  CHECK((device.notes.answers == std::vector<std::string>{"ack 1 6", "ack 2 7"}));
  CHECK(device.session.waiting() == 0);
}

void a_busy_server_is_asked_again_and_a_refusal_is_told() {
  Device device;
  device.connected();
  CHECK(device.session.publish("{\"n\":1}"));
  device.passes(1);
  device.link.says(frame("{\"type\":\"error\",\"ref\":1,\"message\":\"later\",\"status_code\":503}"));
  device.passes(1);
  CHECK(device.link.frames().size() == 1);
  device.passes(kBusyMs);
  auto sent = device.link.frames();
  CHECK(sent.size() == 2 && sent[0] == sent[1]);
  device.link.says(frame("{\"type\":\"error\",\"ref\":1,\"message\":\"no\",\"status_code\":409}"));
  device.passes(1);
  CHECK(device.notes.answers == std::vector<std::string>{"refused 1 409 no"});
}

void a_new_device_learns_the_head_from_the_refusal() {
  for (bool chunked : {false, true}) {
    Device device(Session::kFromNowOn);
    device.passes(0);
    CHECK(device.link.sent.find("?after=9007199254740991 ") != std::string::npos);
    auto body = "{\"error\":{\"details\":{\"head\":41}}}"s;
    device.link.says("HTTP/1.1 409 Conflict\r\n"s +
        (chunked ? "Transfer-Encoding: chunked\r\n\r\n" + body + "\r\n0\r\n\r\n"
                 : "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
    device.passes(1);
    device.passes(kFirstPauseMs);
    device.connected();
    CHECK(device.link.connects == 2 && device.session.after() == 41);
  }
}

void endings_that_cannot_be_mended_end_it() {
  Device unknown;
  unknown.passes(0);
  unknown.link.says("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  unknown.passes(1);
  CHECK(unknown.session.isOver());
  Device deleted;
  deleted.connected();
  deleted.link.says(frame("\x11\x34gone", 0x88));
  deleted.passes(1);
  CHECK(deleted.session.isOver() && deleted.notes.notes.back() == "the experiment was deleted");
  Device draining;
  draining.connected();
  draining.link.says(frame("\x03\xE9", 0x88));
  draining.passes(1);
  draining.passes(kFirstPauseMs);
  CHECK(!draining.session.isOver() && draining.link.connects == 2);
}

void silence_and_broken_frames_mean_a_new_connection() {
  Device silent;
  silent.connected();
  silent.passes(kSilenceMs + 1);
  silent.passes(kFirstPauseMs);
  CHECK(silent.link.connects == 2);
  for (auto broken : {"\x81\x81mask"s, "\x89\x7E\x01\x00"s, "\x09\x00"s}) {
    Device device;
    device.connected();
    device.link.says(broken + std::string(2, '\0'));
    device.passes(1);
    CHECK(device.session.after() == 5);
    device.passes(kFirstPauseMs);
    CHECK(device.link.connects == 2);
  }

  Device wrongKey;
  wrongKey.passes(0);
  wrongKey.link.says("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: wrong\r\n\r\n");
  wrongKey.passes(1);
  CHECK(wrongKey.notes.notes.empty());
}

void pauses_grow_and_too_much_is_refused() {
  Device device;
  device.link.reachable = false;
  for (int n = 0; n < 100; n++) device.passes(kLongestPauseMs / 10);
  CHECK(device.link.connects > 12 && device.link.connects < 30);
  for (size_t n = 0; n < kOutboxReactions; n++) CHECK(device.session.publish("{}"));
  CHECK(!device.session.publish("{}"));
  CHECK(!Device().session.publish(std::string(kPayloadBytes + 1, ' ')));
}

}  // namespace

int main() {
  json_members_are_found_where_they_stand();
  the_accept_key_is_that_of_the_rfc();
  events_come_in_order_however_the_bytes_are_cut();
  a_long_event_is_cut_and_counted();
  a_missing_event_is_asked_for_again();
  a_reaction_is_repeated_under_its_id_until_it_is_acknowledged();
  a_busy_server_is_asked_again_and_a_refusal_is_told();
  a_new_device_learns_the_head_from_the_refusal();
  endings_that_cannot_be_mended_end_it();
  silence_and_broken_frames_mean_a_new_connection();
  pauses_grow_and_too_much_is_refused();
  std::puts(failures == 0 ? "fine" : "failed");
  return failures == 0 ? 0 : 1;
}
