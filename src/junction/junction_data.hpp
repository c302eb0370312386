#pragma once
// Measured dI/dV curves from text files.

#include <string>
#include <vector>

#include "junction/curve.hpp"
#include "junction/junction_units.hpp"

namespace mirage {

/// What the files themselves do not tell.
struct SpectrumReading {
    std::string columns;       ///< as in --columns; empty: by the names
    std::vector<double> T, B;  ///< [K], [T] by --T and --B: one for all curves or one for each; may be empty
    double low = -1e300, high = 1e300;  ///< [mV] --range
    bool needs_field = true;            ///< of a model that a field changes
    Units units = Units::si;            ///< of the files; T, B, low and high are in SI
};

/// The curves of all files. Temperature and field of a curve are those of the options; of columns of the
/// table, whose rows are then cut into sweeps of the bias, which are one curve as long as the field stays and
/// the temperature within 3 % and 10 mK; of the name of a wide column (`0.5T`); of the comments; of the
/// file's name (`dIdV_300mK_2T.csv`). A field that nothing tells is 0, with a note; a temperature must be
/// told. Of drifting columns the median counts. In reduced units columns and options alone tell them. Throws
/// InputError.
JunctionData read_spectra(const std::vector<std::string>& files, const SpectrumReading& options);

}  // namespace mirage
