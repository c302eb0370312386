#include "mirage/spectra/bands.hpp"

#include <cmath>
#include <complex>

#include <Eigen/Eigenvalues>

namespace mirage {

std::array<double, 4> quasiparticle_energies(const PairingModel& m, double xi, double phi) {
    const std::complex<double> in_plane(-m.alpha * std::sin(phi), -m.alpha * std::cos(phi));  // g_x - i g_y
    Eigen::Matrix2cd field;
    field << m.beta, in_plane, std::conj(in_plane), -m.beta;
    Eigen::Matrix2cd zeeman;
    zeeman << 0.0, -m.B, -m.B, 0.0;
    const Eigen::Matrix2cd one = Eigen::Matrix2cd::Identity();
    Eigen::Matrix4cd H;
    H << xi * one + field + zeeman, m.Delta * one, m.Delta * one, -xi * one - field + zeeman;
    const Eigen::Vector4d energy =
        Eigen::SelfAdjointEigenSolver<Eigen::Matrix4cd>(H, Eigen::EigenvaluesOnly).eigenvalues();
    return {energy[0], energy[1], energy[2], energy[3]};
}

}  // namespace mirage
