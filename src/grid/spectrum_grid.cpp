#include "grid/spectrum_grid.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {
namespace {

/// Every value of `some` is one of `all` (checked with the configuration).
std::vector<std::int64_t> indices(const std::vector<double>& some, const std::vector<double>& all) {
    std::vector<std::int64_t> list;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double y = all[i];
        if (std::any_of(some.begin(), some.end(),
                        [y](double x) { return std::fabs(x - y) <= 1e-9 * std::fabs(y); }))
            list.push_back(static_cast<std::int64_t>(i));
    }
    return list;
}

std::vector<std::int64_t> all_indices(std::size_t count) {
    std::vector<std::int64_t> list(count);
    for (std::size_t i = 0; i < count; ++i) list[i] = static_cast<std::int64_t>(i);
    return list;
}

}  // namespace

std::int64_t SpectrumGrid::spectra() const {
    if (energies == 0) return 0;
    std::int64_t count = 1;
    for (const auto& axis : chosen) count *= static_cast<std::int64_t>(axis.size());
    return count;
}

SpectrumGrid spectrum_grid(const Configuration& c, const Grid& grid) {
    SpectrumGrid part;
    part.energies = static_cast<std::int64_t>(c.energy.values.size());
    for (const double energy : c.energy.values)
        part.largest_energy = std::max(part.largest_energy, std::fabs(energy));
    part.conductance = c.conductance;
    for (const GridAxis& axis : grid.axes) {
        const auto some = c.spectrum_part.find(axis.setting->name);
        part.chosen.push_back(some == c.spectrum_part.end() ? all_indices(axis.values.size())
                                                            : indices(some->second.values, axis.values));
    }
    return part;
}

std::int64_t point_of_spectrum(const SpectrumGrid& part, const Grid& grid, std::int64_t index) {
    std::int64_t point = 0, stride = 1;
    for (std::size_t i = part.chosen.size(); i-- > 0;) {
        const auto size = static_cast<std::int64_t>(part.chosen[i].size());
        point += stride * part.chosen[i][static_cast<std::size_t>(index % size)];
        index /= size;
        stride *= grid.axes[i].size();
    }
    return point;
}

}  // namespace mirage
