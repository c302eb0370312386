#pragma once
// Numbers of the environment that make a test longer where it is run by hand.

#include <cstdlib>
#include <string>

namespace mirage_test {

/// The number in the variable `name`, `usual` where it is not set. Throws std::invalid_argument where no
/// number is in it.
inline int setting(const char* name, int usual) {
    const char* text = std::getenv(name);
    return text ? std::stoi(text) : usual;
}

}  // namespace mirage_test
