#pragma once
// Parts of a result computed anew, one by one.

#include <string>
#include <vector>

#include "sweep/sweep_plan.hpp"

namespace mirage {

/// Values of one variable at one point, line, plane or spectrum, in the user's units.
struct VariableValues {
    std::string name;
    std::vector<double> values;
    double unit = 1.0;  ///< that of the reduced units: differences of smaller values are told in it
    bool flag = false;
    bool has_energies = false;  ///< a dimension of energies behind those of the grid
};

/// What a sweep writes for this number of each kind, bit for bit on the same machine with the same program;
/// what fails is missing here as there. Throws nothing of the physics.
std::vector<VariableValues> recompute_point(const SweepPlan& plan, std::int64_t index);
std::vector<VariableValues> recompute_line(const SweepPlan& plan, std::int64_t index);
std::vector<VariableValues> recompute_plane(const SweepPlan& plan, std::int64_t index);
std::vector<VariableValues> recompute_spectrum(const SweepPlan& plan, std::int64_t index);

}  // namespace mirage
