#pragma once
// What a user typed and cannot be done.

#include <stdexcept>
#include <string>

namespace mirage {

/// One line of bounded length: what, the value, what is allowed. The program prints it and exits with 2;
/// nothing has been written. The middle of a very long message is left out.
class InputError : public std::runtime_error {
public:
    explicit InputError(const std::string& message);
};

}  // namespace mirage
