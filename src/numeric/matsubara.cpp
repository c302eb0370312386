#include "mirage/numeric/matsubara.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include <Eigen/Core>

#include "mirage/numeric/digamma.hpp"
#include "numeric/extended.hpp"
#include "numeric/mutex.hpp"

namespace mirage {
namespace {

using Real = Extended;
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

constexpr int max_nodes = 256;
/// Where the test sums are of doubles, their rounding is larger than 1e-14.
constexpr double smallest_tolerance =
    std::max(1e-14, 200.0 * static_cast<double>(std::numeric_limits<Real>::epsilon()));
constexpr double max_bandwidth = 0x1p30;  // above the domain: no rule meets a tolerance there

/// Support points and weights of a discrete measure.
struct Measure {
    std::vector<Real> point, weight;
};

/// Gauss rule of a Jacobi matrix (Golub and Welsch): eigenvalues, and mass times the squared first components
/// of the eigenvectors, by implicit QL steps that carry only those components along. Cost O(n^2). The weights
/// keep their relative accuracy where a node has converged onto a single integer, which the polynomial
/// recurrence does not.
Measure gauss_rule(const Vector& diagonal, const Vector& off_diagonal, Real mass) {
    const Eigen::Index n = diagonal.size();
    Vector d = diagonal, e(n), first = Vector::Unit(n, 0);
    e << off_diagonal, 0;
    for (Eigen::Index l = 0; l < n; ++l) {
        for (;;) {
            Eigen::Index m = l;
            while (m + 1 < n && std::abs(e(m)) > std::numeric_limits<Real>::epsilon() *
                                                     (std::abs(d(m)) + std::abs(d(m + 1))))
                ++m;
            if (m == l) break;
            const Real half = (d(l + 1) - d(l)) / (2 * e(l));
            Real g =
                d(m) - d(l) + e(l) / (half + std::copysign(std::hypot(half, static_cast<Real>(1)), half));
            Real sine = 1, cosine = 1, shift = 0;
            for (Eigen::Index i = m - 1; i >= l; --i) {
                const Real f = sine * e(i), b = cosine * e(i), r = std::hypot(f, g);
                e(i + 1) = r;
                sine = f / r;
                cosine = g / r;
                g = d(i + 1) - shift;
                const Real t = (d(i) - g) * sine + 2 * cosine * b;
                shift = sine * t;
                d(i + 1) = g + shift;
                g = cosine * t - b;
                const Real upper = first(i + 1);
                first(i + 1) = sine * first(i) + cosine * upper;
                first(i) = cosine * first(i) - sine * upper;
            }
            d(l) -= shift;
            e(l) = g;
            e(m) = 0;
        }
    }
    std::vector<std::pair<Real, Real>> sorted;
    for (Eigen::Index k = 0; k < n; ++k) sorted.emplace_back(d(k), mass * first(k) * first(k));
    std::sort(sorted.begin(), sorted.end());
    Measure rule;
    for (const auto& [point, weight] : sorted) {
        rule.point.push_back(point);
        rule.weight.push_back(weight);
    }
    return rule;
}

/// Gauss rule with p points on [-1, 1] of the measure that is uniform on L equidistant points (discrete
/// Legendre): off-diagonals sqrt(k^2 (L^2 - k^2)/(4 (4 k^2 - 1))) in units where the points are one apart.
Measure discrete_legendre(int p, Real length) {
    Vector diagonal = Vector::Zero(p);
    Vector off_diagonal(p - 1);
    for (int k = 1; k < p; ++k) {
        const Real square = static_cast<Real>(k) * static_cast<Real>(k);
        off_diagonal(k - 1) = std::sqrt(square * (length * length - square) / (4 * (4 * square - 1)));
    }
    return gauss_rule(diagonal, off_diagonal, length);
}

/// sum_{n >= 0} delta(nu - n - 1/2) for smooth functions: integers one by one, then panels [a, 3 a).
/// A panel of 16 points is exact to (2 + sqrt 3)^-32 = 5e-19 for a pole at nu = 0, better for the others.
const Measure& half_integers() {
    static const Measure measure = [] {
        constexpr int points_per_panel = 16;
        constexpr Real last = 1e15L;
        Measure sum;
        Real begin = 0;
        for (; begin < 27; ++begin) {
            sum.point.push_back(begin + static_cast<Real>(0.5));
            sum.weight.push_back(1);
        }
        for (; begin < last; begin *= 3) {
            const Measure panel = discrete_legendre(points_per_panel, 2 * begin);
            for (int k = 0; k < points_per_panel; ++k) {
                sum.point.push_back(2 * begin + panel.point[static_cast<std::size_t>(k)]);
                sum.weight.push_back(panel.weight[static_cast<std::size_t>(k)]);
            }
        }
        return sum;
    }();
    return measure;
}

/// Jacobi matrix of the measure weight/(nu (nu + c)^2) in y = (nu - c)/(nu + c), grown row by row: Lanczos
/// with full reorthogonalisation, since low nodes converge onto single integers.
class JacobiMatrix {
public:
    explicit JacobiMatrix(Real c) {
        const Measure& sum = half_integers();
        const auto size = static_cast<Eigen::Index>(sum.point.size());
        position_.resize(size);
        Vector start(size);
        for (Eigen::Index i = 0; i < size; ++i) {
            const Real nu = sum.point[static_cast<std::size_t>(i)];
            position_(i) = (nu - c) / (nu + c);
            start(i) = std::sqrt(sum.weight[static_cast<std::size_t>(i)] / nu) / (nu + c);
        }
        mass_ = start.squaredNorm();
        basis_.resize(size, max_nodes + 1);
        basis_.col(0) = start / start.norm();
        diagonal_.resize(max_nodes);
        off_diagonal_.resize(max_nodes);
    }

    Measure gauss(int count) {
        while (rows_ < count) grow();
        return gauss_rule(diagonal_.head(count), off_diagonal_.head(count - 1), mass_);
    }

private:
    void grow() {
        const int k = rows_++;
        Vector next = position_.cwiseProduct(basis_.col(k));
        diagonal_(k) = basis_.col(k).dot(next);
        for (int j = k; j >= 0; --j) next -= basis_.col(j) * basis_.col(j).dot(next);
        off_diagonal_(k) = next.norm();
        basis_.col(k + 1) = next / off_diagonal_(k);
    }

    Vector position_, diagonal_, off_diagonal_;
    Matrix basis_;
    Real mass_ = 0;
    int rows_ = 0;
};

Real test_sum(const Measure& rule, Real q) {
    Real sum = 0;
    for (std::size_t k = 0; k < rule.point.size(); ++k)
        sum += rule.weight[k] * q * q / (rule.point[k] * (rule.point[k] * rule.point[k] + q * q));
    return sum;
}

/// Test energies 0 < q_E <= bandwidth, eight per octave, with the exact sums.
Measure test_sums(Real bandwidth) {
    const Real step = std::pow(static_cast<Real>(2), static_cast<Real>(0.125));
    Measure exact;
    for (Real q = bandwidth; q > 0.02L; q /= step) {
        exact.point.push_back(q);
        exact.weight.push_back(test_sum(half_integers(), q));
    }
    return exact;
}

Real largest_error(const Measure& rule, const Measure& exact) {
    Real error = 0;
    for (std::size_t i = 0; i < exact.point.size(); ++i)
        error = std::max(error, std::abs(test_sum(rule, exact.point[i]) - exact.weight[i]));
    return error;
}

/// From c/(nu (nu + c)), whose sum is a difference of digamma functions.
double missed_tail(const MatsubaraRule& rule) {
    const double c = std::max(1.0, std::sqrt(0.5 * rule.bandwidth));
    double sum = 0.0;
    for (std::size_t k = rule.node.size(); k-- > 0;)
        sum += rule.weight[k] * rule.inverse_node[k] * c / (rule.node[k] + c);
    return (digamma(0.5 + c).real() - digamma(0.5).real() - sum) / c;
}

/// Rules of one bandwidth with more and more nodes, each with a smaller error than the one before, down to
/// the smallest tolerance: nodes of all of them come from one Jacobi matrix.
std::vector<MatsubaraRule> build_rules(double bandwidth) {
    const auto q = static_cast<Real>(bandwidth);
    const Real c = std::max(static_cast<Real>(1), std::sqrt(q / 2));
    const Measure exact = test_sums(q);
    JacobiMatrix jacobi(c);
    std::vector<MatsubaraRule> rules;
    for (int count = 8; count <= max_nodes; count += 8) {
        Measure gauss = jacobi.gauss(count);
        for (std::size_t k = 0; k < gauss.point.size(); ++k) {
            const Real nu = c * (1 + gauss.point[k]) / (1 - gauss.point[k]);
            gauss.point[k] = nu;
            gauss.weight[k] *= nu * (nu + c) * (nu + c);
        }
        const auto error = static_cast<double>(largest_error(gauss, exact));
        if (!rules.empty() && error >= rules.back().error) continue;
        MatsubaraRule rule;
        rule.bandwidth = bandwidth;
        rule.error = error;
        rule.node.assign(gauss.point.begin(), gauss.point.end());
        rule.weight.assign(gauss.weight.begin(), gauss.weight.end());
        for (std::size_t k = rule.node.size(); k-- > 0;) rule.sum_of_inverse += rule.weight[k] / rule.node[k];
        for (const double nu : rule.node) rule.inverse_node.push_back(1.0 / nu);
        rule.missed_tail = missed_tail(rule);
        rules.push_back(std::move(rule));
        if (error <= smallest_tolerance) break;
    }
    return rules;
}

}  // namespace

const MatsubaraRule& matsubara_rule(double bandwidth, double tolerance) {
    // Bandwidths in steps of sqrt 2, tolerances in decades: few distinct rules.
    const double largest = std::min(bandwidth, max_bandwidth);
    const int octave_halves = largest > 1.0 ? static_cast<int>(std::ceil(2 * std::log2(largest))) : 0;
    const int decade = static_cast<int>(std::floor(std::log10(tolerance) + 1e-9));
    // asked for again and again in many threads
    struct Last {
        int octave_halves, decade;
        const MatsubaraRule* rule;
    };
    thread_local std::array<Last, 4> last{};
    thread_local std::size_t oldest = 0;
    for (const Last& known : last)
        if (known.rule && known.octave_halves == octave_halves && known.decade == decade) return *known.rule;

    static std::map<int, std::vector<MatsubaraRule>> rules;
    static Mutex mutex;
    const Lock lock(mutex);
    auto found = rules.find(octave_halves);
    if (found == rules.end())
        found = rules.emplace(octave_halves, build_rules(std::pow(2.0, 0.5 * octave_halves))).first;
    const auto good = std::find_if(
        found->second.begin(), found->second.end(),
        [largest = std::pow(10.0, decade)](const MatsubaraRule& rule) { return rule.error <= largest; });
    const MatsubaraRule& rule = good != found->second.end() ? *good : found->second.back();
    last[oldest++ % last.size()] = {octave_halves, decade, &rule};
    return rule;
}

}  // namespace mirage
