#pragma once

// What the sketch uses of the ESP32 core, as declarations: enough for a compiler to check it, not to run it.

#include <cstddef>
#include <cstdint>
#include <cstdio>

#define RTC_NOINIT_ATTR

constexpr uint8_t LOW = 0, HIGH = 1, OUTPUT = 3;

uint32_t millis();
void delay(uint32_t milliseconds);
void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t value);
uint16_t analogRead(uint8_t pin);
extern "C" uint32_t esp_random();

class HardwareSerial {
 public:
  void begin(unsigned long baud);
  size_t println(const char* text);
  size_t printf(const char* format, ...) __attribute__((format(printf, 2, 3)));
};

extern HardwareSerial Serial;
