#include "sweep/grid_spectrum.hpp"

#include "mirage/spectra/spectral_gaps.hpp"
#include "mirage/spectra/tunnelling_curve.hpp"

namespace mirage {

std::vector<double> dos_of(const GridSpectrum& at, const Configuration& c, std::int64_t first,
                           std::int64_t end) {
    std::vector<double> energies, values;
    for (std::int64_t i = first; i < end; ++i)
        energies.push_back(c.energy.values[static_cast<std::size_t>(i)] / at.unit.energy);
    if (energies.empty()) return values;
    for (const RetardedAmplitudes& amplitudes : mirage::spectrum(at.model, reduced_eta(c, at.unit), energies))
        values.push_back(energy_quantities[0].value(amplitudes));
    return values;
}

std::vector<double> conductance_of(const GridSpectrum& at, const Configuration& c) {
    std::vector<double> voltages;
    for (const double energy : c.energy.values) voltages.push_back(energy / at.unit.energy);
    return tunnelling_curve(at.model, reduced_eta(c, at.unit), at.parameters.T, voltages);
}

MirageGapValues mirage_gap_of(const GridSpectrum& at, const Configuration& c) {
    const MeasuredMirageGap gap = measure_mirage_gap(at.model, reduced_eta(c, at.unit));
    MirageGapValues values{};
    for_each_stored(mirage_quantities, [&](const Quantity<MeasuredMirageGap>& q, std::size_t place) {
        values[place] = q.value(gap) * at.unit.factor(q.unit);
    });
    return values;
}

}  // namespace mirage
