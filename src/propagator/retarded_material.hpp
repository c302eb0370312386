#pragma once
// A material at one complex frequency omega = eta - i E: self-consistent Born approximation in every channel
// at given order parameters, and the amplitudes of a spectrum. Theory page, section 9.

#include <complex>
#include <vector>

#include "propagator/material_model.hpp"

namespace mirage {

/// Amplitudes of one pocket, averaged over its directions. G and fx along the field; F is not weighted with
/// the form factor of the pocket; fy of the half at K.
struct PocketAmplitudes {
    std::complex<double> g0, F, G, fx, fy;
    std::complex<double> g0_slope;  ///< d<g0>/d omega at fixed order parameters and field
};

/// The dressed coordinates of all pockets that scattering changes, one pocket after the other.
using DressedCoordinates = std::vector<std::complex<double>>;

/// The solution of one frequency.
struct RetardedMaterial {
    bool solved = false;  ///< on the physical branch; the amplitudes hold nothing otherwise
    double directions_error = 0.0;
    int directions = 1;
    PocketAmplitudes pocket[max_pocket_models];
    DressedCoordinates dressed{};
};

/// Re omega > 0. Newton from a few rounds of the plain fixed point, which never leaves the physical domain;
/// where that fails, by continuation from large Re omega. `near`: coordinates of a solution nearby, of
/// another frequency or model with the same pockets, from which Newton begins; a solution in the physical
/// domain is the only one, however it was found. A pure function of its arguments.
RetardedMaterial solve_retarded_material(const MaterialModel& model, std::complex<double> omega,
                                         const DressedCoordinates* near = nullptr);

}  // namespace mirage
