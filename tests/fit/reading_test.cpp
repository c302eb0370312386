#include "fit/reading.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(FitReading, TakesTheColumnsAndLeavesTheMaterial) {
    std::vector<std::string> words{"d.csv", "--columns=T=2,B=3", "--tc0=3,4.5", "--g-factor", "2.4"};
    const ReadingOptions options = take_reading_options(words);
    EXPECT_EQ(options.columns, "T=2,B=3");
    EXPECT_EQ(options.tc0, (std::vector<double>{3.0, 4.5}));
    EXPECT_EQ(options.g_factor, 2.4);
    EXPECT_EQ(words, (std::vector<std::string>{"d.csv", "--tc0=3,4.5", "--g-factor", "2.4"}));
    words = {"d.csv"};
    EXPECT_TRUE(take_reading_options(words).tc0.empty());
    words = {"--tc0=-1"};
    EXPECT_THROW(take_reading_options(words), InputError);
}

}  // namespace
