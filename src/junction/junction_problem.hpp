#pragma once
// What a fit of dI/dV curves is asked, as the optimiser sees it.

#include <optional>
#include <string>
#include <vector>

#include "fit/fit_parameter.hpp"
#include "junction/curve.hpp"
#include "junction/junction_units.hpp"
#include "junction/values.hpp"

namespace mirage {

/// exact: the engine; dynes: Delta and eta alone, without field; maki: no Ising coupling, pair breaking by
/// the orbital motion and spin-orbit scattering in a Zeeman field.
enum class JunctionModel { exact, dynes, maki };

/// Whose order parameter: one of each curve, or that of the gap equation at T and B.
enum class GapOf { curve, engine };

/// The normal conductance: terms of a polynomial in V.
enum class Background { constant = 1, linear = 2, parabola = 3 };

/// One parameter, of one curve or of all alike.
struct JunctionParameter {
    std::string name;  ///< `beta`, `delta[2]`
    JunctionMember member;
    bool free = false;
    double low = 0.0, high = 0.0;
    FitScale scale = FitScale::linear;
    std::optional<std::size_t> curve{};  ///< nothing: shared by all
    const char* unit = "";

    bool is_of(std::size_t number) const { return !curve || *curve == number; }
    FitRange range() const { return {scale, low, high}; }
};

/// At zero there is none of it: a narrower model.
bool is_optional(const JunctionParameter& parameter);

struct JunctionTask {
    JunctionModel model = JunctionModel::exact;
    GapOf gap = GapOf::curve;
    Background background = Background::constant;
    std::vector<JunctionCurve> curves;
    double siemens = quiet_nan;      ///< of one unit of the conductance
    std::vector<CurveValues> start;  ///< of every curve
    std::vector<JunctionParameter> parameters;
    Units units = Units::si;  ///< of what is read and printed
};

/// The task with its free parameters as fractions x of their range between the bounds.
struct JunctionProblem {
    JunctionTask task;
    std::vector<std::size_t> free;  ///< which of the parameters move

    const JunctionParameter& parameter(std::size_t i) const { return task.parameters[free[i]]; }
    double value(std::size_t i, double x) const;
    double fraction(std::size_t i, double value) const;
    /// Standard deviation of a value whose fraction x has the deviation sigma.
    double deviation(std::size_t i, double x, double sigma) const;
    std::vector<double> fractions(const std::vector<CurveValues>& values) const;
    std::vector<CurveValues> at(const std::vector<CurveValues>& base, const std::vector<double>& x) const;
};

JunctionProblem junction_problem(JunctionTask task);

/// Largest |V| of all curves [mV].
double largest_voltage(const JunctionTask& task);

}  // namespace mirage
