#include "junction/mirage_window.hpp"

#include <algorithm>
#include <cmath>

#include "junction/curve_model.hpp"
#include "spectra/clean_features.hpp"

namespace mirage {

MirageWindow mirage_window(const JunctionTask& task, const JunctionFit& fit, std::size_t k) {
    MirageWindow window;
    const JunctionCurve& curve = task.curves[k];
    const CurveValues& values = fit.values[k];
    const JunctionState state = junction_state(task, k, values);
    if (!state.found || state.model.Delta == 0.0 || state.model.beta == 0.0 || state.model.B == 0.0)
        return window;
    const MirageGap gap = clean_mirage_gap(state.model);
    window.epsilon_2 = gap.epsilon_2 * state.energy, window.epsilon_1 = gap.epsilon_1 * state.energy;
    const double high = std::min(-curve.V.front(), curve.V.back()),
                 one = std::max(-curve.V.front(), curve.V.back());
    window.inside = window.epsilon_1 < std::max(high, one);
    const double width = std::max(window.epsilon_1 - window.epsilon_2, 2.0 * state.eta * state.energy);
    std::vector<double> voltages{window.epsilon_2 - width, window.epsilon_1 + width};
    constexpr int inner = 16;
    for (int i = 0; i <= inner; ++i)
        voltages.push_back(window.epsilon_2 + (window.epsilon_1 - window.epsilon_2) * i / inner);
    const ThermalConductance g = thermal_conductance(state.model, state.eta, state.kT,
                                                     (voltages[1] + 2.0 * values.v_ac) / state.energy);
    const std::vector<double> shape = measured_shape(g, state, values, voltages);
    window.depth = 0.5 * (shape[0] + shape[1]) - *std::min_element(shape.begin() + 2, shape.end());
    double points = 0.0;
    for (const double V : curve.V)
        points += std::fabs(V) > window.epsilon_2 && std::fabs(V) < window.epsilon_1;
    window.least = 4.0 * fit.curves[k].error * std::sqrt(std::max(1.0, fit.reduced_chi2)) /
                   std::fabs(fit.curves[k].background[0]) / std::sqrt(std::max(points, 1.0));
    return window;
}

}  // namespace mirage
