#include "junction/junction_statements.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/text.hpp"
#include "junction/junction_start.hpp"

namespace mirage {
namespace {

using Lines = std::vector<std::string>;

/// Of curves that are not symmetric about the voltage zero of the fit.
void add_offset(const JunctionTask& task, const JunctionFit& fit, Lines& lines) {
    std::vector<double> offsets;
    double spacing = 0.0;
    for (std::size_t k = 0; k < task.curves.size(); ++k) {
        const JunctionCurve& curve = task.curves[k];
        offsets.push_back(symmetry_centre(curve) - fit.values[k].v_offset);
        spacing = std::max(spacing, (curve.V.back() - curve.V.front()) / static_cast<double>(curve.V.size()));
    }
    std::nth_element(offsets.begin(), offsets.begin() + static_cast<std::ptrdiff_t>(offsets.size() / 2),
                     offsets.end());
    const double offset = offsets[offsets.size() / 2];
    if (std::fabs(offset) > spacing)
        lines.push_back(
            fmt::format("the curves are symmetric about {:.3g} {} from where the fit has its zero: "
                        "--free v-offset (--each v-offset)",
                        offset, shown_unit(task.units, "mV")));
}

void add_missed(const JunctionTask& task, const JunctionFit& fit, const JunctionGoodness& g, Lines& lines) {
    for (const MissedRange& m : g.missed)
        lines.push_back(fmt::format(
            "not described: {}, {:.4g} to {:.4g} {}, measured {:.2g} % of the normal "
            "conductance {} the fit on average ({:.0f} standard deviations)",
            printable(task.curves[m.curve].name), m.low, m.high, shown_unit(task.units, "mV"),
            100.0 * std::fabs(m.deviation), m.deviation > 0.0 ? "above" : "below", m.significance));
    if (g.describes) return;
    add_offset(task, fit, lines);
    lines.emplace_back(
        "values are those of the nearest curve of this model and mean nothing by themselves; a second gap, a "
        "distribution of gaps, a background of another shape or noise that neighbours share would leave such "
        "residuals: try --pocket, --free with further channels, --background, --range, or stated errors");
}

const FittedParameter* parameter_of(const JunctionTask& task, const JunctionFit& fit,
                                    const JunctionMember& member) {
    for (std::size_t i = 0; i < task.parameters.size(); ++i)
        if (task.parameters[i].member == member && task.parameters[i].free) return &fit.parameters[i];
    return nullptr;
}

void add_mirage(const JunctionTask& task, const JunctionFit& fit, const JunctionGoodness& g,
                const std::vector<MirageWindow>& windows, Lines& lines) {
    const FittedParameter* beta = parameter_of(task, fit, &FitParameters::beta);
    std::size_t there = 0, inside = 0, seen = 0, deepest = 0;
    for (std::size_t k = 0; k < windows.size(); ++k) {
        const MirageWindow& w = windows[k];
        there += !std::isnan(w.epsilon_1), inside += w.inside, seen += w.seen();
        if (w.inside && !(windows[deepest].depth >= w.depth)) deepest = k;
    }
    if (there == 0 || !g.describes) return;
    if (seen > 0) {
        const MirageWindow& w = windows[deepest];
        lines.push_back(
            fmt::format("the mirage gap is inside the measured window and above the noise in {} of "
                        "{}: deepest in {}, {:.4g} to {:.4g} {}, {:.2g} % of the normal "
                        "conductance",
                        seen, counted(windows.size(), "curve"), printable(task.curves[deepest].name),
                        w.epsilon_2, w.epsilon_1, shown_unit(task.units, "meV"), 100.0 * w.depth));
        return;
    }
    const double window = largest_voltage(task);
    const std::string told =
        beta
            ? ": the Ising coupling is told by the main gap alone, by its edge Delta beta/sqrt(beta^2 + B^2) "
              "and the states that the field lets in"
            : "";
    lines.push_back(
        inside == 0 ? fmt::format("the mirage gap lies outside the measured window (up to {:.4g} {}) "
                                  "in every curve{}",
                                  window, shown_unit(task.units, "mV"), told)
                    : fmt::format("the mirage gap lies in the noise of every curve that reaches it{}", told));
}

void add_untold(const JunctionTask& task, const JunctionFit& fit, const JunctionGoodness& g, Lines& lines) {
    if (!g.describes) return;
    for (std::size_t i = 0; i < fit.parameters.size(); ++i) {
        const FittedParameter& p = fit.parameters[i];
        const char* unit = task.parameters[i].unit;
        if (g.status[i] == FitStatus::undetermined)
            lines.push_back(fmt::format("the curves do not determine {}", printable(p.name)));
        else if (g.status[i] == FitStatus::upper_bound && p.lowest > 0.0)
            lines.push_back(fmt::format("of {} only that it is below {:.4g} {} is known", printable(p.name),
                                        p.high, unit));
        else if (g.status[i] == FitStatus::lower_bound)
            lines.push_back(fmt::format("of {} only that it is above {:.4g} {} is known", printable(p.name),
                                        p.low, unit));
    }
}

}  // namespace

Lines junction_statements(const JunctionTask& task, const JunctionFit& fit, const JunctionGoodness& g,
                          const std::vector<MirageWindow>& windows) {
    Lines lines;
    add_missed(task, fit, g, lines);
    add_mirage(task, fit, g, windows, lines);
    add_untold(task, fit, g, lines);
    return lines;
}

}  // namespace mirage
