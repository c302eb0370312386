#include "junction/junction_statements.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

std::string all_of(const MadeWith& made, std::vector<const char*> left_out = {}) {
    JunctionTask task = made_task(made);
    task.background = Background::linear;
    add_usual_parameters(task);
    for (const char* name : left_out)
        std::erase_if(task.parameters, [&](const JunctionParameter& p) { return p.name == name; });
    if (!left_out.empty())
        for (CurveValues& values : task.start) values.material.beta = 0.0;
    const JunctionFit fit = fit_junction(task);
    std::vector<MirageWindow> windows;
    for (std::size_t k = 0; k < task.curves.size(); ++k) windows.push_back(mirage_window(task, fit, k));
    std::string text;
    for (const std::string& line : junction_statements(task, fit, junction_goodness(task, fit), windows))
        text += line + "\n";
    return text;
}

TEST(JunctionStatements, WhereTheMirageGapIsSeen) {
    EXPECT_NE(
        all_of(ising_junction()).find("inside the measured window and above the noise in 2 of 3 curves"),
        std::string::npos)
        << all_of(ising_junction());
}

TEST(JunctionStatements, WhatAMirageGapOutsideTheWindowDoesNotTell) {
    MadeWith made = ising_junction();
    made.values.material.beta = 6.0;
    const std::string text = all_of(made);
    EXPECT_NE(text.find("outside the measured window"), std::string::npos) << text;
    EXPECT_NE(text.find("of beta only that it is above"), std::string::npos) << text;
}

TEST(JunctionStatements, WhatAModelWithoutTheCouplingMisses) {
    const std::string text = all_of(ising_junction(), {"beta"});
    EXPECT_NE(text.find("not described: curve 3"), std::string::npos) << text;
    EXPECT_EQ(text.find("determine"), std::string::npos) << text;
}

TEST(JunctionStatements, AnOffsetOfTheVoltage) {
    MadeWith made = ising_junction();
    made.values.v_offset = 0.15;
    JunctionTask task = made_task(made);
    for (CurveValues& values : task.start) values.v_offset = 0.0;
    task.background = Background::linear;
    add_usual_parameters(task);
    const JunctionFit fit = fit_junction(task);
    std::string text;
    for (const std::string& line : junction_statements(task, fit, junction_goodness(task, fit),
                                                       std::vector<MirageWindow>(task.curves.size())))
        text += line + "\n";
    EXPECT_NE(text.find("--free v-offset"), std::string::npos) << text;
}

}  // namespace
