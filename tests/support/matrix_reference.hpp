#pragma once
// The slow reference: 4 x 4 matrices for the Hamiltonian and for the sign function of X = -i M, by their
// eigenvectors, and the self-energy by a plain fixed point. Nothing here is shared with the engine.

#include <complex>
#include <vector>

#include <Eigen/Core>

#include "fermi_surface.hpp"

namespace mirage_test {

using Complex = std::complex<double>;
using Matrix2 = Eigen::Matrix2cd;
using Matrix4 = Eigen::Matrix4cd;
/// In extended precision: where two eigenvalues meet, as at band edges, rounding grows.
using Extended = std::complex<long double>;
using ExtendedMatrix4 = Eigen::Matrix<Extended, 4, 4>;

Matrix2 pauli(int k);

/// sigma_s tau_t, index = 2 (Nambu) + spin.
Matrix4 product(int s, int t);

/// sgn X by the eigenvectors of X: +1 where the real part of an eigenvalue is positive, else -1.
ExtendedMatrix4 matrix_sign(const ExtendedMatrix4& X);

/// The four energies, ascending, of H = (xi + g.sigma) tau3 - B sigma_x + Delta tau1.
Eigen::Vector4d energies(double Delta, double B, const Eigen::Vector3d& g, double xi);

/// A minimum over xi of the upper band: an edge of the density of states of one direction.
double upper_band_edge(double Delta, double B, const Eigen::Vector3d& g);

/// Renormalised amplitudes of one frequency.
struct Amplitudes {
    double w, D, B, d;
};

/// r and its gradient: g0, F, G, fx.
struct Propagator {
    double r, g0, F, G, fx;
};

/// The same with complex amplitudes, as at real energies, and fy: the coefficient of sigma_y tau1.
struct ComplexAmplitudes {
    Complex w, D, B, d;
};
struct ComplexPropagator {
    Complex r, g0, F, G, fx, fy;
};

/// X = w~ tau3 - D~ tau2 + i g.sigma - i B~ sigma_x tau3 + i d sigma_x tau2, sgn X, r = Tr[X sgn X]/4.
ComplexPropagator propagator(const ComplexAmplitudes& a, const Eigen::Vector3d& g);
Propagator propagator(const Amplitudes& a, double g_x, double g_perp);

/// Directions of valley K (beta > 0) or K': midpoints in phi on [0, pi/2], which stand for all of them in
/// averages.
std::vector<Eigen::Vector3d> directions(double beta, double alpha, int count);

ComplexPropagator average(const ComplexAmplitudes& a, const std::vector<Eigen::Vector3d>& directions);
Propagator average(const Amplitudes& a, const FermiSurface& surface);

/// Self-consistent averages by the fixed point w~ = omega + Gamma <g0> and so on.
Propagator fixed_point(double omega, double Delta, double B, double gamma, const FermiSurface& surface);

/// The same at a complex frequency, from the normal state: the fixed point never leaves the physical domain.
ComplexPropagator fixed_point(Complex omega, double Delta, double B, double gamma,
                              const std::vector<Eigen::Vector3d>& directions);

}  // namespace mirage_test
