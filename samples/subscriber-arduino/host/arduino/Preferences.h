#pragma once

#include <cstddef>
#include <cstdint>

class Preferences {
 public:
  bool begin(const char* name, bool readOnly = false);
  uint64_t getULong64(const char* key, uint64_t otherwise = 0);
  size_t putULong64(const char* key, uint64_t value);
};
