#include "results/references.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mirage/version.hpp"

namespace mirage {

const std::vector<Reference>& references() {
    static const std::vector<Reference> list{
        {"tang2021",
         R"(@article{tang2021,
  author  = {Tang, G. and Bruder, C. and Belzig, W.},
  title   = {Magnetic field-induced ``mirage'' gap in an {Ising} superconductor},
  journal = {Physical Review Letters},
  volume  = {126},
  pages   = {237001},
  year    = {2021},
  doi     = {10.1103/PhysRevLett.126.237001},
})",
         {"mirage"}},
        {"zhang2021",
         R"(@article{zhang2021,
  author  = {Zhang, D. and Falson, J.},
  title   = {{Ising} pairing in atomically thin superconductors},
  journal = {Nanotechnology},
  year    = {2021},
  doi     = {10.1088/1361-6528/ac238d},
})",
         {"pauli", "whh", "klb", "ising", "ising-from-klb"}},
        {"harms2025",
         R"(@unpublished{harms2025,
  author  = {Harms, J. S. and Hein, M. and Belzig, W.},
  title   = {Collapse of the superconducting order parameter in {Ising} superconductors with {Rashba}
             spin-orbit coupling},
  note    = {preprint},
  year    = {2025},
})",
         {"rashba-gap", "rashba-field", "rashba-ginzburg-landau", "rashba-dos"}},
        {"abrikosov1961",
         R"(@article{abrikosov1961,
  author  = {Abrikosov, A. A. and Gor'kov, L. P.},
  title   = {Contribution to the theory of superconducting alloys with paramagnetic impurities},
  journal = {Soviet Physics JETP},
  volume  = {12},
  pages   = {1243},
  year    = {1961},
})",
         {"abrikosov-gorkov", "pair-breaking", "ising-dos"}},
        {"tinkham1963",
         R"(@article{tinkham1963,
  author  = {Tinkham, M.},
  title   = {Effect of fluxoid quantization on transitions of superconducting films},
  journal = {Physical Review},
  volume  = {129},
  pages   = {2413},
  year    = {1963},
})",
         {"tinkham"}},
        {"gorkov2001",
         R"(@article{gorkov2001,
  author  = {Gor'kov, L. P. and Rashba, E. I.},
  title   = {Superconducting 2{D} system with lifted spin degeneracy: mixed singlet-triplet state},
  journal = {Physical Review Letters},
  volume  = {87},
  pages   = {037004},
  year    = {2001},
})",
         {"susceptibility"}},
        {"ilic2017",
         R"(@article{ilic2017,
  author  = {Ili{\'c}, S. and Meyer, J. S. and Houzet, M.},
  title   = {Enhancement of the upper critical field in disordered transition metal dichalcogenide monolayers},
  journal = {Physical Review Letters},
  volume  = {119},
  pages   = {117001},
  year    = {2017},
})",
         {"ising-dos"}},
        {"mockli2019",
         R"(@article{mockli2019,
  author  = {M{\"o}ckli, D. and Khodas, M.},
  title   = {Magnetic-field induced $s+if$ pairing in {Ising} superconductors},
  journal = {Physical Review B},
  volume  = {99},
  pages   = {180505},
  year    = {2019},
})",
         {"triplet", "triplet-temperature"}}};
    return list;
}

std::vector<std::string> keys_of_formula(const std::string& name) {
    std::vector<std::string> keys;
    for (const Reference& reference : references())
        if (std::count(reference.formulas.begin(), reference.formulas.end(), name) > 0)
            keys.emplace_back(reference.key);
    return keys;
}

std::string program_entry() {
    return fmt::format(
        "@misc{{mirage,\n"
        "  author  = {{{{The mirage authors}}}},\n"
        "  title   = {{mirage: phase diagrams of {{Ising}} superconductors}},\n"
        "  note    = {{version {}, commit {}}},\n"
        "}}\n",
        version, git_commit);
}

std::string bibliography(const std::vector<std::string>& keys) {
    std::string text = program_entry();
    for (const Reference& reference : references())
        if (std::count(keys.begin(), keys.end(), reference.key) > 0)
            text += fmt::format("\n{}\n", reference.entry);
    return text;
}

}  // namespace mirage
