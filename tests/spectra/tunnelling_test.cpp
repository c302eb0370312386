#include "mirage/spectra/tunnelling.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include "mirage/gap/gap_equation.hpp"

namespace {

using namespace mirage;

/// int dE N(E) [-f'(E - eV)] by brute force.
double convolution(const PairingModel& m, double eta, double T, double V) {
    const double kT = thermal_energy({T});
    const auto integrand = [&](double x) {
        const double kernel = 1.0 / (4.0 * kT * std::pow(std::cosh(0.5 * x / kT), 2));
        return spectrum(m, eta, {V + x}).front().dos() * kernel;
    };
    double sum = 0.0;
    for (double x = -40.0 * kT; x < 39.99 * kT; x += kT)
        sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(integrand, x, x + kT, 8, 1e-12);
    return sum;
}

TEST(Tunnelling, IsTheConvolutionWithTheFermiFunction) {
    for (const PairingModel& m : {PairingModel{0.84, 2, 7, 0, 0}, PairingModel{0.82, 2, 7, 0.4, 0},
                                  PairingModel{0.7, 2, 7, 0.2, 0.8}})
        for (const double T : {0.05, 0.3, 0.8})
            for (const double V : {0.0, 0.6, 0.9, 7.2})
                EXPECT_NEAR(tunnelling_conductance(m, 0.02, T, {V}).front(), convolution(m, 0.02, T, V), 2e-9)
                    << T << ' ' << V << ' ' << m.gamma << ' ' << m.alpha;
}

TEST(Tunnelling, ZeroTemperatureLimitIsTheDensityOfStates) {
    const PairingModel m{0.82, 2, 7, 0.4, 0};
    const double eta = 0.05;
    double before = 1.0;
    for (const double T : {0.1, 0.02, 0.004, 0.001}) {
        double worst = 0.0;
        for (const double V : {0.0, 0.5, 0.8, 3.0, 7.3})
            worst = std::max(worst, std::fabs(tunnelling_conductance(m, eta, T, {V}).front() -
                                              spectrum(m, eta, {V}).front().dos()));
        EXPECT_LT(worst, before) << T;
        before = worst;
    }
    EXPECT_LT(before, 1e-4);
}

TEST(Tunnelling, EvenInVoltageAndOneInTheNormalState) {
    const PairingModel m{0.82, 2, 7, 0.4, 0.3};
    const auto both = tunnelling_conductance(m, 0.01, 0.2, {-0.9, 0.9});
    EXPECT_NEAR(both[0], both[1], 1e-13);
    for (const double value : tunnelling_conductance({0, 2, 7, 0.4, 0.3}, 0.01, 0.5, {0.0, 1.0, 8.0}))
        EXPECT_NEAR(value, 1.0, 1e-12);
}

}  // namespace
