#pragma once

#include <cstdint>
#include <string_view>

namespace crowdmind::json {

/// The value of a member of an object, as it stands there; empty when it is not there, or the text ends before its end.
std::string_view member(std::string_view object, std::string_view name);

/// What stands between the quotes of a string, escapes and all; empty when it is no string.
std::string_view text(std::string_view value);

/// A whole number; -1 when it is none that is 0 or more.
int64_t number(std::string_view value);

}  // namespace crowdmind::json
