// The device's protocol on a computer: follows an experiment, and publishes some reactions.
//
//   [CROWDMIND_KEY=…] follower HOST PORT PREFIX EXPERIMENT AGENT AFTER REACTIONS
//
// AFTER is a seq, or "now". An event is a line "event SEQ TYPE DATA", an acknowledgement "ack N SEQ", a refusal
// "refused N STATUS"; notes go to standard error. It ends with 1 when coming back would not help.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include "../src/crowdmind/Session.h"
#include "SocketLink.h"

namespace {

class Printer : public crowdmind::Listener {
 public:
  void event(const crowdmind::Event& event) override {
    line("event " + std::to_string(event.seq) + " " + std::string(event.type) + " " + std::string(event.data));
  }

  void acknowledged(const crowdmind::OutgoingReaction& reaction, uint64_t seq) override {
    line("ack " + std::to_string(reaction.ref) + " " + std::to_string(seq));
  }

  void refused(const crowdmind::OutgoingReaction& reaction, int status, std::string_view why) override {
    line("refused " + std::to_string(reaction.ref) + " " + std::to_string(status));
    note(std::string(why).c_str());
  }

  void note(const char* what) override { std::fprintf(stderr, "%s\n", what); }

 private:
  static void line(const std::string& text) {
    std::puts(text.c_str());
    std::fflush(stdout);
  }
};

uint32_t chance() {
  static std::mt19937 source{std::random_device{}()};
  return uint32_t(source());
}

uint32_t now() {
  using namespace std::chrono;
  return uint32_t(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 8) {
    std::fprintf(stderr, "follower HOST PORT PREFIX EXPERIMENT AGENT AFTER|now REACTIONS\n");
    return 2;
  }

  const char* key = std::getenv("CROWDMIND_KEY");
  crowdmind::Place place{
      arguments[1], uint16_t(std::atoi(arguments[2])), arguments[3], arguments[4], arguments[5], key == nullptr ? "" : key};
  std::string after = arguments[6];
  int reactions = std::atoi(arguments[7]);
  SocketLink link;
  Printer printer;
  crowdmind::Session session(
      place, link, printer, chance, after == "now" ? crowdmind::Session::kFromNowOn : std::strtoull(arguments[6], nullptr, 10));
  for (int said = 0; !session.isOver();) {
    session.poll(now());
    if (said < reactions && session.publish("{\"n\":" + std::to_string(said + 1) + "}")) said++;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  return 1;
}
