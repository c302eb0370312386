#include "visibility/visibility_point.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "visibility/largest_broadening.hpp"

namespace mirage {
namespace {

struct State {
    PairingModel model;
    Broadening broadening;
    bool found = false;
};

State state_of(const Parameters& p, const Instrument& instrument) {
    const PointState point = solve_point(p, {instrument.tolerance});
    State s{stable_model(p, point),
            {thermal_energy({std::max(p.T, instrument.T_electrons)}), instrument.lock_in, instrument.eta},
            point.status != Status::failed};
    s.found = s.found && has_spectrum(s.model);
    return s;
}

VisibilityPoint failed_point(double B) {
    VisibilityPoint v;
    v.B = std::fabs(B);
    v.order_parameter = quiet_nan;
    v.dip.depth = quiet_nan;
    v.status = DipStatus::failed;
    return v;
}

VisibilityPoint dip_of(const State& s, const Parameters& p, const Instrument& instrument) {
    if (!s.found) return failed_point(p.B);
    VisibilityPoint v;
    v.B = std::fabs(p.B);
    v.order_parameter = s.model.Delta;
    v.status = s.model.Delta == 0.0 ? DipStatus::normal : DipStatus::none;
    const DipWindow window = dip_window(s.model, s.broadening);
    if (!window.exists()) return v;
    v.epsilon_2 = window.epsilon_2, v.epsilon_1 = window.epsilon_1;
    v.dip = mirage_dip(s.model, s.broadening);
    v.dip.depth = exact_depth(s.model, s.broadening, v.dip);
    if (std::isnan(v.dip.depth)) return failed_point(p.B);
    if (v.dip.depth > 0.0) {
        v.status = DipStatus::found;
        v.largest_noise = v.dip.depth / instrument.threshold;
        v.averages = std::max(1.0, std::ceil(std::pow(instrument.least_depth() / v.dip.depth, 2)));
    }
    v.visible = v.dip.depth > instrument.least_depth();
    return v;
}

}  // namespace

VisibilityPoint visible_dip(const Parameters& p, const Instrument& instrument) {
    return dip_of(state_of(p, instrument), p, instrument);
}

VisibilityPoint visibility_point(const Parameters& p, const Instrument& instrument) {
    const State s = state_of(p, instrument);
    VisibilityPoint v = dip_of(s, p, instrument);
    if (std::isnan(v.epsilon_1)) return v;
    const double least = instrument.least_depth(), depth = v.dip.depth;
    v.largest_temperature = largest_temperature(s.model, s.broadening, depth, least) / thermal_energy({1.0});
    v.largest_lock_in = largest_lock_in(s.model, s.broadening, depth, least);
    v.largest_eta = largest_eta(s.model, s.broadening, depth, least);
    return v;
}

double dip_depth(const Parameters& p, const Instrument& instrument) {
    const State s = state_of(p, instrument);
    return s.found ? mirage_dip(s.model, s.broadening).depth : quiet_nan;
}

}  // namespace mirage
