#pragma once
// A material at one pair of order parameters, ready for the frequencies: theory page, section 8.

#include "mirage/model/domain.hpp"
#include "mirage/model/pairing_model.hpp"
#include "numeric/lane.hpp"

namespace mirage {

/// One pocket, or a pair of pockets at opposite k (form `valley`), with what normalisation leaves to compute.
struct PocketModel {
    double share = 1.0;    ///< n, of the density of states; of both halves of a pair
    double chi = 1.0;      ///< singlet form factor: its gap is chi Delta, sum n chi^2 = 1
    double triplet = 0.0;  ///< triplet form factor of K, that of K' is its negative; sum n t^2 = 1
    double beta = 0.0, alpha = 0.0;
    double velocity = 1.0, tunnel_weight = 1.0;
    SpinOrbitForm form = SpinOrbitForm::valley;
};

inline constexpr int max_pocket_models = domain::max_pockets + 1;

/// Plain data. pocket[0]: the two valleys. Rates in the unit of the energies.
struct MaterialModel {
    double Delta = 0.0, eta = 0.0;         ///< order parameters
    double B_x = 0.0, B_z = 0.0;           ///< Zeeman field
    double B_x_B = 1.0, B_z_B = 0.0;       ///< their derivatives with respect to |B|
    double Q = 0.0, Q_x = 0.0, Q_y = 1.0;  ///< pair momentum v_F q/2 of the valleys, its direction
    int pocket_count = 1;
    PocketModel pocket[max_pocket_models];
    double even[max_pocket_models][max_pocket_models] =
        {};                              ///< potential rates Gamma_pp' of what is equal in
                                         ///< the halves of a pair: of pairs the sum of both
    double odd[max_pocket_models] = {};  ///< within a half less between the halves, for what changes its sign
    double magnetic = 0.0, spin_orbit = 0.0, orbital = 0.0;  ///< Gamma_pp' = n_p' x rate
    double orbital_B = 0.0;                                  ///< d orbital/d|B|
    double orbital_linear = 0.0, orbital_quadratic = 0.0;    ///< orbital = (quadratic |B| + linear) |B|
    double digits = 13.0;                                    ///< decimal digits of averages over directions
};

/// Neither the field nor its derivative leaves the plane: fewer coordinates are enough.
MIRAGE_INLINE bool is_in_plane(const MaterialModel& model) { return model.B_z == 0.0 && model.B_z_B == 0.0; }

/// The momentum has no component along a field in the plane, or every direction is equal to it; and potential
/// scattering within the valleys is as strong as between them, without which the averages of each valley have
/// parts that their sum does not have.
MIRAGE_INLINE bool is_across(const MaterialModel& model) {
    bool isotropic = true, equal = true;
    for (int p = 0; p < model.pocket_count; ++p) {
        isotropic =
            isotropic && model.pocket[p].alpha == 0.0 && model.pocket[p].form == SpinOrbitForm::valley;
        equal = equal && model.odd[p] == 0.0;
    }
    return is_in_plane(model) && equal && (isotropic || model.Q_x == 0.0);
}

/// Whether a momentum turns the phase of pairs against that of the other valley or of another pocket, so that
/// their averages have a component tau1, and scattering or a triplet channel responds to it.
bool turns_phase(const MaterialModel& model);

/// Nodes along Gamma-M beside Rashba coupling have three axes: a tilted field then has an effect across it.
bool has_three_axes(const MaterialModel& model);

/// The same of a uniform state, of its valleys: in a tilted field that has an effect across it.
bool turns_uniform_phase(const MaterialModel& model);

/// Whether both order parameters are real: a turning phase makes that of the triplet complex, but in a field
/// in the plane that of two valleys alone, where its average over them vanishes.
bool has_real_order_parameters(const MaterialModel& model);

/// The same with both halves of every pair as pockets of their own, which a momentum makes different: beta
/// and the triplet form factor of opposite sign, every rate among the even ones, of all coordinates alike.
struct SplitPockets {
    MaterialModel model;
    int first[max_pocket_models], last[max_pocket_models];  ///< places of the halves of every pocket
    bool possible = false;                                  ///< there is room for all
};
SplitPockets split_pockets(const MaterialModel& model);

/// Without a material: the two valleys alone. Pockets without a share are left out.
MaterialModel material_model(const PairingModel& model);

/// At another |B| of the same direction.
void set_field(MaterialModel& model, double B);

}  // namespace mirage
