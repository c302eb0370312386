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

double JunctionProblem::value(std::size_t i, double x) const { return parameter(i).range().value(x); }

double JunctionProblem::fraction(std::size_t i, double value) const {
    return parameter(i).range().fraction(value);
}

double JunctionProblem::deviation(std::size_t i, double x, double sigma) const {
    return parameter(i).range().deviation(x, sigma);
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
