#pragma once
// What a user typed and cannot be done.

#include <stdexcept>
#include <string>
#include <utility>

namespace mirage {

/// One line of bounded length: what, the value, what is allowed. The program prints it and exits with 2;
/// nothing has been written. The middle of a very long message is left out.
class InputError : public std::runtime_error {
public:
    explicit InputError(const std::string& message);
};

/// The same about one setting: its key, `section.name`.
class SettingError : public InputError {
public:
    SettingError(std::string key, const std::string& message) : InputError(message), key_(std::move(key)) {}
    const std::string& key() const { return key_; }

private:
    std::string key_;
};

}  // namespace mirage
