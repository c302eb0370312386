#include "propagator/clean_momentum_dos.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

#include <Eigen/Eigenvalues>

#include "numeric/roots.hpp"
#include "propagator/retarded_average.hpp"
#include "propagator/unknown_layout.hpp"

namespace mirage {
namespace {

/// Coefficients of a polynomial in z = sin^2 phi, the constant first.
using Polynomial = std::array<double, 6>;

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
    Polynomial c{};
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; i + k < c.size(); ++k) c[i + k] += a[i] * b[k];
    return c;
}
Polynomial operator*(double a, Polynomial b) {
    for (double& value : b) value *= a;
    return b;
}
Polynomial operator+(Polynomial a, const Polynomial& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
    return a;
}

double value_at(const Polynomial& p, double z) {
    double value = 0.0;
    for (std::size_t i = p.size(); i-- > 0;) value = value * z + p[i];
    return value;
}

/// u^3 + c2 u^2 + c1 u + c0 of one pocket, theory page (eq. 3) with s = D^2 - E^2, b2 = B^2, e^2 = -B^2 E^2.
struct PocketCubic {
    double B2, Q2, alpha2, g2;
    Polynomial c2{}, c1{}, c0{};

    PocketCubic(const MaterialModel& m, const PocketModel& pocket) {
        const double D = pocket.chi * m.Delta, Q = m.Q * pocket.velocity, D2 = D * D;
        B2 = m.B_x * m.B_x;
        Q2 = Q * Q;
        alpha2 = pocket.alpha * pocket.alpha;
        g2 = alpha2 + pocket.beta * pocket.beta;
        c2 = {g2 - D2 + B2, Q2};
        c1 = {-g2 * D2, alpha2 * B2 + B2 * Q2 + g2 * Q2};
        c0 = {0.0, 0.0, alpha2 * B2 * Q2};
    }

    bool has_cubic_root() const { return alpha2 * B2 > 0.0; }
    Polynomial discriminant() const {
        return 18.0 * (c2 * c1 * c0) + -4.0 * (c2 * c2 * c2 * c0) + c2 * c2 * c1 * c1 +
               -4.0 * (c1 * c1 * c1) + -27.0 * (c0 * c0);
    }
};

/// The roots between 0 and 1, and the place closest to a pair of complex ones, by the polynomial in 1/z,
/// whose largest roots are accurate: those in z span many decades.
void add_roots(std::vector<double>& to, const Polynomial& p) {
    std::size_t first = 0, last = p.size() - 1;
    while (last > 0 && p[last] == 0.0) --last;
    while (first < last && p[first] == 0.0) ++first;
    const auto degree = static_cast<Eigen::Index>(last - first);
    if (degree == 0) return;
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, 5, 5> companion(degree, degree);
    companion.setZero();
    for (Eigen::Index i = 0; i + 1 < degree; ++i) companion(i + 1, i) = 1.0;
    for (Eigen::Index i = 0; i < degree; ++i)
        companion(i, degree - 1) = -p[last - static_cast<std::size_t>(i)] / p[first];
    const auto reciprocal = companion.eigenvalues().eval();
    for (Eigen::Index i = 0; i < degree; ++i) {
        const double z = (1.0 / reciprocal[i]).real();
        if (z > 0.0 && z < 1.0) to.push_back(z);
    }
}

/// The cubic of one direction.
struct DirectionCubic {
    double c2, c1, c0;

    double value(double u) const { return ((u + c2) * u + c1) * u + c0; }
    double slope(double u) const { return (3.0 * u + 2.0 * c2) * u + c1; }

    /// The real root that is far from the other two.
    double isolated_root() const {
        const double shift = c2 / 3.0, third = shift * shift - c1 / 3.0,
                     half = shift * (shift * shift - 0.5 * c1) + 0.5 * c0;
        const double square = half * half - third * third * third;
        double u = -shift;
        if (square > 0.0) {
            const double A = -std::copysign(std::cbrt(std::fabs(half) + std::sqrt(square)), half);
            u += A + third / A;
        } else if (third > 0.0) {
            const double scale = std::sqrt(third), cosine = std::min(1.0, std::fabs(half) / (scale * third));
            u -= std::copysign(2.0 * scale * std::cos(std::acos(cosine) / 3.0), half);
        }
        for (int step = 0; step < 4; ++step) {
            const double change = value(u) / slope(u);
            if (!(std::fabs(change) > 1e-16 * std::fabs(u)) || std::isinf(change)) break;
            u -= change;
        }
        return u;
    }

    /// The others are those of u^2 + 2 half u + product.
    void divide(double u, double& half, double& product) const {
        const bool is_large = std::fabs(u * u * u) > std::fabs(c0);
        product = is_large ? -c0 / u : c1 + u * (c2 + u);
        half = 0.5 * (is_large ? (product - c1) / u : c2 + u);
    }
};

DirectionCubic at_direction(const PocketCubic& cubic, double z) {
    return {value_at(cubic.c2, z), value_at(cubic.c1, z), value_at(cubic.c0, z)};
}

/// The square of half the distance of the two roots that are not isolated: changes its sign at an edge.
double square_of_distance(const PocketCubic& cubic, double z) {
    const DirectionCubic p = at_direction(cubic, z);
    double half = 0.0, product = 0.0;
    p.divide(p.isolated_root(), half, product);
    return half * half - product;
}

/// The edge next to a root of the discriminant, to its last digits; the root itself where there is none.
double edge_near(const PocketCubic& cubic, double root) {
    constexpr int bits = 52;
    const auto f = [&](double z) { return square_of_distance(cubic, z); };
    for (const double width : {1e-12, 1e-9, 1e-6, 1e-3}) {
        const Sample low{root * (1.0 - width), f(root * (1.0 - width))},
            high{root * (1.0 + width), f(root * (1.0 + width))};
        if ((low.value < 0.0) == (high.value < 0.0)) continue;
        const Root found = root_between(f, low, high, bits);
        if (found.status == RootStatus::found) return found.at;
    }
    return root;
}

/// Re g0 of one direction.
double density_of_states(const PocketCubic& cubic, double z) {
    const DirectionCubic p = at_direction(cubic, z);
    const double E = std::sqrt(cubic.Q2 * z), gx2 = cubic.alpha2 * z;
    using Complex = std::complex<double>;
    const auto g0 = [&](Complex u, Complex slope) {
        const Complex numerator = u * (u + cubic.g2) + cubic.B2 * (u + gx2);
        return E * std::fabs((numerator / (std::sqrt(u) * slope)).imag());
    };
    double half = 0.0, product = 0.0, isolated = 0.0;
    if (p.c0 == 0.0) {  // the root u = 0 carries nothing
        half = 0.5 * p.c2, product = p.c1;
    } else {
        isolated = p.isolated_root();
        p.divide(isolated, half, product);
    }
    const double square = half * half - product;
    if (square < 0.0) {
        const Complex u{-half, std::sqrt(-square)};
        return g0(u, Complex{0.0, 2.0 * u.imag()} * (u - isolated));
    }
    // real roots: with a positive one every band has a gap, else none has
    if (!(p.c2 > 0.0 && p.c1 >= 0.0)) return 0.0;
    const double distance = 2.0 * std::sqrt(square), large = -half - 0.5 * distance, small = product / large;
    const double of_others = std::max(g0(large, -distance * (large - isolated)),
                                      small < 0.0 ? g0(small, distance * (small - isolated)) : 0.0);
    return isolated < 0.0 ? std::max(of_others, g0(isolated, (isolated - large) * (isolated - small)))
                          : of_others;
}

/// The integral over phi in [centre - half, centre + half] in t, phi' vanishing at the ends, and its error.
struct Arc {
    double integral = 0.0, error = 0.0;
};

Arc arc(const PocketCubic& cubic, double centre, double half, double from, double to) {
    const KronrodRule& rule = kronrod_rule();
    const double middle = 0.5 * (from + to), reach = 0.5 * (to - from);
    double kronrod = 0.0, gauss = 0.0;
    for (int k = 0; k < 15; ++k) {
        const double t = middle + reach * rule.node[k];
        const double sine = std::sin(centre + half * t * (1.5 - 0.5 * t * t));
        const double f = 1.5 * (1.0 - t * t) * half * reach * density_of_states(cubic, sine * sine);
        kronrod += rule.kronrod[k] * f;
        gauss += rule.gauss[k] * f;
    }
    const double difference = std::fabs(kronrod - gauss);
    return {kronrod, std::min(difference, kronrod_error(difference, 1.0))};
}

Arc whole_arc(const PocketCubic& cubic, double centre, double half, double from, double to, int depth) {
    constexpr double tolerance = 1e-9;
    constexpr int deepest = 8;
    const Arc here = arc(cubic, centre, half, from, to);
    if (!(here.error > tolerance) || depth == deepest) return here;
    const double middle = 0.5 * (from + to);
    const Arc left = whole_arc(cubic, centre, half, from, middle, depth + 1),
              right = whole_arc(cubic, centre, half, middle, to, depth + 1);
    return {left.integral + right.integral, left.error + right.error};
}

double pocket_dos(const MaterialModel& m, const PocketModel& pocket, double& error) {
    if (m.B_x == 0.0) return std::fabs(m.Q * pocket.velocity) > std::fabs(pocket.chi * m.Delta) ? 1.0 : 0.0;
    const PocketCubic cubic(m, pocket);
    std::vector<double> edges{0.0, 1.0};
    if (cubic.has_cubic_root()) {
        add_roots(edges, cubic.discriminant());
        for (std::size_t i = 2; i < edges.size(); ++i) edges[i] = edge_near(cubic, edges[i]);
    } else {  // u = 0 is a root, the others are those of a quadratic; one of them zero is an edge too
        add_roots(edges, cubic.c1);
        add_roots(edges, cubic.c2 * cubic.c2 + -4.0 * cubic.c1);
    }
    std::sort(edges.begin(), edges.end());
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const double low = std::asin(std::sqrt(edges[i])), high = std::asin(std::sqrt(edges[i + 1]));
        if (!(high - low > 1e-15)) continue;
        const double sine = std::sin(0.5 * (low + high));
        if (density_of_states(cubic, sine * sine) == 0.0) continue;
        const Arc found = whole_arc(cubic, 0.5 * (low + high), 0.5 * (high - low), -1.0, 1.0, 0);
        sum += found.integral;
        error += pocket.share * found.error;
    }
    return 2.0 * std::numbers::inv_pi * sum;
}

}  // namespace

bool has_clean_momentum_dos(const MaterialModel& m) {
    if (scatters(m) || m.eta != 0.0 || !is_across(m)) return false;
    return std::all_of(m.pocket, m.pocket + m.pocket_count,
                       [](const PocketModel& p) { return p.form == SpinOrbitForm::valley; });
}

double clean_momentum_dos(const MaterialModel& m) {
    constexpr double accuracy = 2e-8;
    double dos = 0.0, error = 0.0;
    for (int p = 0; p < m.pocket_count; ++p)
        if (m.pocket[p].share > 0.0) dos += m.pocket[p].share * pocket_dos(m, m.pocket[p], error);
    return error < accuracy ? dos : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace mirage
