#include "mirage/spectra/bands.hpp"

#include <cmath>
#include <complex>

#include <Eigen/Eigenvalues>

#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "propagator/material_model.hpp"

namespace mirage {
namespace {

using Complex = std::complex<double>;

/// a.sigma
Eigen::Matrix2cd spin(double x, double y, double z) {
    Eigen::Matrix2cd matrix;
    matrix << z, Complex(x, -y), Complex(x, y), -z;
    return matrix;
}

/// Of H = (xi + g.sigma) tau3 + h.sigma + Delta tau1 - d sigma_y tau2.
std::array<double, 4> energies_of(double xi, const Eigen::Matrix2cd& field, const Eigen::Matrix2cd& zeeman,
                                  double Delta, double d) {
    const Eigen::Matrix2cd one = Eigen::Matrix2cd::Identity(),
                           pairing = Delta * one + Complex(0.0, 1.0) * spin(0.0, d, 0.0);
    Eigen::Matrix4cd H;
    H << xi * one + field + zeeman, pairing, pairing.adjoint(), -xi * one - field + zeeman;
    const Eigen::Vector4d energy =
        Eigen::SelfAdjointEigenSolver<Eigen::Matrix4cd>(H, Eigen::EigenvaluesOnly).eigenvalues();
    return {energy[0], energy[1], energy[2], energy[3]};
}

/// Q.v, by which the pair momentum moves all energies of one direction: G^-1 = i omega - Q.v - H.
double doppler_shift(const MaterialModel& m, const PocketModel& pocket, double phi) {
    return m.Q == 0.0 ? 0.0 : m.Q * pocket.velocity * (m.Q_x * std::cos(phi) + m.Q_y * std::sin(phi));
}

std::array<double, 4> energies_of(const MaterialModel& m, const PocketModel& pocket, double xi, double phi) {
    const double g_z =
        pocket.form == SpinOrbitForm::cos3phi ? pocket.beta * std::cos(3.0 * phi) : pocket.beta;
    std::array<double, 4> energies =
        energies_of(xi, spin(-pocket.alpha * std::sin(phi), pocket.alpha * std::cos(phi), g_z),
                    spin(-m.B_x, 0.0, -m.B_z), pocket.chi * m.Delta, pocket.triplet * m.eta);
    for (double& energy : energies) energy += doppler_shift(m, pocket, phi);
    return energies;
}

}  // namespace

std::array<double, 4> quasiparticle_energies(const PairingModel& m, double xi, double phi) {
    if (needs_general_theory(m)) {
        const MaterialModel material = material_model(m);
        return energies_of(material, material.pocket[0], xi, phi);
    }
    return energies_of(xi, spin(-m.alpha * std::sin(phi), m.alpha * std::cos(phi), m.beta),
                       spin(-m.B, 0.0, 0.0), m.Delta, 0.0);
}

std::array<double, 4> pocket_energies(const PairingModel& m, int pocket, double xi, double phi) {
    const std::vector<Pocket>& pockets = m.material->pockets;
    if (!(pockets[static_cast<std::size_t>(pocket)].share > 0.0))
        return {quiet_nan, quiet_nan, quiet_nan, quiet_nan};
    int place = 1;  // pockets without a share are left out
    for (int i = 0; i < pocket; ++i) place += pockets[static_cast<std::size_t>(i)].share > 0.0;
    const MaterialModel material = material_model(m);
    return energies_of(material, material.pocket[place], xi, phi);
}

}  // namespace mirage
