#pragma once
// The variables of a result file: names, what they are, how they count.

#include <array>
#include <cstddef>

namespace mirage {

/// The order in which blocks of results hold them.
enum PointValue : std::size_t { order_parameter, free_energy, magnetization, zero_energy_dos };
enum PointFlag : std::size_t { phase, status, solution_count };
enum LineValue : std::size_t { B_c2, B_supercooling, B_superheating, B_jump, B_collapse };
enum PlaneValue : std::size_t { T_tricritical, T_critical_point, T_upturn };
inline constexpr std::size_t point_values = 4, point_flags = 3, line_values = 5, plane_values = 3;

/// What a variable is, which decides its unit.
enum class Quantity { number, temperature, field, energy, free_energy };

/// One variable as the file describes it.
struct ResultVariable {
    const char* name;
    const char* long_name;
    Quantity kind = Quantity::number;
    const char* flags = nullptr;  ///< meanings of 0, 1, 2...
};

inline constexpr std::array<ResultVariable, point_values> point_value_variables{{
    {"order_parameter", "order parameter Delta of the stable state", Quantity::energy},
    {"free_energy", "free energy of the stable state relative to the normal state, (Omega_S - Omega_N)/N0",
     Quantity::free_energy},
    {"magnetization", "magnetisation relative to the normal state, (M_S - M_N)/N0", Quantity::energy},
    {"zero_energy_dos", "density of states at zero energy relative to the normal state"},
}};
inline constexpr std::array<ResultVariable, point_flags> point_flag_variables{{
    {"phase", "phase of the stable state", Quantity::number, "normal gapped gapless"},
    {"status", "how the point was computed", Quantity::number, "converged tolerance_not_met failed"},
    {"solution_count", "number of superconducting solutions of the gap equation"},
}};
inline constexpr std::array<ResultVariable, line_values> line_value_variables{{
    {"B_c2", "thermodynamic critical field", Quantity::field},
    {"B_supercooling", "largest field at which the normal state is linearly unstable", Quantity::field},
    {"B_superheating", "largest field with a superconducting solution", Quantity::field},
    {"B_jump", "first-order transition between two superconducting states", Quantity::field},
    {"B_collapse", "field at which the spectral gap of the stable state closes", Quantity::field},
}};
inline constexpr ResultVariable transition_order_variable{
    "transition_order", "order of the transition at B_c2, 0 where there is none"};
inline constexpr std::array<ResultVariable, plane_values> plane_variables{{
    {"T_tricritical", "highest tricritical temperature", Quantity::temperature},
    {"T_critical_point", "highest end of a jump line", Quantity::temperature},
    {"T_upturn", "temperature below which B_c2(T) curves upwards", Quantity::temperature},
}};

inline constexpr ResultVariable dos_variable{"dos", "density of states in units of the normal state"};
inline constexpr std::array<ResultVariable, 2> mirage_variables{{
    {"mirage_energy", "position of the mirage gap", Quantity::energy},
    {"mirage_width", "width of the mirage gap", Quantity::energy},
}};

}  // namespace mirage
