#include "junction/junction_problem.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {

bool is_optional(const JunctionParameter& p) {
    using F = FitParameters;
    for (const JunctionMember member :
         {JunctionMember(&F::gamma), JunctionMember(&F::alpha), JunctionMember(&F::gamma_intra),
          JunctionMember(&F::gamma_inter), JunctionMember(&F::gamma_pocket),
          JunctionMember(&F::gamma_magnetic), JunctionMember(&F::gamma_spin_orbit),
          JunctionMember(&F::orbital), JunctionMember(&F::diffusion), JunctionMember(&F::t_triplet),
          JunctionMember(&CurveValues::v_ac), JunctionMember(&CurveValues::r_series)})
        if (p.member == member) return true;
    return p.member.is_of_pocket(&PocketSettings::share);
}

double JunctionProblem::value(std::size_t i, double x) const {
    const JunctionParameter& p = task.parameters[free[i]];
    if (p.scale == FitScale::squared) return std::sqrt(p.low * p.low + x * (p.high * p.high - p.low * p.low));
    return p.low + x * (p.high - p.low);
}

double JunctionProblem::fraction(std::size_t i, double value) const {
    const JunctionParameter& p = task.parameters[free[i]];
    const double linear = (value - p.low) / (p.high - p.low);
    return std::clamp(p.scale == FitScale::squared ? linear * (value + p.low) / (p.high + p.low) : linear,
                      0.0, 1.0);
}

double JunctionProblem::deviation(std::size_t i, double x, double sigma) const {
    if (!(sigma >= 0.0)) return quiet_nan;
    const double here = value(i, x), up = value(i, std::min(1.0, x + sigma)),
                 down = value(i, std::max(0.0, x - sigma));
    return x < sigma || x + sigma > 1.0 ? std::max(up - here, here - down) : 0.5 * (up - down);
}

std::vector<double> JunctionProblem::fractions(const std::vector<CurveValues>& values) const {
    std::vector<double> x;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const JunctionParameter& p = task.parameters[free[i]];
        x.push_back(fraction(i, p.member(values[p.curve.value_or(0)])));
    }
    return x;
}

std::vector<CurveValues> JunctionProblem::at(const std::vector<CurveValues>& base,
                                             const std::vector<double>& x) const {
    std::vector<CurveValues> values = base;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const JunctionParameter& p = task.parameters[free[i]];
        for (std::size_t k = 0; k < values.size(); ++k)
            if (p.is_of(k)) p.member(values[k]) = value(i, x[i]);
    }
    return values;
}

JunctionProblem junction_problem(JunctionTask task) {
    JunctionProblem problem{std::move(task), {}};
    for (std::size_t i = 0; i < problem.task.parameters.size(); ++i)
        if (problem.task.parameters[i].free) problem.free.push_back(i);
    return problem;
}

double largest_voltage(const JunctionTask& task) {
    double largest = 0.0;
    for (const JunctionCurve& curve : task.curves)
        largest = std::max({largest, std::fabs(curve.V.front()), std::fabs(curve.V.back())});
    return largest;
}

}  // namespace mirage
