#include "input/input_error.hpp"

#include "input/text.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_characters = 600;

}  // namespace

InputError::InputError(const std::string& message)
    : std::runtime_error(printable(shortened(message, max_characters))) {}

}  // namespace mirage
