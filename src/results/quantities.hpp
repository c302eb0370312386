#pragma once
// The table of results: every quantity is declared once, and file, reader, JSON, CSV, tables, `show` and
// pictures walk this list. A new result is one line here and the member that it reads.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"
#include "mirage/spectra/spectral_gaps.hpp"

namespace mirage {

/// In the file and in memory: a double, or a whole number from -1 to 127.
enum class Storage { number, flag };

/// One result of a State. `value` is in reduced units; `unit` gives its factor.
template <class State>
struct Quantity {
    const char* name = "";       ///< in the file; in JSON and CSV too where `column` is empty
    const char* column = "";     ///< in JSON and CSV
    const char* symbol = "";     ///< in tables
    const char* label = "";      ///< in tables
    const char* long_name = "";  ///< in the file
    UnitKind unit = UnitKind::number;
    Storage storage = Storage::number;
    const char* meanings = "";  ///< of the flags 0, 1, 2..., separated by blanks
    int missing = 0;            ///< the flag where nothing was computed; below 0 it is the file's fill value
    bool hides_zero = false;    ///< in tables, as NaN, where most states have none
    bool is_column = true;      ///< of CSV and of tables; the file and JSON have every quantity
    double (*value)(const State&) = nullptr;

    const char* printed() const { return *column ? column : name; }
};

/// Of every point, whatever its pair momentum.
inline constexpr auto state_quantities = std::to_array<Quantity<PointState>>({
    {.name = "phase",
     .label = "phase",
     .long_name = "phase of the stable state",
     .storage = Storage::flag,
     .meanings = "normal gapped gapless",
     .missing = -1,
     .value = [](const PointState& s) { return static_cast<double>(s.phase); }},
    {.name = "order_parameter",
     .symbol = "Delta",
     .label = "order parameter",
     .long_name = "order parameter Delta of the stable state",
     .unit = UnitKind::energy,
     .value = [](const PointState& s) { return s.order_parameter; }},
    {.name = "free_energy",
     .symbol = "dOmega",
     .label = "free energy / N0",
     .long_name = "free energy of the stable state relative to the normal state, (Omega_S - Omega_N)/N0",
     .unit = UnitKind::free_energy,
     .value = [](const PointState& s) { return s.free_energy; }},
    {.name = "magnetization",
     .symbol = "M_S-M_N",
     .label = "magnetization / N0",
     .long_name = "magnetisation relative to the normal state, (M_S - M_N)/N0",
     .unit = UnitKind::energy,
     .value = [](const PointState& s) { return s.magnetization; }},
    {.name = "susceptibility_ratio",
     .symbol = "M_S/M_N",
     .label = "susceptibility ratio",
     .long_name = "magnetisation over that of the normal state, M_S/M_N",
     .value = [](const PointState& s) { return s.susceptibility_ratio; }},
    {.name = "zero_energy_dos",
     .symbol = "N(0)/N0",
     .label = "zero-energy DOS",
     .long_name = "density of states at zero energy relative to the normal state",
     .value = [](const PointState& s) { return s.zero_energy_dos; }},
    {.name = "entropy",
     .symbol = "S_S-S_N",
     .label = "entropy / N0 k_B",
     .long_name = "entropy relative to the normal state, (S_S - S_N)/(N0 k_B)",
     .unit = UnitKind::energy,
     .value = [](const PointState& s) { return s.entropy; }},
    {.name = "specific_heat",
     .symbol = "C_S-C_N",
     .label = "specific heat / N0 k_B",
     .long_name = "specific heat at constant field relative to the normal state, (C_S - C_N)/(N0 k_B)",
     .unit = UnitKind::energy,
     .value = [](const PointState& s) { return s.specific_heat; }},
    {.name = "triplet_order_parameter",
     .symbol = "eta",
     .label = "triplet order parameter",
     .long_name = "order parameter eta of the valley-odd triplet channel in the stable state",
     .unit = UnitKind::energy,
     .hides_zero = true,
     .value = [](const PointState& s) { return s.triplet_order_parameter; }},
    {.name = "solution_count",
     .long_name = "number of superconducting solutions of the gap equation",
     .storage = Storage::flag,
     .missing = -1,
     .value =
         [](const PointState& s) {
             return s.phase == Phase::failed ? -1.0
                                             : std::min(127.0, static_cast<double>(s.solutions.size()));
         }},
    {.name = "status",
     .long_name = "how the point was computed",
     .storage = Storage::flag,
     .meanings = "converged tolerance_not_met failed",
     .missing = 2,
     .value = [](const PointState& s) { return static_cast<double>(s.status); }},
});

/// Of its pair momentum: one plane wave Delta exp(i q.r), Q = v_F q/2.
inline constexpr auto momentum_quantities = std::to_array<Quantity<PointState>>({
    {.name = "pair_momentum",
     .symbol = "Q",
     .label = "pair momentum",
     .long_name = "pair momentum Q = v_F q/2 of the stable state, 0 in a uniform one",
     .unit = UnitKind::energy,
     .hides_zero = true,
     .value = [](const PointState& s) { return s.pair_momentum; }},
    {.name = "current",
     .symbol = "J",
     .label = "current / N0",
     .long_name = "supercurrent J = d(Omega/N0)/dQ of the stable state",
     .unit = UnitKind::energy,
     .hides_zero = true,
     .value = [](const PointState& s) { return s.current; }},
    {.name = "stiffness_along",
     .symbol = "rho_xx",
     .label = "stiffness along B",
     .long_name = "superfluid stiffness d2(Omega/N0)/dQ2 of a uniform state along the field, 1 at T = 0, "
                  "B = 0 without disorder",
     .hides_zero = true,
     .value = [](const PointState& s) { return s.stiffness_along; }},
    {.name = "stiffness_across",
     .symbol = "rho_yy",
     .label = "stiffness across B",
     .long_name = "superfluid stiffness d2(Omega/N0)/dQ2 of a uniform state across the field; negative: "
                  "unstable towards a pair momentum",
     .hides_zero = true,
     .value = [](const PointState& s) { return s.stiffness_across; }},
});

/// The entries of two tables of one state.
template <class State, std::size_t n, std::size_t m>
constexpr std::array<Quantity<State>, n + m> joined(const std::array<Quantity<State>, n>& first,
                                                    const std::array<Quantity<State>, m>& second) {
    std::array<Quantity<State>, n + m> all{};
    std::copy(first.begin(), first.end(), all.begin());
    std::copy(second.begin(), second.end(), all.begin() + n);
    return all;
}

/// On every point of the grid.
inline constexpr auto point_quantities = joined(state_quantities, momentum_quantities);

/// On every line: all points of one temperature.
inline constexpr auto line_quantities = std::to_array<Quantity<CriticalFields>>({
    {.name = "B_c2",
     .long_name = "thermodynamic critical field",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_c2; }},
    {.name = "transition_order",
     .column = "order",
     .long_name = "order of the transition at B_c2, 0 where there is none",
     .storage = Storage::flag,
     .value = [](const CriticalFields& f) { return static_cast<double>(f.order); }},
    {.name = "B_supercooling",
     .long_name = "largest field at which the normal state is linearly unstable",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_supercooling; }},
    {.name = "B_superheating",
     .long_name = "largest field with a superconducting solution",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_superheating; }},
    {.name = "B_jump",
     .long_name = "first-order transition between two superconducting states",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_jump; }},
    {.name = "B_collapse",
     .long_name = "field at which the spectral gap of the stable state closes",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_collapse; }},
    {.name = "B_momentum",
     .long_name = "with free pair momentum: largest field of linear instability over all momenta",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_momentum; }},
    {.name = "Q_momentum",
     .long_name = "with free pair momentum: Q = v_F q/2 at B_momentum",
     .unit = UnitKind::energy,
     .value = [](const CriticalFields& f) { return f.Q_momentum; }},
    {.name = "B_momentum_onset",
     .long_name = "with free pair momentum: field at which the stable state first has one",
     .unit = UnitKind::field,
     .value = [](const CriticalFields& f) { return f.B_momentum_onset; }},
    {.name = "momentum_onset_order",
     .long_name = "with free pair momentum: 1 where the order parameter and the momentum jump at "
                  "B_momentum_onset, 2 where the momentum starts from zero, 0 without onset",
     .storage = Storage::flag,
     .hides_zero = true,
     .is_column = false,
     .value = [](const CriticalFields& f) { return static_cast<double>(f.momentum_onset_order); }},
    {.name = "line_status",
     .column = "status",
     .long_name = "how the critical fields of this temperature were computed",
     .storage = Storage::flag,
     .meanings = "converged not_converged not_computed",
     .missing = 2,
     .value = [](const CriticalFields& f) { return static_cast<double>(f.status); }},
});

/// On every plane: all lines of one material.
struct PlaneState {
    double T_tricritical = 0.0, T_critical_point = 0.0, T_upturn = 0.0;  ///< [Tc0]; NaN where there is none
    double critical_temperature = 1.0;  ///< at B = 0 [Tc0], 0 where there is no superconductivity
    double T_lifshitz = quiet_nan;      ///< [Tc0]; NaN where there is none or no free pair momentum
    LineStatus status = LineStatus::converged;
};
inline constexpr auto plane_quantities = std::to_array<Quantity<PlaneState>>({
    {.name = "T_tricritical",
     .long_name = "highest tricritical temperature",
     .unit = UnitKind::temperature,
     .value = [](const PlaneState& s) { return s.T_tricritical; }},
    {.name = "T_critical_point",
     .long_name = "highest end of a jump line",
     .unit = UnitKind::temperature,
     .value = [](const PlaneState& s) { return s.T_critical_point; }},
    {.name = "T_upturn",
     .long_name = "temperature below which B_c2(T) curves upwards",
     .unit = UnitKind::temperature,
     .value = [](const PlaneState& s) { return s.T_upturn; }},
    {.name = "critical_temperature",
     .long_name = "critical temperature of the material at B = 0",
     .unit = UnitKind::temperature,
     .value = [](const PlaneState& s) { return s.critical_temperature; }},
    {.name = "T_lifshitz",
     .long_name =
         "with free pair momentum: highest Lifshitz point, where the momentum at B_momentum starts from zero",
     .unit = UnitKind::temperature,
     .value = [](const PlaneState& s) { return s.T_lifshitz; }},
    {.name = "plane_status",
     .column = "status",
     .long_name = "how the special temperatures were computed",
     .storage = Storage::flag,
     .meanings = "converged not_converged not_computed",
     .missing = 2,
     .value = [](const PlaneState& s) { return static_cast<double>(s.status); }},
});

/// On every point with a spectrum.
inline constexpr auto mirage_quantities = std::to_array<Quantity<MeasuredMirageGap>>({
    {.name = "mirage_energy",
     .long_name = "position of the mirage gap",
     .unit = UnitKind::energy,
     .value = [](const MeasuredMirageGap& g) { return g.position; }},
    {.name = "mirage_width",
     .long_name = "width of the mirage gap",
     .unit = UnitKind::energy,
     .value = [](const MeasuredMirageGap& g) { return g.width; }},
});

/// At every energy of a spectrum.
inline constexpr auto energy_quantities = std::to_array<Quantity<RetardedAmplitudes>>({
    {.name = "dos",
     .long_name = "density of states in units of the normal state",
     .value = [](const RetardedAmplitudes& a) { return a.dos(); }},
});

/// At every energy, read as a voltage energy/e, where the deck asks for it.
inline constexpr auto conductance_quantities = std::to_array<Quantity<double>>({
    {.name = "conductance",
     .long_name = "dI/dV of a junction with a normal metal at voltage energy/e, both sides at T, relative to "
                  "the normal state",
     .value = [](const double& g) { return g; }},
});

/// What dI/dV is looked at for.
struct SpectralEdges {
    double gap_edge = 0.0;                                ///< gap_edge(), 0 in the normal state
    double epsilon_1 = quiet_nan, epsilon_2 = quiet_nan;  ///< NaN in the normal state
};

/// On every point with a spectrum, where the deck asks for dI/dV.
inline constexpr auto edge_quantities = std::to_array<Quantity<SpectralEdges>>({
    {.name = "gap_edge",
     .long_name = "lowest energy with states, without broadening",
     .unit = UnitKind::energy,
     .value = [](const SpectralEdges& e) { return e.gap_edge; }},
    {.name = "epsilon_1",
     .long_name = "upper edge of the mirage gap without disorder and Rashba coupling",
     .unit = UnitKind::energy,
     .value = [](const SpectralEdges& e) { return e.epsilon_1; }},
    {.name = "epsilon_2",
     .long_name = "lower edge of the mirage gap without disorder and Rashba coupling",
     .unit = UnitKind::energy,
     .value = [](const SpectralEdges& e) { return e.epsilon_2; }},
});

/// The place of a quantity in its table.
template <class State, std::size_t n>
constexpr std::size_t quantity_index(const std::array<Quantity<State>, n>& quantities,
                                     std::string_view name) {
    std::size_t i = 0;
    while (i + 1 < n && name != quantities[i].name) ++i;
    return i;
}

/// The word for a flag: "failed" below 0, empty where it has no meaning.
std::string meaning(const char* meanings, int flag);

}  // namespace mirage
