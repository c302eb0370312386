#pragma once
// What a user typed and cannot be done.

#include <stdexcept>
#include <string>

namespace mirage {

/// One line: what, the value, what is allowed. The program prints it and exits with 2; nothing has been written.
class InputError : public std::runtime_error {
public:
    explicit InputError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace mirage
