#include "junction/junction_bounds.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "junction/junction_start.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/film.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

using F = FitParameters;
using V = CurveValues;

struct Bounds {
    double low = 0.0, high = 0.0;
};

bool is_any(const JunctionMember& member, std::initializer_list<double F::*> list) {
    return std::any_of(list.begin(), list.end(), [&](double F::*of) { return member == JunctionMember(of); });
}

/// Of the curves that a parameter belongs to.
struct Curves {
    double coldest = 1e300, hottest = 0.0, largest_B = 0.0, largest_G = 0.0;
};

Curves curves_of(const JunctionTask& task, const JunctionParameter& p) {
    Curves all;
    for (std::size_t k = 0; k < task.curves.size(); ++k) {
        const JunctionCurve& curve = task.curves[k];
        if (!p.is_of(k)) continue;
        all.coldest = std::min(all.coldest, curve.T), all.hottest = std::max(all.hottest, curve.T);
        all.largest_B = std::max(all.largest_B, curve.B);
        for (const double G : curve.G) all.largest_G = std::max(all.largest_G, std::fabs(G));
    }
    return all;
}

/// Delta0 of the engine where it is fixed, else what a gap may be [meV].
double largest_unit(const JunctionTask& task) { return 0.5 * largest_voltage(task); }

Bounds default_bounds(const JunctionTask& task, const JunctionParameter& p) {
    const JunctionMember& m = p.member;
    const double window = largest_voltage(task), unit = largest_unit(task);
    const Curves curves = curves_of(task, p);
    if (m == JunctionMember(&V::delta)) return {0.0, window};
    if (m == JunctionMember(&V::eta)) return {0.0, 0.5 * window};
    if (m == JunctionMember(&V::t_effective))
        return {0.3 * curves.coldest, std::max(10.0, 5.0 * curves.hottest)};
    if (m == JunctionMember(&V::v_ac)) return {0.0, 0.3 * window};
    if (m == JunctionMember(&V::r_series)) return {0.0, 0.6 / (curves.largest_G * task.siemens)};
    if (m == JunctionMember(&V::v_offset)) return {-0.1 * window, 0.1 * window};
    if (m == JunctionMember(&F::tc0)) return {0.02 * bcs_tc0(window, 0.0), bcs_tc0(window, curves.coldest)};
    if (m == JunctionMember(&F::g_factor)) return {0.5, 4.0};
    if (m == JunctionMember(&F::beta) || m.is_of_pocket(&PocketSettings::beta)) return {0.0, 20.0 * window};
    if (m == JunctionMember(&F::alpha) || m.is_of_pocket(&PocketSettings::alpha)) return {0.0, 2.0 * unit};
    if (is_any(m, {&F::gamma, &F::gamma_intra, &F::gamma_inter, &F::gamma_pocket})) return {0.0, 2.0 * unit};
    if (m == JunctionMember(&F::gamma_spin_orbit)) return {0.0, 10.0 * unit};
    if (m == JunctionMember(&F::gamma_magnetic)) return {0.0, unit};
    if (m == JunctionMember(&F::theta)) return {0.0, 90.0};
    if (m == JunctionMember(&F::t_triplet)) return {0.0, 0.99 * curves.coldest};
    if (m.is_of_pocket(&PocketSettings::share)) return {0.0, 1.0};
    if (m.is_of_pocket(&PocketSettings::gap)) return {0.0, 3.0};
    if (m.is_of_pocket(&PocketSettings::tunnel_weight)) return {0.0, 20.0};
    // pairs break at Gamma_o = Delta0/4: a few times that at the largest field
    const UnitSystem si = si_units(1.0, 2.0);
    const double B = std::max(curves.largest_B, 0.01) * si.energy / si.field, most = 2.0 * unit / (B * B);
    if (m == JunctionMember(&F::orbital)) return {0.0, most};
    const F& f = task.start[p.curve.value_or(0)].material;
    const double of_film = film_orbital(f.thickness > 0.0 ? f.thickness : 1.0, 1.0, si) / si.energy;
    if (m == JunctionMember(&F::diffusion)) return {0.0, most / of_film};
    return {0.0, std::sqrt(most / (of_film * (f.diffusion > 0.0 ? f.diffusion : 1.0)))};
}

void read_bounds(JunctionTask& task, const std::string& bound) {
    const std::vector<std::string_view> sides = split(bound, '=');
    const std::vector<std::string_view> ends =
        sides.size() == 2 ? split(sides[1], ':') : std::vector<std::string_view>{};
    if (ends.size() != 2) throw InputError(fmt::format("--bounds: '{}': write name=low:high", bound));
    const double low = parse_number("--bounds", ends[0]), high = parse_number("--bounds", ends[1]);
    if (!(low < high)) throw InputError(fmt::format("--bounds: '{}': low must be below high", bound));
    for (JunctionParameter& p : task.parameters) {
        if (p.name.substr(0, p.name.find('[')) != sides[0]) continue;
        if (low < 0.0 && p.member != JunctionMember(&V::v_offset) &&
            !p.member.is_of_pocket(&PocketSettings::gap))
            throw InputError(fmt::format("--bounds: '{}': must not be negative", bound));
        p.low = in_si(task.units, p.unit) * low, p.high = in_si(task.units, p.unit) * high;
    }
}

}  // namespace

void set_junction_bounds(JunctionTask& task, const std::vector<std::string>& bounds) {
    for (JunctionParameter& p : task.parameters) {
        const Bounds own = default_bounds(task, p);
        p.low = own.low, p.high = own.high;
    }
    for (const std::string& bound : bounds) read_bounds(task, bound);
    for (JunctionParameter& p : task.parameters)
        for (std::size_t k = 0; k < task.start.size(); ++k)
            if (p.free && p.is_of(k)) {
                double& value = p.member(task.start[k]);
                value = std::clamp(value, p.low, p.high);
            }
}

}  // namespace mirage
