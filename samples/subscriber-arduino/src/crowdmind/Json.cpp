#include "Json.h"

namespace crowdmind::json {
namespace {

bool isSpace(char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; }

size_t skipSpace(std::string_view text, size_t at) {
  while (at < text.size() && isSpace(text[at])) at++;
  return at;
}

/// Behind the string that begins at `at`; the text's end when it does not end.
size_t skipString(std::string_view text, size_t at) {
  for (at++; at < text.size() && text[at] != '"'; at++)
    if (text[at] == '\\') at++;
  return at < text.size() ? at + 1 : text.size() + 1;
}

/// Behind the value that begins at `at`; beyond the text's end when that comes first.
size_t skipValue(std::string_view text, size_t at) {
  size_t depth = 0;
  while (at < text.size()) {
    char letter = text[at];
    if (letter == '"') {
      at = skipString(text, at);
    } else if (letter == '{' || letter == '[') {
      depth++;
      at++;
    } else if (letter == '}' || letter == ']') {
      if (depth == 0) return at;  // the end of what this value is in
      depth--;
      at++;
    } else if (letter == ',' && depth == 0) {
      return at;
    } else {
      at++;
      continue;  // a part of a number, a word, or white space: no value ends behind it
    }

    if (depth == 0) return at;
  }

  return text.size() + 1;
}

}  // namespace

std::string_view member(std::string_view object, std::string_view name) {
  size_t at = skipSpace(object, 0);
  if (at >= object.size() || object[at] != '{') return {};
  at = skipSpace(object, at + 1);
  while (at < object.size() && object[at] == '"') {
    size_t keyEnd = skipString(object, at);
    if (keyEnd > object.size()) return {};
    std::string_view key = object.substr(at + 1, keyEnd - at - 2);
    at = skipSpace(object, keyEnd);
    if (at >= object.size() || object[at] != ':') return {};
    size_t start = skipSpace(object, at + 1);
    size_t end = skipValue(object, start);
    if (end > object.size()) return {};
    if (key == name) {
      while (end > start && isSpace(object[end - 1])) end--;
      return object.substr(start, end - start);
    }

    at = skipSpace(object, end);
    if (at >= object.size() || object[at] != ',') return {};
    at = skipSpace(object, at + 1);
  }

  return {};
}

std::string_view text(std::string_view value) {
  return value.size() >= 2 && value.front() == '"' ? value.substr(1, value.size() - 2) : std::string_view{};
}

int64_t number(std::string_view value) {
  if (value.empty() || value.size() > 18) return -1;
  int64_t sum = 0;
  for (char letter : value) {
    if (letter < '0' || letter > '9') return -1;
    sum = sum * 10 + (letter - '0');
  }

  return sum;
}

}  // namespace crowdmind::json
