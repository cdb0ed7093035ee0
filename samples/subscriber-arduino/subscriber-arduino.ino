// An ESP32 that follows an experiment and reacts in it: it reads a sensor, publishes what it reads, and shows on its LED
// when somebody else in the crowd has reacted.
//
// The protocol is in src/crowdmind, plain C++ without an Arduino header. Needs the ESP32 core 3 (Boards Manager), and no
// library besides. Fill in the seven constants.

#include <Preferences.h>
#include <WiFi.h>

#include "src/crowdmind/Session.h"

constexpr char kWifiName[] = "…";
constexpr char kWifiPassword[] = "…";
constexpr char kHost[] = "192.168.1.10";  // where CrowdMind runs, with HOST=0.0.0.0
constexpr uint16_t kPort = 8000;
constexpr char kExperiment[] = "00000000-0000-7000-8000-000000000000";
constexpr char kAgent[] = "00000000-0000-7000-8000-000000000000";
constexpr char kKey[] = "";  // an API key of this agent's own, where the server asks for one

constexpr uint8_t kSensorPin = 34;
constexpr uint8_t kLedPin = 2;
constexpr uint32_t kReadMs = 5000;
constexpr uint32_t kFlashMs = 80;

// The place in the log: in RTC memory, which survives a reset and deep sleep, after each event; in flash, which also
// survives a power cut but wears out, once a minute. After a power cut the events of the last minute come again.
constexpr uint32_t kStoreMs = 60000;
RTC_NOINIT_ATTR uint64_t keptAfter;
RTC_NOINIT_ATTR uint64_t keptCheck;

/// What tells a kept place from chance, and from the place in another experiment's log (FNV-1a).
constexpr uint64_t checkOf(uint64_t after) {
  uint64_t hash = 0xCBF29CE484222325 ^ after;
  for (const char* letter = kExperiment; *letter != '\0'; letter++) hash = (hash ^ uint8_t(*letter)) * 0x100000001B3;
  return hash;
}

/// The protocol's link over WiFi. For https use NetworkClientSecure in the place of WiFiClient.
class WifiLink : public crowdmind::Link {
 public:
  bool connect(const char* host, uint16_t port) override {
    client_.stop();
    return WiFi.status() == WL_CONNECTED && client_.connect(host, port);
  }

  int read(uint8_t* bytes, size_t most) override {
    int ready = client_.available();
    if (ready <= 0) return client_.connected() ? 0 : -1;
    return client_.read(bytes, most);
  }

  bool write(const uint8_t* bytes, size_t count) override { return client_.write(bytes, count) == count; }

  void close() override { client_.stop(); }

 private:
  WiFiClient client_;
};

class Board : public crowdmind::Listener {
 public:
  void event(const crowdmind::Event& event) override {
    keptAfter = event.seq;
    keptCheck = checkOf(event.seq);
    Serial.printf("%llu %.*s %.*s\n", static_cast<unsigned long long>(event.seq), int(event.type.size()), event.type.data(),
                  int(event.data.size()), event.data.data());
    digitalWrite(kLedPin, HIGH);
    flashedAt = millis();
  }

  void acknowledged(const crowdmind::OutgoingReaction& reaction, uint64_t seq) override {
    Serial.printf("%s stands at %llu\n", reaction.id, static_cast<unsigned long long>(seq));
  }

  void refused(const crowdmind::OutgoingReaction& reaction, int status, std::string_view why) override {
    Serial.printf("%s was refused, %d: %.*s\n", reaction.id, status, int(why.size()), why.data());
  }

  void note(const char* what) override { Serial.println(what); }

  uint32_t flashedAt = 0;
};

Preferences preferences;
WifiLink wifiLink;
Board board;
crowdmind::Session* session;

uint64_t whereItLeftOff() {
  return checkOf(keptAfter) == keptCheck
      ? keptAfter
      : preferences.getULong64("after", crowdmind::Session::kFromNowOn);
}

void setup() {
  Serial.begin(115200);
  pinMode(kLedPin, OUTPUT);
  preferences.begin(kExperiment + 21);  // another experiment is another log; a name has 15 characters
  WiFi.begin(kWifiName, kWifiPassword);
  static crowdmind::Session only({kHost, kPort, "/api/v1", kExperiment, kAgent, kKey}, wifiLink, board, esp_random, whereItLeftOff());
  session = &only;
}

void loop() {
  static uint32_t readAt = 0, storedAt = 0;
  uint32_t now = millis();
  session->poll(now);
  if (now - readAt >= kReadMs) {
    readAt = now;
    char payload[48];
    snprintf(payload, sizeof payload, "{\"light\":%d}", int(analogRead(kSensorPin)));
    if (!session->publish(payload)) Serial.println("too many reactions wait for their acknowledgement");
  }

  if (now - storedAt >= kStoreMs) {
    storedAt = now;
    if (preferences.getULong64("after", crowdmind::Session::kFromNowOn) != session->after())
      preferences.putULong64("after", session->after());
  }

  if (now - board.flashedAt >= kFlashMs) digitalWrite(kLedPin, LOW);
  delay(1);
}
