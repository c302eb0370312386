#include "input/materials.hpp"

#include "input/suggestion.hpp"

namespace mirage {

const std::vector<MaterialPreset>& materials() {
    // ZF: D. Zhang and J. Falson, Nanotechnology (2021), doi:10.1088/1361-6528/ac238d
    static const std::vector<MaterialPreset> list{
        {"NbSe2",
         "monolayer",
         3.0,
         4.1,
         "typical of exfoliated monolayers (ref. 14 of Zhang and Falson 2021); their text gives none",
         "Zhang and Falson 2021: best fit of their eq. 6 to the data of Fig. 2a",
         "",
         {{.name = "Gamma", .share = 0.35, .beta = 35.0}},
         "rough estimates from calculated bands (the splitting is twice beta), not measured: starting "
         "values"},
        {"TaS2", "monolayer", 3.4, 4.8,
         "typical of exfoliated monolayers (ref. 16 of Zhang and Falson 2021); their text gives none",
         "the least value: by eq. 6 of Zhang and Falson 2021 from B_c2 above 34.5 T at 0.6 Tc0 (their ref. "
         "16)"},
        {"MoS2", "surface, ionic-liquid gating", 7.4, 3.4,
         "typical of gated flakes (ref. 12 of Zhang and Falson 2021), changes with the gate; their text "
         "gives none",
         "Zhang and Falson 2021: best fit of their eq. 6 to the data of Fig. 2a; 6 meV with Rashba coupling "
         "(their "
         "ref. 12)"},
        {"WS2", "monolayer, ionic-liquid gating", 1.54, 20.3, "Zhang and Falson 2021, text (their ref. 15)",
         "by eq. 6 of Zhang and Falson 2021 from T_c(35 T) = 0.95 Tc0 (their ref. 15)"},
        {"stanene", "trilayer Sn on 12 layers of PbTe, type-II Ising", 1.1, 0.333,
         "a starting value alone: the text of Zhang and Falson 2021 gives none for its ref. 21",
         "the least value: by eq. 6 of Zhang and Falson 2021 from B_c2 above 4 B_p at 0.02 Tc0 (their ref. "
         "21), 3.5 k Tc0; Falson et al. 2020 give about 4",
         "Type-II Ising (Wang et al., arXiv:1903.06660; Falson et al. 2020): bands around Gamma whose "
         "orbitals "
         "p_x + i p_y and p_x - i p_y take the place of the valleys K and K'. Time reversal connects (k, +, "
         "up) "
         "with (-k, -, down), so that the model is the same: beta is half of the splitting that spin-orbit "
         "coupling "
         "makes of the four states, scattering between the valleys is that between the orbitals, and alpha "
         "is "
         "the tilt of spins that ends the upturn in films on thinner PbTe. PdTe2 likewise (their ref. 22)."},
    };
    return list;
}

const MaterialPreset& find_material(const std::string& name) {
    std::vector<std::string> names;
    for (const MaterialPreset& material : materials()) names.push_back(material.name);
    return materials()[choice("material", name, names)];
}

}  // namespace mirage
