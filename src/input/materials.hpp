#pragma once
// A small table of materials: starting values, not results. Tc0 and beta of a sample depend on its thickness,
// gating and disorder: fit them (mirage fit).

#include <string>
#include <vector>

#include "input/pockets.hpp"

namespace mirage {

struct MaterialPreset {
    std::string name;
    std::string form;  ///< monolayer, ...
    double tc0;        ///< [K]
    double beta;       ///< [meV], of the Ising formula (Zhang and Falson 2021, eq. 6)
    std::string source_tc0, source_beta;
    std::string meaning{};  ///< of the valleys and their settings, where they stand for something else
    std::vector<PocketSettings> pockets{};  ///< that may be added
    std::string source_pockets{};
};

const std::vector<MaterialPreset>& materials();

/// By its name, whatever the case. Throws InputError.
const MaterialPreset& find_material(const std::string& name);

}  // namespace mirage
