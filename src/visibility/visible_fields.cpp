#include "visibility/visible_fields.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/minima.hpp>

#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// Depths over the field at one temperature.
class Depths {
public:
    Depths(const Parameters& parameters, const Instrument& instrument)
        : parameters_(parameters), instrument_(instrument) {}

    Parameters at(double B) const {
        Parameters p = parameters_;
        p.B = B;
        return p;
    }
    double excess(double B) const { return dip_depth(at(B), instrument_) - instrument_.least_depth(); }
    VisibilityPoint point(double B) const { return visibility_point(at(B), instrument_); }

private:
    const Parameters& parameters_;
    const Instrument& instrument_;
};

/// The number of the deepest dip; that of points.size() where there is none.
std::size_t deepest(const std::vector<VisibilityPoint>& points) {
    std::size_t best = points.size();
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].dip.depth > (best < points.size() ? points[best].dip.depth : 0.0)) best = i;
    return best;
}

/// Between the neighbours of the deepest dip, field 0 and B_c2 among them.
VisibilityPoint refined(const Depths& depths, const std::vector<VisibilityPoint>& points, std::size_t best,
                        double B_c2) {
    const double low = best > 0 ? points[best - 1].B : 0.0;
    double high = best + 1 < points.size() ? points[best + 1].B : B_c2;
    if (std::isnan(high)) high = points[best].B;
    constexpr int bits = 14;
    const auto shallow = [&](double B) { return -depths.excess(B); };
    const double B = boost::math::tools::brent_find_minima(shallow, low, high, bits).first;
    const VisibilityPoint found = depths.point(B);
    return found.dip.depth > points[best].dip.depth ? found : points[best];
}

/// The edge outwards from the best field; `hidden` is a field where nothing is seen.
double edge(const Depths& depths, const std::vector<VisibilityPoint>& points, const VisibilityPoint& best,
            double hidden, const Instrument& instrument) {
    const bool upwards = hidden > best.B;
    Sample inner{best.B, best.dip.depth - instrument.least_depth()}, outer{hidden, -instrument.least_depth()};
    for (std::size_t k = 0; k < points.size(); ++k) {
        const VisibilityPoint& p = points[upwards ? k : points.size() - 1 - k];
        if (upwards ? !(p.B > best.B && p.B < hidden) : !(p.B < best.B && p.B > hidden)) continue;
        const Sample here{p.B, p.dip.depth - instrument.least_depth()};
        if (!(here.value > 0.0)) {  // not a number: no root
            outer = here;
            break;
        }
        inner = here;
    }
    constexpr int bits = 24;
    const auto excess = [&](double B) { return depths.excess(B); };
    const Root root =
        upwards ? root_between(excess, inner, outer, bits) : root_between(excess, outer, inner, bits);
    return root.status == RootStatus::found ? root.at : quiet_nan;
}

}  // namespace

CriticalFields ends_of_superconductivity(const Parameters& p) {
    return p.momentum == PairMomentum::best ? critical_fields(p) : transition_fields(p);
}

VisibleFields visible_fields(const Parameters& parameters, const Instrument& instrument,
                             std::vector<VisibilityPoint> points) {
    std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.B < b.B; });
    VisibleFields fields;
    fields.T = parameters.T;
    for (const VisibilityPoint& p : points) fields.failed = fields.failed || p.status == DipStatus::failed;
    const CriticalFields critical = ends_of_superconductivity(parameters);
    fields.B_c2 = critical.B_c2;
    fields.failed = fields.failed || critical.status != LineStatus::converged;
    const std::size_t best = deepest(points);
    if (best == points.size()) return fields;
    const Depths depths(parameters, instrument);
    fields.best = points.size() > 1 ? refined(depths, points, best, fields.B_c2) : points[best];
    if (!fields.best.visible) return fields;
    fields.B_from = edge(depths, points, fields.best, 0.0, instrument);
    fields.B_to =
        std::isnan(fields.B_c2) ? quiet_nan : edge(depths, points, fields.best, fields.B_c2, instrument);
    fields.failed = fields.failed || std::isnan(fields.B_from) ||
                    (std::isnan(fields.B_to) && !critical.superconducting_beyond);
    return fields;
}

}  // namespace mirage
