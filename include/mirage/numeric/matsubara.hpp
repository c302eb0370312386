#pragma once
// Matsubara sums: few positive nodes in place of sum_{n >= 0} f(n + 1/2), with a known error.

#include <vector>

namespace mirage {

/// sum_{n >= 0} f(n + 1/2) ~ sum_k weight[k] f(node[k]).
///
/// The nodes are the Gauss rule of the discrete measure sum_n delta(nu - n - 1/2)/(nu (nu + c)^2) in the
/// variable y = (nu - c)/(nu + c). It holds for every f that decays like nu^-3 and whose singularities in nu
/// lie on the imaginary axis up to the bandwidth q: the shape of all energies |E| <= 2 pi T q of a spectrum.
struct MatsubaraRule {
    double bandwidth = 0.0;  ///< q, largest |E|/(2 pi T)
    double error =
        0.0;  ///< largest error over 0 < q_E <= q of f = q_E^2/(nu (nu^2 + q_E^2)), whose sum is O(ln q)
    std::vector<double> node;    ///< nu_k > 0, ascending; omega_k = 2 pi T nu_k
    std::vector<double> weight;  ///< all positive
    std::vector<double> inverse_node;
    double sum_of_inverse = 0.0;  ///< sum_k weight[k]/node[k]
    double missed_tail = 0.0;     ///< sum_{n >= 0} f less what the rule gives, for f = 1/nu^2 + O(nu^-3)
};

/// The smallest tabulated rule with `error` <= tolerance for bandwidth >= q. Rules are built once (some
/// milliseconds) in extended precision, kept for the life of the program, and shared by all threads. Domain:
/// q <= 1e6, tolerance >= 1e-14. A tolerance that no rule of up to 256 nodes meets gives the best rule, whose
/// `error` then tells; q above 1e9 and NaN give some rule.
const MatsubaraRule& matsubara_rule(double bandwidth, double tolerance);

}  // namespace mirage
