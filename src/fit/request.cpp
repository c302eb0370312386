#include "fit/request.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "fit/parameters.hpp"
#include "fit/reading.hpp"
#include "input/arguments.hpp"
#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

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

/// Which samples have a free tc0, and how many free parameters are of each alone.
struct Freedom {
    std::vector<bool> tc0;
    std::vector<std::size_t> own;
    std::size_t free = 0;
};

Freedom freedom_of(const FitTask& task) {
    Freedom f{std::vector<bool>(task.samples.size(), false), std::vector<std::size_t>(task.samples.size(), 0),
              0};
    for (const FitParameter& p : task.parameters) {
        f.free += p.free;
        for (std::size_t k = 0; k < f.own.size(); ++k) {
            if (!p.free || !p.is_of(k)) continue;
            f.own[k] += p.sample.has_value() || f.own.size() == 1;
            if (p.member == &FitParameters::tc0) f.tc0[k] = true;
        }
    }
    return f;
}

/// Where the points must lie for a tc0 that is not free.
void check_tc0(const FitTask& task, bool tc0_given) {
    const Freedom f = freedom_of(task);
    for (std::size_t k = 0; k < f.tc0.size(); ++k) {
        if (f.tc0[k]) continue;
        if (!tc0_given) throw InputError("--tc0 is needed where tc0 is not free");
        for (const Measurement& m : task.samples[k].points) {
            const double tc0 = task.samples[k].start.tc0,
                         slack = std::isnan(m.sigma_T) ? 0.02 * tc0 : 3.0 * m.sigma_T;
            if (m.T > tc0 + slack)
                throw InputError(fmt::format(
                    "a point at T = {} K lies above tc0 = {} K: free tc0 or correct it", m.T, tc0));
            if (m.T < 0.999e-3 * tc0)
                throw InputError(fmt::format("a point at T = {} K: must be at least 0.001 tc0", m.T));
        }
    }
}

/// Whether the points can tell these parameters.
void check_count(const FitTask& task, std::vector<std::string>& notes) {
    const Freedom f = freedom_of(task);
    std::size_t points = 0;
    for (std::size_t k = 0; k < f.own.size(); ++k) {
        const FitSample& sample = task.samples[k];
        points += sample.points.size();
        if (f.own[k] > sample.points.size())
            throw InputError(
                fmt::format("{} points of {} cannot tell {} free parameters: fix some (--tc0, --free)",
                            sample.points.size(), printable(sample.name), f.own[k]));
    }
    if (f.free > points)
        throw InputError(fmt::format("{} points cannot tell {} free parameters: fix some (--tc0, --free)",
                                     points, f.free));
    if (f.free > 0 && f.free == points)
        notes.emplace_back("as many free parameters as points: values without intervals");
}

bool whole_positive(double x) { return x >= 1.0 && x <= 1e6 && x == std::floor(x); }

/// Leaves the points of `--range LOW:HIGH` [K].
void take_range(std::vector<std::string>& arguments, std::vector<MeasuredSample>& samples,
                std::vector<std::string>& notes) {
    const std::string text = take_option(arguments, "range");
    if (text.empty()) return;
    const std::vector<std::string_view> ends = split(text, ':');
    if (ends.size() != 2) throw InputError(fmt::format("--range = '{}': write LOW:HIGH in K", text));
    const double low = number_where("--range", std::string(ends[0]), not_negative, "must not be negative");
    const double high = number_where("--range", std::string(ends[1]), not_negative, "must not be negative");
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

std::vector<CommandOption> fit_options() {
    std::vector<std::string> models;
    for (const FitModel m : {FitModel::exact, FitModel::ising, FitModel::klb, FitModel::whh})
        models.emplace_back(name_of(m));
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
    for (const CommandOption& option : value_options()) options.push_back(option);
    for (const CommandOption& option : pocket_options()) options.push_back(option);
    options.push_back(
        {"format", "table|csv|json", "how it is printed (default table)", {"table", "csv", "json"}});
    options.push_back({"output", "FILE", "file to write"});
    return options;
}

FitRequest asked_fit(std::vector<std::string> arguments, const SampleReader& read) {
    FitRequest request;
    request.format = take_format(arguments, Format::table);
    const std::string model_text = take_option(arguments, "model");
    const FitModel model = fit_model(model_text.empty() ? "exact" : model_text);
    std::vector<FitModel> models{model};
    for (const std::string& name : comma_list(take_option(arguments, "compare"))) {
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
    std::vector<MeasuredSample> samples = read(files, take_reading_options(arguments), request.notes);
    take_range(arguments, samples, request.notes);
    const ParameterOptions options = take_parameter_options(arguments, samples.size());
    if (!arguments.empty())
        throw InputError(fmt::format("fit: '{}': unknown option; see mirage fit --help", arguments[0]));
    check_names(options, model, models);
    for (const FitModel m : models) {
        std::vector<std::string> ignored;
        std::vector<std::string>& notes = m == model ? request.notes : ignored;
        FitTask task = task_for(m, options, samples, notes);
        check_errors(task);
        check_tc0(task, options.value.contains("tc0"));
        if (m == model)
            request.task = std::move(task);
        else
            request.compared.push_back(std::move(task));
    }
    return request;
}

FitRequest fit_request(std::vector<std::string> arguments, const SampleReader& read) {
    FitRequest request = asked_fit(std::move(arguments), read);
    check_count(request.task, request.notes);
    std::vector<std::string> ignored;
    for (const FitTask& task : request.compared) check_count(task, ignored);
    return request;
}

}  // namespace mirage
