#include "fit/distributions.hpp"

#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace mirage {

using boost::math::cdf;
using boost::math::quantile;

double chance_of_larger_chi_squared(double freedom, double chi2) {
    return cdf(complement(boost::math::chi_squared(freedom), chi2));
}

double chance_of_larger_ratio(double freedom, double freedom_below, double ratio) {
    return cdf(complement(boost::math::fisher_f(freedom, freedom_below), ratio));
}

double chance_of_larger_t(double freedom, double t) {
    return cdf(complement(boost::math::students_t(freedom), t));
}

double chance_of_larger_normal(double x) { return cdf(complement(boost::math::normal(), x)); }

double chance_of_smaller_normal(double x) { return cdf(boost::math::normal(), x); }

double normal_exceeded_with(double p) { return quantile(complement(boost::math::normal(), p)); }

double t_of_interval(double freedom) { return quantile(boost::math::students_t(freedom), 0.975); }

double normal_of_interval() { return std::sqrt(quantile(boost::math::chi_squared(1.0), 0.95)); }

}  // namespace mirage
