#pragma once
// The spectrum of one point, and how `spectrum` prints it.

#include <string>
#include <vector>

#include "input/configuration.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "results/format.hpp"
#include "results/heading.hpp"

namespace mirage {

/// What `spectrum` is told beside the settings.
struct SpectrumOptions {
    double order_parameter = quiet_nan;  ///< NaN: that of the stable state
    double energy_error = 1e-3;
    bool spin = false, conductance = false;
};

/// One point with its spectrum, in Delta0.
struct PointSpectrum {
    Heading heading;
    Configuration configuration;
    SpectrumOptions options;
    Parameters parameters;
    UnitSystem unit;
    double eta = 0.0;
    PairingModel model;
    double zero_energy_dos = 1.0;
    std::vector<double> energy;
    std::vector<RetardedAmplitudes> amplitudes;
    std::vector<std::vector<double>> pocket_dos;  ///< by energy: of the valleys and of every pocket
    std::vector<double> conductance;
};

/// CSV has the rows, a table the gaps, JSON both.
std::string text_of(const PointSpectrum& spectrum, Format format);

}  // namespace mirage
