#pragma once
// Whether something is said in any of several lines.

#include <algorithm>
#include <string>
#include <vector>

namespace mirage_test {

inline bool noted(const std::vector<std::string>& lines, const std::string& words) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

}  // namespace mirage_test
