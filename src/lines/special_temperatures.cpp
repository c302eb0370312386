#include "mirage/lines/special_temperatures.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/domain.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr int temperature_bits = 44;

Parameters at_temperature(Parameters p, double T) {
    p.T = T;
    return p;
}

/// `count` + 1 temperatures from lowest to highest, logarithmic.
std::vector<double> temperatures_between(double lowest, double highest, int count) {
    std::vector<double> T{lowest};
    const double ratio = std::pow(highest / lowest, 1.0 / count);
    for (int i = 0; i < count; ++i) T.push_back(T.back() * ratio);
    return T;
}

/// B_c2(T), 0 at Tc and beyond every field where it has no end; NaN where it was not found, which `status`
/// then says.
class CriticalField {
public:
    explicit CriticalField(const Parameters& parameters)
        : parameters_(parameters), Tc_(material_critical_temperature(parameters)) {
        status = Tc_.status;
    }

    LineStatus status = LineStatus::converged;

    double Tc() const { return Tc_.value; }
    double operator()(double T) {
        if (!(T < Tc())) return std::isnan(Tc()) ? quiet_nan : 0.0;
        const CriticalFields found = fields(T);
        return found.superconducting_beyond ? 1e3 * domain::max_field : found.B_c2;
    }
    CriticalFields fields(double T) {
        const CriticalFields found = transition_fields(at_temperature(parameters_, T));
        status = worse(status, found.status);
        return found;
    }

private:
    Parameters parameters_;
    LineQuantity Tc_;
};

/// dg/d(Delta^2) at Delta = 0 on the second-order line: zero at a tricritical point. NaN where not found.
double quartic(Parameters p) {
    p.B = supercooling_field(p);
    if (std::isinf(p.B)) return 1.0;  // no transition: nothing that changes its order
    GapWorkspace workspace;
    return evaluate(gap_problem(p, 1e-13), workspace, 0.0, p.B).slope;
}

/// Difference of the order parameters that coexist at a jump inside the superconducting state, -1 where there
/// is none, NaN where that is not known.
double jump_size(const Parameters& p) {
    const CriticalFields fields = transition_fields(p);
    if (fields.status != LineStatus::converged) return quiet_nan;
    return std::isnan(fields.B_jump) ? -1.0 : fields.Delta_below - fields.Delta_above;
}

/// The temperature at which a jump ends between two samples, the last size seen of it; a size that stays
/// finite means that the jump is cut off where it meets B_c2.
struct JumpEnd {
    double T = 0.0, size = 0.0;
    RootStatus status = RootStatus::found;
};

template <class Jump>
JumpEnd jump_end(Jump jump, const Sample& a, const Sample& b) {
    JumpEnd end{0.0, std::max(a.value, b.value)};
    const auto size = [&](double T) {
        const double there = jump(T);
        if (there > 0.0) end.size = there;
        return there;
    };
    const bool first = a.value > 0.0;
    const Bisection ends =
        bisect(size, first ? a.x : b.x, first ? b.x : a.x,
               [](double with, double without) { return !(std::fabs(with - without) > 1e-9 * with); });
    end.T = ends.positive;
    end.status = ends.status;
    return end;
}

/// T_c at one field from samples (T, B_c2).
CriticalTemperatures temperatures_at(CriticalField& field, const std::vector<Sample>& samples, double B) {
    CriticalTemperatures found;
    if (B == 0.0) {
        found.status = field.status;
        if (field.Tc() > 0.0) found.values = {{field.Tc(), 2}};
        return found;
    }
    if (std::isnan(B)) found.status = LineStatus::not_converged;
    for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
        const Sample &a = samples[i], &b = samples[i + 1];
        if (std::isnan(a.value) || std::isnan(b.value)) found.status = LineStatus::not_converged;
        if ((a.value < B) == (b.value < B)) continue;
        const Root T = root_between([&](double at) { return field(at) - B; }, a.x, b.x, temperature_bits);
        const int order = T.status == RootStatus::found ? field.fields(T.at).order : 0;
        if (order == 0)
            found.status = LineStatus::not_converged;
        else
            found.values.push_back({T.at, order});
    }
    return found;
}

}  // namespace

std::vector<CriticalTemperatures> critical_temperatures(const Parameters& parameters,
                                                        const std::vector<double>& fields) {
    CriticalField field(parameters);
    constexpr int count = 48;     // 24 find the same on 200 random planes
    std::vector<Sample> samples;  // logarithmic in T
    for (int i = 0; i <= count; ++i) {
        const double part = static_cast<double>(i) / count;
        const double T =
            i == count ? field.Tc() : std::pow(domain::min_temperature / field.Tc(), 1.0 - part) * field.Tc();
        samples.push_back({T, field(T)});
    }
    std::vector<CriticalTemperatures> found;
    for (const double B : fields) found.push_back(temperatures_at(field, samples, std::fabs(B)));
    return found;
}

SpecialTemperatures tricritical_temperatures(const Parameters& parameters, double lowest) {
    const double highest = 0.99 * material_critical_temperature(parameters).value;
    constexpr int count = 32;             // of 200 random planes 16 change 3, 64 none
    constexpr double above = 1.0 + 1e-6;  // of fields that the same transition gives by two routes
    SpecialTemperatures found;
    if (std::isnan(highest)) found.status = LineStatus::not_converged;
    if (parameters.material && !(highest > lowest)) return found;
    const auto f = [&](double T) { return quartic(at_temperature(parameters, T)); };
    std::vector<double> T = temperatures_between(lowest, highest, count);
    T.back() = highest;
    Sample last{T[0], f(T[0])};
    if (std::isnan(last.value)) found.status = LineStatus::not_converged;
    for (std::size_t i = 1; i < T.size(); ++i) {
        const Sample before = std::exchange(last, {T[i], f(T[i])});
        if (std::isnan(last.value)) found.status = LineStatus::not_converged;
        if ((before.value < 0.0) == (last.value < 0.0)) continue;
        const Root root = root_between(f, before.x, last.x, temperature_bits);
        const CriticalFields fields = transition_fields(at_temperature(parameters, root.at));
        if (root.status != RootStatus::found || fields.status != LineStatus::converged)
            found.status = LineStatus::not_converged;
        // a first-order transition at a higher field would hide it
        else if (fields.B_c2 < fields.B_supercooling * above)
            found.values.push_back(root.at);
    }
    return found;
}

SpecialTemperatures critical_point_temperatures(const Parameters& parameters, double lowest) {
    const double highest =
        0.6 *
        material_critical_temperature(parameters).value;  // up to 0.9 there are no more on 200 random planes
    constexpr int count = 40;                             // 80 find two more on 200 random planes
    constexpr double vanishing = 0.02;                    // [Delta0]; 0.002 and 0.2 find the same
    SpecialTemperatures found;
    if (std::isnan(highest)) found.status = LineStatus::not_converged;
    if (parameters.material && !(highest > lowest)) return found;
    const auto jump = [&](double T) { return jump_size(at_temperature(parameters, T)); };
    Sample last;
    for (const double T : temperatures_between(lowest, highest, count)) {
        const Sample before = std::exchange(last, {T, jump(T)});
        if (std::isnan(last.value)) found.status = LineStatus::not_converged;
        if (T == lowest || std::isnan(before.value) || std::isnan(last.value)) continue;
        if ((before.value < 0.0) == (last.value < 0.0)) continue;
        const JumpEnd end = jump_end(jump, before, last);
        if (end.status != RootStatus::found)
            found.status = LineStatus::not_converged;
        else if (end.size < vanishing)
            found.values.push_back(end.T);
    }
    return found;
}

LineQuantity logarithmic_slope(const Parameters& parameters) {
    constexpr double step = 1.01;
    const CriticalFields up = transition_fields(at_temperature(parameters, step * parameters.T)),
                         down = transition_fields(at_temperature(parameters, parameters.T / step));
    const double ratio = up.B_c2 > 0.0 ? up.B_c2 / down.B_c2 : quiet_nan;  // 0 at Tc0
    return {std::log(ratio) / (2.0 * std::log(step)), worse(up.status, down.status)};
}

LineQuantity upturn_temperature(const Parameters& parameters, double lowest) {
    constexpr double step = 0.01, first = 1.02;  // all of T - h is above `lowest`
    constexpr int count = 24;
    CriticalField field(parameters);
    const double highest = 0.9 * field.Tc();
    if (parameters.material && !(highest > first * lowest)) return {quiet_nan, field.status};
    const auto curvature = [&](double T) {
        const double h = step * T;
        return field(T + h) - 2.0 * field(T) + field(T - h);
    };
    const std::vector<double> T = temperatures_between(first * lowest, highest, count);
    if (!(curvature(T[0]) > 0.0)) return {quiet_nan, field.status};
    for (std::size_t i = 1; i < T.size(); ++i) {
        if (curvature(T[i]) > 0.0) continue;
        const Root root = root_between(curvature, T[i - 1], T[i], temperature_bits);
        return {root.at, root.status == RootStatus::found ? field.status : LineStatus::not_converged};
    }
    return {T.back(), field.status};
}

}  // namespace mirage
