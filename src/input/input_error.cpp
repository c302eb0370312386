#include "input/input_error.hpp"

#include "input/text.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_characters = 600;

std::string shortened(const std::string& text) {
    if (text.size() <= max_characters) return text;
    const std::size_t half = max_characters / 2;
    return text.substr(0, half) + " ... " + text.substr(text.size() - half);
}

}  // namespace

InputError::InputError(const std::string& message) : std::runtime_error(printable(shortened(message))) {}

}  // namespace mirage
