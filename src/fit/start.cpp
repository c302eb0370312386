#include "fit/start.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {

double estimated_tc0(const std::vector<Measurement>& points) {
    std::vector<Measurement> sorted;
    for (const Measurement& m : points)
        if (m.bound == Bound::none) sorted.push_back(m);
    if (sorted.empty()) sorted = points;
    std::sort(sorted.begin(), sorted.end(),
              [](const Measurement& a, const Measurement& b) { return a.T > b.T; });
    const double hottest = sorted.front().T;
    // the straight line of B^2 through the upper 40 %, at least three points
    const std::size_t count = std::min(sorted.size(), std::max<std::size_t>(3, sorted.size() * 2 / 5));
    double T = 0.0, square = 0.0, TT = 0.0, cross = 0.0;
    const auto n = static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) T += sorted[i].T / n, square += sorted[i].B * sorted[i].B / n;
    for (std::size_t i = 0; i < count; ++i) {
        TT += (sorted[i].T - T) * (sorted[i].T - T);
        cross += (sorted[i].T - T) * (sorted[i].B * sorted[i].B - square);
    }
    const double zero = cross < 0.0 ? T - square * TT / cross : 1.02 * hottest;
    return std::clamp(zero, 0.99 * hottest, 2.0 * hottest);
}

double estimated_coupling(FitModel model, const FitParameters& parameters,
                          const std::vector<Measurement>& points) {
    const Measurement& coldest = *std::min_element(
        points.begin(), points.end(), [](const Measurement& a, const Measurement& b) { return a.T < b.T; });
    FitParameters f = parameters;
    const bool rate = model == FitModel::klb || model == FitModel::whh;
    double& coupling = rate ? f.spin_orbit_rate : f.beta;
    const double unit = si_units(f.tc0, f.g_factor).energy;
    double low = std::log(0.05 * unit), high = std::log((rate ? 1000.0 : domain::max_ising) * unit);
    for (int step = 0; step < 14; ++step) {
        coupling = std::exp(0.5 * (low + high));
        (second_order_field(model, f, coldest.T) < coldest.B ? low : high) = std::log(coupling);
    }
    return std::exp(0.5 * (low + high));
}

}  // namespace mirage
