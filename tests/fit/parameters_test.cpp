#include "fit/parameters.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

const std::vector<MeasuredSample> one{{"film", {{0.5, 30.0}, {1.5, 20.0}, {2.5, 9.0}}}};

FitTask task(std::vector<std::string> words, FitModel model = FitModel::exact) {
    const ParameterOptions options = take_parameter_options(words, one.size());
    EXPECT_TRUE(words.empty());
    std::vector<std::string> notes;
    return task_for(model, options, one, notes);
}

const FitParameter& of(const FitTask& task, const std::string& name) {
    for (const FitParameter& p : task.parameters)
        if (p.name == name) return p;
    throw std::runtime_error(name);
}

TEST(FitParameters, EveryModelHasItsOwn) {
    EXPECT_EQ(task({}).parameters.size(), 5u);
    EXPECT_EQ(task({}, FitModel::ising).parameters.size(), 3u);
    EXPECT_EQ(task({}, FitModel::klb).parameters.size(), 3u);
    EXPECT_TRUE(of(task({}, FitModel::whh), "spin-orbit-rate").free);
    EXPECT_EQ(of(task({}), "alpha").scale, FitScale::squared);
    EXPECT_EQ(value_options().size(), known_parameters().size());
}

TEST(FitParameters, StartsComeFromTheDataNotFromTheBounds) {
    const FitTask narrow = task({"--bounds=beta=0:20"}), wide = task({"--bounds=beta=0:45"});
    EXPECT_EQ(narrow.samples[0].start.beta, wide.samples[0].start.beta);
    EXPECT_GT(narrow.samples[0].start.tc0, 2.4);
    EXPECT_EQ(task({"--beta=3", "--free=tc0,beta"}).samples[0].start.beta, 3.0) << "a start that is given";
}

TEST(FitParameters, BoundsThatAreCutAreTold) {
    std::vector<std::string> words{"--bounds=beta=0:1000", "--tc0=3"}, notes;
    task_for(FitModel::exact, take_parameter_options(words, 1), one, notes);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_NE(notes[0].find("beta"), std::string::npos) << notes[0];
    EXPECT_NE(notes[0].find("45.6"), std::string::npos) << notes[0];
    words = {"--bounds=beta=0:20"}, notes.clear();
    task_for(FitModel::exact, take_parameter_options(words, 1), one, notes);
    EXPECT_TRUE(notes.empty());
}

TEST(FitParameters, WhatIsBeyondTheTwoValleysIsListedWhereItIsGivenOrFree) {
    EXPECT_EQ(task({"--theta=5"}).parameters.size(), 6u);
    EXPECT_FALSE(of(task({"--theta=5"}), "theta").free);
    EXPECT_EQ(task({"--theta=5"}, FitModel::ising).parameters.size(), 3u);
    const FitTask free = task({"--free=tc0,gamma-magnetic,pocket.G.share", "--pocket=G:beta=1"});
    EXPECT_TRUE(of(free, "gamma-magnetic").free);
    EXPECT_EQ(free.samples[0].start.gamma_magnetic, 0.0);
    EXPECT_FALSE(of(free, "pocket.G.beta").free);
    EXPECT_EQ(of(free, "pocket.G.share").high, 1.0);
    const FitTask split = task({"--gamma-intra=0.2", "--free=gamma-inter"});
    EXPECT_EQ(split.parameters.size(), 6u) << "in place of gamma";
    EXPECT_THROW(of(split, "gamma"), std::runtime_error);
    EXPECT_TRUE(beyond_two_valleys(split.samples[0].start));
    EXPECT_FALSE(beyond_two_valleys(task({}).samples[0].start));
}

TEST(FitParameters, Refusals) {
    for (const char* word :
         {"--bounds=beta=3", "--bounds=beta=5:1", "--tc0=0", "--beta=-1", "--beta=1, 2", "--bounds=beta=x:1",
          "--beta=1e3", "--gamma=1e20", "--alpha=100", "--g-factor=1e7", "--tc0=1e20"})
        EXPECT_THROW(task({word}), InputError) << word;
    std::vector<std::string> words{"--free=tc0,betta"};
    const ParameterOptions options = take_parameter_options(words, 1);
    EXPECT_THROW(check_names(options, FitModel::exact, {FitModel::exact}), InputError);
    for (std::vector<std::string> both : {std::vector<std::string>{"--free=gamma,gamma-intra"},
                                          {"--orbital=1", "--diffusion=1"},
                                          {"--thickness=1"},
                                          {"--free=diffusion"},
                                          {"--free=pocket.G.share"},
                                          {"--gamma-pocket=1"}})
        EXPECT_THROW(check_names(take_parameter_options(both, 1), FitModel::exact, {FitModel::exact}),
                     InputError)
            << both[0];
}

}  // namespace
