#pragma once
// The table of results, second part: spectra as `mirage spectrum` prints them.

#include "mirage/formulas/mirage_gap.hpp"
#include "results/quantities.hpp"
#include "spectra/spectrum_state.hpp"

namespace mirage {

/// At every energy. f0 = i F and i fy, in the gauge of [T].
inline constexpr auto amplitude_quantities = std::to_array<Quantity<RetardedAmplitudes>>({
    {.name = "dos",
     .long_name = "density of states in units of the normal state",
     .value = [](const RetardedAmplitudes& a) { return a.dos(); }},
    {.name = "f0_re",
     .long_name = "singlet amplitude f0, real part",
     .value = [](const RetardedAmplitudes& a) { return -a.F.imag(); }},
    {.name = "f0_im",
     .long_name = "singlet amplitude f0, imaginary part",
     .value = [](const RetardedAmplitudes& a) { return a.F.real(); }},
    {.name = "fx_re",
     .long_name = "triplet amplitude along the field, real part",
     .value = [](const RetardedAmplitudes& a) { return a.fx.real(); }},
    {.name = "fx_im",
     .long_name = "triplet amplitude along the field, imaginary part",
     .value = [](const RetardedAmplitudes& a) { return a.fx.imag(); }},
    {.name = "ify_re",
     .long_name = "i fy, triplet amplitude of valley K, real part",
     .value = [](const RetardedAmplitudes& a) { return -a.fy.imag(); }},
    {.name = "ify_im",
     .long_name = "i fy, triplet amplitude of valley K, imaginary part",
     .value = [](const RetardedAmplitudes& a) { return a.fy.real(); }},
});

/// Of each spin along the field.
inline constexpr auto spin_quantities = std::to_array<Quantity<RetardedAmplitudes>>({
    {.name = "dos_along_field",
     .long_name = "density of states of electrons with spin along the field",
     .value = [](const RetardedAmplitudes& a) { return a.dos_along_field(); }},
    {.name = "dos_against_field",
     .long_name = "density of states of electrons with spin against the field",
     .value = [](const RetardedAmplitudes& a) { return a.dos_against_field(); }},
});

/// Of the state.
inline constexpr auto spectrum_state_quantities = std::to_array<Quantity<SpectrumState>>({
    {.name = "order_parameter",
     .long_name = "order parameter Delta",
     .unit = UnitKind::energy,
     .value = [](const SpectrumState& s) { return s.model.Delta; }},
    {.name = "triplet_order_parameter",
     .long_name = "order parameter eta of the valley-odd triplet channel",
     .unit = UnitKind::energy,
     .value = [](const SpectrumState& s) { return s.model.eta; }},
    {.name = "pair_momentum",
     .long_name = "pair momentum Q = v_F q/2",
     .unit = UnitKind::energy,
     .value = [](const SpectrumState& s) { return s.model.Q; }},
    {.name = "zero_energy_dos",
     .long_name = "density of states at zero energy without broadening, relative to the normal state",
     .value = [](const SpectrumState& s) { return s.zero_energy_dos; }},
});

/// The mirage gap on the curve.
inline constexpr auto measured_gap_quantities = std::to_array<Quantity<MeasuredMirageGap>>({
    {.name = "position",
     .long_name = "position of the mirage gap, half the sum of its flanks",
     .unit = UnitKind::energy,
     .value = [](const MeasuredMirageGap& g) { return g.position; }},
    {.name = "width",
     .long_name = "width of the mirage gap",
     .unit = UnitKind::energy,
     .value = [](const MeasuredMirageGap& g) { return g.width; }},
    {.name = "lower",
     .long_name = "lower flank of the mirage gap",
     .unit = UnitKind::energy,
     .value = [](const MeasuredMirageGap& g) { return g.lower; }},
    {.name = "upper",
     .long_name = "upper flank of the mirage gap",
     .unit = UnitKind::energy,
     .value = [](const MeasuredMirageGap& g) { return g.upper; }},
    {.name = "depth",
     .long_name = "depth of the mirage gap, 1 less the lowest density of states in it",
     .value = [](const MeasuredMirageGap& g) { return g.depth; }},
    {.name = "centre_dos",
     .long_name = "density of states at the position of the mirage gap",
     .value = [](const MeasuredMirageGap& g) { return g.centre_dos; }},
});

/// That of the formulas, without disorder and Rashba coupling.
inline constexpr auto clean_gap_quantities = std::to_array<Quantity<MirageGap>>({
    {.name = "epsilon_1",
     .long_name = "upper edge of the mirage gap without disorder and Rashba coupling",
     .unit = UnitKind::energy,
     .value = [](const MirageGap& g) { return g.epsilon_1; }},
    {.name = "epsilon_2",
     .long_name = "lower edge of the mirage gap without disorder and Rashba coupling",
     .unit = UnitKind::energy,
     .value = [](const MirageGap& g) { return g.epsilon_2; }},
    {.name = "position_eq5",
     .long_name = "position of the mirage gap, eq. 5 of Tang, Bruder and Belzig 2021",
     .unit = UnitKind::energy,
     .value = [](const MirageGap& g) { return g.approximate_position; }},
    {.name = "width_eq6",
     .long_name = "width of the mirage gap, eq. 6 of Tang, Bruder and Belzig 2021",
     .unit = UnitKind::energy,
     .value = [](const MirageGap& g) { return g.approximate_width; }},
});

}  // namespace mirage
