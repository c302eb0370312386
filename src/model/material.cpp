#include "mirage/model/material.hpp"

#include <algorithm>

#include "mirage/model/parameters.hpp"

namespace mirage {
namespace {

bool has_pockets(const Material& material) {
    return std::any_of(material.pockets.begin(), material.pockets.end(),
                       [](const Pocket& pocket) { return pocket.share > 0.0; });
}

bool breaks_pairs(const Material& m) {
    return m.gamma_magnetic > 0.0 || m.gamma_spin_orbit > 0.0 || m.orbital > 0.0 ||
           (m.orbital_perpendicular > 0.0 && m.theta != 0.0);
}

}  // namespace

bool is_two_valley(const Parameters& p, const Material& m) {
    // without spin-orbit coupling every direction of the field is the same
    const bool in_plane = m.theta == 0.0 || (p.beta == 0.0 && p.alpha == 0.0);
    return !has_pockets(m) && !breaks_pairs(m) && m.T_triplet == 0.0 && in_plane &&
           m.gamma_intra == 0.5 * p.gamma;
}

Parameters with_material(Parameters p, const Material& m) {
    Material material = m;
    if (!has_pockets(m) && p.alpha == 0.0) {
        // one direction in each valley: scattering within it changes nothing
        const double gamma_inter = p.gamma - m.gamma_intra;
        p.gamma = 2.0 * gamma_inter;
        material.gamma_intra = gamma_inter;
    }
    p.material = is_two_valley(p, material) ? nullptr : std::make_shared<const Material>(material);
    return p;
}

}  // namespace mirage
