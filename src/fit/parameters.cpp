#include "fit/parameters.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/known_parameters.hpp"
#include "fit/parameter_bounds.hpp"
#include "fit/start.hpp"
#include "input/arguments.hpp"
#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::vector<double> read_values(const KnownParameter& known, const std::string& text, std::size_t samples) {
    const std::string option = fmt::format("--{}", known.name);
    const bool above_zero = known.member == &FitParameters::tc0 || known.member == &FitParameters::g_factor;
    std::vector<double> values;
    refuse_decimal_comma(option, text);
    const bool any = known.member == &FitParameters::theta;
    for (const std::string& part : comma_list(text))
        values.push_back(any          ? parse_number(option, part)
                         : above_zero ? number_where(option, part, positive, "must be above 0")
                                      : number_where(option, part, not_negative, "must not be negative"));
    if (values.size() != 1 && values.size() != samples)
        throw InputError(
            fmt::format("{} = '{}': one value, or one for each of the {} samples", option, text, samples));
    return values;
}

bool is_given(const ParameterOptions& options, const std::string& name) {
    return options.value.contains(name) || options.of_pockets.contains(name);
}

bool is_asked(const ParameterOptions& options, const std::string& name) {
    return is_given(options, name) || holds(options.free, name);
}

bool splits_gamma(const ParameterOptions& options) {
    return is_asked(options, "gamma-intra") || is_asked(options, "gamma-inter");
}

/// Whether a fit of the model lists it: what is beyond the two-valley model where it is given or free, gamma
/// where nothing stands for it.
bool is_listed(const KnownParameter& known, FitModel model, const ParameterOptions& options) {
    if (!belongs(known, model)) return false;
    if (known.member == &FitParameters::gamma) return !splits_gamma(options);
    return is_asked(options, known.name) || !is_beyond_two_valleys(known);
}

/// Free: what is neither given nor usually fixed; of a list, what the model has, and a coupling of its own.
bool is_free(const KnownParameter& known, const ParameterOptions& options) {
    const bool was_given = is_given(options, known.name);
    const bool usual = known.member == &FitParameters::tc0 || known.member == &FitParameters::beta ||
                       known.member == &FitParameters::spin_orbit_rate;
    const bool own = known.member == &FitParameters::spin_orbit_rate;
    return options.free_given
               ? holds(options.free, known.name) || (own && !was_given && !options.free.empty())
               : usual && !was_given;
}

/// The parameters of a model, one for all samples where it is shared or fixed alike.
std::vector<FitParameter> parameters_of(FitModel model, const ParameterOptions& options,
                                        const std::vector<FitSample>& samples) {
    std::vector<FitParameter> list;
    for (const KnownParameter& known : known_with(options.pockets)) {
        if (!is_listed(known, model, options)) continue;
        const auto given = options.value.find(known.name);
        const bool alike = given == options.value.end() || given->second.size() == 1;
        const bool free = is_free(known, options);
        const FitParameter p{known.name, known.member, free, 0.0, 0.0, known.scale, {}, known.unit};
        const bool one = samples.size() == 1 || holds(options.share, known.name) ||
                         (!free && alike && known.member != &FitParameters::tc0);
        for (std::size_t k = 0; k < (one ? 1 : samples.size()); ++k) {
            list.push_back(p);
            if (one) continue;
            list.back().sample = k;
            list.back().name = fmt::format("{}@{}", known.name, samples[k].name);
        }
    }
    return list;
}

/// Takes `--pocket NAME:...` and `--pocket.NAME.key` out of the words.
void take_pockets(std::vector<std::string>& arguments, ParameterOptions& options) {
    const auto read = [&](const std::string& option, const std::string& pocket, const std::string& key,
                          const std::string& text) {
        check_pocket_name(option, pocket);
        read_pocket_entry(pocket_called(options.pockets, pocket), option, key, text);
        options.of_pockets.insert(fmt::format("pocket.{}.{}", pocket, key));
    };
    std::set<std::string> whole;
    for (std::size_t i = 0; i < arguments.size();) {
        const std::string option = arguments[i].substr(0, arguments[i].find('='));
        const bool joined = option.size() < arguments[i].size();
        if (option != "--pocket" && !option.starts_with("--pocket.")) {
            ++i;
            continue;
        }
        if (!joined && i + 1 == arguments.size()) throw InputError(fmt::format("{}: needs a value", option));
        const std::string text = joined ? arguments[i].substr(option.size() + 1) : arguments[i + 1];
        const auto first = arguments.begin() + static_cast<std::ptrdiff_t>(i);
        arguments.erase(first, first + (joined ? 1 : 2));
        if (option == "--pocket") {
            const PocketText pocket = parse_pocket(text);
            if (!whole.insert(pocket.name).second)
                throw InputError(fmt::format("--pocket '{}': pocket {} is given twice", text, pocket.name));
            pocket_called(options.pockets, pocket.name);
            for (const auto& [key, value] : pocket.entries)
                read(fmt::format("--pocket.{}.{}", pocket.name, key), pocket.name, key, value);
        } else {
            const auto dot = option.rfind('.'), begin = std::string("--pocket.").size();
            if (dot < begin) throw InputError(fmt::format("{}: write --pocket.NAME.share", option));
            read(option, option.substr(begin, dot - begin), option.substr(dot + 1), text);
        }
    }
}

/// A name of a pocket, but not one of these, or of what decides no critical field.
void refuse_pocket_name(const std::vector<PocketSettings>& pockets, const std::string& option,
                        const std::string& name) {
    if (!name.starts_with("pocket.")) return;
    const auto dot = name.rfind('.');
    const std::string pocket = dot < 8 ? name.substr(7) : name.substr(7, dot - 7);
    const bool there = std::any_of(pockets.begin(), pockets.end(),
                                   [&](const PocketSettings& p) { return p.name == pocket; });
    throw InputError(
        there ? fmt::format("{}: '{}': of a pocket share, beta, alpha and gap decide a critical field",
                            option, name)
              : fmt::format("{}: '{}': there is no pocket {}: give it with --pocket '{}:share=0.4,...'",
                            option, name, pocket, pocket));
}

/// What stands in place of something else, or means nothing without it.
void check_alternatives(const ParameterOptions& options) {
    const auto refuse_both = [&](const char* one, const char* other) {
        if (is_asked(options, one) && is_asked(options, other))
            throw InputError(
                fmt::format("{0} stands in place of {1}: give or free one or the other", one, other));
    };
    for (const char* part : {"gamma-intra", "gamma-inter"}) refuse_both(part, "gamma");
    for (const char* of_film : {"thickness", "diffusion"}) refuse_both(of_film, "orbital");
    const auto needs = [&](const char* one, bool there, const char* what) {
        if (is_asked(options, one) && !there) throw InputError(fmt::format("{} needs {}", one, what));
    };
    needs("thickness", is_asked(options, "diffusion"), "the diffusion constant too (--diffusion, --free)");
    needs("gamma-pocket", !options.pockets.empty(), "a pocket beside the valleys (--pocket)");
    if (holds(options.free, "diffusion") && !is_asked(options, "thickness") && !is_asked(options, "theta"))
        throw InputError(
            "--free: 'diffusion': decides nothing without a thickness or an angle of the field (--thickness, "
            "--theta)");
}

/// What the search begins with: what is given, for each free one a number.
FitParameters start_of(FitModel model, const ParameterOptions& options, const MeasuredSample& measured,
                       std::size_t sample) {
    FitParameters start;
    start.tc0 = estimated_tc0(measured.points);
    if (model == FitModel::exact) start.pockets = options.pockets;
    for (const KnownParameter& known : known_with(start.pockets)) {
        if (!belongs(known, model) && is_beyond_two_valleys(known)) continue;
        if (const auto given = options.value.find(known.name); given != options.value.end())
            known.member(start) = given->second[given->second.size() == 1 ? 0 : sample];
        if (belongs(known, model) && holds(options.free, known.name) && std::isnan(known.member(start)))
            known.member(start) = 0.0;
    }
    check_values(start);
    return start;
}

}  // namespace

std::vector<CommandOption> value_options() {
    std::vector<CommandOption> options;
    for (const KnownParameter& known : known_parameters())
        options.push_back({known.name, "NUMBER",
                           fmt::format("{}{}; several samples: one value for all, or a comma list",
                                       known.help, *known.unit ? fmt::format(" [{}]", known.unit) : "")});
    return options;
}

ParameterOptions take_parameter_options(std::vector<std::string>& arguments, std::size_t samples) {
    ParameterOptions options;
    take_pockets(arguments, options);
    for (const KnownParameter& known : known_parameters())
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
    const std::vector<KnownParameter> all = known_with(options.pockets);
    const auto check = [&](const std::string& name, const std::string& option) {
        std::string allowed;
        for (const KnownParameter& known : all) {
            const bool there =
                std::any_of(models.begin(), models.end(), [&](FitModel m) { return belongs(known, m); });
            if (there && name == known.name) return;
            if (there) allowed += (allowed.empty() ? "" : ", ") + known.name;
        }
        if (allowed.find("gamma") != allowed.npos) refuse_pocket_name(options.pockets, option, name);
        throw InputError(
            fmt::format("{}: '{}': parameters of model {}: {}", option, name, name_of(main), allowed));
    };
    for (const auto& [name, values] : options.value) check(name, "--" + name);
    for (const PocketSettings& pocket : options.pockets)
        check(fmt::format("pocket.{}.share", pocket.name), "--pocket");
    for (const std::string& name : options.free) check(name, "--free");
    for (const std::string& name : options.share) check(name, "--share");
    for (const std::string& bound : options.bounds) check(bound.substr(0, bound.find('=')), "--bounds");
    check_alternatives(options);
}

FitTask task_for(FitModel model, const ParameterOptions& options, const std::vector<MeasuredSample>& data,
                 std::vector<std::string>& notes) {
    FitTask task{model, {}, {}};
    for (const MeasuredSample& measured : data)
        task.samples.push_back(
            {measured.name, start_of(model, options, measured, task.samples.size()), measured.points});
    task.parameters = parameters_of(model, options, task.samples);
    set_bounds(task, options.bounds, notes);
    for (const FitParameter& p : task.parameters) {
        if (!p.free) continue;
        const bool was_given = is_given(options, bare_name(p));
        for (std::size_t k = 0; k < task.samples.size(); ++k) {
            if (!p.is_of(k)) continue;
            double& start = p.member(task.samples[k].start);
            if (!was_given && is_leading(p))
                start = estimated_coupling(model, task.samples[k].start, task.samples[k].points);
            start = std::clamp(start, p.low, p.high);
        }
    }
    return task;
}

}  // namespace mirage
