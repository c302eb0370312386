#include "fit/request.hpp"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

#include "fit/files.hpp"
#include "input/input_error.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

const FitParameter* find(const FitTask& task, const std::string& name) {
    for (const FitParameter& p : task.parameters)
        if (p.name == name) return &p;
    return nullptr;
}

struct FitRequestTest : testing::Test {
    Folder folder;
    std::string one = folder.write("thin.csv", "T,B\n0.5,40\n1,35\n2,20\n2.5,10\n"),
                two = folder.write("two.csv",
                                   "sample,T,B\na,1,30\na,2,15\na,2.5,8\nb,1,20\nb,1.5,12\nb,1.8,6\n");
    FitRequest read(const std::string& arguments) {
        std::vector<std::string> list;
        std::istringstream in(arguments);
        for (std::string word; in >> word;) list.push_back(word);
        return read_fit_request(list);
    }
};

TEST_F(FitRequestTest, UsualParametersOfOneSample) {
    const FitRequest request = read(one);
    ASSERT_EQ(request.task.samples.size(), 1u);
    EXPECT_EQ(request.task.samples[0].name, "thin");
    EXPECT_EQ(request.task.model, FitModel::exact);
    EXPECT_TRUE(find(request.task, "tc0")->free);
    EXPECT_TRUE(find(request.task, "beta")->free);
    EXPECT_FALSE(find(request.task, "gamma")->free);
    EXPECT_EQ(find(request.task, "spin-orbit-rate"), nullptr);
    EXPECT_FALSE(find(read(one + " --tc0 3").task, "tc0")->free) << "given, so fixed";
    EXPECT_TRUE(find(read(one + " --tc0 3 --free tc0,beta").task, "tc0")->free) << "given as a start";
    EXPECT_TRUE(find(read("--model klb " + one).task, "spin-orbit-rate")->free) << "options in any order";
}

TEST_F(FitRequestTest, SamplesOfAColumnAndOfFiles) {
    const FitRequest request = read(two + " " + one + " --share beta");
    ASSERT_EQ(request.task.samples.size(), 3u);
    EXPECT_EQ(request.task.samples[1].name, "b");
    ASSERT_NE(find(request.task, "beta"), nullptr);
    EXPECT_FALSE(find(request.task, "beta")->sample.has_value());
    ASSERT_NE(find(request.task, "tc0@b"), nullptr);
    EXPECT_EQ(find(request.task, "tc0@b")->sample, 1u);
    EXPECT_NE(find(read(two).task, "beta@a"), nullptr) << "nothing shared";
    EXPECT_EQ(read(one + " " + one).task.samples[1].name, "thin-2");
    const FitRequest values = read(two + " --tc0 2.8,2 --gamma 0.1");
    EXPECT_EQ(values.task.samples[1].start.tc0, 2.0);
    EXPECT_EQ(values.task.samples[1].start.gamma, 0.1);
    EXPECT_NE(find(values.task, "gamma"), nullptr) << "one fixed value for all";
}

TEST_F(FitRequestTest, ComparedModelsTakeWhatTheyHave) {
    const FitRequest request = read(one + " --free tc0,beta,gamma --compare ising,klb,exact");
    ASSERT_EQ(request.compared.size(), 2u) << "exact is the model itself";
    EXPECT_TRUE(find(request.compared[0], "beta")->free);
    EXPECT_TRUE(find(request.compared[1], "spin-orbit-rate")->free);
    EXPECT_EQ(find(request.compared[1], "beta"), nullptr);
}

TEST_F(FitRequestTest, RangeAndBounds) {
    const FitRequest request = read(one + " --range 0.9:2.2 --bounds beta=1:9");
    EXPECT_EQ(request.task.samples[0].points.size(), 2u);
    EXPECT_FALSE(request.notes.empty());
    EXPECT_EQ(find(request.task, "beta")->low, 1.0);
    EXPECT_EQ(find(request.task, "beta")->high, 9.0);
    EXPECT_GE(request.task.samples[0].start.beta, 1.0) << "the start lies within";
}

TEST_F(FitRequestTest, Refusals) {
    for (const std::string& arguments : std::vector<std::string>{
             "", one + " --range 5:6", one + " --range 1", one + " --free beta", two + " --tc0 1,2,3",
             one + " --share delta", one + " --compare linear", one + " --plan 0", one + " --bootstrap 1.5",
             two + " --free tc0,beta,gamma,alpha", one + " --bounds gamma=1:0", one + " --beta 1,2",
             two + " --beta 4,1"}) {
        EXPECT_THROW(read(arguments), InputError) << arguments;
    }
}

TEST_F(FitRequestTest, BoundsStayInTheDomainOfTheEngine) {
    const double unit = si_units(3.0, 2.0).energy;  // of a fixed Tc0
    const FitRequest fixed = read(one + " --tc0 3 --free beta,gamma,alpha --bounds beta=0:1000,gamma=0.1:50");
    EXPECT_NEAR(find(fixed.task, "beta")->high, domain::max_ising * unit, 1e-9);
    EXPECT_NEAR(find(fixed.task, "gamma")->high, domain::max_scattering_rate * unit, 1e-9);
    EXPECT_EQ(find(fixed.task, "gamma")->low, 0.1);
    EXPECT_NEAR(find(fixed.task, "alpha")->high, domain::max_rashba * unit, 1e-9);
    const FitRequest free = read(one + " --bounds beta=0:1000,tc0=0:9");
    const double tc0 = free.task.samples[0].start.tc0;
    EXPECT_NEAR(find(free.task, "beta")->high, 0.9 * domain::max_ising * si_units(tc0, 2.0).energy, 1e-9);
    EXPECT_GT(find(free.task, "tc0")->low, 0.0);
    EXPECT_EQ(find(free.task, "tc0")->high, 9.0);
    EXPECT_THROW(read(one + " --bounds beta=900:1000"), InputError);
    // wide bounds do not move the start
    EXPECT_EQ(read(one + " --bounds beta=0:40").task.samples[0].start.beta,
              read(one).task.samples[0].start.beta);
}

}  // namespace
