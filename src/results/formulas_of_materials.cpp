#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/formulas/pocket_field.hpp"
#include "mirage/formulas/susceptibility.hpp"
#include "mirage/formulas/tilted_field.hpp"
#include "mirage/formulas/triplet_field.hpp"
#include "results/formula.hpp"

namespace mirage {
namespace {

using Rows = std::vector<std::vector<double>>;

/// Rates in Delta0.
ScatteringRates rates_of(const FormulaInput& in) {
    const double e = in.unit.energy;
    return isotropic_rates(in.gamma() / e, in.extra.gamma_magnetic / e, in.extra.gamma_spin_orbit / e,
                           in.extra.orbital * e);
}

Rows pair_breaking_rows(const FormulaInput& in, double T, double) {
    return {{T, pair_breaking_field(T / in.unit.temperature, in.beta() / in.unit.energy, rates_of(in)) *
                    in.unit.field}};
}

Rows gamma_pocket_rows(const FormulaInput& in, double T, double) {
    const FormulaExtra& x = in.extra;
    const double e = in.unit.energy, pocket = x.pocket_share * x.pocket_gap * x.pocket_gap,
                 sum = 1.0 - x.pocket_share + pocket;  // of n chi^2, before chi is normalised
    const PocketTerm terms[] = {{(1.0 - x.pocket_share) / sum, in.beta() / e, SpinOrbitForm::valley},
                                {pocket / sum, x.pocket_beta / e, SpinOrbitForm::cos3phi}};
    return {{T, pocket_field(T / in.unit.temperature, terms) * in.unit.field}};
}

Rows triplet_rows(const FormulaInput& in, double T, double) {
    const UnitSystem& unit = in.unit;
    const double t = T / unit.temperature, beta = in.beta() / unit.energy,
                 T_t = in.extra.t_triplet / unit.temperature;
    return {{T, triplet_field(t, beta, T_t, rates_of(in)) * unit.field,
             strong_ising_triplet_field(t, beta, T_t) * unit.field}};
}

Rows triplet_temperature_rows(const FormulaInput& in, double, double B) {
    const UnitSystem& unit = in.unit;
    const double b = std::fabs(B) / unit.field, beta = in.beta() / unit.energy,
                 T_t = in.extra.t_triplet / unit.temperature;
    return {{B, triplet_temperature(b, beta, T_t, rates_of(in)) * unit.temperature,
             strong_ising_triplet_temperature(b, beta, T_t) * unit.temperature}};
}

Rows abrikosov_gorkov_rows(const FormulaInput& in, double, double) {
    Rows rows;
    for (const double rate : in.extra.rate.values)
        rows.push_back(
            {rate, interpocket_temperature(in.extra.mean_gap, rate / in.unit.energy) * in.unit.temperature});
    return rows;
}

Rows ising_dos_rows(const FormulaInput& in, double T, double B) {
    const Parameters p = reduced_point(in, T, B);
    const double e = in.unit.energy, eta = std::max(in.extra.eta / e, 1e-9);
    const PairBreakingState state =
        strong_ising_state(order_parameter_of(in, p), std::fabs(p.B), p.beta, p.gamma);
    Rows rows;
    for (const double energy : in.extra.energy.values)
        rows.push_back(
            {energy, state.gap > 0.0 ? pair_breaking_g0(state, {eta, -std::fabs(energy) / e}).real() : 1.0});
    return rows;
}

Rows susceptibility_rows(const FormulaInput& in, double T, double) {
    const double e = in.unit.energy, t = T / in.unit.temperature, beta = in.beta() / e,
                 Delta = solve_point({t, 0.0, beta, 0.0, 0.0}).order_parameter;
    if (Delta == 0.0) return {{T, 0.0, 1.0, 1.0}};
    return {{T, Delta * e, valley_susceptibility(t, Delta, beta, rates_of(in)),
             nodal_susceptibility(t, Delta, beta)}};
}

Rows tinkham_rows(const FormulaInput& in, double, double) {
    Rows rows;
    for (const double theta : in.extra.theta.values)
        rows.push_back({theta, tinkham_field(theta * std::numbers::pi / 180.0, in.extra.B_perpendicular,
                                             in.extra.B_parallel)});
    return rows;
}

Rows ising_from_klb_rows(const FormulaInput& in, double, double) {
    const double rate = in.extra.spin_orbit_rate, e = in.unit.energy;
    return {{rate, 1.5 * rate, ising_coupling_of_klb(rate / e) * e}};
}

void needs_coupling(const FormulaInput& in) {
    if (!(in.beta() > 0.0))
        throw InputError(fmt::format("beta = {}: the formula needs a coupling above 0", in.beta()));
}

void triplet_below_singlet(const FormulaInput& in) {
    needs_coupling(in);
    if (in.extra.t_triplet > in.unit.temperature)
        throw InputError(
            fmt::format("--t-triplet = {}: at most Tc0 = {}", in.extra.t_triplet, in.unit.temperature));
}

void needs_one_point(const FormulaInput& in) {
    needs_coupling(in);
    if (in.configuration.T.values.size() * in.configuration.B.values.size() != 1)
        throw InputError("formula ising-dos: takes one T and one B");
}

void no_negative_rate(const FormulaInput& in) {
    for (const double rate : in.extra.rate.values)
        if (rate < 0.0)
            throw InputError(fmt::format("--rate = '{}': must not be negative", in.extra.rate.text));
}

void needs_both_fields(const FormulaInput& in) {
    if (std::isnan(in.extra.B_perpendicular) || std::isnan(in.extra.B_parallel))
        throw InputError("formula tinkham: needs --B-perpendicular and --B-parallel");
}

void needs_rate(const FormulaInput& in) {
    if (std::isnan(in.extra.spin_orbit_rate))
        throw InputError("formula ising-from-klb: needs --spin-orbit-rate or, in si units, --tau-so");
}

}  // namespace

std::vector<Formula> formulas_of_materials() {
    using enum UnitKind;
    return {
        {"pair-breaking",
         "every kind of scattering: K = 1/(omega + a + B^2/(omega + b + beta^2/(omega + c))), digammas at "
         "the "
         "roots of a cubic (theory page, section 8)",
         "exact for alpha = 0, one pair of valleys and rates that are equal within and between the valleys "
         "(gamma: twice the rate between them), where the transition is of second order",
         {"T", "beta", "gamma", "gamma-magnetic", "gamma-spin-orbit", "orbital"},
         {{"T", temperature}, {"B_c2", field}},
         pair_breaking_rows},
        {"gamma-pocket",
         "valleys and a pocket around Gamma with nodes of beta cos 3 phi, the average over directions closed "
         "(theory page, section 8)",
         "exact for clean pockets without Rashba coupling, where the transition is of second order",
         {"T", "beta", "pocket-share", "pocket-beta", "pocket-gap"},
         {{"T", temperature}, {"B_c2", field}},
         gamma_pocket_rows},
        {"triplet",
         "the second-order field with a valley-odd triplet channel (Moeckli and Khodas 2019; theory page, "
         "section 8), and its limit of strong Ising coupling without scattering",
         "B_c2 exact for alpha = 0, infinite where the triplet alone condenses; B_strong_ising for "
         "sqrt(beta^2 + B^2) much larger than k Tc0 and no scattering",
         {"T", "beta", "gamma", "gamma-magnetic", "gamma-spin-orbit", "orbital", "t-triplet"},
         {{"T", temperature}, {"B_c2", field}, {"B_strong_ising", field}},
         triplet_rows,
         triplet_below_singlet},
        {"triplet-temperature",
         "the transition temperature in a field with a valley-odd triplet channel (Moeckli and Khodas 2019), "
         "and its limit of strong Ising coupling without scattering",
         "as triplet; T_c falls to t-triplet in strong fields, less what scattering breaks",
         {"B", "beta", "gamma", "gamma-magnetic", "gamma-spin-orbit", "orbital", "t-triplet"},
         {{"B", field}, {"T_c", temperature}, {"T_strong_ising", temperature}},
         triplet_temperature_rows,
         triplet_below_singlet},
        {"abrikosov-gorkov",
         "critical temperature at B = 0 against a pair-breaking rate (Abrikosov and Gor'kov 1960): 2 Gamma_m "
         "of magnetic impurities; with mean-gap the rate of scattering between pockets of unequal gaps",
         "self-consistent Born approximation; mean-gap: Gamma_pp' = rate n_p' for all pockets",
         {"rate", "mean-gap"},
         {{"rate", energy}, {"T_c", temperature}},
         abrikosov_gorkov_rows,
         no_negative_rate},
        {"ising-dos",
         "density of states of strong Ising coupling with scattering: that of Abrikosov and Gor'kov with the "
         "gap beta Delta/W and the pair breaking Gamma B^2/W^2, W^2 = beta^2 + B^2 (Ilic, Meyer, Houzet "
         "2017)",
         "alpha = 0; Delta, gamma and the energy much smaller than W: no mirage gap",
         {"energy", "T", "B", "beta", "gamma", "order-parameter", "eta"},
         {{"energy", energy}, {"dos", number}},
         ising_dos_rows,
         needs_one_point},
        {"susceptibility",
         "spin susceptibility over that of the normal state (Knight shift) of valleys with scattering, and "
         "of "
         "a clean pocket with nodes of the same coupling (theory page, section 8)",
         "exact for alpha = 0 and B -> 0 in the plane, no pair breaking",
         {"T", "beta", "gamma", "gamma-spin-orbit"},
         {{"T", temperature},
          {"order_parameter", energy},
          {"susceptibility_ratio", number},
          {"susceptibility_ratio_nodes", number}},
         susceptibility_rows},
        {"tinkham",
         "Tinkham 1963: |B sin theta/B_perpendicular| + (B cos theta/B_parallel)^2 = 1",
         "pair breaking linear in the perpendicular and quadratic in the parallel component: orbital, or "
         "strong spin-orbit scattering; neither Ising nor Rashba coupling",
         {"theta", "B-perpendicular", "B-parallel"},
         {{"theta", degree}, {"B_c2", field}},
         tinkham_rows,
         needs_both_fields},
        {"ising-from-klb",
         "the Ising coupling with the slope at Tc0 of a spin-orbit scattering rate: beta^2 = (4/pi) (2 "
         "hbar/(3 tau_SO)) k Tc0 ln(2 beta/Delta0)",
         "beta above 0.82 Delta0, else nan; the two readings of one measured line part below Tc0",
         {"spin-orbit-rate", "tau-so"},
         {{"spin_orbit_rate", energy}, {"three_halves_rate", energy}, {"beta", energy}},
         ising_from_klb_rows,
         needs_rate},
    };
}

}  // namespace mirage
