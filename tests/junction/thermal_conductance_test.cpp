#include "junction/thermal_conductance.hpp"

#include <gtest/gtest.h>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/spectra/tunnelling.hpp"

namespace {

using namespace mirage;

/// Largest difference from the sum over Matsubara frequencies, which has nothing in common with this
/// integral.
double difference(const Parameters& p, double Delta, double eta, double T, double largest) {
    const PairingModel m = pairing_model(p, Delta);
    std::vector<double> voltages;
    for (int i = -100; i <= 100; ++i) voltages.push_back(largest * i / 100.0);
    const std::vector<double> exact = tunnelling_conductance(m, eta, T, voltages);
    const ThermalConductance g = thermal_conductance(m, eta, thermal_energy({T}), largest);
    double worst = 0.0;
    for (std::size_t i = 0; i < voltages.size(); ++i)
        worst = std::max(worst, std::fabs(g(voltages[i]) - exact[i]));
    return worst;
}

TEST(ThermalConductance, IsThatOfTheMatsubaraSum) {
    EXPECT_LT(difference({0.1, 0.0, 0.0, 0.0, 0.0}, 1.0, 0.01, 0.1, 3.0), 1e-6) << "BCS";
    EXPECT_LT(difference({0.02, 2.0, 7.0, 0.2, 0.0}, 0.83, 1e-3, 0.02, 9.0), 1e-6) << "mirage gap";
    EXPECT_LT(difference({0.02, 2.0, 7.0, 0.0, 0.0}, 0.83, 1e-6, 0.02, 9.0), 1e-6) << "clean, no broadening";
    EXPECT_LT(difference({0.1, 1.0, 3.0, 0.1, 0.5}, 0.8, 0.02, 0.1, 5.0), 1e-6) << "Rashba";
    EXPECT_LT(difference({0.5, 1.0, 3.0, 0.1, 0.0}, 0.8, 0.3, 0.5, 5.0), 1e-6) << "warm";
    EXPECT_LT(difference({0.002, 1.0, 3.0, 0.1, 0.0}, 0.8, 0.05, 0.002, 5.0), 1e-6) << "cold";
    for (const double narrow : {0.4, 0.05, 1e-6})
        EXPECT_LT(difference({0.5, 0.0, 0.0, 0.0, 0.0}, 0.8, 0.1, 0.5, narrow), 1e-6)
            << "a window narrower than the broadening: " << narrow;
    Material film;
    film.gamma_spin_orbit = 0.1, film.orbital = 0.2;
    EXPECT_LT(difference(with_material({0.05, 0.4, 0.0, 0.0, 0.0}, film), 0.9, 0.01, 0.05, 4.0), 1e-6);
}

TEST(ThermalConductance, OnTheMeshOfANeighbourItIsTheSame) {
    const Parameters p{0.05, 2.0, 7.0, 0.2, 0.0};
    const double kT = thermal_energy({0.05});
    const ThermalConductance here = thermal_conductance(pairing_model(p, 0.8), 0.02, kT, 9.0);
    const ThermalConductance own = thermal_conductance(pairing_model(p, 0.8008), 0.02, kT, 9.0),
                             there =
                                 thermal_conductance(pairing_model(p, 0.8008), 0.02, kT, 9.0, &here.mesh());
    for (double V = 0.0; V < 9.0; V += 0.03) EXPECT_NEAR(own(V), there(V), 2e-6) << V;
}

TEST(ThermalConductance, IsEvenAndOneWithoutPairs) {
    const ThermalConductance normal =
        thermal_conductance(pairing_model({0.3, 1.0, 2.0, 0.1, 0.2}, 0.0), 0.0, 0.1, 5.0);
    for (const double V : {-5.0, -1.0, 0.0, 0.3, 5.0}) EXPECT_NEAR(normal(V), 1.0, 1e-7);
    const ThermalConductance g =
        thermal_conductance(pairing_model({0.3, 0.0, 0.0, 0.0, 0.0}, 1.0), 0.0, 0.1, 5.0);
    EXPECT_EQ(g(0.7), g(-0.7));
}

}  // namespace
