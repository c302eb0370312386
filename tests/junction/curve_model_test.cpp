#include "junction/curve_model.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/spectra/tunnelling.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(CurveModel, IsTheConductanceOfTheEngineInItsUnits) {
    MadeWith made = ising_junction();
    made.values.material.gamma = 0.1;
    const JunctionTask task = made_task(made);
    const UnitSystem si = si_units(3.0, 2.0);
    const JunctionState state = junction_state(task, 1, task.start[1]);
    const ThermalConductance g = junction_conductance(task, 1, state, task.start[1]);
    const std::vector<double> shape = measured_shape(g, state, task.start[1], {0.0, 0.4, 1.5});
    const PairingModel m =
        pairing_model({0.4 / 3.0, 4.0 / si.field, 1.2 / si.energy, 0.1 / si.energy, 0.0}, 0.42 / si.energy);
    const std::vector<double> exact =
        tunnelling_conductance(m, 0.03 / si.energy, 0.4 / 3.0, {0.0, 0.4 / si.energy, 1.5 / si.energy});
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(shape[i], exact[i], 1e-6);
}

TEST(CurveModel, TheGapMayBeThatOfTheGapEquation) {
    JunctionTask task = made_task(ising_junction());
    task.gap = GapOf::engine;
    const UnitSystem si = si_units(3.0, 2.0);
    const JunctionState state = junction_state(task, 2, task.start[2]);
    EXPECT_EQ(state.model.Delta,
              solve_point({0.4 / 3.0, 8.0 / si.field, 1.2 / si.energy, 0.0, 0.0}).order_parameter);
}

TEST(CurveModel, TheUnitOfAGapOfItsOwnDoesNotMatter) {
    const JunctionTask task = made_task(ising_junction());
    CurveValues values = task.start[2];
    std::vector<double> shape[2];
    for (const int i : {0, 1}) {
        values.material.tc0 = i == 0 ? 3.0 : 7.0;
        const JunctionState state = junction_state(task, 2, values);
        shape[i] = measured_shape(junction_conductance(task, 2, state, values), state, values,
                                  {0.1, 0.3, 0.9, 1.4, 2.4});
    }
    for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(shape[0][i], shape[1][i], 2e-6);
}

TEST(CurveModel, DynesHasNoField) {
    MadeWith made = ising_junction();
    made.model = JunctionModel::dynes;
    const JunctionTask task = made_task(made);
    const JunctionState state = junction_state(task, 2, task.start[2]);
    EXPECT_EQ(state.model.B, 0.0);
    EXPECT_EQ(state.model.beta, 0.0);
}

TEST(CurveModel, AnEffectiveTemperatureIsOfTheElectronsAlone) {
    JunctionTask task = made_task(ising_junction());
    task.gap = GapOf::engine;
    CurveValues values = task.start[0];
    const JunctionState cold = junction_state(task, 0, values);
    values.t_effective = 0.8;
    const JunctionState warm = junction_state(task, 0, values);
    EXPECT_EQ(cold.model.Delta, warm.model.Delta);
    EXPECT_NEAR(warm.kT, 2.0 * cold.kT, 1e-12);
}

TEST(CurveModel, ASeriesResistanceTakesItsShareOfTheVoltage) {
    JunctionTask task = made_task(ising_junction());
    for (double& G : task.curves[0].G) G = 5.0;  // uS
    CurveValues values = task.start[0];
    values.r_series = 2e4, values.v_offset = 0.1;
    const std::vector<double> V = junction_voltages(task, 0, values);
    for (std::size_t i = 0; i < V.size(); i += 10)
        EXPECT_NEAR(V[i], (task.curves[0].V[i] - 0.1) * (1.0 - 2e4 * 5e-6), 1e-12);
}

}  // namespace
