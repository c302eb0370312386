#include "fit/parameters.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "fit/start.hpp"
#include "input/arguments.hpp"
#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

constexpr const char* model_names[] = {"exact", "ising", "klb", "whh"};

struct Known {
    const char* name;
    double FitParameters::*member;
    const char* unit;
    const char* help;
    bool in_model[4];  ///< exact, ising, klb, whh
};
constexpr Known known_parameters[] = {
    {"tc0",
     &FitParameters::tc0,
     "K",
     "critical temperature at B = 0 (default free: from the data)",
     {true, true, true, true}},
    {"beta", &FitParameters::beta, "meV", "Ising spin-orbit coupling", {true, true, false, false}},
    {"gamma", &FitParameters::gamma, "meV", "scattering rate Gamma", {true, false, false, false}},
    {"alpha", &FitParameters::alpha, "meV", "Rashba coupling alpha p_F", {true, false, false, false}},
    {"g-factor", &FitParameters::g_factor, "", "Lande factor (default 2)", {true, true, true, true}},
    {"spin-orbit-rate", &FitParameters::spin_orbit_rate, "meV", "hbar/tau_SO", {false, false, true, true}},
};

bool belongs(const Known& known, FitModel model) { return known.in_model[static_cast<int>(model)]; }

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::vector<double> read_values(const Known& known, const std::string& text, std::size_t samples) {
    const std::string option = fmt::format("--{}", known.name);
    const bool above_zero = known.member == &FitParameters::tc0 || known.member == &FitParameters::g_factor;
    std::vector<double> values;
    refuse_decimal_comma(option, text);
    for (const std::string& part : comma_list(text))
        values.push_back(above_zero ? number_where(option, part, positive, "must be above 0")
                                    : number_where(option, part, not_negative, "must not be negative"));
    if (values.size() != 1 && values.size() != samples)
        throw InputError(
            fmt::format("{} = '{}': one value, or one for each of the {} samples", option, text, samples));
    return values;
}

/// The parameters of a model, one for all samples where it is shared or fixed alike.
std::vector<FitParameter> parameters_of(FitModel model, const ParameterOptions& options,
                                        const std::vector<FitSample>& samples) {
    std::vector<FitParameter> list;
    for (const Known& known : known_parameters) {
        if (!belongs(known, model)) continue;
        const auto given = options.value.find(known.name);
        const bool was_given = given != options.value.end();
        // free: what is neither given nor usually fixed; of a list, what the model has, and a coupling of its
        // own
        const bool usual = known.member == &FitParameters::tc0 || known.member == &FitParameters::beta ||
                           known.member == &FitParameters::spin_orbit_rate;
        const bool own = known.member == &FitParameters::spin_orbit_rate;
        const bool free = options.free_given ? holds(options.free, known.name) ||
                                                   (own && !was_given && !options.free.empty())
                                             : usual && !was_given;
        FitParameter p{
            known.name, known.member,
            free,       0.0,
            0.0,        known.member == &FitParameters::alpha ? FitScale::squared : FitScale::linear,
            {},         known.unit};
        const bool one =
            samples.size() == 1 || holds(options.share, known.name) ||
            (!free && (!was_given || given->second.size() == 1) && known.member != &FitParameters::tc0);
        for (std::size_t k = 0; k < (one ? 1 : samples.size()); ++k) {
            list.push_back(p);
            if (one) continue;
            list.back().sample = k;
            list.back().name = fmt::format("{}@{}", known.name, samples[k].name);
        }
    }
    return list;
}

/// The largest coupling [meV] in the domain of the engine, which Tc0 sets; infinite where there is none. Free
/// Tc0 may come out a tenth below its start.
double largest_coupling(const FitTask& task, const FitParameter& p) {
    double unit = std::numeric_limits<double>::infinity();
    for (const FitParameter& tc0 : task.parameters)
        for (std::size_t k = 0; tc0.member == &FitParameters::tc0 && k < task.samples.size(); ++k)
            if (p.is_of(k) && tc0.is_of(k))
                unit =
                    std::min(unit, (tc0.free ? 0.9 : 1.0) * si_units(task.samples[k].start.tc0, 2.0).energy);
    if (p.member == &FitParameters::beta) return domain::max_ising * unit;
    if (p.member == &FitParameters::gamma) return domain::max_scattering_rate * unit;
    if (p.member == &FitParameters::alpha) return domain::max_rashba * unit;
    return p.member == &FitParameters::spin_orbit_rate ? 1000.0 * unit
                                                       : std::numeric_limits<double>::infinity();
}

/// Bounds of the command line within the domain of the engine.
void set_bounds(FitTask& task, const ParameterOptions& options, std::vector<std::string>& notes) {
    for (FitParameter& p : task.parameters) {
        double tc0 = 0.0;
        for (std::size_t k = 0; k < task.samples.size(); ++k)
            if (p.is_of(k)) tc0 = std::max(tc0, task.samples[k].start.tc0);
        p.high = largest_coupling(task, p);
        if (p.member == &FitParameters::tc0) p.low = 0.5 * tc0, p.high = 5.0 * tc0;
        if (p.member == &FitParameters::g_factor) p.low = 0.5, p.high = 4.0;
    }
    for (const std::string& bound : options.bounds) {
        const std::vector<std::string_view> sides = split(bound, '=');
        const std::vector<std::string_view> ends =
            sides.size() == 2 ? split(sides[1], ':') : std::vector<std::string_view>{};
        if (ends.size() != 2) throw InputError(fmt::format("--bounds: '{}': write name=low:high", bound));
        const double low =
            number_where("--bounds", std::string(ends[0]), not_negative, "must not be negative");
        const double high =
            number_where("--bounds", std::string(ends[1]), not_negative, "must not be negative");
        if (!(low < high)) throw InputError(fmt::format("--bounds: '{}': low must be below high", bound));
        for (FitParameter& p : task.parameters)
            if (bare_name(p) == sides[0]) {
                const double least = is_coupling(p) ? 0.0 : 0.05 * p.low, most = largest_coupling(task, p);
                if (!(low < most))
                    throw InputError(fmt::format("--bounds: '{}': {} must be below {:.6g} {}", bound, p.name,
                                                 most, p.unit));
                p.low = std::max(low, least), p.high = std::min(high, most);
                if (p.low != low || p.high != high)
                    notes.push_back(
                        fmt::format("--bounds of {} are {:.4g} to {:.4g}{}{}: as far as the engine goes",
                                    p.name, p.low, p.high, *p.unit ? " " : "", p.unit));
            }
    }
}

/// The coupling that raises the field of its model.
bool is_leading(const FitParameter& p) {
    return p.member == &FitParameters::beta || p.member == &FitParameters::spin_orbit_rate;
}

}  // namespace

const char* name_of(FitModel model) { return model_names[static_cast<int>(model)]; }

std::vector<CommandOption> value_options() {
    std::vector<CommandOption> options;
    for (const Known& known : known_parameters)
        options.push_back({known.name, "NUMBER",
                           fmt::format("{}{}; several samples: one value for all, or a comma list",
                                       known.help, *known.unit ? fmt::format(" [{}]", known.unit) : "")});
    return options;
}

ParameterOptions take_parameter_options(std::vector<std::string>& arguments, std::size_t samples) {
    ParameterOptions options;
    for (const Known& known : known_parameters)
        if (const std::string text = take_option(arguments, known.name); !text.empty())
            options.value[known.name] = read_values(known, text, samples);
    options.free = comma_list(take_option(arguments, "free"));
    options.free_given = !options.free.empty();
    std::erase(options.free, "none");
    options.share = comma_list(take_option(arguments, "share"));
    options.bounds = comma_list(take_option(arguments, "bounds"));
    return options;
}

void check_names(const ParameterOptions& options, FitModel main, const std::vector<FitModel>& models) {
    const auto check = [&](const std::string& name, const std::string& option) {
        std::string allowed;
        for (const Known& known : known_parameters) {
            const bool there =
                std::any_of(models.begin(), models.end(), [&](FitModel m) { return belongs(known, m); });
            if (there && name == known.name) return;
            if (there) allowed += (allowed.empty() ? "" : ", ") + std::string(known.name);
        }
        throw InputError(
            fmt::format("{}: '{}': parameters of model {}: {}", option, name, name_of(main), allowed));
    };
    for (const auto& [name, values] : options.value) check(name, "--" + name);
    for (const std::string& name : options.free) check(name, "--free");
    for (const std::string& name : options.share) check(name, "--share");
    for (const std::string& bound : options.bounds) check(bound.substr(0, bound.find('=')), "--bounds");
}

FitTask task_for(FitModel model, const ParameterOptions& options, const std::vector<MeasuredSample>& data,
                 std::vector<std::string>& notes) {
    FitTask task{model, {}, {}};
    for (const MeasuredSample& measured : data) {
        FitSample sample{measured.name, {}, measured.points};
        sample.start.tc0 = estimated_tc0(measured.points);
        for (const Known& known : known_parameters) {
            const auto given = options.value.find(known.name);
            if (given == options.value.end()) continue;
            const std::vector<double>& values = given->second;
            sample.start.*(known.member) = values[values.size() == 1 ? 0 : task.samples.size()];
        }
        task.samples.push_back(std::move(sample));
    }
    task.parameters = parameters_of(model, options, task.samples);
    set_bounds(task, options, notes);
    for (const FitParameter& p : task.parameters) {
        if (!p.free) continue;
        const bool was_given = options.value.count(bare_name(p)) > 0;
        for (std::size_t k = 0; k < task.samples.size(); ++k) {
            if (!p.is_of(k)) continue;
            double& start = task.samples[k].start.*(p.member);
            if (!was_given && is_leading(p))
                start = estimated_coupling(model, task.samples[k].start, task.samples[k].points);
            start = std::clamp(start, p.low, p.high);
        }
    }
    return task;
}

}  // namespace mirage
