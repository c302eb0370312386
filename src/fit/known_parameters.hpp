#pragma once
// The table of the parameters that fits know: each is declared once; those beyond the two-valley model come
// from the tables of settings and of pockets.

#include <string>
#include <vector>

#include "fit/fit_parameter.hpp"
#include "fit/model_curve.hpp"

namespace mirage {

struct KnownParameter {
    std::string name;  ///< `beta`, `gamma-spin-orbit`, `pocket.G.share`
    FitMember member;
    const char* unit;
    std::string help;
    bool in_model[4];  ///< exact, ising, klb, whh
    FitScale scale = FitScale::linear;
};

/// Those without pockets: what the command has options for.
const std::vector<KnownParameter>& known_parameters();

/// With those of the pockets that decide a critical field: share, beta, alpha and gap of each.
std::vector<KnownParameter> known_with(const std::vector<PocketSettings>& pockets);

/// Whether it is listed only where it is given or free.
bool is_beyond_two_valleys(const KnownParameter& known);

bool belongs(const KnownParameter& known, FitModel model);

/// "exact", "ising", "klb", "whh".
const char* name_of(FitModel model);

}  // namespace mirage
