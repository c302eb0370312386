#include "junction/junction_start.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "mirage/gap/point.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

/// That curve alone as one of Dynes, with what the instrument does.
JunctionTask dynes_task(const JunctionTask& task, std::size_t k) {
    JunctionTask single = task;
    single.model = JunctionModel::dynes, single.gap = GapOf::curve;
    single.curves = {task.curves[k]};
    single.start = {task.start[k]};
    single.parameters.clear();
    single.start[0].material = FitParameters{};
    return single;
}

bool is_free(const JunctionTask& task, const JunctionMember& member) {
    return std::any_of(task.parameters.begin(), task.parameters.end(),
                       [&](const JunctionParameter& p) { return p.free && p.member == member; });
}

/// Within the bounds of the free parameters.
void clamp_to_bounds(const JunctionTask& task, std::vector<CurveValues>& values) {
    for (const JunctionParameter& p : task.parameters)
        for (std::size_t k = 0; p.free && k < values.size(); ++k)
            if (p.is_of(k)) p.member(values[k]) = std::clamp(p.member(values[k]), p.low, p.high);
}

std::size_t reference_curve(const JunctionTask& task) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < task.curves.size(); ++k) {
        const JunctionCurve &a = task.curves[k], &b = task.curves[best];
        if (a.B < b.B - 1e-3 || (a.B < b.B + 1e-3 && a.T < b.T)) best = k;
    }
    return best;
}

}  // namespace

DynesStart dynes_start(const JunctionTask& task, std::size_t k) {
    JunctionTask single = dynes_task(task, k);
    if (is_free(task, &CurveValues::v_offset)) single.start[0].v_offset = symmetry_centre(task.curves[k]);
    const JunctionEvaluator evaluator(single);
    const double window = largest_voltage(single);
    DynesStart best{0.0, 0.0, std::numeric_limits<double>::infinity()};
    const auto tried = [&](double delta, double share) {
        CurveValues values = single.start[0];
        values.delta = delta, values.eta = share * delta;
        values.material.tc0 = bcs_tc0(delta, 0.0);
        Evaluation e{evaluator.curve(0, values).fit.residuals, {}};
        if (const double chi2 = e.chi2(); chi2 < best.chi2) best = {values.delta, values.eta, chi2};
    };
    constexpr int gaps = 28;
    for (int i = 0; i <= gaps; ++i)
        for (const double share : {0.01, 0.06, 0.25}) tried(window * std::pow(50.0, -1.0 * i / gaps), share);
    if (!(best.delta > 0.0)) return best;
    const DynesStart coarse = best;
    for (const double gap : {0.93, 0.965, 1.0, 1.035, 1.07})
        for (const double broader : {0.5, 1.0, 2.0})
            tried(gap * coarse.delta, broader * coarse.eta / coarse.delta);
    return best;
}

double bcs_tc0(double delta, double T) {
    const double cold = delta / si_units(1.0, 2.0).energy;  // Delta0 = 1.764 k Tc0
    if (T < 0.2 * cold) return cold;
    double low = std::max(T, 0.5 * cold), high = 3.0 * std::max(T, cold);
    for (int i = 0; i < 50; ++i) {
        const double middle = 0.5 * (low + high);
        Parameters at;
        at.T = T / middle;
        const double gap = solve_point(at).order_parameter * si_units(middle, 2.0).energy;
        (gap < delta ? low : high) = middle;
    }
    return high;
}

double symmetry_centre(const JunctionCurve& curve) {
    const double half = std::min(-curve.V.front(), curve.V.back());
    if (!(half > 0.0)) return 0.0;
    const auto at = [&](double V) {
        const auto above = std::clamp(std::upper_bound(curve.V.begin(), curve.V.end(), V),
                                      curve.V.begin() + 1, curve.V.end() - 1);
        const auto k = static_cast<std::size_t>(above - curve.V.begin());
        const double width = curve.V[k] - curve.V[k - 1];
        return width > 0.0 ? std::lerp(curve.G[k - 1], curve.G[k], (V - curve.V[k - 1]) / width) : curve.G[k];
    };
    constexpr int steps = 100, points = 200;
    double best = 0.0, least = std::numeric_limits<double>::infinity();
    for (int i = -steps; i <= steps; ++i) {
        const double centre = 0.1 * half * i / steps;
        double dd = 0.0, dv = 0.0, vv = 0.0;
        for (int j = 1; j <= points; ++j) {
            const double v = 0.88 * half * j / points, d = at(centre + v) - at(centre - v);
            dd += d * d, dv += d * v, vv += v * v;
        }
        if (const double left = dd - dv * dv / vv; left < least) least = left, best = centre;
    }
    return best;
}

std::vector<CurveValues> suited_values(const JunctionTask& task) {
    std::vector<CurveValues> values = task.start;
    if (is_free(task, &CurveValues::v_offset))
        for (std::size_t k = 0; k < values.size(); ++k) values[k].v_offset = symmetry_centre(task.curves[k]);
    const bool gap_free = is_free(task, &CurveValues::delta), tc0_free = is_free(task, &FitParameters::tc0),
               eta_free = is_free(task, &CurveValues::eta);
    if (!gap_free && !tc0_free && !eta_free) return values;
    std::vector<DynesStart> starts(values.size());
#pragma omp parallel for schedule(dynamic)
    for (std::size_t k = 0; k < values.size(); ++k) starts[k] = dynes_start(task, k);
    for (const DynesStart& start : starts)
        if (!(start.delta > 0.0))
            throw std::runtime_error("a curve has no finite distance from that of any gap");
    const std::size_t reference = reference_curve(task);
    const double tc0 = bcs_tc0(starts[reference].delta, task.curves[reference].T);
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (gap_free) values[k].delta = starts[k].delta;
        if (tc0_free) values[k].material.tc0 = tc0;
        if (eta_free) values[k].eta = starts[reference].eta;
    }
    clamp_to_bounds(task, values);
    return values;
}

std::vector<CurveValues> with_beta(const JunctionTask& task, std::vector<CurveValues> values, double beta) {
    const double most = values[reference_curve(task)].delta;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double B = task.curves[k].B * si_units(1.0, values[k].material.g_factor).energy /
                         si_units(1.0, values[k].material.g_factor).field;
        values[k].material.beta = beta;
        if (beta > 0.0)
            values[k].delta =
                std::min(values[k].delta * std::hypot(1.0, B / beta), std::max(most, values[k].delta));
    }
    clamp_to_bounds(task, values);
    return values;
}

std::vector<double> beta_grid(const JunctionTask& task, const std::vector<CurveValues>& values, double low,
                              double high) {
    constexpr double finest = 120.0;
    const double window = largest_voltage(task);
    double product = 0.0, largest_gap = 0.0;  // 2 B Delta, beta times the width of the mirage gap
    for (std::size_t k = 0; k < values.size(); ++k) {
        const UnitSystem si = si_units(values[k].material.tc0, values[k].material.g_factor);
        const double B = task.curves[k].B * si.energy / si.field;
        const double delta = task.gap == GapOf::engine ? si.energy : values[k].delta;
        product = std::max(product, 2.0 * B * delta), largest_gap = std::max(largest_gap, delta);
    }
    std::vector<double> grid{low};
    const double least = window / finest;
    for (double beta = std::max(low, least); beta < 1.1 * window && beta < high;) {
        grid.push_back(beta);
        beta += std::clamp(0.3 * product / beta, least, std::max(least, 0.15 * std::max(beta, largest_gap)));
    }
    for (double beta = 1.2 * window; beta < high; beta *= 1.8) grid.push_back(beta);
    return grid;
}

}  // namespace mirage
