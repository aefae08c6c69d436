#pragma once

#include "CToml.h"

#include <optional>
#include <string>
#include <string_view>

namespace ctoml {

/// How many names a dotted key may have, and how many brackets may be open at once.
constexpr int deepest = 16;

struct Fault {
    std::string message;
    ctoml_place place;
};

/// Returns the first place that toml++ 3.3 would not survive, if there is one.
///
/// It destroys its tables recursively, so that a deep text overflows the stack; and it takes for
/// granted that a header begins with a name, so that `[{` ends the process.
std::optional<Fault> precheck(std::string_view text);

}  // namespace ctoml
