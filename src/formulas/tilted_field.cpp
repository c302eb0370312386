#include "mirage/formulas/tilted_field.hpp"

#include <cmath>

#include "mirage/formulas/critical_field_formulas.hpp"

namespace mirage {

double tinkham_field(double theta, double B_perpendicular, double B_parallel) {
    const double linear = std::fabs(std::sin(theta)) / B_perpendicular,
                 root = 2.0 * std::cos(theta) / B_parallel;
    return 2.0 / (linear + std::hypot(linear, root));
}

double perpendicular_orbital_field(double T, double strength) {
    return critical_pair_breaking(T) / (2.0 * strength);
}

double parallel_orbital_field(double T, double strength) {
    return std::sqrt(critical_pair_breaking(T) / (2.0 * strength));
}

}  // namespace mirage
