#include "input/decimal.hpp"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string>

namespace mirage {

#ifdef __cpp_lib_to_chars

Decimal leading_decimal(std::string_view text) {
    Decimal number;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
    number.rest = text.substr(static_cast<std::size_t>(end - text.data()));
    number.error = error;
    return number;
}

#else  // of LLVM: integers alone

Decimal leading_decimal(std::string_view text) {
    const std::string_view unsigned_text = text.substr(text.starts_with('-') ? 1 : 0);
    const bool begins = !unsigned_text.empty() &&
                        std::string_view("0123456789.iInN").find(unsigned_text[0]) != std::string_view::npos;
    if (!begins) return {0.0, text, std::errc::invalid_argument};
    // what strtod alone would take for a hexadecimal number ends behind its zero
    const bool hexadecimal = unsigned_text.starts_with("0x") || unsigned_text.starts_with("0X");
    const std::string digits(text.substr(0, hexadecimal ? text.find_first_of("xX") : text.npos));
    char* end = nullptr;
    errno = 0;
    const double value = std::strtod(digits.c_str(), &end);
    const auto length = static_cast<std::size_t>(end - digits.c_str());
    if (length == 0) return {0.0, text, std::errc::invalid_argument};
    if (errno == ERANGE) return {0.0, text.substr(length), std::errc::result_out_of_range};
    return {value, text.substr(length), std::errc()};
}

#endif

}  // namespace mirage
