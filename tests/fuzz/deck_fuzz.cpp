// Decks: what is accepted is written again, and the copy reads back to the same numbers, bit for bit.

#include "fuzz.hpp"
#include "input/settings.hpp"

using namespace mirage_fuzz;
using mirage::Configuration;

namespace {

void require_same(const Configuration& a, const Configuration& b) {
    for (const mirage::Setting* setting : mirage::axis_settings())
        require(same_bits((a.*(setting->axis)).values, (b.*(setting->axis)).values));
    require(mirage::pockets_text(a.pockets) == mirage::pockets_text(b.pockets));
    require(a.spectrum_part.size() == b.spectrum_part.size());
    for (const auto& [name, axis] : a.spectrum_part)
        require(same_bits(axis.values, b.spectrum_part.at(name).values));
    require(same_bits(a.energy.values, b.energy.values) && same_bits(a.tolerance, b.tolerance));
    require(a.units == b.units && a.threads == b.threads && a.output == b.output);
    require(a.eta.has_value() == b.eta.has_value() && (!a.eta || same_bits(*a.eta, *b.eta)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = text_of(data, size);
    if (has_long_count(text)) return 0;
    Configuration given;
    if (!accepted([&] { given = mirage::read_configuration(file_with(text), {}, mirage::Scope::sweep); }))
        return 0;
    const std::string deck = mirage::to_deck(given);
    const Configuration copy = mirage::parse_deck(deck);
    require_same(given, copy);
    require(mirage::to_deck(copy) == deck);
    return 0;
}
