#include "propagator/retarded_average.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

namespace mirage {
namespace {

KronrodRule build_rule() {
    using Kronrod = boost::math::quadrature::gauss_kronrod<double, 15>;
    using Gauss = boost::math::quadrature::gauss<double, 7>;
    // Boost lists the half with x >= 0, ascending; every second node from 0 is one of the Gauss rule.
    KronrodRule rule{};
    int at = 0;
    for (std::size_t i = 0; i < 8; ++i)
        for (const double sign : {1.0, -1.0}) {
            if (i == 0 && sign < 0.0) continue;
            rule.node[at] = sign * Kronrod::abscissa()[i];
            rule.kronrod[at] = Kronrod::weights()[i];
            rule.gauss[at] = i % 2 == 0 ? Gauss::weights()[i / 2] : 0.0;
            ++at;
        }
    return rule;
}

}  // namespace

const KronrodRule& kronrod_rule() {
    static const KronrodRule rule = build_rule();
    return rule;
}

}  // namespace mirage
