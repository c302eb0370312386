#pragma once
// Where the transition is of first order: how far B_c2 lies above the second-order field.

#include <vector>

#include "fit/parameter_values.hpp"

namespace mirage {

/// Where the order of the transition is 1 its field lies above the second-order one: their ratio at nodes in
/// sqrt(T/Tc), and how it changes with the couplings of the two-valley model. Empty: 1 everywhere.
struct FirstOrderRatio {
    /// At one temperature; derivatives by beta, gamma and alpha^2, all in units of Delta0.
    struct Node {
        double root_t, value;
        double beta = 0.0, gamma = 0.0, alpha_squared = 0.0;
    };
    FitParameters at;         ///< where it was computed
    std::vector<Node> nodes;  ///< root_t descending

    /// At sqrt(T/Tc) of other parameters: linear in them and between the nodes, 1 to 3.
    double operator()(double root_t, const FitParameters& parameters) const;
    /// The derivatives there.
    Node node_at(double root_t) const;
    bool all_second_order() const;
};

/// The ratio of the exact model, without derivatives: all solutions at every node that may be of first order,
/// which is costly. Throws std::runtime_error where B_c2 is not found.
FirstOrderRatio first_order_ratio(const FitParameters& parameters, double lowest_T);

/// The same with the derivatives by the couplings, where any transition is of first order.
FirstOrderRatio first_order_ratio_with_derivatives(const FitParameters& parameters, double lowest_T);

}  // namespace mirage
