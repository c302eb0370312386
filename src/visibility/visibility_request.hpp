#pragma once
// What a visibility is asked for: a material over temperature and field, and an instrument.

#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "results/format.hpp"
#include "visibility/visibility_point.hpp"

namespace mirage {

struct VisibilityRequest {
    Configuration configuration;  ///< T and B with their values, whether given or not
    Instrument instrument;        ///< reduced
    Format format = Format::csv;
};

/// The options beside the settings of a material.
std::vector<CommandOption> visibility_options();

/// Without --T ten temperatures from 0.05 to 0.95 Tc0, without --B forty fields up to B_c2 at the lowest
/// temperature. Throws InputError for what is not allowed, an axis beside T and B among it, and where B_c2 is
/// needed and there is none.
VisibilityRequest visibility_request(const std::vector<std::string>& arguments);

}  // namespace mirage
