#include "lines/momentum_roots.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "lines/momentum_ridges.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr double rough = 1e-6, full = 1e-14;

/// l and dl/dB at a field.
struct Point {
    double B = 0.0, value = 0.0, slope = 0.0;
};

class Scan {
public:
    Scan(const EvaluateInstability& evaluate, double Q) : evaluate_(evaluate), Q_(Q) {}

    std::vector<double> roots;

    Point at(double B, double tolerance) const {
        const MomentumInstability l = evaluate_(B, Q_, tolerance);
        return {B, l.value, l.field_slope};
    }

    /// On the rough sum where that tells the sign.
    Point signed_at(double B) const {
        const Point point = at(B, rough);
        return std::fabs(point.value) > 10.0 * rough ? point : at(B, full);
    }

    /// Newton inside a bracket, to the last digits.
    void refine(const Point& low, const Point& high) {
        const auto function = low.value < high.value ? Bracket::Function::rising : Bracket::Function::falling;
        Bracket bracket{low.B, high.B, function};
        Point here = std::fabs(low.value) < std::fabs(high.value) ? low : high;
        for (int step = 0; step < 100; ++step) {
            const double newton = here.B - here.value / here.slope;
            const double next = bracket.safeguarded(newton, bracket.middle());
            const bool close = next == newton && std::fabs(next - here.B) < 1e-9 * next;
            here = at(next, full);
            if (here.value == 0.0 || bracket.high - bracket.low < 4e-16 * next) break;
            if (close || !bracket.narrow(next, here.value)) break;
        }
        roots.push_back(bracket.safeguarded(here.B - here.value / here.slope, here.B));
    }

    /// Adds the roots between two fields: a sign change, or an extremum that crosses zero.
    void between(const Point& a, const Point& b) {
        if ((a.value < 0.0) != (b.value < 0.0)) return refine(a, b);
        if (!(a.value * a.slope < 0.0 && b.value * b.slope > 0.0)) return;
        Point low = a, high = b;
        for (int step = 0; step < 60 && high.B > (1.0 + 1e-12) * low.B; ++step) {
            const Point middle = signed_at(0.5 * (low.B + high.B));
            if ((middle.value < 0.0) != (a.value < 0.0)) {
                refine(middle, b);
                refine(a, middle);
                return;
            }
            (middle.value * middle.slope < 0.0 ? low : high) = middle;
        }
    }

private:
    const EvaluateInstability& evaluate_;
    double Q_;
};

}  // namespace

std::vector<double> fields_at_momentum(const EvaluateInstability& evaluate, double Q,
                                       const std::vector<double>& fields, std::size_t max_roots) {
    Scan scan(evaluate, Q);
    Point above;
    for (const double B : fields) {
        const Point below = scan.signed_at(B);
        if (std::isnan(below.value)) return {quiet_nan};
        if (above.B > 0.0) scan.between(below, above);
        above = below;
        if (scan.roots.size() >= max_roots) break;
    }
    std::sort(scan.roots.begin(), scan.roots.end());
    if (scan.roots.size() > max_roots)
        scan.roots.erase(scan.roots.begin(), scan.roots.end() - static_cast<std::ptrdiff_t>(max_roots));
    return scan.roots;
}

std::vector<double> second_order_fields_at_momentum(const Parameters& parameters, std::size_t max_roots) {
    Parameters p = parameters;
    const EvaluateInstability evaluate = [&p](double B, double Q, double tolerance) {
        p.B = B, p.Q = Q;
        return momentum_instability(p, tolerance);
    };
    const double highest = highest_unstable_field(p);
    const double lowest = 1e-3 * std::sqrt(-std::log(p.T)) * thermal_energy(p);
    return fields_at_momentum(evaluate, std::fabs(p.Q), fields_at_ridges(p, highest, lowest, 1.25),
                              max_roots);
}

}  // namespace mirage
