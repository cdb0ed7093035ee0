#pragma once

#include <cstddef>
#include <cstdint>

enum wl_status_t { WL_CONNECTED = 3 };

class WiFiClass {
 public:
  wl_status_t begin(const char* name, const char* password);
  wl_status_t status();
};

extern WiFiClass WiFi;

class WiFiClient {
 public:
  int connect(const char* host, uint16_t port);
  int available();
  uint8_t connected();
  int read(uint8_t* bytes, size_t most);
  size_t write(const uint8_t* bytes, size_t count);
  void stop();
};
