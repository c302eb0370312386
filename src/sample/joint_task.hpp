#pragma once
// Critical fields and dI/dV curves of one sample, to be fitted together.

#include <optional>
#include <string>
#include <vector>

#include "fit/problem.hpp"
#include "junction/junction_problem.hpp"

namespace mirage {

/// The points of one sample, exact model, and its curves with the gap of the gap equation. Without points
/// `points` has no sample; without curves `spectra` has no curve.
struct JointTask {
    FitTask points;
    JunctionTask spectra;

    bool has_points() const { return !points.samples.empty(); }
    bool has_spectra() const { return !spectra.curves.empty(); }
};

/// One parameter of the sample: its places among those of the points and of the curves; one that both have is
/// shared.
struct JointParameter {
    std::string name;
    const char* unit = "";
    bool free = false;
    FitRange range{};
    std::optional<std::size_t> of_points{}, of_spectra{};

    bool is_shared() const { return of_points && of_spectra; }
};

/// Those of the points, then those of the curves alone.
std::vector<JointParameter> joint_parameters(const JointTask& task);

/// How many points tell a field: bounds do not.
std::size_t measured_points(const FitTask& points);

/// Whether the points are enough to be fitted by themselves: more than free parameters, at least three.
bool can_stand_alone(const FitTask& points);

/// The same task with one range for each shared parameter, which moves where it does in one of the parts:
/// what both allow, or the curves alone where the points cannot stand alone. Throws InputError where nothing
/// is left.
JointTask aligned(JointTask task);

}  // namespace mirage
