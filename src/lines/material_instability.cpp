#include "lines/material_instability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"
#include "mirage/model/domain.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr double full_tolerance = 1e-14;
constexpr int field_bits = 44;
constexpr double infinity = std::numeric_limits<double>::infinity();

Parameters at_field(Parameters p, double B) {
    p.B = B;
    return p;
}

/// The eigenvalue at fields up to that of the problem.
double lowest(const GapProblem& problem, double B) {
    GapWorkspace workspace;
    const QuadraticForm form = quadratic_form(problem, workspace, B);
    return form.solved ? form.lowest : quiet_nan;
}

/// Looks from high to low fields for changes of sign, on a rough sum; roots on the full one.
class FieldScan {
public:
    explicit FieldScan(const Parameters& parameters) : parameters_(parameters) {}

    std::vector<double> roots;

    Sample rough(double B) const { return {B, lowest(rough_problem(at_field(parameters_, B)), B)}; }

    void between(const Sample& low, const Sample& high) {
        const GapProblem problem = gap_problem(at_field(parameters_, 1.01 * high.x), full_tolerance);
        const auto value = [&](double B) { return lowest(problem, B); };
        Root root = root_between(value, low.x, high.x, field_bits);
        // a root so close to an end that the rough sum has it on the other side
        if (root.status == RootStatus::no_sign_change)
            root = root_between(value, 0.999 * low.x, 1.001 * high.x, field_bits);
        roots.push_back(root.at);
    }

    /// An extremum between three samples of one sign may hide two roots.
    void dip(Sample low, Sample middle, Sample high) {
        const double s = middle.value < 0.0 ? -1.0 : 1.0;
        if (!(s * middle.value < s * low.value && s * middle.value < s * high.value)) return;
        for (int step = 0; step < 40 && high.x > 1.000001 * low.x; ++step) {
            const bool left = middle.x / low.x > high.x / middle.x;
            const Sample trial = rough(std::sqrt(middle.x * (left ? low : high).x));
            if (s * trial.value < s * middle.value) {
                (left ? high : low) = middle;
                middle = trial;
            } else {
                (left ? low : high) = trial;
            }
            if (s * middle.value < 0.0) {
                between(middle, high);
                between(low, middle);
                return;
            }
        }
    }

private:
    Parameters parameters_;
};

/// Fields above which nothing but a triplet channel, which the field does not break, lets the normal state be
/// unstable.
double largest_field(const Parameters& p) {
    if (has_triplet(p)) return domain::max_field;
    double spin_orbit = std::hypot(p.beta, p.alpha);
    for (const Pocket& pocket : p.material->pockets)
        spin_orbit = std::max(spin_orbit, std::hypot(pocket.beta, pocket.alpha));
    return 3.0 * (1.0 + spin_orbit) + p.material->gamma_spin_orbit;
}

/// Ratio of neighbouring fields of the scan: as without a material, wider above every spin-orbit coupling.
double ratio_at(double B, double fine_below) { return B > fine_below ? 2.0 : 1.25; }

}  // namespace

double material_instability(const Parameters& p) { return lowest(gap_problem(p, full_tolerance), p.B); }

std::vector<double> material_second_order_fields(const Parameters& p, std::size_t max_roots) {
    FieldScan scan(p);
    const double without_field = scan.rough(0.0).value;
    if (std::isnan(without_field)) return {quiet_nan};
    if (without_field >= 0.0 && !has_triplet(p)) return {};
    Sample above = scan.rough(largest_field(p));
    while (above.value < 0.0 && above.x < domain::max_field)
        above = scan.rough(std::min(2.0 * above.x, domain::max_field));
    if (above.value < 0.0) scan.roots.push_back(infinity);
    // far below the field at which pairs break next to Tc, B^2 ~ (kT)^2 or B ~ kT times the distance
    const double distance = std::min(1.0, std::fabs(without_field));
    const double smallest = 1e-3 * distance / (1.0 + domain::max_orbital) * thermal_energy(p);
    const double fine_below = 3.0 * (1.0 + std::hypot(p.beta, p.alpha));
    Sample higher = above;
    while (above.x > smallest && scan.roots.size() < max_roots) {
        const Sample below = scan.rough(above.x / ratio_at(above.x, fine_below));
        if (std::isnan(below.value)) return {quiet_nan};
        if ((below.value < 0.0) != (above.value < 0.0))
            scan.between(below, above);
        else if (higher.x > above.x && (higher.value < 0.0) == (above.value < 0.0))
            scan.dip(below, above, higher);
        higher = above;
        above = below;
    }
    std::sort(scan.roots.begin(), scan.roots.end());
    return scan.roots;
}

}  // namespace mirage
