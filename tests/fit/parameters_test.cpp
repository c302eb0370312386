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
    EXPECT_STREQ(name_of(FitModel::klb), "klb");
    EXPECT_EQ(value_options().size(), 6u);
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

TEST(FitParameters, Refusals) {
    for (const char* word :
         {"--bounds=beta=3", "--bounds=beta=5:1", "--tc0=0", "--beta=-1", "--beta=1, 2", "--bounds=beta=x:1"})
        EXPECT_THROW(task({word}), InputError) << word;
    std::vector<std::string> words{"--free=tc0,betta"};
    const ParameterOptions options = take_parameter_options(words, 1);
    EXPECT_THROW(check_names(options, FitModel::exact, {FitModel::exact}), InputError);
}

}  // namespace
