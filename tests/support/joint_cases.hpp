#pragma once
// Points and dI/dV curves of one sample.

#include "fit_cases.hpp"
#include "junction_cases.hpp"
#include "sample/joint_fit.hpp"

namespace mirage_test {

/// What a sample is made with: points with errors in units of the largest T and B, curves with errors in
/// units of the normal conductance, both stated.
struct SampleMadeWith {
    FitParameters points{3.0, 1.2, 0.05};
    MadeWith spectra = ising_junction();
    double noise = 0.01;
    int count = 20;
    unsigned seed = 1;
};

inline SampleMadeWith usual_sample() {
    SampleMadeWith made;
    made.spectra.values.material.gamma = 0.05;
    return made;
}

/// Free: tc0, beta and gamma of both, eta of the curves.
inline JointTask joint_case(const SampleMadeWith& made) {
    JointTask task;
    Random random(made.seed);
    task.points = task_of(FitModel::exact, made.points,
                          synthetic(FitModel::exact, made.points, 0.1, made.count, made.noise, random),
                          {"tc0", "beta", "gamma"});
    task.spectra = made_task(with_gap_equation(made.spectra), made.seed);
    task.spectra.gap = GapOf::engine, task.spectra.background = Background::linear;
    for (JunctionCurve& curve : task.spectra.curves)
        curve.sigma.assign(curve.G.size(), made.spectra.noise * made.spectra.conductance);
    const auto add = [&](const char* name, JunctionMember member, double low, double high) {
        task.spectra.parameters.push_back(free_parameter(name, member, low, high));
    };
    add("tc0", &FitParameters::tc0, 0.5, 20.0), add("beta", &FitParameters::beta, 0.0, 50.0);
    add("gamma", &FitParameters::gamma, 0.0, 2.5), add("eta", &CurveValues::eta, 0.0, 1.25);
    return task;
}

inline const FittedParameter& of(const std::vector<FittedParameter>& parameters, const std::string& name) {
    for (const FittedParameter& p : parameters)
        if (p.name == name) return p;
    throw std::runtime_error(name);
}

}  // namespace mirage_test
