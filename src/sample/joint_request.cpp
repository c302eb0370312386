#include "sample/joint_request.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "fit/files.hpp"
#include "fit/request.hpp"
#include "input/axis.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "input/text.hpp"
#include "junction/junction_parameters.hpp"
#include "junction/junction_request.hpp"

namespace mirage {
namespace {

using Words = std::vector<std::string>;

/// Takes every `--name X` and `--name=X` out of the words.
Words take_all(Words& arguments, const std::string& name) {
    Words values;
    for (std::size_t i = 0; i < arguments.size();) {
        if (!names(arguments[i], "--" + name)) {
            ++i;
            continue;
        }
        const auto first = arguments.begin() + static_cast<std::ptrdiff_t>(i);
        const auto equal = arguments[i].find('=');
        const bool joined = equal != std::string::npos;
        if (!joined && i + 1 == arguments.size()) throw InputError(fmt::format("--{}: needs a value", name));
        values.push_back(joined ? arguments[i].substr(equal + 1) : arguments[i + 1]);
        arguments.erase(first, first + (joined ? 1 : 2));
    }
    return values;
}

void give(Words& words, const std::string& name, const std::string& value) {
    if (!value.empty()) words.push_back(fmt::format("--{}={}", name, value));
}

/// Options of the curves that points do not have.
const std::set<std::string>& of_spectra_alone() {
    static const std::set<std::string> list = [] {
        std::set<std::string> all;
        for (const CommandOption& option : junction_options()) all.insert(option.name);
        for (const CommandOption& option : fit_options()) all.erase(option.name);
        return all;
    }();
    return list;
}

bool is_of_spectra_alone(const std::string& parameter) {
    const std::string name = parameter.substr(0, parameter.find('='));
    return of_spectra_alone().contains(name) || name.ends_with(".tunnel-weight");
}

/// What of a list of parameters the points have; `none` of a list of others.
std::string list_for_points(const std::string& text, const char* none) {
    std::string kept;
    for (const std::string& part : comma_list(text))
        if (!is_of_spectra_alone(part)) kept += (kept.empty() ? "" : ",") + part;
    return kept.empty() && !text.empty() ? none : kept;
}

/// All points are of one sample.
std::vector<MeasuredSample> one_sample(const Words& files, const ReadingOptions& options, Words& notes) {
    std::vector<MeasuredSample> all = read_samples(files, options, notes);
    std::set<std::string> seen;
    for (const MeasuredSample& sample : all)
        if (!seen.insert(sample.file).second)
            throw InputError(fmt::format(
                "--points '{}': holds several samples, of which one is fitted at a time", sample.file));
    for (std::size_t k = 1; k < all.size(); ++k)
        all[0].points.insert(all[0].points.end(), all[k].points.begin(), all[k].points.end());
    all.resize(1);
    return all;
}

JunctionRequest read_spectra_part(Words files, const Words& arguments, const std::string& columns,
                                  const std::string& range) {
    Words words = std::move(files);
    words.insert(words.end(), arguments.begin(), arguments.end());
    words.emplace_back("--self-consistent");
    give(words, "columns", columns), give(words, "range", range);
    return read_junction_request(words);
}

/// Takes what is of the curves alone out of the words.
void leave_to_points(Words& arguments) {
    take_flag(arguments, "self-consistent");
    for (const std::string& name : of_spectra_alone()) take_all(arguments, name);
    const std::string free = list_for_points(take_option(arguments, "free"), "none"),
                      bounds = list_for_points(take_option(arguments, "bounds"), "");
    std::erase_if(arguments, [](const std::string& word) {
        return is_of_spectra_alone(word.substr(word.starts_with("--") ? 2 : 0));
    });
    give(arguments, "free", free), give(arguments, "bounds", bounds);
}

FitRequest read_points_part(Words files, const Words& arguments, const std::string& columns,
                            const std::string& range) {
    Words words = std::move(files);
    words.insert(words.end(), arguments.begin(), arguments.end());
    give(words, "columns", columns), give(words, "range", range);
    return asked_fit(std::move(words), one_sample);
}

/// A parameter of the material is one for all curves.
void check_shared(const JunctionTask& spectra) {
    for (const JunctionParameter& p : spectra.parameters)
        if (p.curve && !is_of_spectra_alone(p.name.substr(0, p.name.find('['))))
            throw InputError(fmt::format("{}: is of the sample: one for all curves", p.name));
}

/// Throws InputError where the points alone are too few, and there is nothing else.
void check_count(const JointTask& task) {
    std::size_t free = 0;
    for (const FitParameter& p : task.points.parameters) free += p.free;
    if (!task.has_spectra() && task.has_points() && free > task.points.samples[0].points.size())
        throw InputError(fmt::format("{} points cannot tell {} free parameters: fix some (--tc0, --free)",
                                     task.points.samples[0].points.size(), free));
}

bool whole_positive(double x) { return x >= 1.0 && x <= 1e6 && x == std::floor(x); }

}  // namespace

std::vector<CommandOption> joint_options() {
    std::vector<CommandOption> options{
        {"points",
         "FILE",
         "points or bounds of B_c2(T) or T_c(B), as mirage fit reads them; may be repeated",
         {},
         {},
         true},
        {"points-columns", "T=3,B=5,sigma_B=6", "which columns of the points are used, by number or name"},
        {"points-range", "LOW:HIGH", "only points between these temperatures [K]"},
        {"spectra", "FILE", "dI/dV curves, as mirage fit-spectrum reads them; may be repeated", {}, {}, true},
        {"spectra-columns", "V=1,G=3,T=5,B=6", "which columns of the curves are used, by number or name"},
        {"spectra-range", "LOW:HIGH", "only points of the curves between these voltages [mV]"}};
    for (const CommandOption& option : junction_options()) {
        static const std::set<std::string> others{"columns", "range", "model", "self-consistent",
                                                  "share",   "delta", "units"};
        if (!others.contains(option.name)) options.push_back(option);
    }
    for (CommandOption& option : options) {
        if (option.name == "free")
            option.help = "free parameters, comma list (default tc0, beta and eta, unless given)";
        if (option.name == "each")
            option.help = "parameters of the junction of which every curve has its own, comma list";
        if (option.name == "tc0") option.help = "critical temperature (default free) [K]";
    }
    return options;
}

JointRequest read_joint_request(Words arguments) {
    JointRequest request;
    request.format = take_format(arguments, Format::table);
    request.output = take_option(arguments, "output");
    if (const std::string text = take_option(arguments, "bootstrap"); !text.empty())
        request.bootstrap =
            static_cast<int>(number_where("--bootstrap", text, whole_positive, "must be from 1 to 1000000"));
    if (!take_option(arguments, "units").empty())
        throw InputError("--units: points and curves of one sample are in K, tesla, mV and meV");
    Words points = take_all(arguments, "points"), spectra = take_all(arguments, "spectra");
    const std::string columns = take_option(arguments, "points-columns"),
                      range = take_option(arguments, "points-range"),
                      own_columns = take_option(arguments, "spectra-columns"),
                      own_range = take_option(arguments, "spectra-range");
    if (points.empty() && spectra.empty())
        throw InputError("fit-sample: needs data: mirage fit-sample --points BC2.csv --spectra CURVES.csv");
    if (!spectra.empty()) {
        JunctionRequest part = read_spectra_part(std::move(spectra), arguments, own_columns, own_range);
        request.task.spectra = std::move(part.task);
        request.conductance = part.conductance;
        request.notes = part.notes;
        if (!points.empty()) check_shared(request.task.spectra);
    }
    if (!points.empty()) {
        if (request.task.has_spectra()) leave_to_points(arguments);
        FitRequest part = read_points_part(std::move(points), arguments, columns, range);
        request.task.points = std::move(part.task);
        // what curves without a field cannot tell, the points may
        std::erase_if(request.notes,
                      [](const std::string& note) { return note.starts_with("without a field"); });
        request.notes.insert(request.notes.end(), part.notes.begin(), part.notes.end());
    }
    check_count(request.task);
    if (!request.output.empty()) check_output("--output", request.output);
    return request;
}

}  // namespace mirage
