// Axes and numbers: what is accepted ascends, is finite, holds what its text says and reads the same again.

#include "input/axis.hpp"

#include <cmath>

#include "fuzz.hpp"

using namespace mirage_fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = text_of(data, size);
    if (has_long_count(text)) return 0;
    double number = 0.0;
    const bool is_number = accepted([&] { number = mirage::parse_number("--T", text); });
    if (is_number) require(std::isfinite(number));
    mirage::Axis axis;
    if (!accepted([&] { axis = mirage::parse_axis("--T", text); })) return 0;
    require(!axis.values.empty() && axis.values.size() <= 10'000'000);
    for (std::size_t i = 0; i < axis.values.size(); ++i)
        require(std::isfinite(axis.values[i]) && (i == 0 || axis.values[i] > axis.values[i - 1]));
    require(same_bits(mirage::parse_axis("--T", axis.text).values, axis.values));
    if (is_number) require(same_bits(mirage::single_value("--T", axis), number));
    return 0;
}
