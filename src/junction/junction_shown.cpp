#include "junction/junction_shown.hpp"

#include <cmath>

namespace mirage {
namespace {

void divide(std::initializer_list<double*> numbers, double unit) {
    for (double* number : numbers) *number /= unit;
}

void show_parameters(JunctionReport& report) {
    const Units units = report.task.units;
    std::size_t free = 0;
    for (std::size_t i = 0; i < report.task.parameters.size(); ++i) {
        JunctionParameter& p = report.task.parameters[i];
        FittedParameter& f = report.fit.parameters[i];
        const double unit = in_si(units, p.unit);
        divide({&p.low, &p.high, &f.value, &f.error, &f.low, &f.high, &f.lowest, &f.highest}, unit);
        if (p.free) {
            for (std::vector<double>& sample : report.samples) sample[free] /= unit;
            ++free;
        }
        p.unit = shown_unit(units, p.unit);
    }
}

void show_curve(JunctionReport& report, std::size_t k) {
    const Units units = report.task.units;
    const double kelvin = in_si(units, "K"), energy = in_si(units, "meV");
    JunctionCurve& curve = report.task.curves[k];
    divide({&curve.T}, kelvin), divide({&curve.B}, in_si(units, "T"));
    for (double& V : curve.V) V /= energy;
    FittedCurve& fitted = report.fit.curves[k];
    divide({&fitted.delta}, energy);
    for (std::size_t j = 0; j < fitted.background.size(); ++j)
        divide({&fitted.background[j], &fitted.background_error[j]},
               std::pow(energy, -static_cast<double>(j)));
    CurveValues& values = report.fit.values[k];
    divide({&values.delta, &values.eta, &values.v_ac, &values.v_offset}, energy);
    divide({&values.t_effective}, kelvin);
    divide({&report.windows[k].epsilon_2, &report.windows[k].epsilon_1}, energy);
}

}  // namespace

JunctionReport shown(JunctionReport report) {
    if (report.task.units == Units::si) return report;
    show_parameters(report);
    for (std::size_t k = 0; k < report.task.curves.size(); ++k) show_curve(report, k);
    for (MissedRange& m : report.goodness.missed) divide({&m.low, &m.high}, in_si(report.task.units, "mV"));
    return report;
}

}  // namespace mirage
