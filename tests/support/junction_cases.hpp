#pragma once
// dI/dV curves of known parameters.

#include <cmath>
#include <random>

#include "junction/junction_evaluation.hpp"
#include "mirage/model/units.hpp"

namespace mirage_test {

/// What curves are made with; energies in meV.
struct MadeWith {
    mirage::JunctionModel model = mirage::JunctionModel::exact;
    mirage::CurveValues values{};
    std::vector<double> B{0.0, 4.0, 8.0}, delta{0.45, 0.42, 0.35};  ///< of every curve
    double T = 0.4, window = 2.5, noise = 0.01, conductance = 5.0, slope = 0.02;
    int points = 121;
};

inline MadeWith ising_junction() {
    MadeWith made;
    made.values.material.tc0 = 3.0;
    made.values.material.beta = 1.2;
    made.values.eta = 0.03;
    return made;
}

/// A task with those values as its start, no parameters, and noise of a generator.
inline mirage::JunctionTask made_task(const MadeWith& made, unsigned seed = 1) {
    using namespace mirage;
    JunctionTask task;
    task.model = made.model;
    task.siemens = 1e-6;
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    for (std::size_t k = 0; k < made.B.size(); ++k) {
        JunctionCurve curve;
        curve.name = "curve " + std::to_string(k + 1), curve.T = made.T, curve.B = made.B[k];
        for (int i = 0; i < made.points; ++i)
            curve.V.push_back(made.window * (2.0 * i / (made.points - 1.0) - 1.0));
        curve.G = curve.V;
        task.curves.push_back(curve);
        CurveValues values = made.values;
        values.delta = made.delta[k];
        task.start.push_back(values);
        const JunctionState state = junction_state(task, k, values);
        const ThermalConductance g = junction_conductance(task, k, state, values);
        CurveValues without = values;
        without.r_series = 0.0;
        const std::vector<double> shape =
            measured_shape(g, state, values, junction_voltages(task, k, without));
        for (std::size_t i = 0; i < shape.size(); ++i)
            task.curves[k].G[i] = (made.conductance + made.slope * curve.V[i]) * shape[i] +
                                  made.noise * made.conductance * normal(random);
        task.curves[k].noise = made.noise * made.conductance;
    }
    return task;
}

/// The gaps become those of the gap equation at the fields.
inline MadeWith with_gap_equation(MadeWith made) {
    using namespace mirage;
    JunctionTask task = made_task(made);
    task.gap = GapOf::engine;
    const double unit = si_units(made.values.material.tc0, made.values.material.g_factor).energy;
    for (std::size_t k = 0; k < made.B.size(); ++k)
        made.delta[k] = junction_state(task, k, task.start[k]).model.Delta * unit;
    return made;
}

/// A free parameter of all curves.
inline mirage::JunctionParameter free_parameter(const char* name, mirage::JunctionMember member, double low,
                                                double high,
                                                mirage::FitScale scale = mirage::FitScale::linear) {
    return {name, member, true, low, high, scale, {}, "meV"};
}

/// One of a single curve.
inline mirage::JunctionParameter free_delta(std::size_t curve) {
    mirage::JunctionParameter p = free_parameter("delta", &mirage::CurveValues::delta, 0.0, 2.5);
    p.curve = curve;
    p.name += "[" + std::to_string(curve + 1) + "]";
    return p;
}

/// The gaps of all curves, beta and eta.
inline void add_usual_parameters(mirage::JunctionTask& task) {
    for (std::size_t k = 0; k < task.curves.size(); ++k) task.parameters.push_back(free_delta(k));
    task.parameters.push_back(free_parameter("beta", &mirage::FitParameters::beta, 0.0, 50.0));
    task.parameters.push_back(free_parameter("eta", &mirage::CurveValues::eta, 0.0, 1.25));
}

}  // namespace mirage_test
