#include "junction/junction_parameters.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

JunctionData data(std::vector<double> B = {0.0, 4.0, 8.0}) {
    MadeWith made = ising_junction();
    made.delta.resize(B.size(), 0.4);
    made.B = std::move(B);
    JunctionData d;
    d.curves = made_task(made).curves;
    d.siemens = 1e-6;
    return d;
}

JunctionTask task(std::vector<std::string> words, const JunctionData& d = data(), GapOf gap = GapOf::curve,
                  JunctionModel model = JunctionModel::exact) {
    JunctionOptions options = take_junction_options(words, d.curves.size());
    options.gap = gap, options.model = model;
    std::vector<std::string> notes;
    return junction_task(options, d, notes);
}

std::string free_of(const JunctionTask& t) {
    std::string names;
    for (const JunctionParameter& p : t.parameters)
        if (p.free) names += p.name + " ";
    return names;
}

TEST(JunctionParameters, TheUsualOnesOfEveryModel) {
    EXPECT_EQ(free_of(task({})), "delta[1] delta[2] delta[3] beta eta ");
    EXPECT_EQ(free_of(task({}, data(), GapOf::engine)), "tc0 beta eta ");
    EXPECT_EQ(free_of(task({}, data(), GapOf::curve, JunctionModel::dynes)),
              "delta[1] delta[2] delta[3] eta ");
    EXPECT_EQ(free_of(task({}, data(), GapOf::curve, JunctionModel::maki)),
              "delta[1] delta[2] delta[3] gamma-spin-orbit orbital eta ");
    EXPECT_EQ(free_of(task({}, data({0.0}))), "delta eta ") << "without a field";
}

TEST(JunctionParameters, ThoseOfAList) {
    EXPECT_EQ(free_of(task({"--free", "beta,gamma,v-ac"})), "delta[1] delta[2] delta[3] beta gamma v-ac ");
    EXPECT_EQ(free_of(task({"--free", "beta", "--delta", "0.4"})), "beta ");
    EXPECT_EQ(free_of(task({"--free", "none", "--delta", "0.4,0.3,0.2"})), "");
    EXPECT_EQ(free_of(task({"--share", "delta"})), "delta beta eta ");
    EXPECT_EQ(free_of(task({"--free", "eta", "--each", "eta"})),
              "delta[1] delta[2] delta[3] eta[1] eta[2] eta[3] ");
    EXPECT_EQ(free_of(task({"--pocket", "G:share=0.3", "--free", "eta,pocket.G.gap,pocket.G.tunnel-weight"})),
              "delta[1] delta[2] delta[3] pocket.G.gap pocket.G.tunnel-weight eta ");
}

TEST(JunctionParameters, GivenValuesAreOfAllCurvesOrOfEach) {
    const JunctionTask t = task({"--delta", "0.4,0.3,0.2", "--eta", "0.05"});
    EXPECT_EQ(t.start[2].delta, 0.2);
    EXPECT_EQ(t.start[2].eta, 0.05);
    EXPECT_THROW(task({"--delta", "0.4,0.3"}), InputError);
}

TEST(JunctionParameters, WhatAModelDoesNotHaveIsRefused) {
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"--free", "tc0"},
                                               {"--free", "bta"},
                                               {"--each", "x"},
                                               {"--share", "x"},
                                               {"--bounds", "x=1:2"},
                                               {"--eta", "-1"},
                                               {"--free", "t-triplet"}})
        EXPECT_THROW(task(words), InputError) << words[1];
    EXPECT_THROW(task({"--free", "beta"}, data(), GapOf::curve, JunctionModel::dynes), InputError);
    EXPECT_THROW(task({"--delta", "0.4"}, data(), GapOf::engine), InputError);
    JunctionData arbitrary = data();
    arbitrary.siemens = quiet_nan;
    EXPECT_THROW(task({"--free", "r-series"}, arbitrary), InputError) << "needs siemens";
}

TEST(JunctionParameters, SizesFarBeyondTheCurvesAreRefused) {
    const double most = 100.0 * largest_voltage(task({}));
    for (const char* name : {"--delta", "--eta", "--v-ac", "--v-offset"}) {
        EXPECT_NO_THROW(task({name, fmt::format("{}", 0.99 * most)})) << name;
        EXPECT_THROW(task({name, fmt::format("{}", 1.01 * most)}), InputError) << name;
    }
    EXPECT_THROW(task({"--v-offset", "-1e20"}), InputError);
    EXPECT_NO_THROW(task({"--t-effective", "300"}));
    EXPECT_THROW(task({"--t-effective", "1e6"}), InputError);
}

TEST(JunctionParameters, AnEffectiveTemperatureIsOfEachCurveWhereTheSamplesDiffer) {
    JunctionData d = data();
    EXPECT_EQ(free_of(task({"--free", "t-effective"}, d)), "delta[1] delta[2] delta[3] t-effective ");
    d.curves[1].T = 2.0;
    EXPECT_EQ(free_of(task({"--free", "t-effective", "--share", "delta"}, d)),
              "delta t-effective[1] t-effective[2] t-effective[3] ");
}

}  // namespace
