#pragma once
// Which columns of a table are bias, conductance, its error, temperature and field.

#include <optional>
#include <string>
#include <vector>

#include "junction/junction_units.hpp"
#include "junction/spectrum_names.hpp"
#include "tables/table.hpp"

namespace mirage {

/// A column with what its name says.
struct SpectrumColumn {
    std::size_t at = 0;  ///< from 0
    SpectrumName name;
};

struct SpectrumChoice {
    /// Bias and conductance of every curve, or of all rows where T and B are columns.
    struct Pair {
        SpectrumColumn bias, conductance;
    };
    std::vector<Pair> pairs;
    std::optional<SpectrumColumn> error, temperature, field;
    std::size_t line = 1;  ///< of the names
    std::string note;      ///< what was taken for what, and what was not used
};

/// By the names, or by `request` as --columns has it: V=1,G=3,T=5,B=6,sigma_G=4 with numbers or names,
/// perhaps with units: 'V[uV]=1'. Without names two columns are V [mV] and G. Throws InputError where the
/// choice is not certain, and of a column that names a unit of the other system.
SpectrumChoice choose_spectrum_columns(const Table& table, const std::string& request,
                                       Units units = Units::si);

}  // namespace mirage
