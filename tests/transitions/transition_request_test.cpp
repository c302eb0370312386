#include "transitions/transition_request.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(TransitionRequest, Defaults) {
    const TransitionRequest r = transition_request({"a.dat", "b.dat"});
    EXPECT_EQ(r.files.size(), 2u);
    EXPECT_EQ(r.options.criteria.size(), 1u);
    EXPECT_EQ(r.options.criteria[0].share, 0.5);
    EXPECT_EQ(r.format, Format::csv);
    EXPECT_EQ(r.options.sweeps, Sweeps::mean);
    EXPECT_EQ(r.options.error, ErrorOf::combined);
    EXPECT_EQ(r.printed, Printed::points);
}

TEST(TransitionRequest, EveryOption) {
    const TransitionRequest r =
        transition_request({"a.dat", "--criterion=10,onset", "--field=2", "--swept=T", "--columns=T=1,R=2",
                            "--sweeps=both", "--error=noise", "--normal-resistance=120", "--curves"});
    EXPECT_EQ(r.options.criteria.size(), 2u);
    EXPECT_EQ(r.reading.B, 2.0);
    EXPECT_EQ(r.reading.swept, Measurand::temperature);
    EXPECT_EQ(r.reading.columns, "T=1,R=2");
    EXPECT_EQ(r.options.sweeps, Sweeps::both);
    EXPECT_EQ(r.options.error, ErrorOf::noise);
    EXPECT_EQ(r.options.normal, 120.0);
    EXPECT_EQ(r.printed, Printed::curves);
}

TEST(TransitionRequest, Refusals) {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{},
                                               {"-", "/dev/stdin"},
                                               {"a", "--sweeps=left"},
                                               {"a", "--error=big"},
                                               {"a", "--field=-1"},
                                               {"a", "--field=1", "--temperature=1"},
                                               {"a", "--field=1", "--swept=B"},
                                               {"a", "--temperature=0"},
                                               {"a", "--normal-resistance=0"},
                                               {"a", "--curves", "--format=json"}})
        EXPECT_THROW(transition_request(arguments), InputError);
}

}  // namespace
