#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/formulas/rashba_collapse.hpp"
#include "results/formula.hpp"

namespace mirage {
namespace {

using Rows = std::vector<std::vector<double>>;

Rows pauli_rows(const FormulaInput& in, double T, double) {
    return {{T, pauli_limit() * in.unit.field, pauli_field(T / in.unit.temperature) * in.unit.field}};
}

Rows whh_rows(const FormulaInput& in, double T, double) {
    const double rate = std::isnan(in.extra.spin_orbit_rate) ? 0.0 : in.extra.spin_orbit_rate;
    return {{T, whh_field(T / in.unit.temperature, {rate / in.unit.energy, 1.0 / in.extra.alpha_maki}) *
                    in.unit.field}};
}

Rows klb_rows(const FormulaInput& in, double T, double) {
    return {
        {T, klb_field(T / in.unit.temperature, in.extra.spin_orbit_rate / in.unit.energy) * in.unit.field}};
}

Rows ising_rows(const FormulaInput& in, double T, double) {
    return {{T, ising_field(T / in.unit.temperature, in.beta() / in.unit.energy) * in.unit.field}};
}

Rows mirage_rows(const FormulaInput& in, double T, double B) {
    const Parameters p = reduced_point(in, T, B);
    const double Delta = order_parameter_of(in, p), e = in.unit.energy;
    const MirageGap gap = mirage_gap(Delta, std::fabs(p.B), p.beta);
    return {{T, B, Delta * e, gap.approximate_position * e, gap.approximate_width * e, gap.position * e,
             gap.width * e, gap.epsilon_1 * e, gap.epsilon_2 * e}};
}

Rows rashba_gap_rows(const FormulaInput& in, double T, double B) {
    const Parameters p = reduced_point(in, T, B);
    const RashbaGap gap = rashba_gap(p.T, p.B, p.beta, p.alpha);
    return {{T, B, gap.numerical * in.unit.energy, gap.low_temperature * in.unit.energy,
             gap.step * in.unit.energy}};
}

Rows rashba_field_rows(const FormulaInput& in, double, double) {
    Rows rows;
    for (const double alpha : in.configuration.alpha.values)
        rows.push_back(
            {alpha, rashba_field(in.beta() / in.unit.energy, alpha / in.unit.energy) * in.unit.field});
    return rows;
}

Rows ginzburg_landau_rows(const FormulaInput& in, double T, double B) {
    const Parameters p = reduced_point(in, T, B);
    const GinzburgLandauGap gap = rashba_ginzburg_landau(p.T, p.B, p.beta, p.alpha);
    return {{T, B, gap.digamma * in.unit.energy, gap.logarithm * in.unit.energy}};
}

Rows rashba_dos_rows(const FormulaInput& in, double T, double B) {
    const Parameters p = reduced_point(in, T, B);
    const double W = std::hypot(p.beta, p.B), D = p.beta * order_parameter_of(in, p) / W,
                 a = p.alpha * std::fabs(p.B) / W;
    Rows rows;
    for (const double energy : in.extra.energy.values)
        rows.push_back({energy, rashba_dos(energy / in.unit.energy, D, a, in.extra.eta / in.unit.energy)});
    return rows;
}

void needs_rate(const FormulaInput& in) {
    if (std::isnan(in.extra.spin_orbit_rate))
        throw InputError("formula klb: needs --spin-orbit-rate or, in si units, --tau-so");
    if (!(in.extra.spin_orbit_rate > 0.0))
        throw InputError(fmt::format("--spin-orbit-rate = '{}': must be above 0", in.extra.spin_orbit_rate));
}

void needs_coupling(const FormulaInput& in) {
    if (!(in.beta() > 0.0))
        throw InputError(fmt::format("beta = {}: the formula needs a coupling above 0", in.beta()));
}

void needs_coupling_and_one_point(const FormulaInput& in) {
    needs_coupling(in);
    if (in.configuration.T.values.size() * in.configuration.B.values.size() != 1)
        throw InputError("formula rashba-dos: takes one T and one B");
}

}  // namespace

std::vector<Formula> formulas_of_papers() {
    using enum UnitKind;
    return {
        {"pauli",
         "Pauli limit Delta0/sqrt 2 (B_p) and the second-order field without spin-orbit coupling (B_c2)",
         "no spin-orbit coupling; B_p at T = 0, B_c2 the transition for T > 0.5615 Tc0, below it the "
         "supercooling field",
         {"T"},
         {{"T", temperature}, {"B_p", field}, {"B_c2", field}},
         pauli_rows},
        {"whh",
         "Zhang and Falson 2021, eqs. 1 to 4 (Werthamer, Helfand, Hohenberg): spin-orbit scattering and "
         "orbital term",
         "dirty limit, tau_SO much longer than the transport time, no Ising coupling, second-order "
         "transitions",
         {"T", "spin-orbit-rate", "tau-so", "alpha-maki"},
         {{"T", temperature}, {"B_c2", field}},
         whh_rows},
        {"klb",
         "Zhang and Falson 2021, eq. 5 with -psi(1/2) (Klemm, Luther, Beasley)",
         "hbar/tau_SO much larger than B and k T, no orbital term; for the Ising model 3 tau_SO/2 = "
         "Gamma/beta^2, Gamma >> "
         "beta",
         {"T", "spin-orbit-rate", "tau-so"},
         {{"T", temperature}, {"B_c2", field}},
         klb_rows,
         needs_rate},
        {"ising",
         "Zhang and Falson 2021, eq. 6: the second-order field with Ising coupling",
         "exact for gamma = alpha = 0 where the transition is of second order",
         {"T", "beta"},
         {{"T", temperature}, {"B_c2", field}},
         ising_rows},
        {"mirage",
         "Tang, Bruder and Belzig 2021, eqs. 5 and 6, and the exact epsilon_1, epsilon_2: the mirage gap",
         "gamma = alpha = 0; eqs. 5 and 6 for Delta much smaller than sqrt(beta^2 + B^2)",
         {"T", "B", "beta", "order-parameter"},
         {{"T", temperature},
          {"B", field},
          {"order_parameter", energy},
          {"position_eq5", energy},
          {"width_eq6", energy},
          {"position", energy},
          {"width", energy},
          {"epsilon_1", energy},
          {"epsilon_2", energy}},
         mirage_rows},
        {"rashba-gap",
         "Harms, Hein and Belzig 2025, eqs. 3, 4 (= 13) and 5: the order parameter with Rashba coupling",
         "gamma = 0, alpha and Delta much smaller than sqrt(beta^2 + B^2); eq. 4 also k T << alpha B/beta, "
         "Delta; eq. 5 T = "
         "0",
         {"T", "B", "beta", "alpha"},
         {{"T", temperature},
          {"B", field},
          {"order_parameter_eq3", energy},
          {"order_parameter_eq4", energy},
          {"order_parameter_eq5", energy}},
         rashba_gap_rows,
         needs_coupling},
        {"rashba-field",
         "Harms, Hein and Belzig 2025: critical field against alpha by the Lambert W function",
         "gamma = 0, T -> 0, alpha about Delta0 or less, B << beta, 2 beta > Delta0 (else nan)",
         {"beta", "alpha"},
         {{"alpha", energy}, {"B_c2", field}},
         rashba_field_rows,
         needs_coupling},
        {"rashba-ginzburg-landau",
         "Harms, Hein and Belzig 2025, eqs. 15 and 17 (= 16): the order parameter near Tc0",
         "gamma = 0, Tc0 - T << Tc0, alpha << beta; eq. 17 also sqrt(beta^2 + B^2) >> 2 pi k T",
         {"T", "B", "beta", "alpha"},
         {{"T", temperature},
          {"B", field},
          {"order_parameter_eq15", energy},
          {"order_parameter_eq17", energy}},
         ginzburg_landau_rows,
         needs_coupling},
        {"rashba-dos",
         "Harms, Hein and Belzig 2025, Fig. 4: density of states with Rashba coupling",
         "gamma = 0; alpha, Delta and the energy much smaller than sqrt(beta^2 + B^2): no mirage gap",
         {"energy", "T", "B", "beta", "alpha", "order-parameter", "eta"},
         {{"energy", energy}, {"dos", number}},
         rashba_dos_rows,
         needs_coupling_and_one_point},
    };
}

}  // namespace mirage
