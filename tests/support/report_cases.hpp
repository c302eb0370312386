#pragma once
// Fits to report on.

#include "fit/report.hpp"
#include "fit_cases.hpp"

namespace mirage_test {

/// Two Ising samples with one beta, fitted.
inline FitReport two_samples() {
    Random random(31);
    FitTask task{FitModel::ising, {}, {}};
    for (const double tc0 : {3.0, 2.0})
        task.samples.push_back({tc0 > 2.5 ? "thick" : "thin",
                                {1.05 * tc0, 5.0},
                                synthetic(FitModel::ising, {tc0, 4.1}, 0.1, 12, 0.01, random)});
    task.parameters = {{"tc0@thick", &FitParameters::tc0, true, 2.0, 4.0, FitScale::linear, 0, "K"},
                       {"tc0@thin", &FitParameters::tc0, true, 1.0, 4.0, FitScale::linear, 1, "K"},
                       {"beta", &FitParameters::beta, true, 0.0, 60.0, FitScale::linear, {}, "meV"}};
    FitReport report;
    report.fits.push_back({task, fit(task)});
    return report;
}

/// Points that Klemm, Luther and Beasley describe, read by the Ising formula and by theirs.
inline FitReport ising_against_klb() {
    Random random(35);
    const auto points = synthetic(FitModel::klb, {7.4, 0.0, 0.0, 0.0, 2.0, 12.0}, 0.3, 20, 0.01, random);
    FitReport report;
    report.fits.push_back({task_of(FitModel::ising, {7.4, 3.0}, points, {"tc0", "beta"}), {}});
    report.fits.push_back(
        {task_of(FitModel::klb, {7.4, 0, 0, 0, 2, 10.0}, points, {"tc0", "spin-orbit-rate"}), {}});
    for (ModelFit& f : report.fits) f.result = fit(f.task), report.readings.push_back(readings(f));
    report.pairs.push_back({0, 1, *separation(report.fits[0], report.fits[1], 1e9)});
    return report;
}

/// A disordered sample read without disorder, and what would help.
inline FitReport hopeless() {
    Random random(37);
    const auto points = synthetic(FitModel::exact, {3.0, 4.1, 0.3}, 0.05, 16, 0.003, random);
    FitReport report;
    report.fits.push_back({task_of(FitModel::exact, {3.0, 4.0}, points, {"tc0", "beta"}), {}});
    report.fits[0].result = fit(report.fits[0].task);
    report.remedy = remedy(report.fits[0]);
    return report;
}

}  // namespace mirage_test
