#include "fit/request.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "fit/reading.hpp"
#include "fit/sample_names.hpp"
#include "fit/start.hpp"
#include "input/arguments.hpp"
#include "input/axis.hpp"
#include "input/configuration.hpp"
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

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    for (std::string& part : parts) part = trimmed(part);
    return text.empty() ? std::vector<std::string>{} : parts;
}

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Without the sample.
std::string bare_name(const FitParameter& p) { return p.name.substr(0, p.name.find('@')); }

/// The options on parameters, as they were written.
struct ParameterOptions {
    std::map<std::string, std::vector<double>> value;  ///< one for all samples, or one for each
    std::vector<std::string> free, share, bounds;
    bool free_given = false;
};

std::vector<double> read_values(const Known& known, const std::string& text, std::size_t samples) {
    const std::string option = fmt::format("--{}", known.name);
    const bool above_zero = known.member == &FitParameters::tc0 || known.member == &FitParameters::g_factor;
    std::vector<double> values;
    refuse_decimal_comma(option, text);
    for (const std::string& part : split(text, ','))
        values.push_back(above_zero ? number_where(option, part, positive, "must be above 0")
                                    : number_where(option, part, not_negative, "must not be negative"));
    if (values.size() != 1 && values.size() != samples)
        throw InputError(
            fmt::format("{} = '{}': one value, or one for each of the {} samples", option, text, samples));
    return values;
}

ParameterOptions read_options(std::vector<std::string>& arguments, std::size_t samples) {
    ParameterOptions options;
    for (const Known& known : known_parameters)
        if (const std::string text = take_option(arguments, known.name); !text.empty())
            options.value[known.name] = read_values(known, text, samples);
    options.free = split(take_option(arguments, "free"), ',');
    options.free_given = !options.free.empty();
    std::erase(options.free, "none");
    options.share = split(take_option(arguments, "share"), ',');
    options.bounds = split(take_option(arguments, "bounds"), ',');
    return options;
}

/// Refuses names that none of the models has.
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
void set_bounds(FitTask& task, const ParameterOptions& options) {
    for (FitParameter& p : task.parameters) {
        double tc0 = 0.0;
        for (std::size_t k = 0; k < task.samples.size(); ++k)
            if (p.is_of(k)) tc0 = std::max(tc0, task.samples[k].start.tc0);
        p.high = largest_coupling(task, p);
        if (p.member == &FitParameters::tc0) p.low = 0.5 * tc0, p.high = 5.0 * tc0;
        if (p.member == &FitParameters::g_factor) p.low = 0.5, p.high = 4.0;
    }
    for (const std::string& bound : options.bounds) {
        const std::vector<std::string> sides = split(bound, '=');
        const std::vector<std::string> ends =
            sides.size() == 2 ? split(sides[1], ':') : std::vector<std::string>{};
        if (ends.size() != 2) throw InputError(fmt::format("--bounds: '{}': write name=low:high", bound));
        const double low = number_where("--bounds", ends[0], not_negative, "must not be negative");
        const double high = number_where("--bounds", ends[1], not_negative, "must not be negative");
        if (!(low < high)) throw InputError(fmt::format("--bounds: '{}': low must be below high", bound));
        for (FitParameter& p : task.parameters)
            if (bare_name(p) == sides[0]) {
                const double least = is_coupling(p) ? 0.0 : 0.05 * p.low, most = largest_coupling(task, p);
                if (!(low < most))
                    throw InputError(fmt::format("--bounds: '{}': {} must be below {:.6g} {}", bound, p.name,
                                                 most, p.unit));
                p.low = std::max(low, least), p.high = std::min(high, most);
            }
    }
}

/// The coupling that raises the field of its model.
bool is_leading(const FitParameter& p) {
    return p.member == &FitParameters::beta || p.member == &FitParameters::spin_orbit_rate;
}

FitTask task_for(FitModel model, const ParameterOptions& options, const std::vector<MeasuredSample>& data) {
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
    set_bounds(task, options);
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

/// One error rule for all points, or none.
void check_errors(const FitTask& task) {
    bool some = false, all = true;
    for (const FitSample& sample : task.samples)
        for (const Measurement& m : sample.points) {
            const bool stated = !(std::isnan(m.sigma_T) && std::isnan(m.sigma_B));
            some = some || stated;
            all = all && stated;
        }
    if (some && !all) throw InputError("some points state an error and some do not");
}

/// What the data must hold for these parameters.
void check(const FitTask& task, bool tc0_given, std::vector<std::string>& notes) {
    std::size_t free = 0, points = 0;
    std::vector<std::size_t> own(task.samples.size(), 0);
    std::vector<bool> tc0_free(task.samples.size(), false);
    for (const FitParameter& p : task.parameters) {
        free += p.free;
        for (std::size_t k = 0; k < own.size(); ++k) {
            if (!p.free || !p.is_of(k)) continue;
            own[k] += p.sample.has_value() || own.size() == 1;
            if (p.member == &FitParameters::tc0) tc0_free[k] = true;
        }
    }
    for (std::size_t k = 0; k < own.size(); ++k) {
        const FitSample& sample = task.samples[k];
        points += sample.points.size();
        if (!tc0_free[k] && !tc0_given) throw InputError("--tc0 is needed where tc0 is not free");
        if (own[k] > sample.points.size())
            throw InputError(
                fmt::format("{} points of {} cannot tell {} free parameters: fix some (--tc0, --free)",
                            sample.points.size(), printable(sample.name), own[k]));
        for (const Measurement& m : sample.points) {
            const double tc0 = sample.start.tc0, slack = std::isnan(m.sigma_T) ? 0.02 * tc0 : 3.0 * m.sigma_T;
            if (!tc0_free[k] && m.T > tc0 + slack)
                throw InputError(fmt::format(
                    "a point at T = {} K lies above tc0 = {} K: free tc0 or correct it", m.T, tc0));
            if (!tc0_free[k] && m.T < 0.999e-3 * tc0)
                throw InputError(fmt::format("a point at T = {} K: must be at least 0.001 tc0", m.T));
        }
    }
    if (free > points)
        throw InputError(
            fmt::format("{} points cannot tell {} free parameters: fix some (--tc0, --free)", points, free));
    if (free > 0 && free == points)
        notes.emplace_back("as many free parameters as points: values without intervals");
}

bool whole_positive(double x) { return x >= 1.0 && x <= 1e6 && x == std::floor(x); }

/// The points of all files.
std::vector<MeasuredSample> read_files(const std::vector<std::string>& files, ReadingOptions options,
                                       std::vector<std::string>& notes) {
    std::vector<MeasuredSample> all;
    for (const std::string& file : files) {
        options.first_sample = all.size();
        Measurements data = read_measurements(file, options);
        notes.insert(notes.end(), data.notes.begin(), data.notes.end());
        for (MeasuredSample& sample : data.samples) all.push_back(std::move(sample));
    }
    name_apart(all, notes);
    return all;
}

/// Leaves the points of `--range LOW:HIGH` [K].
void take_range(std::vector<std::string>& arguments, std::vector<MeasuredSample>& samples,
                std::vector<std::string>& notes) {
    const std::string text = take_option(arguments, "range");
    if (text.empty()) return;
    const std::vector<std::string> ends = split(text, ':');
    if (ends.size() != 2) throw InputError(fmt::format("--range = '{}': write LOW:HIGH in K", text));
    const double low = number_where("--range", ends[0], not_negative, "must not be negative");
    const double high = number_where("--range", ends[1], not_negative, "must not be negative");
    std::size_t left_out = 0;
    for (MeasuredSample& sample : samples) {
        left_out +=
            std::erase_if(sample.points, [&](const Measurement& m) { return m.T < low || m.T > high; });
        if (sample.points.empty())
            throw InputError(
                fmt::format("--range = '{}': no point of {} is left", text, printable(sample.name)));
    }
    notes.push_back(fmt::format("{} points outside {} K are left out", left_out, text));
}

}  // namespace

const char* name_of(FitModel model) { return model_names[static_cast<int>(model)]; }

std::vector<CommandOption> fit_options() {
    const std::vector<std::string> models(std::begin(model_names), std::end(model_names));
    std::vector<CommandOption> options{
        columns_option(),
        {"model", "MODEL",
         "exact: thermodynamic B_c2 of the engine (default); ising, klb, whh: closed-form expressions",
         models},
        {"free", "NAMES",
         "free parameters, comma list (default tc0 and beta, or spin-orbit-rate, unless given)"},
        {"share", "NAMES",
         "parameters that all samples have in common, comma list; the others are of each sample"},
        {"bounds", "NAME=LOW:HIGH", "limits of free parameters, comma list"},
        {"range", "LOW:HIGH", "only points between these temperatures [K]"},
        {"compare", "MODELS",
         "comma list: fits them too; which holds better, and which point would tell them apart"},
        {"plan", "FIELD",
         "a largest field [T]: where on the curve one more point would shrink the errors most"},
        {"bootstrap", "NUMBER",
         "of samples, drawn from the points with replacement; shared among MPI ranks under mpirun"}};
    for (const Known& known : known_parameters)
        options.push_back({known.name, "NUMBER",
                           fmt::format("{}{}; several samples: one value for all, or a comma list",
                                       known.help, *known.unit ? fmt::format(" [{}]", known.unit) : "")});
    options.push_back(
        {"format", "table|csv|json", "how it is printed (default table)", {"table", "csv", "json"}});
    options.push_back({"output", "FILE", "file to write"});
    return options;
}

FitRequest read_fit_request(std::vector<std::string> arguments) {
    FitRequest request;
    request.format = take_format(arguments, Format::table);
    const std::string model_text = take_option(arguments, "model");
    const FitModel model = fit_model(model_text.empty() ? "exact" : model_text);
    std::vector<FitModel> models{model};
    for (const std::string& name : split(take_option(arguments, "compare"), ',')) {
        const FitModel other = fit_model(name, "--compare");
        if (std::find(models.begin(), models.end(), other) == models.end()) models.push_back(other);
    }
    request.output = take_option(arguments, "output");
    request.largest_field = std::numeric_limits<double>::infinity();
    if (const std::string text = take_option(arguments, "plan"); !text.empty()) {
        request.plan = true;
        request.largest_field = number_where("--plan", text, positive, "must be above 0");
    }
    if (const std::string text = take_option(arguments, "bootstrap"); !text.empty())
        request.bootstrap =
            static_cast<int>(number_where("--bootstrap", text, whole_positive, "must be from 1 to 1000000"));

    std::vector<std::string> files;
    while (files.size() < arguments.size() && !arguments[files.size()].starts_with("--"))
        files.push_back(arguments[files.size()]);
    if (files.empty())
        throw InputError("fit: needs data: mirage fit DATA.csv [more.csv ...] [--name value ...]");
    arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(files.size()));
    std::vector<MeasuredSample> samples = read_files(files, take_reading_options(arguments), request.notes);
    take_range(arguments, samples, request.notes);
    const ParameterOptions options = read_options(arguments, samples.size());
    if (!arguments.empty())
        throw InputError(fmt::format("fit: '{}': unknown option; see mirage fit --help", arguments[0]));
    check_names(options, model, models);
    for (const FitModel m : models) {
        FitTask task = task_for(m, options, samples);
        check_errors(task);
        std::vector<std::string> ignored;
        check(task, options.value.count("tc0") > 0, m == model ? request.notes : ignored);
        if (m == model)
            request.task = std::move(task);
        else
            request.compared.push_back(std::move(task));
    }
    if (!request.output.empty()) check_output("--output", request.output);
    return request;
}

}  // namespace mirage
