#include "junction/junction_parameters.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "junction/junction_bounds.hpp"
#include "junction/junction_start.hpp"
#include "mirage/model/constants.hpp"

namespace mirage {
namespace {

using F = FitParameters;
using V = CurveValues;

/// A parameter that fits of dI/dV curves know, each declared once.
struct Known {
    std::string name;
    JunctionMember member;
    const char* unit;
    std::string help;
    FitScale scale = FitScale::linear;
};

const std::vector<Known>& of_the_junction() {
    static const std::vector<Known> list{
        {"delta", &V::delta, "meV", "order parameter of a curve (default free)"},
        {"eta", &V::eta, "meV", "Dynes broadening (default free)"},
        {"t-effective", &V::t_effective, "K",
         "temperature of the electrons in the junction (default that of the sample)", FitScale::squared},
        {"v-ac", &V::v_ac, "mV", "peak amplitude of the lock-in, root 2 times the rms value (default 0)",
         FitScale::squared},
        {"r-series", &V::r_series, "Ohm", "resistance in series with the junction (default 0)"},
        {"v-offset", &V::v_offset, "mV", "offset of the voltage (default 0)"}};
    return list;
}

/// Whether the model of a task has it.
bool belongs(const JunctionOptions& options, const Known& known) {
    const JunctionMember& m = known.member;
    if (m == JunctionMember(&V::delta)) return options.gap == GapOf::curve;
    if (m == JunctionMember(&F::tc0) || m == JunctionMember(&F::t_triplet))
        return options.gap == GapOf::engine && options.model != JunctionModel::dynes;
    if (m == JunctionMember(&F::spin_orbit_rate)) return false;
    const bool of_junction = std::any_of(of_the_junction().begin(), of_the_junction().end(),
                                         [&](const Known& own) { return own.member == m; });
    if (options.model == JunctionModel::dynes) return of_junction;
    return options.model == JunctionModel::exact || m != JunctionMember(&F::beta);
}

std::vector<Known> known_in(const JunctionOptions& options) {
    std::vector<Known> all;
    const auto add = [&](Known known) {
        if (belongs(options, known)) all.push_back(std::move(known));
    };
    add(of_the_junction()[0]);
    for (const KnownParameter& known : known_with(options.material.pockets))
        if (mirage::belongs(known, FitModel::exact)) {
            const FitScale scale =
                known.scale == FitScale::inverse_logarithm ? FitScale::linear : known.scale;
            add({known.name, JunctionMember(known.member), known.unit, known.help, scale});
        }
    for (std::size_t i = 0; i < options.material.pockets.size(); ++i)
        add({fmt::format("pocket.{}.tunnel-weight", options.material.pockets[i].name),
             JunctionMember(FitMember(&PocketSettings::tunnel_weight, i)), "",
             "how much of it the junction sees"});
    for (std::size_t i = 1; i < of_the_junction().size(); ++i) add(of_the_junction()[i]);
    return all;
}

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_given(const JunctionOptions& options, const std::string& name) {
    return options.junction.contains(name) || options.material.value.contains(name) ||
           options.material.of_pockets.contains(name);
}

/// Free where no list says otherwise.
bool is_usual(const JunctionOptions& options, const Known& known) {
    const JunctionMember& m = known.member;
    if (m == JunctionMember(&V::delta) || m == JunctionMember(&F::tc0) || m == JunctionMember(&V::eta))
        return true;
    if (options.model == JunctionModel::exact) return m == JunctionMember(&F::beta);
    return options.model == JunctionModel::maki &&
           (m == JunctionMember(&F::gamma_spin_orbit) || m == JunctionMember(&F::orbital));
}

bool is_free(const JunctionOptions& options, const Known& known) {
    const ParameterOptions& material = options.material;
    const bool own_gap = known.member == JunctionMember(&V::delta);
    if (!material.free_given) return is_usual(options, known) && !is_given(options, known.name);
    return holds(material.free, known.name) ||
           (own_gap && !material.free.empty() && !is_given(options, known.name));
}

bool is_listed(const JunctionOptions& options, const Known& known) {
    const bool asked = is_given(options, known.name) || holds(options.material.free, known.name);
    const JunctionMember& m = known.member;
    if (m == JunctionMember(&F::gamma))
        return !holds(options.material.free, "gamma-intra") && !holds(options.material.free, "gamma-inter") &&
               !is_given(options, "gamma-intra") && !is_given(options, "gamma-inter");
    if (m == JunctionMember(&V::delta) || m == JunctionMember(&V::eta) || m == JunctionMember(&F::tc0) ||
        m == JunctionMember(&F::beta))
        return true;
    return asked || is_usual(options, known) || m == JunctionMember(&F::alpha);
}

/// Of each curve its own: the gap, the temperature of the electrons where the samples' differ, what is asked.
bool is_each(const JunctionOptions& options, const JunctionData& data, const Known& known, bool free) {
    if (data.curves.size() == 1 || holds(options.material.share, known.name)) return false;
    if (holds(options.each, known.name)) return true;
    const auto several = [&](const std::map<std::string, std::vector<double>>& values) {
        const auto found = values.find(known.name);
        return found != values.end() && found->second.size() > 1;
    };
    if (several(options.junction) || several(options.material.value)) return true;
    if (known.member == JunctionMember(&V::delta)) return free;
    if (known.member != JunctionMember(&V::t_effective)) return false;
    double low = data.curves[0].T, high = low;
    for (const JunctionCurve& curve : data.curves)
        low = std::min(low, curve.T), high = std::max(high, curve.T);
    return high > 1.1 * low;
}

void check_names(const JunctionOptions& options) {
    std::string allowed;
    const std::vector<Known> all = known_in(options);
    for (const Known& known : all) allowed += (allowed.empty() ? "" : ", ") + known.name;
    const auto check = [&](const std::string& name, const std::string& option) {
        if (std::any_of(all.begin(), all.end(), [&](const Known& known) { return known.name == name; }))
            return;
        if (name == "tc0" && options.model != JunctionModel::dynes)
            throw InputError(
                fmt::format("{}: '{}': decides the gap with --self-consistent alone", option, name));
        throw InputError(fmt::format("{}: '{}': parameters of model {}{}: {}", option, name,
                                     name_of(options.model),
                                     options.gap == GapOf::engine ? " with --self-consistent" : "", allowed));
    };
    for (const auto& [name, values] : options.material.value) check(name, "--" + name);
    for (const auto& [name, values] : options.junction) check(name, "--" + name);
    for (const std::string& name : options.material.free) check(name, "--free");
    for (const std::string& name : options.material.share) check(name, "--share");
    for (const std::string& name : options.each) check(name, "--each");
    for (const std::string& bound : options.material.bounds)
        check(bound.substr(0, bound.find('=')), "--bounds");
}

/// Given values; a free one that is not given and has none begins at 0.
CurveValues start_of(const JunctionOptions& options, const JunctionCurve& curve, std::size_t k) {
    CurveValues start;
    start.material.pockets = options.material.pockets;
    for (const Known& known : known_in(options)) {
        for (const auto* values : {&options.material.value, &options.junction})
            if (const auto given = values->find(known.name); given != values->end())
                known.member(start) = given->second[given->second.size() == 1 ? 0 : k];
        if (is_free(options, known) && std::isnan(known.member(start))) known.member(start) = 0.0;
    }
    if (start.t_effective == 0.0) start.t_effective = curve.T;
    return start;
}

double number_of(const Known& known, const std::string& option, const std::string& text) {
    if (known.member == JunctionMember(&V::v_offset)) return parse_number(option, text);
    return number_where(option, text, not_negative, "must not be negative");
}

/// The unit of energies where the gap is that of the curve: what a gap would be in the middle of the curves.
void set_energy_unit(JunctionTask& task) {
    if (task.gap == GapOf::engine) return;
    double delta = 0.0;
    for (const CurveValues& values : task.start) delta = std::max(delta, values.delta);
    if (delta == 0.0) delta = 0.3 * largest_voltage(task);
    for (CurveValues& values : task.start) values.material.tc0 = bcs_tc0(delta, 0.0);
}

/// A gap, a broadening, an instrument far beyond the curves is a slip of the unit.
void check_sizes(const JunctionTask& task, const JunctionOptions& options) {
    constexpr double beyond = 100.0;
    const double most = beyond * largest_voltage(task);
    for (const Known& known : of_the_junction()) {
        if (!is_given(options, known.name) || known.member == JunctionMember(&V::r_series)) continue;
        const bool warm = known.member == JunctionMember(&V::t_effective);
        const double limit = warm ? most / boltzmann : most, unit = in_si(task.units, known.unit);
        const char* name = shown_unit(task.units, known.unit);
        for (const CurveValues& values : task.start)
            if (const double value = known.member(values); std::fabs(value) > limit)
                throw InputError(
                    fmt::format("{} = {:.6g} {}: at most {:.4g} {}, a hundred times the largest voltage",
                                known.name, value / unit, name, limit / unit, name));
    }
}

bool without_field(const JunctionData& data) {
    return std::all_of(data.curves.begin(), data.curves.end(),
                       [](const JunctionCurve& curve) { return curve.B == 0.0; });
}

/// Numbers of the material that were given in reduced units.
void take_as_reduced(JunctionOptions& options) {
    for (const char* name : {"g-factor", "thickness", "diffusion"})
        if (is_given(options, name) || holds(options.material.free, name))
            throw InputError(fmt::format("{}: has no meaning in reduced units: {}ask for --units si", name,
                                         std::string(name) == "g-factor" ? "" : "give orbital, or "));
    for (const KnownParameter& known : known_parameters())
        if (const auto given = options.material.value.find(known.name); given != options.material.value.end())
            for (double& value : given->second) value *= in_si(options.units, known.unit);
    for (PocketSettings& pocket : options.material.pockets)
        for (double* energy : {&pocket.beta, &pocket.alpha}) *energy *= in_si(options.units, "meV");
}

}  // namespace

const char* name_of(JunctionModel model) {
    static constexpr const char* names[] = {"exact", "dynes", "maki"};
    return names[static_cast<int>(model)];
}

std::vector<CommandOption> junction_value_options() {
    std::vector<CommandOption> options;
    const auto add = [&](const std::string& name, const std::string& help, const char* unit) {
        options.push_back({name, "NUMBER",
                           fmt::format("{}{}; several curves: one value for all, or a comma list", help,
                                       *unit ? fmt::format(" [{}]", unit) : "")});
    };
    for (const Known& known : of_the_junction()) add(known.name, known.help, known.unit);
    for (const KnownParameter& known : known_parameters())
        if (mirage::belongs(known, FitModel::exact))
            add(known.name,
                known.name == "tc0" ? "critical temperature, with --self-consistent (default free)"
                                    : known.help,
                known.unit);
    return options;
}

JunctionOptions take_junction_options(std::vector<std::string>& arguments, std::size_t curves, Units units) {
    JunctionOptions options;
    options.units = units;
    for (const Known& known : of_the_junction()) {
        const std::string text = take_option(arguments, known.name), option = "--" + known.name;
        if (text.empty()) continue;
        refuse_decimal_comma(option, text);
        for (const std::string& part : comma_list(text))
            options.junction[known.name].push_back(in_si(units, known.unit) * number_of(known, option, part));
        if (const std::size_t n = options.junction[known.name].size(); n != 1 && n != curves)
            throw InputError(
                fmt::format("{} = '{}': one value, or one for each of the {} curves", option, text, curves));
    }
    options.each = comma_list(take_option(arguments, "each"));
    options.material = take_parameter_options(arguments, curves);
    if (units == Units::reduced) take_as_reduced(options);
    return options;
}

JunctionTask junction_task(const JunctionOptions& options, const JunctionData& data,
                           std::vector<std::string>& notes) {
    check_names(options);
    JunctionTask task{options.model, options.gap, options.background, data.curves, data.siemens, {}, {},
                      options.units};
    for (std::size_t k = 0; k < data.curves.size(); ++k)
        task.start.push_back(start_of(options, data.curves[k], k));
    set_energy_unit(task);
    const bool no_field = without_field(data) && !options.material.free_given;
    for (const Known& known : known_in(options)) {
        if (!is_listed(options, known)) continue;
        JunctionParameter p{known.name, known.member, is_free(options, known), 0.0, 0.0, known.scale,
                            {},         known.unit};
        const bool of_the_field = known.member == JunctionMember(&F::beta) ||
                                  known.member == JunctionMember(&F::orbital) ||
                                  known.member == JunctionMember(&F::gamma_spin_orbit);
        if (no_field && p.free && of_the_field) {
            p.free = false;
            notes.push_back(fmt::format("without a field {} cannot be told: it stays fixed", known.name));
            for (CurveValues& values : task.start)
                if (std::isnan(p.member(values))) p.member(values) = 0.0;
        }
        const bool each = is_each(options, data, known, p.free);
        for (std::size_t k = 0; k < (each ? data.curves.size() : 1); ++k) {
            task.parameters.push_back(p);
            if (!each) continue;
            task.parameters.back().curve = k;
            task.parameters.back().name = fmt::format("{}[{}]", known.name, k + 1);
        }
    }
    if (std::isnan(data.siemens))
        for (const JunctionParameter& p : task.parameters)
            if (p.member == JunctionMember(&V::r_series))
                throw InputError(
                    "r-series: needs conductances in siemens: name their unit, as in --columns "
                    "'G[uS]=2'");
    set_junction_bounds(task, options.material.bounds);
    check_sizes(task, options);
    for (const CurveValues& values : task.start) check_values(values.material);
    return task;
}

}  // namespace mirage
