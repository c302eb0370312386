#include "mirage/gap/stiffness.hpp"

#include <cmath>
#include <vector>

#include "gap/pair_sums.hpp"
#include "propagator/newton.hpp"

namespace mirage {
namespace {

double along_direction(const GapProblem& problem, const GapState& state, double angle) {
    PairingModel model = material_model_at(problem, state.Delta, state.angle, state.B);
    model.Q_angle = angle;
    const MaterialModel material = material_model(model);
    const auto rows = static_cast<std::size_t>(momentum_rows(material));
    std::vector<double> storage((rows + static_cast<std::size_t>(material_results + momentum_results)) *
                                problem.omega.size());
    const MaterialArrays a = arrays_in(problem, storage.data(), rows, Momentum::any);
    solve_momentum(material, a);
    double sum = 0.0;
    for (int i = a.count - 1; i >= 0; --i) {
        if (!(a.error[i] < solved_step)) return quiet_nan;
        sum += problem.rule->weight[static_cast<std::size_t>(i)] * a.current_Q[i];
    }
    return 2.0 * problem.T2pi * sum;
}

}  // namespace

Stiffness stiffness(const GapProblem& problem, const GapState& state) {
    return {along_direction(problem, state, along_the_field),
            along_direction(problem, state, across_the_field)};
}

}  // namespace mirage
