#include "mirage/lines/second_order_field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "lines/material_instability.hpp"
#include "lines/momentum_roots.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// l(B) = ln(T/Tc0) + 2 pi T sum [1/omega - K(omega)] (eq. 9); negative where the normal state is unstable.
struct Instability {
    double field = 0.0;  ///< B
    double value = 0.0;  ///< l
    double slope = 0.0;  ///< dl/d(ln B)
};

/// 1/omega - K and its derivative in B^2. With w = omega + Gamma, a = w^2 (w^2 + g2), A = a + B^2 w^2, C =
/// alpha^2 B^2 the average over directions closes: I0 = 1/sqrt(A (A + C)), and
///   1/omega - K = (1 - w k)/(omega (1 - Gamma k)),   1 - Gamma k = (1 - w k) + omega k,
///   1 - w k = 1 - w a0 + w Gamma B^2 b0^2/(1 - Gamma w b0),   a0 = (a/w) I0,
///   b0 = w^2 I0 + alpha^2/((A + C)(1 + sigma)),   sigma = sqrt(A/(A + C)),
/// in which 1 - w a0 = B^2 [a (2 w^2 + alpha^2) + B^2 w^2 (w^2 + alpha^2)]/(R (R + a)), R = 1/I0, has no
/// cancellation.
struct PairBreaking {
    double value, slope;
};

PairBreaking pair_breaking(double omega, double B2, double g2, double alpha2, double gamma) {
    const double w = omega + gamma;
    const double w2 = w * w;
    const double a = w2 * (w2 + g2);
    const double A = a + B2 * w2;
    const double AC = A + alpha2 * B2;
    const double dA = w2;
    const double dAC = w2 + alpha2;
    const double R = std::sqrt(A * AC);
    const double dR = 0.5 * (dA * AC + A * dAC) / R;
    const double sigma = A / R;
    const double dsigma = (dA - sigma * dR) / R;

    const double top = B2 * (a * (2.0 * w2 + alpha2) + B2 * w2 * (w2 + alpha2));
    const double dtop = a * (2.0 * w2 + alpha2) + 2.0 * B2 * w2 * (w2 + alpha2);
    const double bottom = R * (R + a);
    const double clean = top / bottom;
    const double dclean = (dtop - clean * dR * (2.0 * R + a)) / bottom;

    const double tail = 1.0 / (AC * (1.0 + sigma));
    const double dtail = -tail * (dAC / AC + dsigma / (1.0 + sigma));
    const double b0 = w2 / R + alpha2 * tail;
    const double db0 = -w2 * dR / (R * R) + alpha2 * dtail;
    const double D = 1.0 - gamma * w * b0;
    const double dirty = w * gamma * B2 * b0 * b0 / D;
    const double ddirty = w * gamma * b0 * (b0 + 2.0 * B2 * db0 + B2 * b0 * gamma * w * db0 / D) / D;

    const double n = clean + dirty;  // 1 - w k
    const double dn = dclean + ddirty;
    const double m = n + omega * (1.0 - n) / w;  // 1 - Gamma k
    const double dm = dn * (1.0 - omega / w);
    return {n / (omega * m), (dn - n * dm / m) / (omega * m)};
}

struct InstabilityProblem {
    Parameters parameters;
    const MatsubaraRule* rule;
};

/// What l depends on at one temperature, smoothly through zero: beta^2, Gamma, alpha^2.
struct Couplings {
    double beta2, gamma, alpha2;
};

Instability instability(const InstabilityProblem& problem, const Couplings& c, double B) {
    const double T2pi = 2.0 * std::numbers::pi * thermal_energy(problem.parameters);
    const double g2 = c.alpha2 + c.beta2;
    double sum = 0.0, slope = 0.0;
    for (std::size_t k = problem.rule->node.size(); k-- > 0;) {
        const PairBreaking term = pair_breaking(T2pi * problem.rule->node[k], B * B, g2, c.alpha2, c.gamma);
        sum += problem.rule->weight[k] * term.value;
        slope += problem.rule->weight[k] * term.slope;
    }
    return {B, std::log(problem.parameters.T) + T2pi * sum, 2.0 * B * B * T2pi * slope};
}

Couplings couplings(const Parameters& p) { return {p.beta * p.beta, p.gamma, p.alpha * p.alpha}; }

Instability instability(const InstabilityProblem& problem, double B) {
    return instability(problem, couplings(problem.parameters), B);
}

/// Newton in ln B inside a bracket, to the last digits.
double refine(const InstabilityProblem& problem, const Instability& low, const Instability& high) {
    const auto function = low.value < high.value ? Bracket::Function::rising : Bracket::Function::falling;
    Bracket bracket{low.field, high.field, function};
    Instability at = std::fabs(low.value) < std::fabs(high.value) ? low : high;
    for (int step = 0; step < 100; ++step) {
        const double newton = at.field * std::exp(-at.value / at.slope);
        const bool inside = bracket.contains(newton);
        const double next = inside ? newton : std::sqrt(bracket.low * bracket.high);
        const double change = std::fabs(next - at.field);
        at = instability(problem, next);
        if (at.value == 0.0 || (inside && change < 1e-9 * next) ||
            bracket.high - bracket.low < 4e-16 * next || !bracket.narrow(next, at.value))
            break;
    }
    return bracket.safeguarded(at.field * std::exp(-at.value / at.slope), at.field);
}

/// Adds the roots between two fields: a sign change, or an extremum that crosses zero.
void search(const InstabilityProblem& problem, const Instability& a, const Instability& b,
            std::vector<double>& roots) {
    if ((a.value < 0.0) != (b.value < 0.0)) {
        roots.push_back(refine(problem, a, b));
        return;
    }
    if (!(a.value * a.slope < 0.0 && b.value * b.slope > 0.0)) return;
    Instability low = a, high = b;
    for (int step = 0; step < 60 && high.field > (1.0 + 1e-12) * low.field; ++step) {
        const Instability middle = instability(problem, std::sqrt(low.field * high.field));
        if ((middle.value < 0.0) != (a.value < 0.0)) {
            roots.push_back(refine(problem, a, middle));
            roots.push_back(refine(problem, middle, b));
            return;
        }
        (middle.value * middle.slope < 0.0 ? low : high) = middle;
    }
}

/// Ratio of the fields between which a root or an extremum is looked for; 2 and 10 find the same largest root
/// on 2,000 random lines.
constexpr double field_step = 1.25;

bool finite(const Parameters& p) { return std::isfinite(p.T + p.beta + p.gamma + p.alpha + p.Q + p.Q_angle); }

/// Roots from above, until there are `max_roots`.
std::vector<double> roots_from_above(const Parameters& parameters, std::size_t max_roots) {
    std::vector<double> roots;
    if (parameters.T >= 1.0 || !finite(parameters)) return roots;
    if (parameters.Q != 0.0) return second_order_fields_at_momentum(parameters, max_roots);
    if (parameters.material) return material_second_order_fields(parameters, max_roots);
    Parameters p = parameters;
    InstabilityProblem problem{p, nullptr};
    Instability above;
    // the largest root is below half of this in the whole domain (tests/lines/second_order_field_test.cpp);
    // further up should the normal state be unstable there
    p.B = 3.0 * (1.0 + p.beta);
    for (above.value = -1.0; above.value < 0.0; p.B *= 2.0) {
        problem.rule = &matsubara_rule(spectral_bandwidth(p), 1e-14);
        above = instability(problem, p.B);
    }
    // far below the field at which pairs break next to Tc0, B ~ sqrt(-ln T) kT
    const double smallest = 1e-3 * std::sqrt(-std::log(p.T)) * thermal_energy(p);
    while (above.field > smallest && roots.size() < max_roots) {
        const Instability below = instability(problem, above.field / field_step);
        search(problem, below, above, roots);
        above = below;
    }
    std::sort(roots.begin(), roots.end());
    return roots;
}

/// Differences of the coupling's slope over that in B.
FieldGradient gradient_of_two_valleys(const Parameters& p) {
    const InstabilityProblem problem{p, &matsubara_rule(spectral_bandwidth(p), 1e-14)};
    const Couplings here = couplings(p);
    const double field_slope = instability(problem, here, p.B).slope / p.B;
    const double scale = std::numbers::pi * thermal_energy(p);  // the lowest frequency
    const auto along = [&](double Couplings::*coupling, double unit) {
        const double h = 1e-4 * (here.*coupling + unit);
        Couplings up = here, down = here;
        up.*coupling += h, down.*coupling -= h;
        const double rise = instability(problem, up, p.B).value - instability(problem, down, p.B).value;
        return -rise / (2.0 * h) / field_slope;
    };
    return {along(&Couplings::beta2, scale * scale), along(&Couplings::gamma, scale),
            along(&Couplings::alpha2, scale * scale)};
}

/// l of a material or of pairs with momentum.
double instability_beyond(const Parameters& p) {
    return p.Q != 0.0 ? momentum_instability(p).value : material_instability(p);
}

/// The same where couplings stay positive: forward differences of second order next to zero. A change of
/// gamma is one of the scattering between the valleys.
FieldGradient gradient_beyond(const Parameters& p) {
    const double unit = std::numbers::pi * thermal_energy(p);  // the lowest frequency
    const auto change = [&](auto at, double here, double h) {
        const bool inside = here >= h;
        const double low = inside ? here - h : here, far = at(low + 2.0 * h), near = at(low);
        if (inside) return (far - near) / (2.0 * h);
        return (4.0 * at(low + h) - far - 3.0 * near) / (2.0 * h);
    };
    const auto value_with = [&](double Parameters::*member, auto from) {
        return [&p, member, from](double x) {
            Parameters q = p;
            q.*member = from(x);
            return instability_beyond(q);
        };
    };
    const auto root = [](double x) { return std::sqrt(x); };
    const auto same = [](double x) { return x; };
    const auto along = [&](auto value, double here, double scale) {
        return change(value, here, 1e-4 * (here + scale));
    };
    const double field_slope = along(value_with(&Parameters::B, same), p.B, 0.0);
    return {-along(value_with(&Parameters::beta, root), p.beta * p.beta, unit * unit) / field_slope,
            -along(value_with(&Parameters::gamma, same), p.gamma, unit) / field_slope,
            -along(value_with(&Parameters::alpha, root), p.alpha * p.alpha, unit * unit) / field_slope};
}

}  // namespace

std::vector<double> second_order_fields(const Parameters& parameters) {
    return roots_from_above(parameters, std::numeric_limits<std::size_t>::max());
}

double supercooling_field(const Parameters& parameters) {
    if (parameters.T >= 1.0) return 0.0;
    const std::vector<double> roots = roots_from_above(parameters, 1);
    if (roots.empty() && needs_general_theory(parameters) && finite(parameters)) return 0.0;
    return roots.empty() ? quiet_nan : roots.back();
}

FieldGradient second_order_gradient(const Parameters& p) {
    return needs_general_theory(p) ? gradient_beyond(p) : gradient_of_two_valleys(p);
}

}  // namespace mirage
